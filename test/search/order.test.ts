import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeBytes } from '../../src/search/bytes';
import { type OpenSegment, openSegment } from '../../src/search/open-segment';
import { sortAll } from '../../src/search/order';
import { makeColumns } from '../../src/search/segment';

/** A segment with nothing but ids, sequence and times, of which many are equal or close. */
function segmentOf(first: number, times: readonly number[]): OpenSegment {
  const columns = makeColumns(times.length);
  columns.read.set(times);
  columns.seq.set(times.map((_, n) => 1 + ((first + n) % 5)));
  return openSegment({
    ids: times.map((_, n) => `id-${String(first + n).padStart(6, '0')}`).join('\n'),
    gone: '',
    chars: new Uint16Array(0),
    charStarts: new Uint32Array(1),
    postings: makeBytes().done(),
    postingStarts: new Uint32Array(1),
    columns,
  });
}

describe('sortAll', () => {
  it('sorts as a comparison of all papers does, however many are in which segment', () => {
    const time = fc.oneof(
      fc.constant(0),
      fc.integer({ min: 1_793_491_200_000, max: 1_793_491_200_900 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1_000_000_000_000, max: 1_800_000_000_000 }),
    );
    const sizes = fc.array(fc.array(time, { maxLength: 300, size: 'max' }), { maxLength: 5 });
    fc.assert(
      fc.property(sizes, (all) => {
        let first = 0;
        const segments = all.map((times) => {
          first += times.length;
          return segmentOf(first - times.length, times);
        });
        const times = all.flat();
        const seq = segments.flatMap(({ segment }) => [...segment.columns.seq]);
        const expected = times
          .map((_, n) => n)
          .sort(
            (a, b) =>
              (times[b] as number) - (times[a] as number) ||
              (seq[b] as number) - (seq[a] as number) ||
              a - b,
          );
        const { papers, keyed } = sortAll(segments, 'read', []);
        expect([...papers]).toEqual(expected);
        expect(keyed).toBe(times.filter((time) => time > 0).length);
      }),
      { numRuns: 100 },
    );
  });
});
