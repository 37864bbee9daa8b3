import { describe, expect, it, vi } from 'vitest';

vi.mock('webextension-polyfill', () => ({ default: {} }));

const { parseSavedSearches } = await import('../../src/storage/saved-searches');

describe('the searches that are kept', () => {
  it('are read as they were written', () => {
    expect(
      parseSavedSearches([{ id: 'a', name: ' Later ', address: '?view=all&q=tag:later' }]),
    ).toEqual([
      {
        id: 'a',
        name: 'Later',
        listQuery: { view: 'all', query: 'tag:later', order: 'best', reverse: false },
      },
    ]);
  });

  it('leave out what is damaged, of another form, or there twice', () => {
    const good = { id: 'a', name: 'A', address: '' };
    const bad = [
      null,
      7,
      'x',
      [],
      {},
      { ...good, name: '' },
      { ...good, id: 3 },
      { id: 'b', name: 'B' },
    ];
    expect(parseSavedSearches([...bad, good, { ...good, name: 'Again' }])).toMatchObject([
      { id: 'a', name: 'A' },
    ]);
    for (const stored of [undefined, null, {}, 'x', 5])
      expect(parseSavedSearches(stored)).toEqual([]);
  });
});
