import type { Entry } from '../paper/entry';

/** As many papers as are written in one transaction. */
export const TOGETHER = 1_000;

/** In characters: the background has all of a request in memory, several times over. */
const LARGE = 4_000_000;

/** How much of a request an entry is, about, in characters. */
const sizeOf = ({ paper, mark }: Entry): number =>
  1_000 +
  paper.title.length +
  (paper.abstract?.length ?? 0) +
  (mark.note?.length ?? 0) +
  paper.authors.reduce((sum, name) => sum + name.length + 3, 0);

/**
 * The entries in runs that fit into one request each, in their order. One that is too large for any is
 * a run of its own.
 */
export function* inBatches(entries: readonly Entry[]): Generator<readonly Entry[]> {
  let from = 0;
  let size = 0;
  for (const [i, entry] of entries.entries()) {
    const own = sizeOf(entry);
    if (i > from && (i - from >= TOGETHER || size + own > LARGE)) {
      yield entries.slice(from, i);
      from = i;
      size = 0;
    }
    size += own;
  }
  if (from < entries.length) yield entries.slice(from);
}
