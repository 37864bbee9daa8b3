import { expect, it } from 'vitest';
import { rebaseNote } from '../../../src/ui/notes/note-saver';

it.each([
  ['mine, and more', 'mine', 'mine\n\ntheirs', 'mine, and more\n\ntheirs'],
  ['mine', 'mine', 'mine\n\ntheirs', 'mine\n\ntheirs'],
  ['mine, and more', 'mine', 'theirs', 'mine, and more\n\ntheirs'],
  ['', 'mine', 'mine\n\ntheirs', '\n\ntheirs'],
])('keeps what was typed (%j, sent as %j) and what was committed (%j)', (...texts) => {
  const [typed, answered, committed, expected] = texts;
  expect(rebaseNote(typed, answered, committed)).toBe(expected);
});
