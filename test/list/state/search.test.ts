import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type ListState, makeListState } from '../../../src/list/state/list-state';
import { type Listing, listingOf } from '../../../src/list/state/listing';
import { makeSearch, type Search } from '../../../src/list/state/search';
import type { PaperId } from '../../../src/paper/ids';
import { DEFAULT_LIST_QUERY, type ListQuery } from '../../../src/search/list-query';
import { parseQuery } from '../../../src/search/query';

const ids = (...names: string[]): PaperId[] => names.map((name) => `arxiv:${name}` as PaperId);
const [A, B, C] = ids('a', 'b', 'c') as [PaperId, PaperId, PaperId];

let state: ListState;
let search: Search;
let listQuery: ListQuery;
let isPartial: boolean;
let answer: () => Promise<Listing>;
let closing: AbortController;
const fail = vi.fn();
beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', (call: () => void) => setTimeout(call));
  fail.mockReset();
  state = makeListState();
  listQuery = DEFAULT_LIST_QUERY;
  isPartial = false;
  closing = new AbortController();
  search = makeSearch({
    state,
    results: { find: () => answer(), isPartial: () => isPartial, checkProgress: () => undefined },
    entries: { load: async () => undefined },
    listQuery: () => listQuery,
    query: () => parseQuery(''),
    fail,
    until: closing.signal,
  });
});

const shown = () => state.listing.value.ids(0, 99);
async function find(...found: PaperId[]): Promise<void> {
  answer = async () => listingOf(found);
  await search.find(true);
}

describe('a search', () => {
  it('shows what is found, from its top', async () => {
    await find(A, B);
    expect(shown()).toEqual([A, B]);
    expect(state.status.value).toBe('open');
    expect(state.current.value).toBe(A);
    expect(state.generation.value).toBe(1);
  });

  it('stays at the current paper where it is found', async () => {
    await find(A, B);
    state.current.value = B;
    await find(C, B);
    expect(state.current.value).toBe(B);
    await find(C);
    expect(state.current.value).toBe(C);
  });

  it('goes to the paper to which Back returns', async () => {
    search.selectNext(B);
    await find(A, B);
    expect(state.current.value).toBe(B);
  });

  it('does not show the answer to an older one', async () => {
    let answerOld = (_: Listing): void => undefined;
    answer = () =>
      new Promise((resolve) => {
        answerOld = resolve;
      });
    const old = search.find(true);
    await find(B);
    answerOld(listingOf([A]));
    await old;
    expect(shown()).toEqual([B]);
  });

  it('shows its error, unless the page is closed', async () => {
    const error = new Error('lost');
    answer = () => Promise.reject(error);
    await search.find(true);
    expect(fail).toHaveBeenCalledWith(error);
    closing.abort();
    await search.find(true);
    expect(fail).toHaveBeenCalledOnce();
  });
});

describe('a change elsewhere', () => {
  it('inserts what is found by now, and removes nothing', async () => {
    await find(A, C);
    answer = async () => listingOf([A, B]);
    search.markChanged(B);
    search.markChanged(C);
    await search.insertChanged();
    expect(shown()).toEqual([A, B, C]);
    expect(state.total.value).toBe(2);
    expect(state.generation.value).toBe(1);
  });

  it('is offered where it is too much to insert', async () => {
    await find(A);
    const many = ids(...Array.from({ length: 60 }, (_, n) => `n${n}`));
    answer = async () => listingOf(many);
    for (const id of many) search.markChanged(id);
    await search.insertChanged();
    expect(shown()).toEqual([A]);
    expect(state.isStale.value).toBe(true);
    await search.find(false);
    expect(shown()).toEqual(many);
    expect(state.isStale.value).toBe(false);
  });

  it('searches again while the index is being built', async () => {
    isPartial = true;
    await find(A);
    answer = async () => listingOf([B]);
    await search.insertChanged();
    expect(shown()).toEqual([B]);
  });

  it('is not looked for in the bin', async () => {
    listQuery = { ...DEFAULT_LIST_QUERY, view: 'bin' };
    await find(A);
    answer = async () => listingOf([A, B]);
    search.markChanged(B);
    await search.insertChanged();
    expect(shown()).toEqual([A]);
  });
});
