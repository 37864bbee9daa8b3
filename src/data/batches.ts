import type { Entry } from '../paper/entry';

/** As many papers as are written in one transaction. */
const MANY = 1_000;

/** In characters: a message between two pages of the extension can be 64 MB, and is copied whole. */
const LARGE = 4_000_000;

/** How much of a message an entry is, about. */
const sizeOf = ({ paper, mark }: Entry): number =>
  1_000 +
  paper.title.length +
  (paper.abstract?.length ?? 0) +
  (mark.note?.length ?? 0) +
  paper.authors.reduce((sum, name) => sum + name.length + 3, 0);

/**
 * The items in runs that fit into one request each, in their order. An item that is too large for
 * any is a run of its own.
 */
export function* inBatches<T extends { readonly entry: Entry }>(
  items: readonly T[],
  many: number = MANY,
  large: number = LARGE,
): Generator<readonly T[]> {
  let from = 0;
  let size = 0;
  for (let i = 0; i < items.length; i++) {
    const own = sizeOf((items[i] as T).entry);
    if (i > from && (i - from >= many || size + own > large)) {
      yield items.slice(from, i);
      from = i;
      size = 0;
    }
    size += own;
  }
  if (from < items.length) yield items.slice(from);
}
