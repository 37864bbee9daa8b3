import { entriesOf } from '../library/entries';
import { type Finder, openFinder } from '../library/index/finder';
import type { Entry } from '../paper/entry';
import type { PaperId } from '../paper/ids';
import { subscribe } from '../protocol/changes';
import type { ListSearch } from '../protocol/requests';
import { parseQuery } from '../search/query';
import { parseLimited } from '../search/unread';
import { withLibrary } from './connection';

/** A cache and not state: a background that was restarted reads the index again. */
let finder: Finder | undefined;
const never = new AbortController().signal;

function open(): Finder {
  if (finder) return finder;
  const opened = openFinder(() => withLibrary(async (db) => db), never);
  subscribe((changes) => opened.follow(changes), never);
  finder = opened;
  return opened;
}

/** Resolves to the papers of the whole library that the words find, the best ones first. */
export async function searchLibrary(words: string, most: number): Promise<Entry[]> {
  const found = await open().find(parseQuery(words), { view: 'all', order: 'best' });
  const entries = await withLibrary((db) => entriesOf(db, found.ids(0, most)));
  return entries.filter((entry) => entry !== undefined);
}

/** Resolves to how many papers of a list are found, and to the first of them. */
export async function findInList(
  { list, text, unreadOnly, order }: ListSearch,
  most: number,
): Promise<{ total: number; ids: PaperId[] }> {
  const found = await open().find(parseLimited(text, unreadOnly), { view: list, order });
  return { total: found.total, ids: found.ids(0, most) };
}
