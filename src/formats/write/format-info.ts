/**
 * The formats in which the reading list can be exported. They are described apart from their
 * writers: pages that offer the formats load this file at once, and the writers only for an export.
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

export interface FormatInfo {
  readonly id: FormatId;
  readonly extension: string;
  readonly mediaType: string;
  /** Whether it is text, which can be copied to the clipboard. */
  readonly isText: boolean;
  /** Whether it contains citation keys. */
  readonly hasKeys: boolean;
}

const format = (
  id: FormatId,
  extension: string,
  mediaType: string,
  traits: Partial<Pick<FormatInfo, 'isText' | 'hasKeys'>> = {},
): FormatInfo => ({
  id,
  extension,
  mediaType,
  isText: true,
  hasKeys: false,
  ...traits,
});

/** All formats, in the order in which they are offered. */
export const FORMAT_INFO: readonly FormatInfo[] = [
  format('bibtex', 'bib', 'application/x-bibtex', { hasKeys: true }),
  format('biblatex', 'bib', 'application/x-bibtex', { hasKeys: true }),
  format('ris', 'ris', 'application/x-research-info-systems', { hasKeys: true }),
  format('csl-json', 'json', 'application/vnd.citationstyles.csl+json', { hasKeys: true }),
  format('markdown', 'md', 'text/markdown'),
  format('markdown-files', 'zip', 'application/zip', { isText: false, hasKeys: true }),
  format('csv', 'csv', 'text/csv', { hasKeys: true }),
  format('html', 'html', 'text/html'),
  format('links', 'txt', 'text/plain'),
  format('json', 'json', 'application/json'),
];
