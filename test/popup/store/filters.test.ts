import { describe, expect, it, vi } from 'vitest';
import { makeFilters } from '../../../src/popup/store/filters';

describe('what the popup is asked to show', () => {
  it('needs no search for a whole list in its own order', () => {
    const filters = makeFilters();
    expect(filters.isPlain.value).toBe(true);
    filters.list.value = 'dismissed';
    expect(filters.isPlain.value).toBe(true);
    filters.order.value = 'title';
    expect(filters.isPlain.value).toBe(false);
    filters.order.value = 'starred';
    filters.query.value = 'foo';
    expect(filters.isPlain.value).toBe(false);
    filters.query.value = ' ';
    filters.unreadOnly.value = true;
    expect(filters.isPlain.value).toBe(false);
  });

  it('shows the best matches first, unless another order was chosen', () => {
    const filters = makeFilters();
    expect(filters.search.value.order).toBe('starred');
    filters.query.value = 'foo';
    expect(filters.search.value.order).toBe('best');
    filters.order.value = 'published';
    expect(filters.search.value.order).toBe('published');
  });

  it('asks for the query as it was typed, and for the filter beside it', () => {
    const filters = makeFilters();
    filters.query.value = 'foo OR';
    filters.unreadOnly.value = true;
    expect(filters.search.value).toMatchObject({ text: 'foo OR', unreadOnly: true });
  });

  it('tells of changes, and not of how things stand', () => {
    const filters = makeFilters();
    const listener = vi.fn();
    filters.onChange(listener);
    expect(listener).not.toHaveBeenCalled();
    filters.query.value = 'foo';
    filters.list.value = 'dismissed';
    expect(listener).toHaveBeenCalledTimes(2);
  });
});
