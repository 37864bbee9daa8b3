import { describe, expect, it } from 'vitest';
import { inBatches } from '../../src/data/batches';
import type { Entry } from '../../src/paper/entry';
import { emptyMark } from '../../src/paper/mark';
import { makePaper, numbered } from '../library/samples';

const item = (n: number, abstract = ''): Entry => ({
  paper: makePaper(n, { abstract }),
  mark: emptyMark(numbered(n)),
});
const items = (count: number) => Array.from({ length: count }, (_, i) => item(i));

describe('batches', () => {
  it('are of a thousand papers, in their order, and none is left out', () => {
    const all = items(2_500);
    const batches = [...inBatches(all)];
    expect(batches.map(({ length }) => length)).toEqual([1_000, 1_000, 500]);
    expect(batches.flat()).toEqual(all);
    expect([...inBatches([])]).toEqual([]);
  });

  it('are of fewer where a request would be too large', () => {
    const long = 'x'.repeat(1_500_000);
    const all = [item(1, long), item(2, long), item(3, long), item(4)];
    expect([...inBatches(all)].map(({ length }) => length)).toEqual([2, 2]);
  });

  it('hold one paper that is too large for any', () => {
    const all = [item(1), item(2, 'x'.repeat(5_000_000)), item(3)];
    expect([...inBatches(all)]).toEqual(all.map((one) => [one]));
  });
});
