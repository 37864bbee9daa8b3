import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import '../../src/content/later.iife';
import { createNote, type NoteContext } from '../../src/content/note';
import { emptyMark, type Mark, type NotePatch } from '../../src/paper/mark';
import { fake } from './fake-browser';
import { dispatchTrusted, idAt } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

let stay: AbortController;
beforeEach(() => {
  fake.reset();
  stay = new AbortController();
});
afterEach(() => {
  stay.abort();
  document.body.replaceChildren();
});

const markOf = (more: Partial<Mark>): Mark => ({ ...emptyMark(idAt(1)), ...more });

function begin(mark: Mark | null, more: Partial<NoteContext> = {}) {
  const context = {
    send: vi.fn(async ({ text }: { text: string }) => text),
    tag: vi.fn(),
    tagsInUse: vi.fn(async () => ['maths', 'to read']),
    onClosed: vi.fn(),
    ...more,
  };
  const note = createNote('line', context, stay.signal);
  document.body.append(note.host);
  note.show(mark);
  const find = <E extends HTMLElement>(selector: string): E =>
    note.host.shadowRoot?.querySelector(selector) as E;
  return { context, note, find, text: () => find<HTMLTextAreaElement>('textarea') };
}
const type = (field: HTMLInputElement | HTMLTextAreaElement, value: string): void => {
  field.value = value;
  dispatchTrusted(field, new InputEvent('input', { bubbles: true }));
};
const key = (name: string) => new KeyboardEvent('keydown', { key: name });

it('shows the first line of the note, and the tags', () => {
  const { find } = begin(markOf({ note: 'First.\nSecond.', tags: ['maths', 'to read'] }));
  expect(find('.first').textContent).toBe('First.#maths #to read');
});

it('saves what the user types, and nothing that the page writes', async () => {
  const { context, note, text } = begin(null);
  note.open();
  text().value = 'by the page';
  text().dispatchEvent(new InputEvent('input'));
  expect(context.send).not.toHaveBeenCalled();
  type(text(), 'by the user');
  expect(context.send).toHaveBeenCalledWith({ text: 'by the user', was: '' });
});

it('closes with Escape once all is saved, and tells what has changed', async () => {
  const { context, note, text } = begin(markOf({ note: 'a' }));
  note.open();
  type(text(), 'ab');
  note.onKey(key('Escape'));
  await vi.waitFor(() => expect(note.isOpen).toBe(false));
  expect(context.onClosed).toHaveBeenCalledWith({ text: 'ab', was: 'a' });
});

it('stays open, with its text, where that could not be saved', async () => {
  const { context, note, text } = begin(null, { send: () => Promise.reject(new Error('No.')) });
  note.open();
  type(text(), 'dear');
  await note.close();
  expect(note.isOpen).toBe(true);
  expect(text().value).toBe('dear');
  expect(context.onClosed).not.toHaveBeenCalled();
});

describe('while what was typed is being saved', () => {
  /** A note whose saving is answered by hand. */
  const beginSlowly = () => {
    const answers: (() => void)[] = [];
    const send = vi.fn(
      ({ text }: NotePatch) => new Promise<string>((done) => answers.push(() => done(text))),
    );
    return { ...begin(markOf({ note: 'a' }), { send }), send, answers };
  };

  it('the editor stays, but the focus goes back at once', async () => {
    const { context, note, text, answers } = beginSlowly();
    const link = document.createElement('button');
    document.body.append(link);
    link.focus();
    note.open();
    type(text(), 'ab');
    const closed = note.close();
    expect([note.isOpen, note.isClosing]).toEqual([true, true]);
    expect(document.activeElement).toBe(link);
    answers[0]?.();
    await closed;
    expect([note.isOpen, note.isClosing]).toEqual([false, false]);
    expect(context.onClosed).toHaveBeenCalledTimes(1);
  });

  it('the user can come back to it and go on', async () => {
    const { context, note, text, send, answers } = beginSlowly();
    note.open();
    type(text(), 'ab');
    const closed = note.close();
    note.open();
    type(text(), 'abc');
    for (const answer of answers) answer();
    await closed;
    expect(note.isOpen).toBe(true);
    expect(text().value).toBe('abc');
    expect(context.onClosed).not.toHaveBeenCalled();
    expect(send).toHaveBeenLastCalledWith({ text: 'abc', was: 'ab' });
  });
});

it('says on its host whether it is open, and shows its first line again when it is not', async () => {
  const { note, find } = begin(markOf({ note: 'First.\nSecond.' }));
  expect(note.host.hasAttribute('data-open')).toBe(false);
  note.open();
  expect(note.host.hasAttribute('data-open')).toBe(true);
  expect(find('.first')).toBeNull();
  await note.close();
  expect(note.host.hasAttribute('data-open')).toBe(false);
  expect(find('.first').textContent).toBe('First.');
});

it('goes on from what was typed into another editor', () => {
  const { context, note, text } = begin(markOf({ note: 'old' }));
  const draft = document.createElement('textarea');
  draft.value = 'typed last';
  draft.setSelectionRange(2, 4);
  note.open(draft);
  expect(text().value).toBe('typed last');
  expect([text().selectionStart, text().selectionEnd]).toEqual([2, 4]);
  expect(context.send).toHaveBeenCalledWith({ text: 'typed last', was: 'old' });
});

it('keeps the caret where it is when another tab changes the note', () => {
  const { note, text } = begin(markOf({ note: 'one two' }));
  note.open();
  text().setSelectionRange(3, 3);
  note.show(markOf({ note: 'one two three' }));
  expect(text().value).toBe('one two three');
  expect(text().selectionStart).toBe(3);
});

describe('the tags', () => {
  it('are added at a comma, on Enter and when the editor closes, each once', async () => {
    const { context, note, find } = begin(markOf({ tags: ['maths'] }));
    note.open();
    const field = find<HTMLInputElement>('input');
    type(field, 'to read, maths,');
    expect(vi.mocked(context.tag).mock.calls).toEqual([['to read', true]]);
    field.focus();
    type(field, 'physics');
    note.onKey(key('Enter'));
    expect(context.tag).toHaveBeenLastCalledWith('physics', true);
    type(field, 'last');
    note.flush();
    expect(context.tag).toHaveBeenLastCalledWith('last', true);
    expect(field.value).toBe('');
  });

  it('are taken away by their chips, which only the user can press', () => {
    const { context, note, find } = begin(markOf({ tags: ['maths'] }));
    note.open();
    find('.chips button').click();
    expect(context.tag).not.toHaveBeenCalled();
    dispatchTrusted(find('.chips button'), new MouseEvent('click'));
    expect(context.tag).toHaveBeenCalledWith('maths', false);
  });

  it('are proposed from those in use', async () => {
    const { note, find } = begin(null);
    note.open();
    await vi.waitFor(() => expect(find('datalist').children).toHaveLength(2));
  });
});
