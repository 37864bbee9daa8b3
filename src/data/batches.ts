import type { Entry } from '../paper/entry';

/** Most papers that are written in one transaction. */
export const MOST_TOGETHER = 1_000;

/** Most characters in one request: the background has all of it in memory, several times over. */
const MOST_CHARACTERS = 4_000_000;

/** Returns about how many characters an entry adds to a request. */
const sizeOf = ({ paper, mark }: Entry): number =>
  1_000 +
  paper.title.length +
  (paper.abstract?.length ?? 0) +
  (mark.note?.length ?? 0) +
  paper.authors.reduce((sum, name) => sum + name.length + 3, 0);

/**
 * Yields the entries in batches that fit into one request each, in their order. An entry that is too
 * large for any request is a batch of its own.
 */
export function* inBatches(entries: readonly Entry[]): Generator<readonly Entry[]> {
  let from = 0;
  let size = 0;
  for (const [i, entry] of entries.entries()) {
    const own = sizeOf(entry);
    if (i > from && (i - from >= MOST_TOGETHER || size + own > MOST_CHARACTERS)) {
      yield entries.slice(from, i);
      from = i;
      size = 0;
    }
    size += own;
  }
  if (from < entries.length) yield entries.slice(from);
}
