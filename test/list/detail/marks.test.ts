import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gatherInverses, inverseOf } from '../../../src/list/actions/inverse';
import { historyOf } from '../../../src/list/detail/mark-events';
import { showPatch } from '../../../src/list/state/show-patch';
import { tick } from '../../../src/paper/clock';
import type { PaperId } from '../../../src/paper/ids';
import { applyPatch, emptyMark, type Mark, type MarkPatch } from '../../../src/paper/mark';

const id = 'arxiv:2401.12345' as PaperId;
const stamp = (time: number) => tick(undefined, time, 'aaaaaaaa');
const apply = (mark: Mark, patch: MarkPatch, at: number): Mark =>
  applyPatch(mark, patch, at, stamp(at));
const bare = ({ times: _, ...mark }: Mark) => ({ ...mark, tags: [...(mark.tags ?? [])].sort() });

const when = fc.option(fc.oneof(fc.boolean(), fc.integer({ min: 1, max: 9_999 })), {
  nil: undefined,
});
const patches = fc
  .record({
    starred: when,
    read: when,
    dismissed: when,
    tags: fc.dictionary(fc.constantFrom('a', 'b', 'constructor'), fc.boolean()),
  })
  .map((patch) => JSON.parse(JSON.stringify(patch)) as MarkPatch);

describe('what takes a patch back', () => {
  it('leaves the mark as it was, whatever the two are', () => {
    fc.assert(
      fc.property(patches, patches, (first, second) => {
        const before = apply(emptyMark(id), first, 10_000);
        const after = apply(before, second, 20_000);
        const inverse = inverseOf(before, second);
        expect(inverse === undefined).toBe(after === before);
        const back = inverse ? apply(after, inverse, 30_000) : after;
        expect(bare(back)).toEqual(bare(before));
      }),
    );
  });

  it('is gathered by what it is, so that many papers are one request', () => {
    const gathered = gatherInverses();
    const ids = ['arxiv:1', 'arxiv:2', 'arxiv:3'] as PaperId[];
    for (const [i, one] of ids.entries()) gathered.add(one, { starred: i === 2 ? 7 : false });
    expect(gathered.size).toBe(3);
    expect(gathered.groups()).toEqual([
      { patch: { starred: false }, ids: ids.slice(0, 2) },
      { patch: { starred: 7 }, ids: ids.slice(2) },
    ]);
  });
});

describe('what is shown before a patch is committed', () => {
  it('is what the library will make of it', () => {
    fc.assert(
      fc.property(patches, patches, (first, second) => {
        const before = apply(emptyMark(id), first, 10_000);
        expect(bare(showPatch(before, second, 20_000))).toEqual(
          bare(apply(before, second, 20_000)),
        );
      }),
    );
  });
});

describe('the history of a mark', () => {
  it('tells of each field and each tag the last change, the newest first', () => {
    let mark = apply(emptyMark(id), { starred: true, tags: { a: true, b: true } }, 1_000);
    mark = apply(mark, { read: true, note: { text: 'x', was: '' } }, 2_000);
    mark = apply(mark, { starred: false, tags: { a: false } }, 3_000);
    expect(historyOf(mark)).toEqual([
      { what: 'unstarred', at: 3_000 },
      { what: 'untagged', tag: 'a', at: 3_000 },
      { what: 'read', at: 2_000 },
      { what: 'noted', at: 2_000 },
      { what: 'tagged', tag: 'b', at: 1_000 },
    ]);
  });

  it('is empty where nothing was done', () => {
    expect(historyOf(emptyMark(id))).toEqual([]);
  });
});
