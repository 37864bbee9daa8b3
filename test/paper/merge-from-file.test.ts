import { describe, expect, it } from 'vitest';
import { tick } from '../../src/paper/clock';
import type { PaperId } from '../../src/paper/ids';
import { emptyMark, LONGEST_NOTE } from '../../src/paper/mark';
import { mergeFromFile } from '../../src/paper/merge-from-file';

const ID = 'arxiv:2401.00001' as PaperId;
const NOW = 1_790_000_000_000;

function noteAfter(was: string, coming: string): string | undefined {
  const stamp = tick(undefined, NOW, 'k3x9q0aa');
  const before = { ...emptyMark(ID), note: was, times: { note: stamp } };
  return mergeFromFile(before, { ...emptyMark(ID), note: coming }, NOW, stamp).note;
}

describe('a tag that a file brings', () => {
  const stamp = tick(undefined, NOW, 'k3x9q0aa');
  const before = { ...emptyMark(ID), tags: ['a, b', 'c;d'], times: { tags: { 'e;f': stamp } } };
  const tagsAfter = (...tags: string[]): readonly string[] | undefined =>
    mergeFromFile(before, { ...emptyMark(ID), tags }, NOW, stamp).tags;

  it('is no new one, where it is a part of one that its format could not keep whole', () => {
    expect(tagsAfter('a', 'b', 'c;d', 'e', 'f')).toEqual(['a, b', 'c;d']);
  });

  it('is one of its own, where it is only called like a part', () => {
    expect(tagsAfter('a, b', 'b', 'c')).toEqual(['a, b', 'c;d', 'b', 'c']);
  });
});

describe('a note that a file brings', () => {
  it.each([
    ['with other ends of lines', 'one\r\ntwo\rthree', 'one\ntwo\nthree'],
    ['without its blanks', '  one\n\n\n\n- two\t', 'one\n- two'],
    [
      'on one line, as RIS has what looks like a field',
      'x\nTY  - y\n\nAB  - z',
      'x TY  - y AB  - z',
    ],
    ['cut, as it was too long', 'b'.repeat(LONGEST_NOTE + 1), 'b'.repeat(LONGEST_NOTE)],
    ['of blanks alone', 'one', ' \n '],
  ])('is the one that is there, also %s', (_, was, coming) => {
    expect(noteAfter(was, coming)).toBe(was);
  });

  it('takes the place of one of which it has every word and more', () => {
    expect(noteAfter('Good paper.', 'Good paper.\nRead it twice.')).toBe(
      'Good paper.\nRead it twice.',
    );
  });

  it.each([
    ['cat', 'concatenate'],
    ['concatenate', 'cat'],
    ['see 12', 'see 123'],
    ['- a\n- b', '- a - b - c'],
  ])('stands beside one that it only looks like: %j and %j', (was, coming) => {
    expect(noteAfter(was, coming)).toBe(`${was}\n\n${coming}`);
  });
});
