import { describe, expect, it } from 'vitest';
import { tick } from '../../src/paper/clock';
import type { PaperId } from '../../src/paper/ids';
import { emptyMark, LONGEST_NOTE, type Mark } from '../../src/paper/mark';
import { fitRead, mergeFromFile } from '../../src/paper/merge-from-file';

const ID = 'arxiv:2401.00001' as PaperId;
const NOW = 1_790_000_000_000;

function noteAfter(was: string, coming: string): string | undefined {
  const stamp = tick(undefined, NOW, 'k3x9q0aa');
  const before = { ...emptyMark(ID), note: was, times: { note: stamp } };
  return mergeFromFile(before, { ...emptyMark(ID), note: coming }, NOW, stamp).note;
}

describe('a tag that a file brings', () => {
  const stamp = tick(undefined, NOW, 'k3x9q0aa');
  const before = { ...emptyMark(ID), tags: ['a, b', 'c;d'], times: { tags: { 'e;f': stamp } } };
  const tagsAfter = (...tags: string[]): readonly string[] | undefined =>
    mergeFromFile(before, { ...emptyMark(ID), tags }, NOW, stamp).tags;

  it('is no new one, where it is a part of one that its format could not keep whole', () => {
    expect(tagsAfter('a', 'b', 'c;d', 'e', 'f')).toEqual(['a, b', 'c;d']);
  });

  it('is one of its own, where it is only called like a part', () => {
    expect(tagsAfter('a, b', 'b', 'c')).toEqual(['a, b', 'c;d', 'b', 'c']);
  });
});

describe('a flag that a file brings', () => {
  const stamp = tick(undefined, NOW, 'k3x9q0aa');
  const later = tick(stamp, NOW + 1, 'k3x9q0aa');
  const bring = (before: Partial<Mark>, coming: Partial<Mark>): Mark =>
    mergeFromFile({ ...emptyMark(ID), ...before }, { ...emptyMark(ID), ...coming }, NOW, later);

  it('ends no star and no “not for me” without a time, and of both is the later one', () => {
    expect(bring({ starredAt: 1 }, { dismissedAt: 2 })).toEqual({ ...emptyMark(ID), starredAt: 1 });
    expect(bring({ dismissedAt: 1 }, { starredAt: 2 })).not.toHaveProperty('starredAt');
    expect(bring({}, { starredAt: 1, dismissedAt: 2 })).not.toHaveProperty('starredAt');
    expect(bring({}, { starredAt: 2, dismissedAt: 2 })).not.toHaveProperty('dismissedAt');
  });

  it('keeps how it came, and leaves a star unread that was only opened', () => {
    const opened = { readAt: 1, readBy: 'opened' } as const;
    expect(bring({}, opened)).toMatchObject(opened);
    expect(bring({}, { ...opened, readVersion: 2 })).toMatchObject({ readVersion: 2 });
    expect(bring({}, { ...opened, times: { read: stamp } })).toMatchObject(opened);
    const starred = { starredAt: 2, times: { starred: stamp } };
    for (const coming of [opened, { ...opened, times: { read: stamp } }]) {
      expect(bring(starred, coming)).toMatchObject({ heldAt: 1, readBy: 'opened' });
      expect(bring(starred, coming)).not.toHaveProperty('readAt');
    }
    expect(bring(starred, { readAt: 1 })).toMatchObject({ starredAt: 2, readAt: 1 });
  });

  it('has fields that fit together, whatever the file says', () => {
    const fieldsOf = (mark: Partial<Mark>) => {
      const { id: _, times: __, seq: ___, ...fields } = fitRead({ ...emptyMark(ID), ...mark });
      return fields;
    };
    expect(fieldsOf({ readBy: 'seen' })).toEqual({});
    expect(fieldsOf({ heldAt: 5 })).toEqual({});
    expect(fieldsOf({ readVersion: 2 })).toEqual({});
    expect(fieldsOf({ heldAt: 5, readBy: 'seen' })).toEqual({ readAt: 5, readBy: 'seen' });
    expect(fieldsOf({ readAt: 5, readBy: 'seen', starredAt: 1 })).toEqual({
      ...{ starredAt: 1, heldAt: 5, readBy: 'seen' },
    });
  });
});

describe('a note that a file brings', () => {
  it.each([
    ['with other ends of lines', 'one\r\ntwo\rthree', 'one\ntwo\nthree'],
    ['without its blanks', '  one\n\n\n\n- two\t', 'one\n- two'],
    [
      'on one line, as RIS has what looks like a field',
      'x\nTY  - y\n\nAB  - z',
      'x TY  - y AB  - z',
    ],
    ['cut, as it was too long', 'b'.repeat(LONGEST_NOTE + 1), 'b'.repeat(LONGEST_NOTE)],
    ['of blanks alone', 'one', ' \n '],
  ])('is the one that is there, also %s', (_, was, coming) => {
    expect(noteAfter(was, coming)).toBe(was);
  });

  it('takes the place of one of which it has every word and more', () => {
    expect(noteAfter('Good paper.', 'Good paper.\nRead it twice.')).toBe(
      'Good paper.\nRead it twice.',
    );
  });

  it.each([
    ['cat', 'concatenate'],
    ['concatenate', 'cat'],
    ['see 12', 'see 123'],
    ['- a\n- b', '- a - b - c'],
  ])('stands beside one that it only looks like: %j and %j', (was, coming) => {
    expect(noteAfter(was, coming)).toBe(`${was}\n\n${coming}`);
  });
});
