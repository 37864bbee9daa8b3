import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyBin, remove } from '../../../src/library/bin';
import { writeMarks } from '../../../src/library/marks';
import { deleteLibrary, openLibrary } from '../../../src/library/open';
import type { Library } from '../../../src/library/schema';
import type { Written } from '../../../src/library/upsert';
import type { MarkPatch } from '../../../src/paper/mark';
import { makePopupStore } from '../../../src/popup/store/store';
import { readFirstRows } from '../../../src/ui/page/first-rows';
import { makePaper, numbered } from '../../library/samples';

/** What the browser does for the page, as far as it is asked to here. */
const browser = vi.hoisted(() => ({
  tell: undefined as undefined | ((changes: unknown) => void),
}));
vi.mock('../../../src/protocol/changes', () => ({
  subscribe: (follow: (changes: unknown) => void) => {
    browser.tell = follow;
  },
}));
vi.mock('../../../src/protocol/rpc', () => ({ call: async () => null }));
vi.mock('../../../src/ext', () => ({ default: { i18n: { getMessage: (name: string) => name } } }));

let db: Library;
let closing: AbortController;
beforeEach(async () => {
  db = await openLibrary();
  closing = new AbortController();
  const storage = { length: 0, key: () => null, getItem: () => null };
  vi.stubGlobal('localStorage', {
    ...storage,
    setItem: () => undefined,
    removeItem: () => undefined,
  });
  vi.stubGlobal('navigator', { locks: { request: () => new Promise(() => undefined) } });
});
afterEach(async () => {
  closing.abort();
  vi.unstubAllGlobals();
  db.close();
  await deleteLibrary();
});

describe('the popup that stays open beside the page', () => {
  it('shows no note that its paper has no more', async () => {
    const store = makePopupStore(readFirstRows('starred', closing.signal), closing.signal);
    const follow = (changes: readonly Written[]) => browser.tell?.(changes);
    const write = async (patch: MarkPatch) =>
      follow(await writeMarks(db, [{ paper: makePaper(1), patch }]));
    const shown = () => store.listing.rows.value.map(({ paper }) => paper.id);
    await write({ starred: true, note: { text: 'of old', was: '' } });
    await store.open();
    await expect.poll(shown).toEqual([numbered(1)]);
    const [entry] = store.listing.rows.value;
    if (!entry) throw new Error('nothing is shown');
    expect(store.noteSaverOf(entry).text.peek()).toBe('of old');

    follow(await remove(db, [numbered(1)]));
    await expect.poll(shown).toEqual([]);
    await emptyBin(db);
    await write({ starred: true });
    await expect.poll(shown).toEqual([numbered(1)]);
    expect(store.listing.rows.value[0]?.mark.note).toBeUndefined();
    expect(store.noteSaverOf(store.listing.rows.value[0] ?? entry).text.peek()).toBe('');
  });
});

describe('"Unread only"', () => {
  it.each([
    ['foo OR', [1]],
    ['"foo', [1]],
    ['title:', [1, 3]],
    ['year:', [1, 3]],
    ['tag:"to re', [3]],
  ])('leaves the unread ones of what %s finds', async (text, found) => {
    const put = (n: number, title: string, patch: MarkPatch) => ({
      paper: { ...makePaper(n), title },
      patch: { starred: true, ...patch },
    });
    await writeMarks(db, [
      put(1, 'foo', {}),
      put(2, 'foo', { read: true, tags: { 'to read': true } }),
      put(3, 'bar', { tags: { 'to read': true } }),
    ]);
    const store = makePopupStore(readFirstRows('starred', closing.signal), closing.signal);
    await store.open();
    store.filters.order.value = 'title';
    store.filters.unreadOnly.value = true;
    store.filters.query.value = text;
    const shown = () => store.listing.rows.value.map(({ paper }) => paper.id).sort();
    await expect.poll(() => store.listing.found.value, { timeout: 10_000 }).toBe(found.length);
    expect(shown()).toEqual(found.map(numbered));
  });
});
