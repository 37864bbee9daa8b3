import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Stamp, tick } from '../../src/paper/clock';
import type { PaperId } from '../../src/paper/ids';
import {
  applyPatch,
  emptyMark,
  FLAG_TABLE,
  flagOfVerb,
  hasFlag,
  inverseOf,
  MARK_FLAGS,
  type Mark,
  type MarkPatch,
  previewPatch,
  READ_BY,
  timeFieldOf,
} from '../../src/paper/mark';

const ID = 'arxiv:2401.12345' as PaperId;
const stamp = (n: number): Stamp => tick(undefined, n, 'aaaaaaaa');
const [T1, T2, T3] = [stamp(1), stamp(2), stamp(3)];

/** Leaves out the times, and the order of the tags. */
const contentOf = ({ times: _, ...mark }: Mark) => ({
  ...mark,
  tags: [...(mark.tags ?? [])].sort(),
});

describe('applyPatch', () => {
  it('sets the time of what changes, and of nothing else', () => {
    const starred = applyPatch(emptyMark(ID), { starred: true }, 100, T1);
    const times = { starred: T1, dismissed: T1 };
    expect(starred).toEqual({ id: ID, starredAt: 100, times, seq: 0 });
    const read = applyPatch(starred, { read: true }, 200, T2);
    expect(read).toEqual({
      id: ID,
      starredAt: 100,
      readAt: 200,
      times: { ...times, read: T2 },
      seq: 0,
    });
  });

  it('un-stars as a change with a time', () => {
    const mark = applyPatch(
      applyPatch(emptyMark(ID), { starred: true }, 100, T1),
      { starred: false },
      200,
      T2,
    );
    expect(mark).toEqual({ id: ID, times: { starred: T2, dismissed: T1 }, seq: 0 });
  });

  it('puts a star back where it was, for Undo', () => {
    expect(applyPatch(emptyMark(ID), { starred: 77 }, 200, T1).starredAt).toBe(77);
  });

  it('returns the same mark when nothing changes, so that a request sent twice is written once', () => {
    const patch = { starred: true, note: { text: 'a', was: '' }, tags: { nlp: true } };
    const once = applyPatch(emptyMark(ID), patch, 100, T1);
    expect(applyPatch(once, patch, 200, T2)).toBe(once);
    expect(applyPatch(emptyMark(ID), { starred: false }, 1, T1)).toEqual(emptyMark(ID));
  });

  it('keeps both notes when two edits began from the same text', () => {
    const a = applyPatch(emptyMark(ID), { note: { text: 'from A', was: '' } }, 1, T1);
    const both = applyPatch(a, { note: { text: 'from B', was: '' } }, 2, T2);
    expect(both.note).toBe('from B\n\nfrom A');
    expect(
      applyPatch(both, { note: { text: '', was: 'from B\n\nfrom A' } }, 3, T3),
    ).not.toHaveProperty('note');
  });

  it('changes one tag and leaves the others', () => {
    const two = applyPatch(emptyMark(ID), { tags: { nlp: true, rl: true } }, 1, T1);
    const one = applyPatch(two, { tags: { nlp: false } }, 2, T2);
    expect(one.tags).toEqual(['rl']);
    expect(one.times.tags).toEqual({ nlp: T2, rl: T1 });
  });
});

