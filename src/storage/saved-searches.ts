import browser from '../ext';
import { type ListQuery, readListQuery, writeListQuery } from '../search/list-query';
import { watchStorage } from './watch';

/** A search that the user has kept under a name. */
export interface SavedSearch {
  readonly id: string;
  readonly name: string;
  readonly listQuery: ListQuery;
}

const KEY = 'searches';
const MOST = 200;
const LONGEST_NAME = 100;

/** Returns the searches in what is stored, which may be damaged or written by another version. */
export function parseSavedSearches(stored: unknown): SavedSearch[] {
  if (!Array.isArray(stored)) return [];
  const seen = new Set<string>();
  return stored.slice(0, MOST).flatMap((one: unknown) => {
    const { id, name, address } = Object(one) as Record<string, unknown>;
    if (typeof id !== 'string' || typeof name !== 'string' || typeof address !== 'string')
      return [];
    if (!name.trim() || seen.has(id)) return [];
    seen.add(id);
    return [{ id, name: name.trim().slice(0, LONGEST_NAME), listQuery: readListQuery(address) }];
  });
}

const toStored = (searches: readonly SavedSearch[]): unknown =>
  searches.map(({ id, name, listQuery }) => ({ id, name, address: writeListQuery(listQuery) }));

/** Resolves to the saved searches, in the user's order. */
export async function getSavedSearches(): Promise<SavedSearch[]> {
  return parseSavedSearches((await browser.storage.local.get(KEY))[KEY]);
}

/** Changes the list that is stored at that moment; two pages that change it at once wait for each other. */
export function changeSavedSearches(
  change: (searches: SavedSearch[]) => SavedSearch[],
): Promise<void> {
  return navigator.locks.request(KEY, async () => {
    const changed = change(await getSavedSearches()).slice(0, MOST);
    await browser.storage.local.set({ [KEY]: toStored(changed) });
  });
}

/** Calls `follow` with the list whenever any page has changed it, until the signal. */
export function watchSavedSearches(
  follow: (searches: SavedSearch[]) => void,
  signal: AbortSignal,
): void {
  watchStorage((changes) => {
    if (Object.hasOwn(changes, KEY)) follow(parseSavedSearches(changes[KEY]?.newValue));
  }, signal);
}
