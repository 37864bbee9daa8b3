import { describe, expect, it } from 'vitest';
import { firstToMerge } from '../../../src/library/index/merge-policy';

describe('firstToMerge', () => {
  it('leaves few segments, and a large one before small ones, as they are', () => {
    expect(firstToMerge([])).toBe(-1);
    expect(firstToMerge([100, 100, 100])).toBe(-1);
    expect(firstToMerge([10_000, 10, 10, 10])).toBe(-1);
  });

  it('merges segments of about one size, with all that came after them', () => {
    expect(firstToMerge([100, 100, 100, 100])).toBe(0);
    expect(firstToMerge([10_000, 100, 100, 100, 100])).toBe(1);
    expect(firstToMerge([300, 100, 100, 100, 1])).toBe(0);
  });

  it('keeps a library that grows bit by bit in few segments', () => {
    let sizes: number[] = [];
    let written = 0;
    for (let n = 0; n < 2_000; n++) {
      sizes.push(100);
      const first = firstToMerge(sizes);
      if (first < 0) continue;
      const merged = sizes.slice(first).reduce((sum, size) => sum + size, 0);
      written += merged;
      sizes = [...sizes.slice(0, first), merged];
    }
    expect(sizes.length).toBeLessThan(20);
    // Each paper is written a few times, not once for every segment that comes after it.
    expect(written / 200_000).toBeLessThan(20);
  });
});
