import type { Entry } from '../paper/entry';
import { toBibtex } from './bibtex';
import { toJson } from './json';
import { toMarkdown } from './markdown';

export interface ExportContext {
  /** Milliseconds since 1970. */
  readonly exportedAt: number;
  /** All there is, of which the entries are a part. */
  readonly library: readonly Entry[];
}

export interface Format {
  readonly id: 'bibtex' | 'markdown' | 'json';
  readonly extension: string;
  readonly mediaType: string;
  write(entries: readonly Entry[], context: ExportContext): string;
}

/** In the order in which they are offered. */
export const FORMATS: readonly Format[] = [
  {
    id: 'bibtex',
    extension: 'bib',
    mediaType: 'application/x-bibtex',
    write: (entries, { library }) => toBibtex(entries, library),
  },
  { id: 'markdown', extension: 'md', mediaType: 'text/markdown', write: toMarkdown },
  {
    id: 'json',
    extension: 'json',
    mediaType: 'application/json',
    write: (entries, { exportedAt }) => toJson(entries, exportedAt),
  },
];
