import type { Entry } from '../../paper/entry';
import type { Problem } from './problem';
import type { Reference } from './reference';

/** One thing read from a file: a reference, an entry of Dogear's own file, or a problem. */
export type ReadRecord = {
  readonly at: number;
  /** Line number of a record that was held back until a later step. */
  readonly line?: number;
} & (
  | { readonly reference: Reference }
  | { readonly entry: Entry; readonly problems: readonly Problem[] }
  | Problem
);

export interface ReadStep {
  /** Offset of the next step; always beyond that of this one. */
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
