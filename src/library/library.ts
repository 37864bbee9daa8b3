import { newNode, tick } from '../paper/clock';
import type { Entry } from '../paper/entry';
import { compareIds, type PaperId, pageOf } from '../paper/id';
import { applyPatch, emptyMark, type Mark, type MarkPatch, mergeMarks } from '../paper/mark';
import { enrich, idsOf, type Paper } from '../paper/paper';
import type { ClockRecord, Library, StoreName, WriteTransaction } from './schema';

const ALL_STORES: StoreName[] = ['papers', 'marks', 'aliases', 'meta'];

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

/** What one write did: the mark as it now stands, and every id of its paper. */
export interface Written {
  readonly mark: Mark;
  readonly ids: readonly PaperId[];
  /** Whether anything had to be written. */
  readonly changed: boolean;
}

/**
 * Changes what the patch names and adds what `seen` knows of the paper, in one transaction. Resolves
 * once the transaction is on disk; rejects, with nothing written, when it cannot be committed.
 * @param now milliseconds since 1970
 */
export async function writeMark(
  db: Library,
  seen: Paper,
  patch: MarkPatch,
  now: number = Date.now(),
): Promise<Written> {
  // Chromium's default since 121 acknowledges before the operating system has written.
  const tx = db.transaction(ALL_STORES, 'readwrite', { durability: 'strict' });
  try {
    const written = await writeIn(tx, seen, patch, now);
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
  const knownMark = known
    .map(({ mark }) => mark)
    .reduce<Mark | undefined>(mergeOptional, undefined);
  const id = known[0]?.paper.id ?? ([...idsOf(seen)].sort(compareIds)[0] as PaperId);

  const clock = (await tx.objectStore('meta').get('clock')) ?? { node: newNode(), seq: 0 };
  const stamp = tick(clock.last, now, clock.node);
  const before = knownMark ?? emptyMark(id);
  const after = applyPatch(before, patch, now, stamp);

  // Un-starring a paper that was never marked is no reason to remember it.
  if (after === before && known.length === 0) {
    return { mark: before, ids: idsOf(seen), changed: false };
  }

  const merged = known
    .map((record) => record.paper)
    .reduce<Paper | undefined>(enrichOptional, undefined);
  const paper = merged ? enrich(merged, seen) : withId(seen, id);
  const isMerger = known.length > 1;
  if (isMerger || !sameRecord(paper, merged)) await papers.put(paper);
  for (const alias of paper.aliases ?? []) {
    if ((await aliases.get(alias)) !== id) await aliases.put(id, alias);
  }
  for (const { paper: other } of known.slice(1)) {
    await papers.delete(other.id);
    await marks.delete(other.id);
  }

  if (after === before && !isMerger) return { mark: before, ids: idsOf(paper), changed: false };
  const next: ClockRecord = { node: clock.node, last: stamp, seq: clock.seq + 1 };
  const mark: Mark = { ...after, id, seq: next.seq };
  await tx.objectStore('meta').put(next, 'clock');
  await marks.put(mark);
  return { mark, ids: idsOf(paper), changed: true };
}

interface Known {
  readonly paper: Paper;
  readonly mark: Mark | undefined;
}

/** The records that any of the ids leads to, the one that keeps its name first. */
async function recordsOf(tx: WriteTransaction, ids: readonly PaperId[]): Promise<Known[]> {
  const canonical = new Set<PaperId>();
  for (const id of ids) canonical.add((await tx.objectStore('aliases').get(id)) ?? id);
  const records: Known[] = [];
  for (const id of [...canonical].sort(compareIds)) {
    const paper = await tx.objectStore('papers').get(id);
    if (paper) records.push({ paper, mark: await tx.objectStore('marks').get(id) });
  }
  return records;
}

const mergeOptional = (a: Mark | undefined, b: Mark | undefined): Mark | undefined =>
  a && b ? mergeMarks(a, b) : (a ?? b);

const enrichOptional = (a: Paper | undefined, b: Paper): Paper => (a ? enrich(a, b) : b);

/** The paper under the name that its record will have; its own id becomes an alias. */
function withId(paper: Paper, id: PaperId): Paper {
  if (paper.id === id) return paper;
  return { ...paper, id, aliases: idsOf(paper).filter((other) => other !== id) };
}

const sameRecord = (a: Paper, b: Paper | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** How many papers are starred. */
export function countStarred(db: Library): Promise<number> {
  return db.countFromIndex('marks', 'by-starred');
}

/** The starred papers, the last starred first; of them the first `limit`. */
export async function starred(db: Library, limit = Number.POSITIVE_INFINITY): Promise<Entry[]> {
  const tx = db.transaction(['marks', 'papers']);
  const index = tx.objectStore('marks').index('by-starred');
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
function entry(paper: Paper | undefined, mark: Mark): Entry {
  if (paper) return { paper, mark };
  const { id } = mark;
  return { paper: { id, title: id, authors: [], links: { page: pageOf(id) } }, mark };
}
