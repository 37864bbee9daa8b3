import { newNode, tick } from '../paper/clock';
import type { Entry } from '../paper/entry';
import { compareIds, type PaperId, pageOf } from '../paper/id';
import {
  applyPatch,
  emptyMark,
  type Mark,
  type MarkChange,
  type MarkPatch,
  mergeMarks,
} from '../paper/mark';
import { enrich, idsOf, type Paper } from '../paper/paper';
import type { ClockRecord, Library, StoreName, WriteTransaction } from './schema';

const WRITTEN: StoreName[] = ['papers', 'marks', 'aliases', 'meta'];

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

/** How things stand after a write: the mark, and every id of its paper. */
export interface Written {
  /** Its `seq` is 0 where the paper was never marked, and still is not. */
  readonly mark: Mark;
  readonly ids: readonly PaperId[];
}

/**
 * Changes what the patches name and adds what is known of the papers, in one transaction. Resolves
 * once the transaction is on disk; rejects, with nothing written, when it cannot be committed.
 * @param now milliseconds since 1970
 */
export async function writeMarks(
  db: Library,
  changes: readonly MarkChange[],
  now: number = Date.now(),
): Promise<Written[]> {
  // Chromium's default since 121 acknowledges before the operating system has written.
  const tx = db.transaction(WRITTEN, 'readwrite', { durability: 'strict' });
  try {
    const written: Written[] = [];
    for (const { paper, patch } of changes) written.push(await writeIn(tx, paper, patch, now));
    await tx.done;
    return written;
  } catch (error) {
    throw await abortFor(tx, error);
  }
}

/** Ends the transaction, if it did not end by itself, and tells why it failed: its own reason first. */
async function abortFor(tx: WriteTransaction, error: unknown): Promise<unknown> {
  try {
    tx.abort();
  } catch {
    // Already aborted by what failed in it.
  }
  await tx.done.catch(() => undefined);
  return tx.error ?? error;
}

async function writeIn(
  tx: WriteTransaction,
  seen: Paper,
  patch: MarkPatch,
  now: number,
): Promise<Written> {
  const papers = tx.objectStore('papers');
  const marks = tx.objectStore('marks');
  const aliases = tx.objectStore('aliases');

  const known = await recordsOf(tx, idsOf(seen));
  const id = known[0]?.id ?? ([...idsOf(seen)].sort(compareIds)[0] as PaperId);
  const merged = known.slice(1).map((record) => record.id);

  const clock = (await tx.objectStore('meta').get('clock')) ?? { node: newNode(), seq: 0 };
  const stamp = tick(clock.last, now, clock.node);
  const [first = emptyMark(id), ...others] = known.flatMap(({ mark }) => mark ?? []);
  const before = others.reduce(mergeMarks, first);
  const after = applyPatch(before, patch, now, stamp);

  const stored = known.flatMap((record) => record.paper ?? []);
  const paper = nameRecord([...stored, seen].reduce(enrich), id, merged);
  const ids = idsOf(paper);
  // Un-starring a paper that was never marked is no reason to remember it.
  if (after === before && known.length === 0) return { mark: before, ids };

  const isRicher = merged.length > 0 || !sameRecord(paper, stored[0]);
  if (isRicher) await papers.put(paper);
  for (const other of merged) {
    await papers.delete(other);
    await marks.delete(other);
  }
  // One step leads from any id to its record, never two; and none leads away from a record.
  if (merged.length > 0) await repoint(tx, merged, id);
  for (const alias of ids.slice(1)) {
    if ((await aliases.get(alias)) !== id) await aliases.put(id, alias);
  }
  if (await aliases.get(id)) await aliases.delete(id);

  // What is new about the paper is a change too: search follows the sequence.
  if (after === before && !isRicher) return { mark: before, ids };
  const next: ClockRecord = { node: clock.node, last: stamp, seq: clock.seq + 1 };
  const mark: Mark = { ...after, id, seq: next.seq };
  await tx.objectStore('meta').put(next, 'clock');
  await marks.put(mark);
  return { mark, ids };
}

/** What is stored under one canonical id; after damage to the disk, one half of it may be missing. */
interface Known {
  readonly id: PaperId;
  readonly paper: Paper | undefined;
  readonly mark: Mark | undefined;
}

/** The records that any of the ids leads to, the one that keeps its name first. */
async function recordsOf(tx: WriteTransaction, ids: readonly PaperId[]): Promise<Known[]> {
  const canonical = new Set<PaperId>();
  for (const id of ids) canonical.add((await tx.objectStore('aliases').get(id)) ?? id);
  const records: Known[] = [];
  for (const id of [...canonical].sort(compareIds)) {
    const paper = await tx.objectStore('papers').get(id);
    const mark = await tx.objectStore('marks').get(id);
    if (paper || mark) records.push({ id, paper, mark });
  }
  return records;
}

/** Lets every alias of the records that are gone lead to the one that took them in. */
async function repoint(tx: WriteTransaction, gone: readonly PaperId[], id: PaperId): Promise<void> {
  let cursor = await tx.objectStore('aliases').openCursor();
  for (; cursor; cursor = await cursor.continue()) {
    if (gone.includes(cursor.value)) await cursor.update(id);
  }
}

/** The paper under the name that its record has; all its other names are aliases, once each. */
function nameRecord(paper: Paper, id: PaperId, others: readonly PaperId[]): Paper {
  const { aliases: _, ...rest } = paper;
  const aliases = [...new Set([...idsOf(paper), ...others])].filter((other) => other !== id);
  return aliases.length > 0 ? { ...rest, id, aliases } : { ...rest, id };
}

/** Whether two records say the same, in whatever order. */
function sameRecord(a: Paper, b: Paper | undefined): boolean {
  const sorted = (paper: Paper | undefined) => Object.entries(paper ?? {}).sort();
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
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

/** The tags in use, the most used first. */
export async function tagsInUse(db: Library): Promise<string[]> {
  const index = db.transaction('marks').store.index('by-tag');
  const names: string[] = [];
  let cursor = await index.openKeyCursor(null, 'nextunique');
  for (; cursor; cursor = await cursor.continue()) names.push(cursor.key);
  const uses = new Map(
    await Promise.all(names.map(async (name) => [name, await index.count(name)] as const)),
  );
  return names.sort((a, b) => (uses.get(b) ?? 0) - (uses.get(a) ?? 0));
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
  return Promise.all(marks.map(async (mark) => entry(await papers.get(mark.id), mark)));
}

/** Everything: every paper that was ever marked, by id. */
export async function allEntries(db: Library): Promise<Entry[]> {
  const tx = db.transaction(['marks', 'papers']);
  const [marks, papers] = await Promise.all([
    tx.objectStore('marks').getAll(),
    tx.objectStore('papers').getAll(),
  ]);
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  return marks.map((mark) => entry(byId.get(mark.id), mark));
}

/** One paper with its mark, under any of its ids. */
export async function entryOf(db: Library, id: PaperId): Promise<Entry | undefined> {
  const tx = db.transaction(['marks', 'papers', 'aliases']);
  const canonical = (await tx.objectStore('aliases').get(id)) ?? id;
  const [mark, paper] = await Promise.all([
    tx.objectStore('marks').get(canonical),
    tx.objectStore('papers').get(canonical),
  ]);
  return mark && entry(paper, mark);
}

/** A mark whose paper is missing (a damaged disk) still shows, with its note, under its id. */
export function entry(paper: Paper | undefined, mark: Mark): Entry {
  if (paper) return { paper, mark };
  const { id } = mark;
  return { paper: { id, title: id, authors: [], links: { page: pageOf(id) } }, mark };
}
