import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Stamp, tick } from '../../src/paper/clock';
import type { PaperId } from '../../src/paper/ids';
import { applyPatch, emptyMark, type Mark, type MarkPatch, READ_BY } from '../../src/paper/mark';
import { mergeMarks } from '../../src/paper/merge';

const ID = 'arxiv:2401.12345' as PaperId;

/** Words of which one is not part of another, so that a note that is lost is seen to be lost. */
const word = fc.constantFrom('<alpha>', '<beta>', '<gamma>', '<delta>', '<epsilon>');
const tag = fc.constantFrom('nlp', 'rl', 'constructor', 'toString', 'valueOf');
const when = fc.oneof(fc.boolean(), fc.nat(5_000));

const patches: fc.Arbitrary<MarkPatch> = fc.record(
  {
    starred: when,
    read: when,
    readBy: fc.constantFrom(...READ_BY),
    readVersion: fc.integer({ min: 1, max: 4 }),
    dismissed: when,
    note: fc.record({ text: fc.oneof(fc.constant(''), word), was: fc.constant('') }),
    tags: fc.dictionary(tag, fc.boolean(), { maxKeys: 3 }),
  },
  { requiredKeys: [] },
);

const histories = fc.array(fc.tuple(patches, fc.nat(5_000)), { maxLength: 6 });

/** What became of one paper on a machine, with the machine's own clock. */
function replay(history: readonly [MarkPatch, number][], node: string): Mark {
  let mark = emptyMark(ID);
  let last: Stamp | undefined;
  for (const [patch, now] of history) {
    last = tick(last, now, node);
    mark = applyPatch(mark, patch, now, last);
  }
  return mark;
}

const marks = (node: string): fc.Arbitrary<Mark> =>
  histories.map((history) => replay(history, node));
const [A, B, C] = [marks('aaaaaaaa'), marks('bbbbbbbb'), marks('cccccccc')];

/** All that a reader can tell, but the order of tags. */
const seen = ({ tags = [], ...rest }: Mark) => ({ ...rest, tags: [...tags].sort() });
const withoutNote = ({ note: _, ...rest }: Mark) => seen(rest);

describe('mergeMarks, whatever was done to the two', () => {
  it('does not care which of them comes first', () => {
    fc.assert(
      fc.property(A, B, (a, b) => {
        expect(seen(mergeMarks(a, b))).toEqual(seen(mergeMarks(b, a)));
      }),
    );
  });

  it('changes nothing when it is done again', () => {
    fc.assert(
      fc.property(A, B, (a, b) => {
        const once = mergeMarks(a, b);
        for (const again of [a, b, once]) expect(seen(mergeMarks(once, again))).toEqual(seen(once));
      }),
    );
  });

  it('merges three in any order to the same flags and tags, and never loses a note', () => {
    fc.assert(
      fc.property(A, B, C, (a, b, c) => {
        const left = mergeMarks(mergeMarks(a, b), c);
        for (const other of [mergeMarks(a, mergeMarks(b, c)), mergeMarks(mergeMarks(c, a), b)]) {
          expect(withoutNote(other)).toEqual(withoutNote(left));
          for (const { note } of [a, b, c]) if (note) expect(other.note).toContain(note);
        }
      }),
    );
  });

  it('takes of each flag the later change, and of each tag', () => {
    fc.assert(
      fc.property(A, B, (a, b) => {
        const merged = mergeMarks(a, b);
        const later = (x: Stamp | undefined, y: Stamp | undefined) => (x ?? '') > (y ?? '');
        const star = later(a.times.starred, b.times.starred) ? a : b;
        expect(merged.starredAt).toBe(star.starredAt);
        for (const name of ['nlp', 'rl', 'constructor', 'toString', 'valueOf']) {
          const timeIn = (mark: Mark) =>
            Object.entries(mark.times.tags ?? {}).find(([key]) => key === name)?.[1];
          const from = later(timeIn(a), timeIn(b)) ? a : b;
          expect(merged.tags?.includes(name) ?? false).toBe(from.tags?.includes(name) ?? false);
        }
      }),
    );
  });
});

