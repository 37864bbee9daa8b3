import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import '../../src/content/later.iife';
import { createNoteEditor, type NoteEditorContext } from '../../src/content/note-editor';
import { emptyMark, type Mark, type NotePatch } from '../../src/paper/mark';
import { fake } from './fake-browser';
import { awaitLaterScript, dispatchTrusted, idAt } from './page';

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

function begin(mark: Mark | null, more: Partial<NoteEditorContext> = {}) {
  const send = vi.fn(async ({ text }: NotePatch) => text);
  const context = {
    send,
    tag: vi.fn(),
    tagsInUse: async () => [],
    close: vi.fn(),
    ...more,
  };
  const editor = createNoteEditor(mark, context, stay.signal);
  document.body.append(editor.element);
  const text = editor.element.querySelector('textarea') as HTMLTextAreaElement;
  const tags = editor.element.querySelector('input') as HTMLInputElement;
  const type = (field: HTMLInputElement | HTMLTextAreaElement, value: string): void => {
    field.value = value;
    dispatchTrusted(field, new InputEvent('input'));
  };
  const press = (key: string, more: KeyboardEventInit = {}): void =>
    editor.onKey(new KeyboardEvent('keydown', { key, ...more }));
  return { send, context, editor, text, tags, type, press };
}

it('begins with the note and the tags that the library has', () => {
  const { editor, text } = begin(markOf({ note: 'One.\nTwo.', tags: ['maths'] }));
  expect(text.value).toBe('One.\nTwo.');
  expect(editor.element.querySelector('.chips')?.textContent).toBe('maths');
  expect(editor.change()).toBeUndefined();
  editor.focus();
  expect(document.activeElement).toBe(text);
});

it('sends each keystroke, as a change from the one before it', async () => {
  const { send, editor, text, type } = begin(markOf({ note: 'a' }));
  type(text, 'ab');
  type(text, 'abc');
  expect(send.mock.calls).toEqual([[{ text: 'ab', was: 'a' }], [{ text: 'abc', was: 'ab' }]]);
  expect(await editor.save()).toBe(true);
  expect(editor.change()).toEqual({ text: 'abc', was: 'a' });
});

it('sends nothing that the page writes, nor anything after the signal', () => {
  const { send, text, type } = begin(null);
  text.value = 'by the page';
  text.dispatchEvent(new InputEvent('input'));
  stay.abort();
  type(text, 'too late');
  expect(send).not.toHaveBeenCalled();
});

it('tries again to save what could not be saved', async () => {
  const send = vi.fn(async ({ text }: NotePatch) => text);
  send.mockRejectedValueOnce(new Error('No.'));
  const { editor, text, type } = begin(null, { send });
  type(text, 'dear');
  await Promise.resolve();
  expect(await editor.save()).toBe(true);
  expect(send.mock.calls).toEqual([[{ text: 'dear', was: '' }], [{ text: 'dear', was: '' }]]);
  expect(text.value).toBe('dear');
});

describe('what the library has now', () => {
  it('is taken over where nothing is typed, and the caret stays', () => {
    const { send, editor, text } = begin(markOf({ note: 'one two', tags: ['maths'] }));
    text.setSelectionRange(3, 5);
    editor.follow(markOf({ note: 'one two three', tags: ['physics'] }));
    expect(text.value).toBe('one two three');
    expect([text.selectionStart, text.selectionEnd]).toEqual([3, 5]);
    expect(editor.element.querySelector('.chips')?.textContent).toBe('physics');
    editor.follow(null);
    expect(text.value).toBe('');
    expect(send).not.toHaveBeenCalled();
  });

  it('leaves what is typed and not answered yet as it is', () => {
    const { editor, text, type } = begin(markOf({ note: 'old' }), {
      send: () => new Promise(() => undefined),
    });
    type(text, 'typed');
    editor.follow(markOf({ note: 'from another tab' }));
    expect(text.value).toBe('typed');
  });
});

it('goes on from another editor, with its caret, and saves what that had', () => {
  const { send, editor, text } = begin(markOf({ note: 'old' }));
  const draft = document.createElement('textarea');
  draft.value = 'typed last';
  draft.setSelectionRange(1, 5);
  editor.continueFrom(draft);
  expect(text.value).toBe('typed last');
  expect([text.selectionStart, text.selectionEnd]).toEqual([1, 5]);
  expect(send.mock.calls).toEqual([[{ text: 'typed last', was: 'old' }]]);
});

describe('a key', () => {
  it('that is Escape adds the tag that was typed, and closes', () => {
    const { context, tags, type, press } = begin(null);
    type(tags, 'maths');
    press('Escape');
    expect(context.tag).toHaveBeenCalledWith('maths', true);
    expect(context.close).toHaveBeenCalledTimes(1);
  });

  it('that is Enter adds the tag in its field, and is a new line in the note', () => {
    const { context, text, tags, type, press } = begin(null);
    type(tags, 'maths');
    text.focus();
    press('Enter');
    expect(context.tag).not.toHaveBeenCalled();
    tags.focus();
    press('Enter');
    expect(context.tag).toHaveBeenCalledWith('maths', true);
    expect(context.close).not.toHaveBeenCalled();
  });

  it('that is part of a word in an input method, or any other one, does nothing', () => {
    const { context, tags, type, press } = begin(null);
    type(tags, 'maths');
    press('Escape', { isComposing: true });
    press('x');
    expect(context.tag).not.toHaveBeenCalled();
    expect(context.close).not.toHaveBeenCalled();
  });
});

it('sends tags and text at once where the page is going', () => {
  const { send, context, editor, text, tags, type } = begin(null);
  type(text, 'dear');
  type(tags, 'maths');
  editor.flush();
  expect(context.tag).toHaveBeenCalledWith('maths', true);
  expect(send.mock.calls).toEqual([[{ text: 'dear', was: '' }]]);
});

describe('before the later script has come', () => {
  it('there is the text, which is saved, and its keys', async () => {
    const come = awaitLaterScript();
    const { send, context, editor, text, type, press } = begin(markOf({ note: 'a' }));
    expect(text.value).toBe('a');
    type(text, 'ab');
    editor.flush();
    press('Enter');
    expect(await editor.save()).toBe(true);
    expect(send.mock.calls).toEqual([[{ text: 'ab', was: 'a' }]]);
    press('Escape');
    expect(context.close).toHaveBeenCalledTimes(1);
    come();
  });

  it('the tags wait, and are by then those that the library has', () => {
    const come = awaitLaterScript();
    const { context, editor, text } = begin(markOf({ tags: ['maths'] }));
    editor.follow(markOf({ tags: ['maths', 'physics'] }));
    editor.focus();
    expect(editor.element.children).toHaveLength(1);
    come();
    const chips = editor.element.querySelectorAll('.chips button');
    expect(Array.from(chips, (chip) => chip.textContent)).toEqual(['maths', 'physics']);
    expect(document.activeElement).toBe(text);
    const tags = editor.element.querySelector('input') as HTMLInputElement;
    tags.value = 'to read,';
    dispatchTrusted(tags, new InputEvent('input'));
    expect(context.tag).toHaveBeenCalledWith('to read', true);
  });
});
