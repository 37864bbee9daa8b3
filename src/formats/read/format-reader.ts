import type { Entry } from '../../paper/entry';
import type { Reference } from './to-entry';

/** Something in a file that is not as it should be; the page has the words for it. */
export interface Problem {
  /** Ends the key of its message: `unclosed`. */
  readonly code: ProblemCode;
  /** What of the file it is about, shortened; it may be empty. */
  readonly detail: string;
}

export const PROBLEM_CODES = [
  // of the whole file
  'empty',
  'too-large',
  'binary',
  'unknown',
  'nothing',
  'zotero-rdf',
  'newer',
  'guessed-encoding',
  'damaged-encoding',
  // of one entry, which is not read
  'unclosed',
  'broken',
  'too-deep',
  'no-id',
  'too-many',
  // of one entry, which is read nevertheless
  'no-title',
  'trimmed',
  'bad-link',
  'bad-field',
  'duplicate',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/**
 * What a reader made of one place of a file: a paper's reference, a whole entry of ours, or problem.
 * What waited has the `line` on which it stood, if that is behind.
 */
export type ReadRecord = { readonly at: number; readonly line?: number } & (
  | { readonly reference: Reference }
  | { readonly entry: Entry; readonly problems: readonly Problem[] }
  | Problem
);

export interface ReadStep {
  /** Where the next step begins; beyond where this one did. */
  readonly next: number;
  readonly records: readonly ReadRecord[];
}

/**
 * Reads on from `at`, one record or a few, so that nothing else waits long. A file comes in windows;
 * undefined asks for a longer one, and is never the answer when this `isLast`. Never throws.
 */
export type FormatReader = (
  text: string,
  at: number,
  isLast: boolean,
  lineAt: (at: number) => number,
) => ReadStep | undefined;

/** Of 100,000 characters, the beginning says which place is meant. */
export const excerpt = (text: string): string => {
  const line = text.slice(0, 200).replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
};
