import { describe, expect, it } from 'vitest';
import { type Stamp, tick } from '../../src/paper/clock';
import type { PaperId } from '../../src/paper/ids';
import { applyPatch, emptyMark, type Mark, type MarkPatch } from '../../src/paper/mark';
import { mergeMarks } from '../../src/paper/merge';
import { revertMark } from '../../src/paper/revert';

const ID = 'arxiv:2401.12345' as PaperId;
const stamp = (n: number): Stamp => tick(undefined, n, 'aaaaaaaa');
const mark = (before: Mark, patch: MarkPatch, at: number): Mark =>
  applyPatch(before, patch, at, stamp(at));

describe('undoing an import', () => {
  it('gives back how a paper was read, and what its star had kept from being seen', () => {
    const opened = mark(emptyMark(ID), { read: true, readBy: 'opened' }, 1);
    for (const patch of [{ read: true }, { starred: true }, { read: false }]) {
      const after = mark(opened, patch, 2);
      expect(revertMark(after, opened, after)).toEqual(opened);
    }
  });

  it('leaves a star unread that came since', () => {
    const opened = mark(emptyMark(ID), { read: true, readBy: 'opened' }, 1);
    const after = mark(opened, { read: true }, 2);
    const now = mark(after, { starred: true }, 3);
    expect(revertMark(now, opened, after)).toMatchObject({ starredAt: 3, heldAt: 1 });
    expect(revertMark(now, opened, after)).not.toHaveProperty('readAt');
  });

  it('brings no “not for me” back under a star that came since', () => {
    const dismissed = mark(emptyMark(ID), { dismissed: true }, 1);
    const after = mergeMarks(dismissed, mark(emptyMark(ID), { starred: true }, 2));
    expect(revertMark(after, dismissed, after)).toEqual(dismissed);
    const now = mark(mark(after, { starred: false }, 3), { starred: true }, 4);
    expect(revertMark(now, dismissed, after)).toEqual(now);
  });
});
