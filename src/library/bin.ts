import type { PaperId } from '../paper/ids';
import { emptyMark, type Mark, mergeMarks } from '../paper/mark';
import { barePaper, enrich, idsOf } from '../paper/paper';
import type { Library, Removed } from './schema';
import { type Desk, type Known, writeOn } from './unit-of-work';
import { settle, type Written } from './upsert';

/** What was removed is kept for so long, in ms. */
export const BIN_KEEPS_MS = 30 * 24 * 3_600_000;

/** So many records at once are turned into what is left of them. */
const MANY = 1_000;

/** What is in the bin, the last removed first. */
export async function removed(db: Library): Promise<Removed[]> {
  const all = await db.getAllFromIndex('bin', 'by-removed');
  return all.reverse().filter(({ isGone }) => !isGone);
}

/**
 * Takes papers out of the library and keeps them in the bin. For each that is there now, an empty
 * mark with the sequence of its removal: so those who show it learn of it.
 */
export function remove(
  db: Library,
  ids: readonly PaperId[],
  now: number = Date.now(),
): Promise<Written[]> {
  return writeOn(
    db,
    () => ({ groups: ids.map((id) => [id]), isAboutBin: true }),
    (desk) => ids.flatMap((id) => removeOn(desk, id)),
    now,
  );
}

function removeOn(desk: Desk, id: PaperId): Written[] {
  const [known] = desk.recordsOf([id]);
  if (known) return [binOn(desk, known)];
  // The same request again: its answer was lost, or it was never published.
  return desk.removedAs([id]).map(writtenOf);
}

/** Moves a record to the bin. What lies there of the same paper already becomes one with it. */
export function binOn(desk: Desk, { id, paper, mark = emptyMark(id) }: Known): Written {
  const earlier = desk.removedAs([id]).filter((one) => one.id === id && !one.isGone);
  const papers = [paper, ...earlier.map((one) => one.paper)].flatMap((one) => one ?? []);
  const one: Removed = {
    id,
    ids: [...new Set([id, ...papers.flatMap(idsOf)])],
    ...(papers.length > 0 ? { paper: papers.reduce(enrich) } : {}),
    mark: earlier.map((other) => other.mark).reduce(mergeMarks, mark),
    removedAt: desk.now,
    seq: desk.signNext(),
  };
  desk.bin.set(id, one);
  takeOff(desk, id);
  return writtenOf(one);
}

/** Takes a record and its other names out of the library. */
export function takeOff(desk: Desk, id: PaperId): void {
  for (const alias of desk.aliasesOf(id)) desk.aliases.set(alias, undefined);
  desk.papers.set(id, undefined);
  desk.marks.set(id, undefined);
}

const writtenOf = ({ id, ids, seq }: Removed): Written => ({
  mark: { ...emptyMark(id), seq },
  ids,
});

/**
 * Puts papers back as they were when they were removed. What was marked anew meanwhile is merged
 * with it: of each field the later change, of the notes both.
 */
export function restore(
  db: Library,
  ids: readonly PaperId[],
  now: number = Date.now(),
): Promise<Written[]> {
  return writeOn(
    db,
    async (tx) => {
      const found = await Promise.all(ids.map((id) => tx.objectStore('bin').get(id)));
      return { groups: ids.map((id, i) => found[i]?.ids ?? [id]), isAboutBin: true };
    },
    (desk) => ids.flatMap((id) => restoreOn(desk, id)),
    now,
  );
}

function restoreOn(desk: Desk, id: PaperId): Written[] {
  const one = desk.bin.get(id);
  if (!one || one.isGone) {
    const known = desk.recordsOf([id]).filter(({ mark }) => mark);
    return known.map(({ mark, paper }) => ({
      mark: mark as Mark,
      ids: paper ? idsOf(paper) : [id],
    }));
  }
  desk.bin.set(id, undefined);
  const { mark, paper = barePaper(id) } = one;
  const isKnown = desk.recordsOf(idsOf(paper)).length > 0;
  const change = (before: Mark): Mark => (isKnown ? mergeMarks(before, mark) : mark);
  return [settle(desk, paper, change, id)];
}

/** Empties the bin, for good. How many papers were in it. */
export async function emptyBin(db: Library): Promise<number> {
  let count = 0;
  let from: PaperId | undefined;
  for (;;) {
    const tx = db.transaction('bin', 'readwrite');
    const some = await tx.store.getAll(from && IDBKeyRange.lowerBound(from, true), MANY);
    for (const { id, removedAt, seq, isGone } of some) {
      if (isGone) continue;
      const gone: Removed = { id, ids: [id], mark: emptyMark(id), removedAt, seq, isGone: true };
      tx.store.put(gone).catch(() => undefined);
      count += 1;
    }
    await tx.done;
    from = some.at(-1)?.id;
    if (some.length < MANY) return count;
  }
}

/** Forgets what was removed more than thirty days ago. */
export async function purgeBin(db: Library, now: number = Date.now()): Promise<void> {
  const tx = db.transaction('bin', 'readwrite');
  const old = IDBKeyRange.upperBound(now - BIN_KEEPS_MS);
  const ids = await tx.store.index('by-removed').getAllKeys(old);
  for (const id of ids) tx.store.delete(id).catch(() => undefined);
  await tx.done;
}
