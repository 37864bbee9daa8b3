import browser from '../ext';
import { type ListQuery, readListQuery, writeListQuery } from '../search/list-query';

/** A search that the reader keeps. */
export interface Saved {
  readonly id: string;
  readonly name: string;
  readonly listQuery: ListQuery;
}

const KEY = 'searches';
const MOST = 200;
const LONGEST_NAME = 100;

/** What of the stored is a search; the storage may hold what another version wrote, or damage. */
export function savedFrom(stored: unknown): Saved[] {
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

const stored = (saved: readonly Saved[]): unknown =>
  saved.map(({ id, name, listQuery }) => ({ id, name, address: writeListQuery(listQuery) }));

export async function getSaved(): Promise<Saved[]> {
  return savedFrom((await browser.storage.local.get(KEY))[KEY]);
}

/** Changes the list as it then is; two pages that change it at once wait for one another. */
export function changeSaved(change: (saved: Saved[]) => Saved[]): Promise<void> {
  return navigator.locks.request(KEY, async () => {
    await browser.storage.local.set({ [KEY]: stored(change(await getSaved()).slice(0, MOST)) });
  });
}

/** Calls `follow` with the list whenever any page has changed it, until the signal. */
export function watchSaved(follow: (saved: Saved[]) => void, until: AbortSignal): void {
  const listen = (changes: Record<string, { newValue?: unknown }>, area: string): void => {
    if (area === 'local' && Object.hasOwn(changes, KEY)) follow(savedFrom(changes[KEY]?.newValue));
  };
  browser.storage.onChanged.addListener(listen);
  until.addEventListener('abort', () => browser.storage.onChanged.removeListener(listen));
}
