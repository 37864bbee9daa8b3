import type { Entry } from '../paper/entry';
import { type PaperId, pageOf } from '../paper/ids';
import type { Mark } from '../paper/mark';
import type { Paper } from '../paper/paper';
import type { Library } from './schema';

/** A part of the library that has an order of its own. */
export type View = 'all' | 'starred' | 'read' | 'dismissed';

const INDEX = {
  all: 'by-seq',
  starred: 'by-starred',
  read: 'by-read',
  dismissed: 'by-dismissed',
} as const;

/** The papers of these canonical ids with their marks, in that order; undefined where there is none. */
export async function entriesOf(
  db: Library,
  ids: readonly PaperId[],
): Promise<(Entry | undefined)[]> {
  const tx = db.transaction(['marks', 'papers']);
  const [marks, papers] = [tx.objectStore('marks'), tx.objectStore('papers')];
  const read = async (id: PaperId): Promise<Entry | undefined> => {
    const [mark, paper] = await Promise.all([marks.get(id), papers.get(id)]);
    return mark && entryFrom(paper, mark);
  };
  return Promise.all(ids.map(read));
}

/**
 * The first `limit` papers of a view, the last marked first. As many records are read, however large
 * the library.
 */
export async function firstEntries(db: Library, view: View, limit: number): Promise<Entry[]> {
  if (limit < 1) return [];
  const tx = db.transaction(['marks', 'papers']);
  const index = tx.objectStore('marks').index(INDEX[view]);
  // One leap to the last that is wanted, and one read of all that are newer: a cursor from record to
  // record would ask the database for each.
  let last = await index.openKeyCursor(null, 'prev');
  if (last && limit > 1) last = await last.advance(limit - 1);
  const marks: Mark[] = [];
  if (last) {
    const newer = await index.getAll(IDBKeyRange.lowerBound(last.key, true));
    // Thousands can have been marked at one moment: of those only so many as are still wanted.
    const together: PaperId[] = [];
    let same = await index.openKeyCursor(IDBKeyRange.only(last.key), 'prev');
    for (; same && newer.length + together.length < limit; same = await same.continue()) {
      together.push(same.primaryKey);
    }
    const store = tx.objectStore('marks');
    const oldest = await Promise.all(together.map((id) => store.get(id)));
    marks.push(...newer.reverse(), ...oldest.flatMap((mark) => mark ?? []));
  } else {
    marks.push(...(await index.getAll()).reverse());
  }
  const papers = tx.objectStore('papers');
  return Promise.all(marks.map(async (mark) => entryFrom(await papers.get(mark.id), mark)));
}

/** The ids of all of a view, the last marked first: keys alone, of an index that has the order. */
export async function idsBy(db: Library, view: View): Promise<PaperId[]> {
  return (await db.getAllKeysFromIndex('marks', INDEX[view])).reverse();
}

/** A mark whose paper is missing (a damaged disk) still shows, with its note, under its id. */
export function entryFrom(paper: Paper | undefined, mark: Mark): Entry {
  if (paper) return { paper, mark };
  const { id } = mark;
  return { paper: { id, title: id, authors: [], links: { page: pageOf(id) } }, mark };
}
