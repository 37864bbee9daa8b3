import type { PaperId } from '../paper/ids';
import { applyPatch, type IdChange, type Mark, type MarkChange } from '../paper/mark';
import { idsOf } from '../paper/paper';
import type { Library } from './schema';
import { runUnitOfWork } from './unit-of-work';
import { patchRecord, upsertPaper, type Written } from './upsert';

/** Resolves to the mark of each id, which may be any id of its paper, or to null if it has none. */
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
 * Applies patches and adds what is known of the papers, in one transaction. Resolves once it is on
 * disk; rejects, with nothing written, if it cannot be committed.
 * @param now milliseconds since 1970
 */
export function writeMarks(
  db: Library,
  changes: readonly MarkChange[],
  now: number = Date.now(),
): Promise<Written[]> {
  return runUnitOfWork(
    db,
    () => ({ groups: changes.map(({ paper }) => idsOf(paper)) }),
    (unit) =>
      changes.map(({ paper, patch }) =>
        upsertPaper(unit, paper, (before, stamp) => applyPatch(before, patch, now, stamp)),
      ),
    now,
  );
}

/**
 * Applies patches to papers of which the caller knows only an id. A paper that is not in the library
 * (any more) is left alone; its result has a `seq` of 0.
 * @param now milliseconds since 1970
 */
export function patchMarks(
  db: Library,
  changes: readonly IdChange[],
  now: number = Date.now(),
): Promise<Written[]> {
  return runUnitOfWork(
    db,
    () => ({ groups: changes.map(({ id }) => [id]), marksOnly: true }),
    (unit) => changes.map(({ id, patch }) => patchRecord(unit, id, patch)),
    now,
  );
}
