/** Segments of about one size are merged when there are as many as this. */
const MIN_SEGMENTS = 4;

/**
 * Returns the position of the first segment that is to be merged with all after it, or -1. They are
 * merged if together they are not much smaller than the first of them. So a large segment is written
 * again only when much has come after it, and there are never more than a few segments of each size.
 * @param sizes the sizes of the segments, the oldest first
 */
export function firstToMerge(sizes: readonly number[]): number {
  let first = -1;
  let after = 0;
  for (let i = sizes.length - 1; i >= 0; i--) {
    const size = sizes[i] as number;
    if (sizes.length - i >= MIN_SEGMENTS && size <= 3 * after) first = i;
    after += size;
  }
  return first;
}
