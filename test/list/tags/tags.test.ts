import { describe, expect, it } from 'vitest';
import { moveFrom } from '../../../src/list/keyboard/navigation';
import { firstLineOf } from '../../../src/list/rows/first-line';
import { completionsOf, tagFrom, tagQuery } from '../../../src/list/tags/tag-names';
import { parseQuery } from '../../../src/search/query';
import { splitAtMistakes } from '../../../src/ui/query/split-mistakes';

const tags = [
  { name: 'to-read', count: 2 },
  { name: 'Réading group', count: 9 },
  { name: 'spread', count: 30 },
];

describe('tags while they are typed', () => {
  it('are completed from their beginning first, then from within, the most used first', () => {
    expect(completionsOf('read', tags, []).map(({ name }) => name)).toEqual([
      'Réading group',
      'spread',
      'to-read',
    ]);
    expect(completionsOf('', tags, ['spread']).map(({ name }) => name)).toEqual([
      'Réading group',
      'to-read',
    ]);
    expect(completionsOf('xyz', tags, [])).toEqual([]);
  });

  it('are kept without blanks around, or a sign before', () => {
    expect(tagFrom('  #to  read ')).toBe('to read');
    expect(tagFrom('x'.repeat(300))).toHaveLength(100);
    expect(tagFrom(' # ')).toBe('');
  });

  it('are asked for by a query that has no mistake, whatever they are', () => {
    for (const name of ['later', 'to read', 'a:b', '-x', 'OR', '(x', 'عربي', 'a "b" c']) {
      const { root, mistakes } = parseQuery(tagQuery(name));
      expect(mistakes, name).toEqual([]);
      expect(root, name).toMatchObject({ kind: 'words' });
    }
  });
});

describe('a query’s mistakes', () => {
  it('are cut out of it, in order, and the rest stays', () => {
    const text = 'auhor:x and "open';
    const pieces = splitAtMistakes(text, [
      { from: 12, to: 13 },
      { from: 0, to: 5 },
    ]);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces.filter(({ isWrong }) => isWrong).map((piece) => piece.text)).toEqual([
      'auhor',
      '"',
    ]);
  });
});

describe('a move in the list', () => {
  it('stays in it', () => {
    expect(moveFrom(0, 'previous', 10, 4)).toBe(0);
    expect(moveFrom(9, 'next', 10, 4)).toBe(9);
    expect(moveFrom(4, 'page-down', 10, 4)).toBe(7);
    expect(moveFrom(8, 'page-down', 10, 4)).toBe(9);
    expect(moveFrom(2, 'page-up', 10, 1)).toBe(1);
    expect(moveFrom(5, 'last', 10, 4)).toBe(9);
  });
});

describe('the first words of a note', () => {
  it('are without the signs of its Markdown', () => {
    expect(firstLineOf('# Summary\n\n- sparse is *not* the `point`\n- x')).toBe(
      'Summary · sparse is not the point',
    );
    expect(firstLineOf('> see [this](https://x.y) **now**')).toBe('see this now');
    expect(firstLineOf('2 * 3 * 4')).toBe('2 * 3 * 4');
    expect(firstLineOf('\n \n---\n')).toBe('');
  });
});
