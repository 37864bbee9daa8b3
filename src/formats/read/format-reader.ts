import type { Entry } from '../../paper/entry';
import type { Problem } from './problem';
import type { Reference } from './reference';

/** What stands at one place of a file: a reference, an entry of Dogear's own file, or a problem. */
export type ReadRecord = {
  readonly at: number;
  /** The line on which a record stood that was held back until a later step. */
  readonly line?: number;
} & (
  | { readonly reference: Reference }
  | { readonly entry: Entry; readonly problems: readonly Problem[] }
  | Problem
);

export interface ReadStep {
  /** Where the next step begins; always beyond where this one began. */
  readonly next: number;
  readonly records: readonly ReadRecord[];
}

/**
 * Reads on from `at`: one record or a few, so that nothing else waits long. The file comes in
 * windows; undefined asks for a longer one, and is never the answer if `isLast`. Never throws.
 * @param text the window
 * @param lineAt returns the line number of a place in the window
 */
export type FormatReader = (
  text: string,
  at: number,
  isLast: boolean,
  lineAt: (at: number) => number,
) => ReadStep | undefined;
