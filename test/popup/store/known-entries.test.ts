import { effect } from '@preact/signals';
import { describe, expect, it, vi } from 'vitest';
import type { Entry } from '../../../src/paper/entry';
import { emptyMark, type Mark } from '../../../src/paper/mark';
import { makeKnownEntries } from '../../../src/popup/store/known-entries';
import { makePaper, numbered } from '../../library/samples';

const entryOf = (seq: number, more: Partial<Mark> = {}): Entry => ({
  paper: makePaper(1),
  mark: { ...emptyMark(numbered(1)), seq, ...more },
});
const id = numbered(1);

describe('the entries that the popup knows', () => {
  it('keeps the newer of two answers, whichever comes first', () => {
    const onPut = vi.fn();
    const entries = makeKnownEntries(onPut);
    entries.put([entryOf(2, { note: 'new' })]);
    entries.put([entryOf(1, { note: 'old' })]);
    expect(entries.get(id)?.mark.note).toBe('new');
    expect(onPut).toHaveBeenCalledOnce();
  });

  it('shows a change before it is committed, and the answer after', () => {
    const entries = makeKnownEntries(() => undefined);
    entries.put([entryOf(1)]);
    const end = entries.preview(id, (mark) => ({ ...mark, readAt: 5 }));
    expect(entries.get(id)?.mark.readAt).toBe(5);
    expect(entries.peekStored(id)?.mark.readAt).toBeUndefined();
    entries.put([entryOf(2, { readAt: 7 })]);
    end();
    expect(entries.get(id)?.mark.readAt).toBe(7);
  });

  it('takes a change back that was not saved', () => {
    const entries = makeKnownEntries(() => undefined);
    entries.put([entryOf(1)]);
    entries.preview(id, (mark) => ({ ...mark, readAt: 5 }))();
    expect(entries.get(id)?.mark.readAt).toBeUndefined();
  });

  it('lets a later change of the same paper include an earlier one', () => {
    const entries = makeKnownEntries(() => undefined);
    entries.put([entryOf(1)]);
    const endFirst = entries.preview(id, (mark) => ({ ...mark, readAt: 5 }));
    const endSecond = entries.preview(id, (mark) => ({ ...mark, starredAt: 6 }));
    endFirst();
    expect(entries.get(id)?.mark).toMatchObject({ readAt: 5, starredAt: 6 });
    endSecond();
    expect(entries.get(id)?.mark.starredAt).toBeUndefined();
  });

  it('tells whoever shows an entry that it is gone', () => {
    const entries = makeKnownEntries(() => undefined);
    entries.put([entryOf(1)]);
    const seen: boolean[] = [];
    effect(() => void seen.push(entries.get(id) !== undefined));
    entries.remove([id]);
    expect(seen).toEqual([true, false]);
  });
});
