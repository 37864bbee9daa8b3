import { describe, expect, it } from 'vitest';
import {
  DEFAULT_LIST_QUERY,
  isSameListQuery,
  type ListQuery,
  LONGEST_QUERY,
  readListQuery,
  writeListQuery,
} from '../../src/search/list-query';

describe('the list query in the address', () => {
  const queries: ListQuery[] = [
    DEFAULT_LIST_QUERY,
    { view: 'all', query: 'tag:"to read" -survey', order: 'title', reverse: true },
    { view: 'bin', query: '', order: 'best', reverse: false },
    { view: 'read', query: 'a&b=c#d +e é 中', order: 'published', reverse: false },
  ];

  it.each(queries.map((query) => [writeListQuery(query), query] as const))(
    '%s is read as it was written',
    (address, query) => {
      expect(readListQuery(address)).toEqual(query);
    },
  );

  it('is empty for the default', () => {
    expect(writeListQuery(DEFAULT_LIST_QUERY)).toBe('');
    expect(writeListQuery({ ...DEFAULT_LIST_QUERY, query: '  ' })).toBe('');
    expect(writeListQuery({ ...DEFAULT_LIST_QUERY, reverse: true })).toBe('?reverse');
  });

  it('falls back to the default view and order where they are invalid', () => {
    expect(readListQuery('?view=__proto__&order=constructor')).toEqual(DEFAULT_LIST_QUERY);
    expect(readListQuery('?view=STARRED&q=%E0%A4%A').view).toBe('starred');
    expect(readListQuery(`?q=${'x'.repeat(5_000)}`).query).toHaveLength(LONGEST_QUERY);
  });

  it('is the same for two queries that differ by blanks alone', () => {
    const spaced = { ...DEFAULT_LIST_QUERY, query: '  ' };
    expect(isSameListQuery(spaced, DEFAULT_LIST_QUERY)).toBe(true);
    expect(isSameListQuery({ ...spaced, reverse: true }, DEFAULT_LIST_QUERY)).toBe(false);
  });
});
