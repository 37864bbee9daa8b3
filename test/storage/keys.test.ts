import { describe, expect, it } from 'vitest';
import {
  COMMANDS,
  commandOfKey,
  DEFAULT_KEYS,
  isFreeKey,
  isKey,
  type KeyPress,
  type Keys,
  keyOf,
  keyProblems,
  parseKeys,
} from '../../src/storage/keys';

describe('keys', () => {
  it('have no problem as they come', () => {
    expect(keyProblems(DEFAULT_KEYS)).toEqual({});
    expect(Object.keys(DEFAULT_KEYS)).toEqual([...COMMANDS]);
    expect(Object.values(DEFAULT_KEYS).join('')).toBe('jksrxnoOhz?');
  });

  it.each(['a', 'O', '?', ';', '5', 'é', 'ф', '字', '😀', 'e\u0301', 'ArrowDown', 'Delete'])(
    'can be %s',
    (key) => {
      expect(isFreeKey(key)).toBe(true);
    },
  );

  it.each([
    ...['', ' ', '\u00a0', '\t', '\n', '\u0000', '\u0301', 'jk', 'a\u0301b'],
    ...['Tab', 'Escape', 'Enter', 'Backspace', 'F1', 'F12', 'Dead', 'Process', 'Unidentified'],
    ...['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'ContextMenu', 'BrowserBack'],
    ...['constructor', '__proto__', 'ArrowDown '],
  ])('cannot be %j', (key) => {
    expect(isFreeKey(key)).toBe(false);
  });

  it('say which command has the same key, and which are reserved', () => {
    const keys: Keys = { ...DEFAULT_KEYS, next: 'Tab', read: 's', undo: 's', help: 'Tab' };
    expect(keyProblems(keys)).toEqual({
      next: { reason: 'reserved' },
      star: { reason: 'taken', by: 'read' },
      read: { reason: 'taken', by: 'star' },
      undo: { reason: 'taken', by: 'star' },
      help: { reason: 'reserved' },
    });
  });

  it('are not in each other’s way when they are off, nor o in that of O', () => {
    expect(keyProblems({ ...DEFAULT_KEYS, next: '', previous: '', open: 'p' })).toEqual({});
    expect(keyProblems({ ...DEFAULT_KEYS, note: 'p', openPdf: 'P' })).toEqual({});
  });
});

describe('stored keys', () => {
  it('that are of another form are the defaults', () => {
    const junk: unknown[] = [
      undefined,
      null,
      7,
      'jksr',
      true,
      [],
      ['j'],
      {},
      { next: 7, constructor: 'c' },
    ];
    for (const stored of junk) {
      expect(parseKeys(stored), JSON.stringify(stored)).toEqual(DEFAULT_KEYS);
    }
  });

  it('are each kept where they are good, and nothing else is', () => {
    const stored = JSON.parse(
      '{"next": "ArrowDown", "star": "", "read": ["r"], "undo": "Enter", "help": "jj", "more": "m", "__proto__": {"note": "q"}}',
    );
    const keys = parseKeys(stored);
    expect(keys).toEqual({ ...DEFAULT_KEYS, next: 'ArrowDown', star: '' });
    expect(Object.getPrototypeOf(keys)).toBe(Object.prototype);
  });

  it('never give one key to two commands', () => {
    const two = parseKeys({ ...DEFAULT_KEYS, read: 's', help: 's' });
    expect([two.star, two.read, two.help]).toEqual(['s', '', '']);
    expect(keyProblems(two)).toEqual({});
    // The reader chose z before there was an Undo: the choice stands.
    const { undo: _, ...older } = { ...DEFAULT_KEYS, help: 'z' };
    expect(parseKeys(older)).toEqual({ ...DEFAULT_KEYS, help: 'z', undo: '' });
  });
});

/** A key press; `code` is the place on the keyboard, `locks` the modifiers that are on. */
const pressOf = (key: string, code = '', shiftKey = false, ...locks: string[]): KeyPress => ({
  ...{ key, code, shiftKey },
  getModifierState: (name) => locks.includes(name),
});

describe('a key press', () => {
  it.each([
    ['o', pressOf('o', 'KeyO')],
    ['O', pressOf('O', 'KeyO', true)],
    // Caps Lock, and with Shift on Windows and Linux, and on macOS.
    ['o', pressOf('O', 'KeyO', false, 'CapsLock')],
    ['O', pressOf('o', 'KeyO', true, 'CapsLock')],
    ['O', pressOf('O', 'KeyO', true, 'CapsLock')],
    // Swiss German has é on Shift+ö.
    ['é', pressOf('é', 'Semicolon', true)],
    ['ArrowDown', pressOf('ArrowDown', 'ArrowDown')],
    ['', pressOf('', '')],
    ['?', pressOf('?', 'Minus', true, 'CapsLock')],
  ])('means %j whatever Caps Lock says', (key, press) => {
    expect(keyOf(press)).toBe(key);
  });

  it.each([
    ['Russian', 'о', 'KeyJ', 'next'],
    ['Russian', 'я', 'KeyZ', 'undo'],
    ['Greek', 'ξ', 'KeyJ', 'next'],
    ['Hebrew', 'ח', 'KeyJ', 'next'],
    ['Arabic', 'ت', 'KeyJ', 'next'],
    ['Arabic, a vowel sign', '\u0652', 'KeyX', 'dismiss'],
    ['Japanese kana', 'ま', 'KeyJ', 'next'],
    ['Korean', 'ㅓ', 'KeyJ', 'next'],
    ['Thai, a vowel sign', '\u0e37', 'KeyN', 'note'],
    ['Hindi', '\u094d', 'KeyX', 'dismiss'],
    ['an input method', 'Process', 'KeyS', 'star'],
  ])('on a keyboard in %s (%s) counts by its place', (_, key, code, command) => {
    expect(commandOfKey(pressOf(key, code), DEFAULT_KEYS)).toBe(command);
  });

  it.each([
    ['Щ', 'KeyO', 'openPdf'],
    ['Ο', 'KeyO', 'openPdf'],
    ['؟', 'Slash', 'help'],
    ['・', 'Slash', 'help'],
  ])('of another script has its Shift: %s', (key, code, command) => {
    expect(commandOfKey(pressOf(key, code, true), DEFAULT_KEYS)).toBe(command);
    expect(commandOfKey(pressOf('Щ', 'KeyO', false, 'CapsLock'), DEFAULT_KEYS)).toBe('open');
  });

  it('of two letters counts by its place: Arabic has لا on B', () => {
    const keys = { ...DEFAULT_KEYS, star: 'b' };
    expect(commandOfKey(pressOf('لا', 'KeyB'), keys)).toBe('star');
  });

  it.each([
    ['Dvorak', 'j', 'KeyC', 'next'],
    ['Dvorak', 'c', 'KeyI', undefined],
    ['Dvorak', 's', 'Semicolon', 'star'],
    ['AZERTY', 'z', 'KeyW', 'undo'],
    ['AZERTY', 'w', 'KeyZ', undefined],
    ['AZERTY', '§', 'KeyJ', undefined],
    ['AZERTY', 'é', 'KeyS', undefined],
    ['AZERTY', '\u00b5', 'KeyS', undefined],
    ['German', 'ü', 'KeyS', undefined],
    ['Vietnamese', 'ă', 'KeyS', undefined],
    ['a dead key', 'Dead', 'KeyS', undefined],
    ['Greek', ';', 'KeyS', undefined],
  ])('on a keyboard in %s counts by its letter (%s at %s)', (_, key, code, command) => {
    expect(commandOfKey(pressOf(key, code), DEFAULT_KEYS)).toBe(command);
  });

  it('that the user chose by its own letter goes before one that is meant by its place', () => {
    const keys = { ...DEFAULT_KEYS, star: 'о', help: 'Ф' };
    expect(commandOfKey(pressOf('о', 'KeyJ'), keys)).toBe('star');
    expect(commandOfKey(pressOf('j', 'KeyJ'), keys)).toBe('next');
    expect(commandOfKey(pressOf('Ф', 'KeyA', true), keys)).toBe('help');
  });

  it('has no command where the command has no key', () => {
    const keys = { ...DEFAULT_KEYS, read: '', star: '' };
    for (const press of [pressOf('', ''), pressOf('r', 'KeyR'), pressOf('Process', 'Space')])
      expect(commandOfKey(press, keys)).toBeUndefined();
  });

  it('is one of the keys that every list has, by the same rule', () => {
    expect(isKey(pressOf('е', 'KeyT'), 't')).toBe(true);
    expect(isKey(pressOf('A', 'KeyA', false, 'CapsLock'), 'a')).toBe(true);
    expect(isKey(pressOf('q', 'KeyA'), 'a')).toBe(false);
    expect(isKey(pressOf('q', 'KeyA'), 'q')).toBe(true);
  });
});
