import { describe, expect, it } from 'vitest';
import { completionsOf, tagFrom, tagQuery } from '../../../src/list/tags/tag-names';
import { parseQuery } from '../../../src/search/query';

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
