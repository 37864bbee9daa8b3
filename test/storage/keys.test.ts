import { describe, expect, it } from 'vitest';
import {
  COMMANDS,
  DEFAULT_KEYS,
  isFreeKey,
  type Keys,
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