describe('a star', () => {
  const opened: MarkPatch = { read: true, readBy: 'opened' };
  const starred = applyPatch(emptyMark(ID), { starred: true }, 100, T1);

  it.each(READ_BY)('stays unread whatever marks by itself or in bulk (%s)', (readBy) => {
    const mark = applyPatch(starred, { read: true, readBy }, 200, T2);
    expect(hasFlag(mark, 'read')).toBe(false);
    expect(hasFlag(mark, 'starred')).toBe(true);
  });

  it('is redeemed by the user’s own word, also where it was opened before', () => {
    for (const mark of [starred, applyPatch(starred, opened, 200, T2)]) {
      const read = applyPatch(mark, { read: true }, 300, T3);
      expect(read).toEqual({ ...starred, readAt: 300, times: { ...starred.times, read: T3 } });
    }
  });

  it('sends away a read mark that came by itself, and leaves the user’s own', () => {
    const mark = applyPatch(emptyMark(ID), opened, 50, T1);
    expect(mark).toMatchObject({ readAt: 50, readBy: 'opened' });
    const promised = applyPatch(mark, { starred: true }, 100, T2);
    expect(promised.readAt).toBeUndefined();
    expect(applyPatch(promised, { starred: false }, 200, T3)).toMatchObject({ readAt: 50 });
    const own = applyPatch(emptyMark(ID), { read: true }, 50, T1);
    expect(applyPatch(own, { starred: true }, 100, T2).readAt).toBe(50);
  });

  it('makes the same of being opened, whichever of the two comes first', () => {
    const patches: MarkPatch[] = [{ starred: 1 }, { read: 2, readBy: 'seen' }];
    const apply = (mark: Mark, patch: MarkPatch) => applyPatch(mark, patch, 9, T1);
    expect(patches.reduce(apply, emptyMark(ID))).toEqual(
      patches.reverse().reduce(apply, emptyMark(ID)),
    );
  });

  it('ends “not for me”, “not for me” ends it, and one step of Undo brings both back', () => {
    for (const [before, patch, after] of [
      [{ dismissed: 5 }, { starred: true }, { starredAt: 100 }],
      [{ starred: 5 }, { dismissed: true }, { dismissedAt: 100 }],
    ] as const) {
      const mark = applyPatch(emptyMark(ID), before, 5, T1);
      const times = { starred: T2, dismissed: T2 };
      const changed = applyPatch(mark, patch, 100, T2);
      expect(changed).toEqual({ id: ID, ...after, times, seq: 0 });
      const inverse = inverseOf(mark, patch) as MarkPatch;
      expect(contentOf(applyPatch(changed, inverse, 200, T3))).toEqual(contentOf(mark));
    }
  });

  it('that is taken away, or a “not for me”, leaves the other alone', () => {
    const both = applyPatch(emptyMark(ID), { starred: 1, dismissed: 2 }, 9, T1);
    expect(applyPatch(both, { starred: false }, 9, T2).dismissedAt).toBe(2);
    expect(applyPatch(both, { dismissed: false }, 9, T2).starredAt).toBe(1);
  });
});

describe('what the user marks read', () => {
  it('is read by the user from then on, at the time at which it was', () => {
    const seen = applyPatch(emptyMark(ID), { read: true, readBy: 'seen' }, 50, T1);
    const own = applyPatch(seen, { read: true }, 100, T2);
    expect(own).toEqual({ id: ID, readAt: 50, times: { read: T2 }, seq: 0 });
    expect(applyPatch(own, { read: true, readBy: 'bulk' }, 200, T3)).toBe(own);
  });
});

describe('the version that was read', () => {
  const first = applyPatch(emptyMark(ID), { read: true, readVersion: 1 }, 50, T1);
  const later: MarkPatch = { read: true, readVersion: 3 };

  it('is kept with the read mark, and ends with it', () => {
    expect(first).toEqual({ id: ID, readAt: 50, readVersion: 1, times: { read: T1 }, seq: 0 });
    expect(applyPatch(first, { read: false }, 60, T2)).not.toHaveProperty('readVersion');
    expect(applyPatch(emptyMark(ID), { readVersion: 1 }, 50, T1)).toEqual(emptyMark(ID));
  });

  it('is a later one once that is marked read, and Undo brings the earlier one back', () => {
    for (const patch of [later, { ...later, readBy: 'opened' } as const]) {
      const after = applyPatch(first, patch, 90, T2);
      expect(after).toMatchObject({ readAt: 90, readVersion: 3, times: { read: T2 } });
      expect(after.readBy).toBe(patch.readBy);
      expect(applyPatch(after, patch, 95, T3)).toBe(after);
      const inverse = inverseOf(first, patch) as MarkPatch;
      expect(inverse).toEqual({ read: 50, readVersion: 1 });
      expect(contentOf(applyPatch(after, inverse, 99, T3))).toEqual(contentOf(first));
    }
  });

  it('stays what it is where the same, an earlier or no version is marked read', () => {
    for (const patch of [{ read: true }, { read: true, readVersion: 1 }]) {
      expect(applyPatch(first, patch, 90, T2)).toBe(first);
    }
    const third = applyPatch(first, later, 90, T2);
    expect(applyPatch(third, { read: true, readVersion: 2 }, 95, T3)).toBe(third);
    const unknown = applyPatch(emptyMark(ID), { read: true }, 50, T1);
    expect(applyPatch(unknown, later, 90, T2)).toBe(unknown);
  });

  it('of a starred paper stays what the user has read, whatever marks a later one by itself', () => {
    const starred = applyPatch(first, { starred: true }, 60, T2);
    expect(applyPatch(starred, { ...later, readBy: 'bulk' }, 90, T3)).toBe(starred);
    expect(applyPatch(starred, later, 90, T3)).toMatchObject({ readVersion: 3, starredAt: 60 });
  });
});

