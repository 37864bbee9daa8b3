/**
 * What the reading list can leave as. By itself, apart from how each is written: what offers them loads
 * at once, and the writers when something leaves.
 */

export type FormatId =
  | 'bibtex'
  | 'biblatex'
  | 'ris'
  | 'csl-json'
  | 'markdown'
  | 'markdown-files'
  | 'csv'
  | 'html'
  | 'links'
  | 'json';

/** A kind of file. */
export interface FormatInfo {
  readonly id: FormatId;
  readonly extension: string;
  readonly mediaType: string;
  /** Whether it is text, and can go to the clipboard. */
  readonly isText: boolean;
  /** Whether citation keys stand in it. */
  readonly hasKeys: boolean;
}

type More = Partial<Pick<FormatInfo, 'isText' | 'hasKeys'>>;

const kind = (id: FormatId, extension: string, mediaType: string, more: More = {}): FormatInfo => ({
  id,
  extension,
  mediaType,
  isText: true,
  hasKeys: false,
  ...more,
});

/** In the order in which they are offered. */
export const FORMAT_INFO: readonly FormatInfo[] = [
  kind('bibtex', 'bib', 'application/x-bibtex', { hasKeys: true }),
  kind('biblatex', 'bib', 'application/x-bibtex', { hasKeys: true }),
  kind('ris', 'ris', 'application/x-research-info-systems', { hasKeys: true }),
  kind('csl-json', 'json', 'application/vnd.citationstyles.csl+json', { hasKeys: true }),
  kind('markdown', 'md', 'text/markdown'),
  kind('markdown-files', 'zip', 'application/zip', { isText: false, hasKeys: true }),
  kind('csv', 'csv', 'text/csv', { hasKeys: true }),
  kind('html', 'html', 'text/html'),
  kind('links', 'txt', 'text/plain'),
  kind('json', 'json', 'application/json'),
];
