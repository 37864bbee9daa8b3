import type { Entry } from '../paper/entry';
import type { PaperId } from '../paper/ids';
import type { Mark } from '../paper/mark';
import { looksTranslated } from '../paper/original';
import { barePaper, isBare, type Paper } from '../paper/paper';
import type { View } from '../search';
import { getEach } from './requests';
import type { Library } from './schema';

const INDEX = {
  all: 'by-seq',
  starred: 'by-starred',
  read: 'by-read',
  dismissed: 'by-dismissed',
} as const;

/** Joins a mark with its paper. If the paper is missing (a damaged disk), the id stands in for it. */
export function entryFrom(paper: Paper | undefined, mark: Mark): Entry {
  if (paper) return { paper, mark };
  return { paper: barePaper(mark.id), mark };
}

/** Resolves to one paper with its mark, looked up by any of its ids. */
export async function entryOf(db: Library, id: PaperId): Promise<Entry | undefined> {
  const tx = db.transaction(['marks', 'papers', 'aliases']);
  const canonical = (await tx.objectStore('aliases').get(id)) ?? id;
  const [mark, paper] = await Promise.all([
    tx.objectStore('marks').get(canonical),
    tx.objectStore('papers').get(canonical),
  ]);
  return mark && entryFrom(paper, mark);
}

/** Resolves to the entries of these canonical ids, in their order, undefined for each without one. */
export async function entriesOf(
  db: Library,
  ids: readonly PaperId[],
): Promise<(Entry | undefined)[]> {
  const tx = db.transaction(['marks', 'papers']);
  const [marks, papers] = await Promise.all([
    getEach(tx.objectStore('marks'), ids),
    getEach(tx.objectStore('papers'), ids),
  ]);
  return marks.map((mark, i) => mark && entryFrom(papers[i], mark));
}

/** Most papers that are read at once: a page answers in between. */
const CHUNK = 500;

/**
 * Resolves to the entries of canonical ids, however many, in their order, without those that have none.
 * @param report called with the share that is read, 0 to 1, after every few hundred; what it throws ends it
 */
export async function manyEntries(
  db: Library,
  ids: readonly PaperId[],
  report: (share: number) => void = () => undefined,
): Promise<Entry[]> {
  const found = new Map<PaperId, Entry>();
  // Neighbours lie together, and are read together where nearly all are wanted.
  const sorted = [...ids].sort();
  for (let from = 0; from < sorted.length; from += CHUNK) {
    const chunk = sorted.slice(from, from + CHUNK);
    for (const entry of await neighbours(db, chunk)) {
      if (entry) found.set(entry.mark.id, entry);
    }
    report(Math.min(1, (from + CHUNK) / sorted.length));
  }
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** Reads ids in their order, in one range where at least half of the range is wanted. */
async function neighbours(
  db: Library,
  ids: readonly PaperId[],
): Promise<readonly (Entry | undefined)[]> {
  const [first, last] = [ids[0], ids.at(-1)];
  if (first === undefined || last === undefined) return [];
  const range = IDBKeyRange.bound(first, last);
  if ((await db.count('marks', range)) > 2 * ids.length) return entriesOf(db, ids);
  const tx = db.transaction(['marks', 'papers']);
  const [marks, papers] = await Promise.all([
    tx.objectStore('marks').getAll(range),
    tx.objectStore('papers').getAll(range),
  ]);
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  return marks.map((mark) => entryFrom(byId.get(mark.id), mark));
}

/** Resolves to the ids of every paper that was ever marked, in their order. */
export const allIds = (db: Library): Promise<PaperId[]> => db.getAllKeys('marks');

/**
 * Resolves to the papers of a view, the last marked first. With a limit, only as many records are
 * read, however large the library.
 */
export async function firstEntries(
  db: Library,
  view: View,
  limit: number = Number.POSITIVE_INFINITY,
): Promise<Entry[]> {
  if (limit < 1) return [];
  const tx = db.transaction(['marks', 'papers']);
  const index = tx.objectStore('marks').index(INDEX[view]);
  const marks: Mark[] = [];
  let last = Number.isFinite(limit) ? await index.openKeyCursor(null, 'prev') : null;
  // One jump to the last one wanted, and one read of all that are newer: a cursor that goes from
  // record to record would ask the database for each.
  if (last && limit > 1) last = await last.advance(limit - 1);
  if (last) {
    const newer = await index.getAll(IDBKeyRange.lowerBound(last.key, true));
    // Thousands can have been marked at the same moment; only as many as are still wanted are read.
    const together: PaperId[] = [];
    let same = await index.openKeyCursor(IDBKeyRange.only(last.key), 'prev');
    for (; same && newer.length + together.length < limit; same = await same.continue()) {
      together.push(same.primaryKey);
    }
    const store = tx.objectStore('marks');
    const oldest = await Promise.all(together.map((id) => store.get(id)));
    marks.push(...newer.reverse(), ...oldest.flatMap((mark) => mark ?? []));
  } else {
    for (const mark of (await index.getAll()).reverse()) marks.push(mark);
  }
  const papers = await getEach(
    tx.objectStore('papers'),
    marks.map(({ id }) => id),
  );
  return marks.map((mark, i) => entryFrom(papers[i], mark));
}

/** Resolves to all ids of a view, the last marked first. Reads only the keys of an index. */
export async function idsBy(db: Library, view: View): Promise<PaperId[]> {
  return (await db.getAllKeysFromIndex('marks', INDEX[view])).reverse();
}

/** Resolves to the number of papers in a view. */
export function countBy(db: Library, view: View): Promise<number> {
  return view === 'all' ? db.count('marks') : db.countFromIndex('marks', INDEX[view]);
}

/** Resolves to the paper whose note was written last, of those that have a note. */
export async function lastNoted(db: Library): Promise<Entry | undefined> {
  const tx = db.transaction(['marks', 'papers']);
  let cursor = await tx.objectStore('marks').index('by-noted').openCursor(null, 'prev');
  // A note that was deleted has a time, too.
  while (cursor && cursor.value.note === undefined) cursor = await cursor.continue();
  return cursor
    ? entryFrom(await tx.objectStore('papers').get(cursor.value.id), cursor.value)
    : undefined;
}

/**
 * Resolves to those of the papers that have no title of their own yet: they were starred by their id alone,
 * or on a page that was translated.
 */
export async function bareOf(db: Library, ids: readonly PaperId[]): Promise<PaperId[]> {
  const tx = db.transaction(['papers', 'aliases']);
  const isWithoutTitle = async (id: PaperId): Promise<boolean> => {
    const canonical = (await tx.objectStore('aliases').get(id)) ?? id;
    const paper = await tx.objectStore('papers').get(canonical);
    return paper !== undefined && (isBare(paper) || looksTranslated(paper));
  };
  const bare = await Promise.all(ids.map(isWithoutTitle));
  return ids.filter((_, i) => bare[i]);
}