describe('the table of flags', () => {
  it('names the time and the verb of each', () => {
    const mark = applyPatch(emptyMark(ID), { starred: 1, read: 2, dismissed: 3 }, 9, T1);
    expect(MARK_FLAGS.map((flag) => mark[timeFieldOf(flag)])).toEqual([1, 2, 3]);
    expect(MARK_FLAGS.map((flag) => flagOfVerb(FLAG_TABLE[flag].verb))).toEqual(MARK_FLAGS);
    expect(flagOfVerb('note')).toBeUndefined();
    expect(flagOfVerb('constructor')).toBeUndefined();
  });

  it('tells whether a flag is set, of no mark too', () => {
    expect(hasFlag({ ...emptyMark(ID), starredAt: 0 }, 'starred')).toBe(true);
    for (const mark of [emptyMark(ID), null, undefined]) expect(hasFlag(mark, 'read')).toBe(false);
  });
});

const when = fc.oneof(fc.boolean(), fc.integer({ min: 1, max: 9_999 }));
const patches: fc.Arbitrary<MarkPatch> = fc.record(
  {
    starred: when,
    read: when,
    readBy: fc.constantFrom(...READ_BY),
    readVersion: fc.integer({ min: 1, max: 4 }),
    dismissed: when,
    note: fc.record({ text: fc.constantFrom('', 'x', 'yy'), was: fc.constantFrom('', 'x', 'yy') }),
    tags: fc.dictionary(fc.constantFrom('a', 'b', 'constructor'), fc.boolean()),
  },
  { requiredKeys: [] },
);

describe('inverseOf', () => {
  const starred: Mark = { ...emptyMark(ID), starredAt: 5, times: { starred: T1 } };

  it('is nothing where the patch changes nothing, so that it is no step of Undo', () => {
    expect(inverseOf(starred, { starred: true })).toBeUndefined();
    expect(inverseOf(starred, { starred: 5, read: false, tags: { a: false } })).toBeUndefined();
    for (const none of [null, undefined])
      expect(inverseOf(none, { starred: false })).toBeUndefined();
  });

  it('brings a flag back with the time that it had', () => {
    expect(inverseOf(starred, { starred: false, read: true })).toEqual({ starred: 5, read: false });
    expect(inverseOf(undefined, { starred: true })).toEqual({ starred: false });
  });

  it('takes back what became of two notes', () => {
    const noted = { ...emptyMark(ID), note: 'from A' };
    expect(inverseOf(noted, { note: { text: 'from B', was: '' } })).toEqual({
      note: { text: 'from A', was: 'from B\n\nfrom A' },
    });
  });

  it('leaves the mark as it was, whatever the two are', () => {
    fc.assert(
      fc.property(patches, patches, (first, second) => {
        const before = applyPatch(emptyMark(ID), first, 10_000, T1);
        const after = applyPatch(before, second, 20_000, T2);
        const inverse = inverseOf(before, second);
        expect(inverse === undefined).toBe(after === before);
        const back = inverse ? applyPatch(after, inverse, 30_000, T3) : after;
        expect(contentOf(back)).toEqual(contentOf(before));
      }),
    );
  });
});

describe('previewPatch', () => {
  it('shows tags', () => {
    const tagged = { ...emptyMark(ID), tags: ['a'] };
    expect(previewPatch(tagged, { tags: { a: false, b: true } }, 1).tags).toEqual(['b']);
  });

  it('shows what the library will make of a patch, with the times of before', () => {
    fc.assert(
      fc.property(patches, patches, (first, second) => {
        const before = applyPatch(emptyMark(ID), first, 10_000, T1);
        const shown = previewPatch(before, second, 20_000);
        expect(contentOf(shown)).toEqual(contentOf(applyPatch(before, second, 20_000, T2)));
        expect(shown.times).toEqual(before.times);
      }),
    );
  });
});
