import { enrich } from '../paper/enrich';
import type { PaperId } from '../paper/ids';
import { emptyMark, type Mark } from '../paper/mark';
import { mergeMarks } from '../paper/merge';
import { barePaper, idsOf } from '../paper/paper';
import { requestDelete, requestPut } from './requests';
import type { Library, Removed } from './schema';
import { runUnitOfWork, type StoredRecord, type UnitOfWork } from './unit-of-work';
import { upsertPaper, type Written } from './upsert';

/** How long the bin keeps a paper, in milliseconds. */
export const BIN_KEEPS_MS = 30 * 24 * 3_600_000;

/** Records that are emptied in one transaction. */
const BATCH = 1_000;

/** Resolves to the papers in the bin, the last removed first. */
export async function removed(db: Library): Promise<Removed[]> {
  const all = await db.getAllFromIndex('bin', 'by-removed');
  return all.reverse().filter(({ isGone }) => !isGone);
}

/**
 * Moves papers from the library to the bin. Resolves to an empty mark for each that is there now,
 * with the sequence number of its removal, from which pages that show it learn of it.
 * @param now milliseconds since 1970
 */
export function remove(
  db: Library,
  ids: readonly PaperId[],
  now: number = Date.now(),
): Promise<Written[]> {
  return runUnitOfWork(
    db,
    () => ({ groups: ids.map((id) => [id]), withBin: true }),
    (unit) => ids.flatMap((id) => removeOne(unit, id)),
    now,
  );
}

function removeOne(unit: UnitOfWork, id: PaperId): Written[] {
  const [known] = unit.recordsOf([id]);
  if (known) return [moveToBin(unit, known)];
  // The same request again, whose answer was lost or never published.
  return unit.removedAs([id]).map(writtenFrom);
}

/** Moves a record to the bin, merged with what the bin already has under the same id. */
export function moveToBin(
  unit: UnitOfWork,
  { id, paper, mark = emptyMark(id) }: StoredRecord,
): Written {
  const earlier = unit.removedAs([id]).filter((one) => one.id === id && !one.isGone);
  const papers = [paper, ...earlier.map((one) => one.paper)].flatMap((one) => one ?? []);
  const one: Removed = {
    id,
    ids: [...new Set([id, ...papers.flatMap(idsOf)])],
    ...(papers.length > 0 ? { paper: papers.reduce(enrich) } : {}),
    mark: earlier.map((other) => other.mark).reduce(mergeMarks, mark),
    removedAt: unit.now,
    seq: unit.nextSeq(),
  };
  unit.bin.set(id, one);
  deleteRecord(unit, id);
  return writtenFrom(one);
}

/** Deletes a record and its aliases from the library. */
export function deleteRecord(unit: UnitOfWork, id: PaperId): void {
  for (const alias of unit.aliasesOf(id)) unit.aliases.set(alias, undefined);
  unit.papers.set(id, undefined);
  unit.marks.set(id, undefined);
}

const writtenFrom = ({ id, ids, seq }: Removed): Written => ({
  mark: { ...emptyMark(id), seq },
  ids,
});

/**
 * Restores papers from the bin as they were when they were removed. What was marked again meanwhile
 * is merged: the later change of each field wins, and both notes are kept.
 * @param now milliseconds since 1970
 */
export function restore(
  db: Library,
  ids: readonly PaperId[],
  now: number = Date.now(),
): Promise<Written[]> {
  return runUnitOfWork(
    db,
    async (tx) => {
      const found = await Promise.all(ids.map((id) => tx.objectStore('bin').get(id)));
      return { groups: ids.map((id, i) => found[i]?.ids ?? [id]), withBin: true };
    },
    (unit) => ids.flatMap((id) => restoreOne(unit, id)),
    now,
  );
}

function restoreOne(unit: UnitOfWork, id: PaperId): Written[] {
  const one = unit.bin.get(id);
  if (!one || one.isGone) {
    const known = unit.recordsOf([id]).filter(({ mark }) => mark);
    return known.map(({ mark, paper }) => ({
      mark: mark as Mark,
      ids: paper ? idsOf(paper) : [id],
    }));
  }
  unit.bin.set(id, undefined);
  const { mark, paper = barePaper(id) } = one;
  const isKnown = unit.recordsOf(idsOf(paper)).length > 0;
  const update = (before: Mark): Mark => (isKnown ? mergeMarks(before, mark) : mark);
  return [upsertPaper(unit, paper, update, id)];
}

/** Empties the bin for good. Resolves to the number of papers that were in it. */
export async function emptyBin(db: Library): Promise<number> {
  let count = 0;
  let from: PaperId | undefined;
  for (;;) {
    const tx = db.transaction('bin', 'readwrite');
    const some = await tx.store.getAll(from && IDBKeyRange.lowerBound(from, true), BATCH);
    for (const { id, removedAt, seq, isGone } of some) {
      if (isGone) continue;
      // The rest of the record only tells those who follow the sequence of the removal.
      requestPut(tx.store, {
        ...{ id, ids: [id], mark: emptyMark(id), removedAt, seq },
        isGone: true,
      });
      count += 1;
    }
    await tx.done;
    from = some.at(-1)?.id;
    if (some.length < BATCH) return count;
  }
}

/**
 * Deletes what was removed more than thirty days ago.
 * @param now milliseconds since 1970
 */
export async function purgeBin(db: Library, now: number = Date.now()): Promise<void> {
  const tx = db.transaction('bin', 'readwrite');
  const old = IDBKeyRange.upperBound(now - BIN_KEEPS_MS);
  for (const id of await tx.store.index('by-removed').getAllKeys(old)) requestDelete(tx.store, id);
  await tx.done;
}
