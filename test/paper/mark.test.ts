import { describe, expect, it } from 'vitest';
import { isStamp, type Stamp, tick, timeOf } from '../../src/paper/clock';
import type { PaperId } from '../../src/paper/ids';
import { applyPatch, emptyMark, type Mark, mergeMarks } from '../../src/paper/mark';
import { enrich, type Paper } from '../../src/paper/paper';

const ID = 'arxiv:2401.12345' as PaperId;
const stamp = (n: number): Stamp => tick(undefined, n, 'aaaaaaaa');
const [T1, T2, T3] = [stamp(1), stamp(2), stamp(3)];

describe('tick', () => {
  it('grows with the wall clock', () => {
    expect(tick(stamp(1_000), 2_000, 'aaaaaaaa') > stamp(1_000)).toBe(true);
    expect(timeOf(stamp(1_764_000_000_000))).toBe(1_764_000_000_000);
    expect(isStamp(stamp(1_764_000_000_000))).toBe(true);
    expect(isStamp('yesterday')).toBe(false);
  });

  it('grows when the wall clock stands still or is set back', () => {
    let last = stamp(5_000);
    for (const now of [5_000, 5_000, 4_000, 0, 5_000]) {
      const next = tick(last, now, 'aaaaaaaa');
      expect(next > last).toBe(true);
      last = next;
    }
  });

  it('carries into the time when the counter is full', () => {
    let last = stamp(5_000);
    for (let i = 0; i < 3; i++)
      last = tick(`${last.slice(0, 10)}zzzz-aaaaaaaa` as Stamp, 0, 'aaaaaaaa');
    expect(timeOf(last)).toBe(5_003);
  });
});

describe('applyPatch', () => {
  it('sets the time of what changes, and of nothing else', () => {
    const starred = applyPatch(emptyMark(ID), { starred: true }, 100, T1);
    expect(starred).toEqual({ id: ID, starredAt: 100, times: { starred: T1 }, seq: 0 });
    const read = applyPatch(starred, { read: true }, 200, T2);
    expect(read).toEqual({
      id: ID,
      starredAt: 100,
      readAt: 200,
      times: { starred: T1, read: T2 },
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
    expect(mark).toEqual({ id: ID, times: { starred: T2 }, seq: 0 });
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

describe('enrich', () => {
  const poor: Paper = {
    id: ID,
    title: 'A title that was cut …',
    authors: ['A. One'],
    authorCount: 10,
    links: { page: 'https://huggingface.co/papers/2401.12345' },
    upvotes: 5,
  };
  const rich: Paper = {
    id: ID,
    aliases: ['doi:10.1000/x' as PaperId],
    title: 'A title that was cut nowhere',
    authors: ['A. One', 'B. Two'],
    abstract: 'Long.',
    published: '2024-01-22',
    categories: ['cs.CL'],
    links: { page: 'https://arxiv.org/abs/2401.12345', pdf: 'https://arxiv.org/pdf/2401.12345' },
  };

  it('takes what a fuller page gives', () => {
    expect(enrich(poor, rich)).toEqual({
      id: ID,
      aliases: ['doi:10.1000/x'],
      title: 'A title that was cut nowhere',
      authors: ['A. One', 'B. Two'],
      authorCount: 10,
      abstract: 'Long.',
      published: '2024-01-22',
      categories: ['cs.CL'],
      links: {
        page: 'https://huggingface.co/papers/2401.12345',
        pdf: 'https://arxiv.org/pdf/2401.12345',
      },
      upvotes: 5,
    });
  });

  it('never lets a card with less erase anything', () => {
    const full = enrich(poor, rich);
    expect(enrich(full, { ...poor, title: '', authors: [], upvotes: 6 })).toEqual({
      ...full,
      upvotes: 6,
    });
    expect(enrich(full, { ...poor, published: '2024', abstract: 'L' })).toEqual(full);
  });
});
