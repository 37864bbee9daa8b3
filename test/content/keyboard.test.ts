import { afterEach, describe, expect, it } from 'vitest';
import { commandOf } from '../../src/content/keyboard';
import { COMMANDS, type Command, DEFAULT_KEYS, type Keys } from '../../src/storage/keys';

/** A key press as the browser reports the reader's own; `node` has the focus. */
function pressOn(node: Element, key: string, more: object = {}): KeyboardEvent {
  const path: EventTarget[] = [];
  for (let at: Node | null = node; at; at = at.parentNode) path.push(at);
  const event = {
    ...{ key, isTrusted: true, isComposing: false, defaultPrevented: false, repeat: false },
    ...{ ctrlKey: false, altKey: false, metaKey: false, shiftKey: /^[A-Z?]$/.test(key), code: '' },
    getModifierState: () => false,
    composedPath: () => [...path, window],
    ...more,
  };
  return event as unknown as KeyboardEvent;
}

const commandAt = (
  html: string,
  key: string,
  more: object = {},
  keys: Keys = DEFAULT_KEYS,
): Command | undefined => {
  document.body.innerHTML = html;
  const node = document.querySelector('[data-here]') ?? document.body;
  return commandOf(pressOn(node, key, more), keys);
};

afterEach(() => {
  document.body.innerHTML = '';
});

describe('a key', () => {
  it('gives its command, wherever nothing is typed', () => {
    for (const command of COMMANDS) {
      expect(commandAt('', DEFAULT_KEYS[command])).toBe(command);
      expect(commandAt('<a data-here href="/">a</a>', DEFAULT_KEYS[command])).toBe(command);
    }
    for (const type of ['checkbox', 'radio', 'button', 'submit', 'reset'])
      expect(commandAt(`<input data-here type="${type}">`, 's')).toBe('star');
    expect(commandAt('<p contenteditable="false"><b data-here>b</b></p>', 's')).toBe('star');
    expect(commandAt('', 'J')).toBeUndefined();
    expect(commandAt('', 'ö', {}, { ...DEFAULT_KEYS, star: 'ö', read: '' })).toBe('star');
    expect(commandAt('', 'r', {}, { ...DEFAULT_KEYS, read: '' })).toBeUndefined();
    expect(commandAt('', '', {}, { ...DEFAULT_KEYS, read: '' })).toBeUndefined();
  });

  it.each([
    ['an input', '<input data-here>'],
    ['a search box', '<input data-here type="search">'],
    ['a field that the browser does not know', '<input data-here type="telepathy">'],
    ['a date', '<input data-here type="date">'],
    ['a text area', '<textarea data-here></textarea>'],
    ['a select', '<select data-here><option>s</option></select>'],
    ['editable text', '<div contenteditable><p><b data-here>b</b></p></div>'],
    ['plain editable text', '<div data-here contenteditable="plaintext-only">b</div>'],
    ['a text box of the page’s own', '<div role="textbox" data-here tabindex="0"></div>'],
    ['a combo box', '<div role="combobox" data-here tabindex="0"></div>'],
    ['a dialog', '<dialog open><button data-here>b</button></dialog>'],
    ['a dialog of the page’s own', '<div role="dialog"><button data-here>b</button></div>'],
    ['an alert', '<div role="alertdialog"><button data-here>b</button></div>'],
    ['a menu', '<div role="menu"><button data-here role="menuitem">b</button></div>'],
    ['a list to choose from', '<div role="listbox"><div data-here role="option">o</div></div>'],
  ])('is no command in %s', (_, html) => {
    for (const key of ['s', 'j', '?', 'Enter']) expect(commandAt(html, key)).toBeUndefined();
  });

  it.each([
    ['is the page’s own doing', { isTrusted: false }],
    ['is part of a word in an input method', { isComposing: true }],
    ['the page has had', { defaultPrevented: true }],
    ['comes with Ctrl', { ctrlKey: true }],
    ['comes with Alt', { altKey: true }],
    ['comes with the command key', { metaKey: true }],
  ])('is no command when it %s', (_, more) => {
    for (const key of ['s', 'j', 'Enter']) expect(commandAt('', key, more)).toBeUndefined();
  });

  it('that is held down goes on moving, and does nothing else again', () => {
    expect(commandAt('', 'j', { repeat: true })).toBe('next');
    expect(commandAt('', 'k', { repeat: true })).toBe('previous');
    for (const key of ['s', 'r', 'x', 'z', 'o', 'Enter'])
      expect(commandAt('', key, { repeat: true })).toBeUndefined();
  });

  it('counts by its place where the keyboard writes another script', () => {
    expect(commandAt('', 'о', { code: 'KeyJ' })).toBe('next');
    expect(commandAt('', 'Щ', { code: 'KeyO', shiftKey: true })).toBe('openPdf');
    expect(commandAt('<input data-here>', 'о', { code: 'KeyJ' })).toBeUndefined();
  });

  it('is not another one for Caps Lock', () => {
    expect(commandAt('', 'O', { shiftKey: false })).toBe('open');
  });

  it('Enter opens the paper, unless it has a link or a button to press', () => {
    expect(commandAt('', 'Enter')).toBe('open');
    expect(commandAt('', 'Enter', { shiftKey: true })).toBeUndefined();
    expect(commandAt('<a data-here href="/">a</a>', 'Enter')).toBeUndefined();
    expect(commandAt('<button data-here>b</button>', 'Enter')).toBeUndefined();
  });
});
