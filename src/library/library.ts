import type { Entry } from '../paper/entry';
import type { PaperId } from '../paper/ids';
import { applyPatch, type IdChange, type Mark, type MarkChange } from '../paper/mark';
import { idsOf } from '../paper/paper';
import { entryFrom } from './entries';
import type { Library } from './schema';
import { writeOn } from './unit-of-work';
import { patchOn, settle, type Written } from './upsert';

/** For each id, of whatever spelling its paper is known by, the mark; null where there is none. */
export async function marksOf(db: Library, ids: readonly PaperId[]): Promise<(Mark | null)[]> {
  const tx = db.transaction(['marks', 'aliases']);
  const marks = tx.objectStore('marks');
  const aliases = tx.objectStore('aliases');
  const markOf = async (id: PaperId): Promise<Mark | null> => {
    const mark = await marks.get(id);
    if (mark) return mark;
    const canonical = await aliases.get(id);
    return (canonical && (await marks.get(canonical))) ?? null;
  };
  return Promise.all(ids.map(markOf));
}

/**
 * Changes what the patches name and adds what is known of the papers, in one transaction. Resolves
 * once the transaction is on disk; rejects, with nothing written, when it cannot be committed.
 * @param now milliseconds since 1970
 */
export function writeMarks(
  db: Library,
  changes: readonly MarkChange[],
  now: number = Date.now(),
): Promise<Written[]> {
  return writeOn(
    db,
    () => ({ groups: changes.map(({ paper }) => idsOf(paper)) }),
    (desk) =>
      changes.map(({ paper, patch }) =>
        settle(desk, paper, (before, stamp) => applyPatch(before, patch, now, stamp)),
      ),
    now,
  );
}

/**
 * The same for papers of which no more than an id is known where the change is made. A paper that is
 * not in the library (any more) stays as it is: its answer has a `seq` of 0.
 */
export function patchMarks(
  db: Library,
  changes: readonly IdChange[],
  now: number = Date.now(),
): Promise<Written[]> {
  return writeOn(
    db,
    () => ({ groups: changes.map(({ id }) => [id]), isOfMarks: true }),
    (desk) => changes.map(({ id, patch }) => patchOn(desk, id, patch)),
    now,
  );
}

/** Those of the papers that were never seen on a page: starred by their id alone, they have no title. */
export async function bareOf(db: Library, ids: readonly PaperId[]): Promise<PaperId[]> {
  const tx = db.transaction(['papers', 'aliases']);
  const isBare = async (id: PaperId): Promise<boolean> => {
    const canonical = (await tx.objectStore('aliases').get(id)) ?? id;
    const paper = await tx.objectStore('papers').get(canonical);
    return paper !== undefined && paper.title === paper.id;
  };
  const bare = await Promise.all(ids.map(isBare));
  return ids.filter((_, i) => bare[i]);
}

/** A page that is looked at again within half an hour is on the same visit. */
const SAME_VISIT_MS = 30 * 60_000;
/** So many papers are remembered of a digest. */
const MOST_SEEN = 5_000;

/** The papers that were on a digest before this visit; null where this is the first. */
export async function papersBefore(
  db: Library,
  digest: string,
  now: number = Date.now(),
): Promise<PaperId[] | null> {
  const visit = await db.get('visits', digest);
  if (!visit) return null;
  if (now - visit.at >= SAME_VISIT_MS) return [...visit.ids];
  return visit.old > 0 ? visit.ids.slice(-visit.old) : null;
}

/** Remembers that these papers were on the digest. */
export async function writeVisit(
  db: Library,
  digest: string,
  ids: readonly PaperId[],
  now: number = Date.now(),
): Promise<void> {
  const tx = db.transaction('visits', 'readwrite');
  const last = await tx.store.get(digest);
  const isSame = last !== undefined && now - last.at < SAME_VISIT_MS;
  const before = isSame ? last.ids.slice(last.ids.length - last.old) : (last?.ids ?? []);
  const known = new Set(before);
  const during = isSame ? last.ids.slice(0, last.ids.length - last.old) : [];
  const fresh = [...new Set([...ids, ...during])].filter((id) => !known.has(id));
  const all = [...fresh, ...before].slice(0, MOST_SEEN);
  await tx.store.put({ digest, at: now, ids: all, old: Math.max(0, all.length - fresh.length) });
  await tx.done;
}

/** How many papers are starred. */
export function countStarred(db: Library): Promise<number> {
  return db.countFromIndex('marks', 'by-starred');
}

/** The starred papers, the last starred first; of them the first `limit`. */
export function starred(db: Library, limit?: number): Promise<Entry[]> {
  return entriesBy(db, 'by-starred', limit);
}

/** The papers that are not for the reader, the last dismissed first. */
export function dismissed(db: Library): Promise<Entry[]> {
  return entriesBy(db, 'by-dismissed');
}

/** How many papers are not for the reader. */
export function countDismissed(db: Library): Promise<number> {
  return db.countFromIndex('marks', 'by-dismissed');
}

async function entriesBy(
  db: Library,
  name: 'by-starred' | 'by-dismissed',
  limit = Number.POSITIVE_INFINITY,
): Promise<Entry[]> {
  const tx = db.transaction(['marks', 'papers']);
  const index = tx.objectStore('marks').index(name);
  const marks: Mark[] = [];
  if (limit === Number.POSITIVE_INFINITY) {
    marks.push(...(await index.getAll()).reverse());
  } else {
    let cursor = await index.openCursor(null, 'prev');
    for (; cursor && marks.length < limit; cursor = await cursor.continue())
      marks.push(cursor.value);
  }
  const papers = tx.objectStore('papers');
  return Promise.all(marks.map(async (mark) => entryFrom(await papers.get(mark.id), mark)));
}

/** The paper whose note was written last, of those that have one. */
export async function lastNoted(db: Library): Promise<Entry | undefined> {
  const tx = db.transaction(['marks', 'papers']);
  let cursor = await tx.objectStore('marks').index('by-noted').openCursor(null, 'prev');
  // A note that was taken away has a time, too.
  while (cursor && cursor.value.note === undefined) cursor = await cursor.continue();
  return cursor
    ? entryFrom(await tx.objectStore('papers').get(cursor.value.id), cursor.value)
    : undefined;
}

/** Everything: every paper that was ever marked, by id. */
export async function allEntries(db: Library): Promise<Entry[]> {
  const tx = db.transaction(['marks', 'papers']);
  const [marks, papers] = await Promise.all([
    tx.objectStore('marks').getAll(),
    tx.objectStore('papers').getAll(),
  ]);
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  return marks.map((mark) => entryFrom(byId.get(mark.id), mark));
}

/** One paper with its mark, under any of its ids. */
export async function entryOf(db: Library, id: PaperId): Promise<Entry | undefined> {
  const tx = db.transaction(['marks', 'papers', 'aliases']);
  const canonical = (await tx.objectStore('aliases').get(id)) ?? id;
  const [mark, paper] = await Promise.all([
    tx.objectStore('marks').get(canonical),
    tx.objectStore('papers').get(canonical),
  ]);
  return mark && entryFrom(paper, mark);
}
