import type { Entry } from '../../paper/entry';
import type { Facts } from './to-entry';

/** Something in a file that is not as it should be; the page has the words for it. */
export interface Trouble {
  /** Ends the key of its message: `unclosed`. */
  readonly code: TroubleCode;
  /** What of the file it is about, shortened; it may be empty. */
  readonly detail: string;
}

export const TROUBLES = [
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
export type TroubleCode = (typeof TROUBLES)[number];

/**
 * What a reader made of one place of a file: a paper's facts, a whole entry of ours, or trouble.
 * What waited has the `line` on which it stood, if that is behind.
 */
export type Piece = { readonly at: number; readonly line?: number } & (
  | { readonly facts: Facts }
  | { readonly entry: Entry; readonly troubles: readonly Trouble[] }
  | Trouble
);

export interface Step {
  /** Where the next step begins; beyond where this one did. */
  readonly next: number;
  readonly pieces: readonly Piece[];
}

/**
 * Reads on from `at`, one record or a few, so that nothing else waits long. A file comes in windows;
 * undefined asks for a longer one, and is never the answer when this `isLast`. Never throws.
 */
export type Reader = (
  text: string,
  at: number,
  isLast: boolean,
  lineAt: (at: number) => number,
) => Step | undefined;

/** Of 100,000 characters, the beginning says which place is meant. */
export const shortly = (text: string): string => {
  const line = text.slice(0, 200).replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
};
