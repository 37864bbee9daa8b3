import type { Entry } from '../../paper/entry';
import type { ReadFormat } from './detect';
import type { FileProblem } from './problem';

export interface ReadEntry {
  /**
   * An entry that passes the library's own validation. Only Dogear's own file says when its marks
   * were changed; from any other, `mark.times` is empty. `mark.seq` is the file's, or 0.
   */
  readonly entry: Entry;
  /** The line on which it begins, from 1. */
  readonly line: number;
  /** The file's own name for it, a citation key or an id; may be empty. */
  readonly key: string;
}

export interface ReadResult {
  /** Undefined if the file cannot be read; then a problem says why. */
  readonly format: ReadFormat | undefined;
  /** At most one entry for each paper. */
  readonly entries: readonly ReadEntry[];
  /** The first problems, in the order of the file; `problemCount` counts them all. */
  readonly problems: readonly FileProblem[];
  readonly problemCount: number;
}
