import type { Entry } from '../paper/entry';
import { toBibtex } from './bibtex';
import { toJson } from './json';
import { toMarkdown } from './markdown';

export interface Format {
  readonly id: 'bibtex' | 'markdown' | 'json';
  readonly extension: string;
  readonly mediaType: string;
  /** @param exportedAt ms since 1970 */
  write(entries: readonly Entry[], exportedAt: number): string;
}

/** In the order in which they are offered. */
export const FORMATS: readonly Format[] = [
  { id: 'bibtex', extension: 'bib', mediaType: 'application/x-bibtex', write: toBibtex },
  { id: 'markdown', extension: 'md', mediaType: 'text/markdown', write: toMarkdown },
  { id: 'json', extension: 'json', mediaType: 'application/json', write: toJson },
];
