import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createNoteDraft } from '../../src/content/note-draft';
import type { NotePatch } from '../../src/paper/mark';

let stay: AbortController;
beforeEach(() => {
  stay = new AbortController();
});
afterEach(() => stay.abort());

/** A draft whose patches are answered one by one, by hand. */
function begin(began: string) {
  const sent: { patch: NotePatch; answer(note: string): void; refuse(): void }[] = [];
  const onText = vi.fn();
  const draft = createNoteDraft(
    began,
    {
      send: (patch) =>
        new Promise((answer, refuse) => {
          sent.push({ patch, answer, refuse: () => refuse(new Error('No.')) });
        }),
      onText,
    },
    stay.signal,
  );
  return { draft, sent, onText };
}
const settle = () => new Promise((resolve) => setTimeout(resolve));
const isAsked = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));

it('sends each keystroke at once, each from the one before', () => {
  const { draft, sent } = begin('a');
  draft.type('ab');
  draft.type('abc');
  expect(sent.map(({ patch }) => patch)).toEqual([
    { text: 'ab', was: 'a' },
    { text: 'abc', was: 'ab' },
  ]);
});

it('is saved once the last of them is answered, and not before', async () => {
  const { draft, sent } = begin('');
  draft.type('a');
  draft.type('ab');
  const saved = draft.save();
  sent[0]?.answer('a');
  sent[1]?.answer('ab');
  expect(await saved).toBe(true);
  expect(sent).toHaveLength(2);
  expect(draft.change()).toEqual({ text: 'ab', was: '' });
});

it('sends nothing where nothing was typed', async () => {
  const { draft, sent } = begin('a');
  expect(await draft.save()).toBe(true);
  expect(sent).toEqual([]);
  expect(draft.change()).toBeUndefined();
});

describe('a text that was not saved', () => {
  it('is kept, and sent again with the next keystroke, from what is known to be saved', async () => {
    const { draft, sent } = begin('a');
    draft.type('ab');
    sent[0]?.refuse();
    expect(await draft.save()).toBe(false);
    draft.type('abc');
    expect(sent.at(-1)?.patch).toEqual({ text: 'abc', was: 'a' });
  });

  it('has the browser ask before the page is left, until it is saved', async () => {
    const { draft, sent } = begin('');
    expect(isAsked()).toBe(false);
    draft.type('a');
    sent[0]?.refuse();
    await settle();
    expect(isAsked()).toBe(true);
    draft.type('ab');
    sent[1]?.answer('ab');
    await settle();
    expect(isAsked()).toBe(false);
  });
});

it('keeps what another editor wrote behind what is typed', async () => {
  const { draft, sent, onText } = begin('a');
  draft.type('ab');
  sent[0]?.answer('elsewhere');
  await settle();
  expect(onText).toHaveBeenCalledWith('ab\n\nelsewhere');
});

it('follows the library only while nothing is unsaved', async () => {
  const { draft, sent, onText } = begin('a');
  draft.follow('b');
  expect(onText).toHaveBeenLastCalledWith('b');
  draft.type('bc');
  draft.follow('other');
  expect(onText).toHaveBeenCalledTimes(1);
  sent[0]?.answer('bc');
  await settle();
  draft.follow('other');
  expect(onText).toHaveBeenLastCalledWith('other');
});
