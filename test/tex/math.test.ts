import { describe, expect, it } from 'vitest';
import { splitMath } from '../../src/tex/math';

const formulas = (text: string): string[] =>
  splitMath(text)
    .filter(({ isMath }) => isMath)
    .map((piece) => piece.text);

describe('splitMath', () => {
  it.each([
    ['in $O(n)$ time', ['$O(n)$']],
    ['from $$a + b$$ to \\(c_1\\)', ['$$a + b$$', '\\(c_1\\)']],
    ['two lines: \\(a \\\\(b) c\\) end', ['\\(a \\\\(b) c\\)']],
    ['opened twice: \\( and \\(x\\)', ['\\(x\\)']],
    ['from $5 to $10', []],
    ['$5 million and 10$', []],
    ['\\(never closed', []],
  ])('finds the formulas of %j', (text, found) => {
    expect(formulas(text)).toEqual(found);
  });

  it.each([
    ['opened formulas', '\\('.repeat(500_000)],
    ['a word that money is asked of', `$5 ${'a'.repeat(1_000_000)}=x$`],
    ['words that money is asked of', `$5 ${'aaa '.repeat(250_000)}=x$`],
  ])('reads %s of a million characters, and loses none', (_, text) => {
    const pieces = splitMath(text);
    expect(pieces.map((piece) => piece.text).join('') === text).toBe(true);
  });
});
