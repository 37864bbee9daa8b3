import { describe, expect, it } from 'vitest';
import { gatherInverses } from '../../../src/list/actions/inverse';
import { historyOf } from '../../../src/list/detail/mark-events';
import { tick } from '../../../src/paper/clock';
import type { PaperId } from '../../../src/paper/ids';
import { applyPatch, emptyMark, type Mark, type MarkPatch } from '../../../src/paper/mark';

const id = 'arxiv:2401.12345' as PaperId;
const stamp = (time: number) => tick(undefined, time, 'aaaaaaaa');
const apply = (mark: Mark, patch: MarkPatch, at: number): Mark =>
  applyPatch(mark, patch, at, stamp(at));

describe('the inverses of many papers', () => {
  it('are grouped by patch, so that many papers are one request', () => {
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
