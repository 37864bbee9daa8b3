import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { remove } from '../../../src/library/bin';
import { writeMarks } from '../../../src/library/marks';
import { deleteLibrary, openLibrary } from '../../../src/library/open';
import type { Library } from '../../../src/library/schema';
import { isWholeView, makeResults, type Results } from '../../../src/list/state/results';
import { DEFAULT_LIST_QUERY } from '../../../src/search/list-query';
import { parseQuery } from '../../../src/search/query';
import { makeChange, numbered } from '../../library/samples';

const NAME = 'results-test';

let db: Library;
let results: Results;
let closing: AbortController;
beforeEach(async () => {
  db = await openLibrary({ name: NAME });
  closing = new AbortController();
  results = makeResults(() => Promise.resolve(db), closing.signal);
  await writeMarks(db, [makeChange(1, { starred: 1 }), makeChange(2, { starred: 2 })]);
});
afterEach(async () => {
  closing.abort();
  db.close();
  await deleteLibrary(NAME);
});

describe('the results', () => {
  it('of a whole view are complete before everything is indexed', async () => {
    await results.open(() => undefined);
    const found = await results.find(DEFAULT_LIST_QUERY, parseQuery(''));
    expect(found.ids(0, 9)).toEqual([numbered(2), numbered(1)]);
    expect(results.isPartial(DEFAULT_LIST_QUERY, parseQuery(''))).toBe(false);
  });

  it('of the bin need no search index', async () => {
    await remove(db, [numbered(1)]);
    const found = await results.find({ ...DEFAULT_LIST_QUERY, view: 'bin' }, parseQuery(''));
    expect(found.ids(0, 9)).toEqual([numbered(1)]);
    expect(results.bin.peek().get(numbered(1))).toMatchObject({ id: numbered(1) });
  });

  it('of a query are none before the search index is open', async () => {
    const query = parseQuery('title');
    expect(results.isOpen()).toBe(false);
    await expect(results.find(DEFAULT_LIST_QUERY, query)).rejects.toThrow('not open');
    expect(await results.counts()).toBeUndefined();
    expect(results.isPartial(DEFAULT_LIST_QUERY, query)).toBe(true);
  });
});

it('takes a view for whole only in its own order and without a query', () => {
  expect(isWholeView(DEFAULT_LIST_QUERY, parseQuery(''))).toBe(true);
  expect(isWholeView(DEFAULT_LIST_QUERY, parseQuery('x'))).toBe(false);
  expect(isWholeView({ ...DEFAULT_LIST_QUERY, reverse: true }, parseQuery(''))).toBe(false);
  expect(isWholeView({ ...DEFAULT_LIST_QUERY, order: 'title' }, parseQuery(''))).toBe(false);
});