describe('applyPatch, whatever was there before', () => {
  it('does the same patch once: a request can be sent twice', () => {
    fc.assert(
      fc.property(A, patches, (mark, patch) => {
        const stamp = tick(undefined, 9_000, 'aaaaaaaa');
        const once = applyPatch(mark, patch, 9_000, stamp);
        expect(applyPatch(once, patch, 9_001, tick(stamp, 9_001, 'aaaaaaaa'))).toBe(once);
      }),
    );
  });

  it('does what it says', () => {
    fc.assert(
      fc.property(A, patches, (mark, patch) => {
        const after = applyPatch(mark, patch, 9_000, tick(undefined, 9_000, 'aaaaaaaa'));
        if (patch.starred !== undefined) {
          expect(after.starredAt !== undefined).toBe(patch.starred !== false);
        }
        for (const [name, wanted] of Object.entries(patch.tags ?? {})) {
          expect(after.tags?.includes(name) ?? false).toBe(wanted);
        }
        expect(new Set(after.tags).size).toBe(after.tags?.length ?? 0);
      }),
    );
  });
});

const stamp = (n: number): Stamp => tick(undefined, n, 'aaaaaaaa');
const [T1, T2] = [stamp(1), stamp(2)];

describe('mergeMarks', () => {
  const a: Mark = {
    id: ID,
    starredAt: 10,
    note: 'one',
    tags: ['x'],
    times: { starred: T1, note: T1, tags: { x: T1 } },
    seq: 4,
  };

  it('takes the later change of each field', () => {
    const b: Mark = { id: ID, readAt: 20, times: { starred: T2, read: T2 }, seq: 9 };
    const merged = mergeMarks(a, b);
    expect(merged).not.toHaveProperty('starredAt');
    expect(merged.readAt).toBe(20);
    expect(merged.times).toMatchObject({ starred: T2, read: T2, note: T1 });
  });

  it('takes of a star and a “not for me” the later one', () => {
    const star = applyPatch(emptyMark(ID), { starred: true }, 1, T1);
    const dismissal = applyPatch(emptyMark(ID), { dismissed: true }, 2, T2);
    expect(mergeMarks(star, dismissal)).toMatchObject({ dismissedAt: 2 });
    expect(mergeMarks(star, dismissal)).not.toHaveProperty('starredAt');
  });

  it('keeps a star unread that was opened on another machine, until the star goes', () => {
    const star = applyPatch(emptyMark(ID), { starred: true }, 1, T1);
    const opened = applyPatch(emptyMark(ID), { read: true, readBy: 'opened' }, 2, T2);
    const merged = mergeMarks(star, opened);
    expect(merged).toMatchObject({ starredAt: 1, readBy: 'opened', times: { read: T2 } });
    expect(merged).not.toHaveProperty('readAt');
    const gone = { ...star, starredAt: undefined, times: { starred: stamp(3) } } as never;
    expect(mergeMarks(merged, gone)).toMatchObject({ readAt: 2, readBy: 'opened' });
    const own = applyPatch(opened, { read: true }, 3, stamp(3));
    expect(mergeMarks(merged, own)).toMatchObject({ starredAt: 1, readAt: 2 });
  });

  it('takes the version that was read along with the later read mark', () => {
    const third = applyPatch(emptyMark(ID), { read: true, readVersion: 3 }, 1, T1);
    const first = applyPatch(emptyMark(ID), { read: true, readVersion: 1 }, 2, T2);
    for (const merged of [mergeMarks(third, first), mergeMarks(first, third)])
      expect(merged).toMatchObject({ readAt: 2, readVersion: 1 });
    expect(mergeMarks(third, applyPatch(first, { read: false }, 3, stamp(3)))).not.toHaveProperty(
      'readVersion',
    );
  });

  it('loses no note and no tag, whichever comes first', () => {
    const b: Mark = {
      id: ID,
      note: 'two',
      tags: ['y'],
      times: { note: T2, tags: { y: T2 } },
      seq: 9,
    };
    expect(mergeMarks(a, b).note).toBe('two\n\none');
    expect(mergeMarks(b, a).note).toBe('two\n\none');
    expect(mergeMarks(a, b).tags).toEqual(['x', 'y']);
    expect(mergeMarks(a, { ...a, note: 'one and more', times: { note: T2 } }).note).toBe(
      'one and more',
    );
  });
});
