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
    ['Clouds of GJ$\\,$1214 b at 3.6$\\,\\mu$m', ['$\\,$', '$\\,\\mu$']],
    ['$x$$y$ and $ \\alpha $-decay', ['$x$', '$y$', '$ \\alpha $']],
    ['$x \\text{ of $y$}$ and $z$', ['$x \\text{ of $y$}$', '$z$']],
    ['$5-$10, US$5 vs US$10, $5/$10, $5 (five) for $3', []],
    ['between 5$ and 10$', []],
    ['US$ 5 and US$ 10', []],
    ['$HOME and $PATH', []],
    ['costs $5 with $x$', ['$x$']],
    ['\\$5 and \\$6, $2$3', ['$2$']],
    ['$10 km$, $5$-fold, $2 - 3$4', ['$10 km$', '$5$', '$2 - 3$']],
    ['a $ in one paragraph\n\nand a $ in another', []],
  ])('finds the formulas of %j', (text, found) => {
    expect(formulas(text)).toEqual(found);
  });

  it.each([
    ['opened formulas', '\\('.repeat(500_000)],
    ['dollars in braces', '${'.repeat(500_000)],
    ['a word that money is asked of', `$5 ${'a'.repeat(1_000_000)}=x$`],
    ['words that money is asked of', `$5 ${'aaa '.repeat(250_000)}=x$`],
  ])('reads %s of a million characters, and loses none', (_, text) => {
    const pieces = splitMath(text);
    expect(pieces.map((piece) => piece.text).join('') === text).toBe(true);
  });
});
