import { entriesOf } from '../library/entries';
import { type Finder, openFinder } from '../library/index/finder';
import type { Entry } from '../paper/entry';
import { subscribe } from '../protocol/changes';
import { parseQuery } from '../search/query';
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
