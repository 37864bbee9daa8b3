import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';
import { latestStamp } from '../../paper/merge-from-file';
import { idsOf } from '../../paper/paper';
import { keepKey, keysRefused, withoutKeys } from '../citation-keys';
import { requestDelete } from '../requests';
import { isSameRecord } from '../same-record';
import type { Library, RecordImages } from '../schema';
import { runUnitOfWork, type StoredRecord, type UnitOfWork } from '../unit-of-work';
import { upsertPaper, type Written } from '../upsert';
import {
  changedFields,
  contribution,
  decideImports,
  type ImportEffect,
  type ImportOutcome,
} from './decide';
import { nameAsKnown, otherName, withoutTaken } from './known-name';

/** How long an import can be undone, in milliseconds. */
export const UNDO_KEEPS_MS = 30 * 24 * 3_600_000;

/** The result of one transaction of an import, for each entry in order. */
export interface ImportResult {
  readonly written: readonly Written[];
  readonly outcomes: readonly ImportOutcome[];
}

/**
 * Imports entries in one transaction, merged with what is there (src/paper/merge.ts). What it changes
 * is stored under the name of the import, so that it can be undone.
 * @param id the name of the import
 * @param now milliseconds since 1970
 */
export function importEntries(
  db: Library,
  id: string,
  entries: readonly Entry[],
  now: number = Date.now(),
): Promise<ImportResult> {
  return runUnitOfWork(
    db,
    () => ({
      groups: entries.flatMap(groupsOf),
      moreGroups: (paperOf) => withoutTaken(entries, paperOf).flatMap(groupsOf),
    }),
    async (unit, tx) => {
      // Otherwise the user's next change could look older than what the file brought.
      const latest = entries.flatMap(({ mark }) => latestStamp(mark, now) ?? []).sort();
      unit.advanceTo(latest.at(-1));
      const paperOf = (id: PaperId) => unit.recordsOf([id])[0]?.paper;
      const named = entries.map((entry) => nameAsKnown(entry, paperOf));
      const papers = named.map(({ paper }) => paper);
      const own = withoutKeys(named, await keysRefused(tx, papers, new Map()));
      const written: Written[] = [];
      const decisions = decideImports(own, now, (entry, i) => {
        const [effect, one] = bring(unit, entry);
        written[i] = one;
        return effect;
      });
      const kept = own.map(async ({ paper }, i) => {
        if (paper.key !== undefined) await keepKey(tx, written[i]?.mark.id ?? paper.id, paper.key);
      });
      await Promise.all(kept);
      const images = imagesOf(unit);
      if (images.length > 0) {
        const part = await tx.objectStore('imports').count(partsOf(id));
        await tx.objectStore('imports').put({ id, part, at: now, size: images.length, images });
      }
      return { written, outcomes: decisions.map(({ outcome }) => outcome) };
    },
    now,
    ['imports', 'exported'],
  );
}

function groupsOf({ paper }: Entry): (readonly PaperId[])[] {
  const other = otherName(paper);
  return other ? [idsOf(paper), [other]] : [idsOf(paper)];
}

/** Returns the range of the keys that the records of an import have. */
export const partsOf = (id: string): IDBKeyRange =>
  IDBKeyRange.bound([id, 0], [id, Number.POSITIVE_INFINITY]);

function bring(unit: UnitOfWork, entry: Entry): [ImportEffect, Written] {
  const [known] = unit.recordsOf(idsOf(entry.paper));
  const { seen, update } = contribution(entry, known, unit.now);
  const written = upsertPaper(unit, seen, update);
  const { id, seq } = written.mark;
  if (!known) return [{ isNew: true, changes: () => [] }, written];
  if (seq === known.mark?.seq) return [{ isNew: false, changes: () => [] }, written];
  const after: StoredRecord = { id, paper: unit.papers.get(id), mark: written.mark };
  return [{ isNew: false, changes: () => changedFields(known, after) }, written];
}

/** Returns the records before and after; for a paper that stays the same, only the mark. */
function imagesOf({ papers, marks }: UnitOfWork): RecordImages[] {
  const ids = new Set([...marks.changed(), ...papers.changed()]);
  return [...ids].map((id): RecordImages => {
    const [paper, mark] = [papers.was(id), marks.was(id)];
    const [newPaper, newMark] = [papers.get(id), marks.get(id)];
    const isNew = !paper && !mark;
    const isSame = isNew || (newPaper !== undefined && isSameRecord(paper, newPaper));
    return {
      id,
      before: { ...(paper && !isSame ? { paper } : {}), ...(mark ? { mark } : {}) },
      after: {
        ...(newPaper && !isSame ? { paper: newPaper } : {}),
        ...(newMark ? { mark: newMark } : {}),
      },
    };
  });
}

/**
 * Deletes what imports more than thirty days ago changed, after which they cannot be undone.
 * @param now milliseconds since 1970
 */
export async function purgeImports(db: Library, now: number = Date.now()): Promise<void> {
  const tx = db.transaction('imports', 'readwrite');
  // In IndexedDB an array sorts after every number, so this includes imports of any size.
  const old = IDBKeyRange.upperBound([now - UNDO_KEEPS_MS, []]);
  for (const key of await tx.store.index('by-size').getAllKeys(old)) requestDelete(tx.store, key);
  await tx.done;
}
