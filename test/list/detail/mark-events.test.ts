import { describe, expect, it } from 'vitest';
import { markEvents } from '../../../src/list/detail/mark-events';
import { tick } from '../../../src/paper/clock';
import type { PaperId } from '../../../src/paper/ids';
import { applyPatch, emptyMark, type Mark, type MarkPatch } from '../../../src/paper/mark';

const id = 'arxiv:2401.12345' as PaperId;
const stamp = (time: number) => tick(undefined, time, 'aaaaaaaa');
const apply = (mark: Mark, patch: MarkPatch, at: number): Mark =>
  applyPatch(mark, patch, at, stamp(at));

describe('the history of a mark', () => {
  it('has the last change of each field and each tag, the newest first', () => {
    let mark = apply(emptyMark(id), { starred: true, tags: { a: true, b: true } }, 1_000);
    mark = apply(mark, { read: true, note: { text: 'x', was: '' } }, 2_000);
    mark = apply(mark, { starred: false, tags: { a: false } }, 3_000);
    expect(markEvents(mark)).toEqual([
      { what: 'unstarred', at: 3_000 },
      { what: 'untagged', tag: 'a', at: 3_000 },
      { what: 'read', at: 2_000 },
      { what: 'noted', at: 2_000 },
      { what: 'tagged', tag: 'b', at: 1_000 },
    ]);
  });

  it('keeps the time at which a flag was set, also where Undo has put it back later', () => {
    const starred = apply(emptyMark(id), { starred: true }, 1_000);
    const cleared = apply(starred, { starred: false }, 2_000);
    const restored = apply(cleared, { starred: 1_000 }, 3_000);
    expect(markEvents(restored)).toEqual([{ what: 'starred', at: 1_000 }]);
  });

  it('says how a paper became read, and of a starred one that was only opened nothing', () => {
    const opened = apply(emptyMark(id), { read: true, readBy: 'opened' }, 1_000);
    expect(markEvents(opened)).toEqual([{ what: 'read_opened', at: 1_000 }]);
    const starred = apply(opened, { starred: true }, 2_000);
    expect(markEvents(starred)).toEqual([{ what: 'starred', at: 2_000 }]);
  });

  it('has of a star and a “not for me” the one that ended the other', () => {
    const dismissed = apply(emptyMark(id), { dismissed: true }, 1_000);
    const starred = apply(dismissed, { starred: true }, 2_000);
    expect(markEvents(starred)).toEqual([{ what: 'starred', at: 2_000 }]);
    const over = apply(starred, { dismissed: true }, 3_000);
    expect(markEvents(over)).toEqual([{ what: 'dismissed', at: 3_000 }]);
    const restored = apply(over, { dismissed: false }, 4_000);
    expect(markEvents(restored)).toEqual([{ what: 'undismissed', at: 4_000 }]);
  });

  it('is empty where nothing was done', () => {
    expect(markEvents(emptyMark(id))).toEqual([]);
  });
});
