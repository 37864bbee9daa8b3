import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Collector, makeCollector } from '../../../src/formats/read/collect';
import type { PaperId } from '../../../src/paper/ids';
import { idsOf } from '../../../src/paper/paper';
import { makeEntry } from '../entries';

const TITLES = [
  ...['On the growth of mosses', 'On the growth of mosses: a study', 'ON THE GROWTH OF {MOSSES}.'],
  ...['A history of footnotes', 'Archives in practice', '关于苔藓的生长', ''],
];
const IDS = ['arxiv:1011.1669', 'doi:10.1000/1', 'doi:10.1000/2', 'pmid:7'] as PaperId[];

interface Said {
  readonly title: number;
  readonly ids: readonly PaperId[];
}
const said: fc.Arbitrary<Said> = fc.record({
  title: fc.nat(TITLES.length - 1),
  ids: fc.uniqueArray(fc.constantFrom(...IDS), { minLength: 1, maxLength: 3 }),
});

function collect(entries: readonly Said[]) {
  const collector: Collector = makeCollector();
  for (const { title, ids } of entries) {
    const [id = IDS[0] as PaperId, ...aliases] = ids;
    const paper = { id, aliases, title: TITLES[title] || id, authors: [] };
    collector.add({ entry: makeEntry(paper, { times: {}, seq: 0 }), line: 0, key: '' });
  }
  return collector.end().entries.map(({ entry }) => entry.paper);
}

/** The ids of each paper, and whether it has a title. */
const partsOf = (entries: readonly Said[]): string[] =>
  collect(entries)
    .map((paper) => [...idsOf(paper)].sort().join(' '))
    .sort();

describe('the papers of a file', () => {
  it('are the same in any order', () => {
    fc.assert(
      fc.property(
        fc
          .array(said, { maxLength: 7 })
          .chain((all) =>
            fc.tuple(
              fc.constant(all),
              fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
            ),
          ),
        ([all, shuffled]) => {
          expect(partsOf(shuffled)).toEqual(partsOf(all));
        },
      ),
      { numRuns: 500, seed: 13 },
    );
  });

  it('have each id once, whatever claims it', () => {
    fc.assert(
      fc.property(fc.array(said, { maxLength: 12 }), (all) => {
        const ids = collect(all).flatMap((paper) => idsOf(paper));
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 500, seed: 13 },
    );
  });
});
