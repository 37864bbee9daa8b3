import type { Delivery } from '../paper/delivery';
import type { PaperId } from '../paper/ids';
import {
  applyPatch,
  emptyMark,
  hasFlag,
  type IdChange,
  MARK_FLAGS,
  type Mark,
  type MarkChange,
  type MarkPatch,
} from '../paper/mark';
import { idsOf } from '../paper/paper';
import { deleteRecord } from './bin';
import { noteDelivery } from './deliveries';
import type { WriteScope } from './load-records';
import { isSameRecord } from './same-record';
import type { Library } from './schema';
import { runUnitOfWork, type UnitOfWork } from './unit-of-work';
import { announceGone, patchRecord, upsertPaper, type Written } from './upsert';

/**
 * For so long, in ms, a paper that a page has brought into the library leaves it when its marks are taken
 * back. Later, the time of that change is kept, so that no file brings an old star back.
 */
const TAKEN_BACK_MS = 3_600_000;

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
 * @param delivery names the request, which is done once only
 */
export function writeMarks(
  db: Library,
  changes: readonly MarkChange[],
  now: number = Date.now(),
  delivery?: Delivery,
): Promise<Written[]> {
  return writeOnce(
    db,
    { groups: changes.map(({ paper }) => idsOf(paper)) },
    changes,
    (unit, change) => {
      const { paper, patch } = change;
      const written = upsertPaper(unit, paper, (before, stamp) =>
        applyPatch(before, patch, now, stamp),
      );
      return isTakenBack(unit, written, change) ? forget(unit, written) : written;
    },
    now,
    delivery,
  );
}

/**
 * Returns whether a paper has lost its last mark that came with the page a moment ago: the library knows
 * nothing of it that the page does not say, so it does not come from a file.
 */
function isTakenBack(unit: UnitOfWork, { mark }: Written, { paper, patch }: MarkChange): boolean {
  if (mark.seq === 0 || !isEmpty(mark) || Object.keys(patch).length === 0) return false;
  const stored = unit.papers.get(mark.id);
  const cameAt = stored?.seen?.at;
  return (
    cameAt !== undefined &&
    unit.now - cameAt <= TAKEN_BACK_MS &&
    isSameRecord({ ...stored, seen: undefined }, { ...paper, seen: undefined })
  );
}

/** Deletes a record that nothing is marked on. */
function forget(unit: UnitOfWork, { mark: { id, seq }, ids }: Written): Written {
  deleteRecord(unit, id);
  announceGone(unit, id, seq);
  return { mark: { ...emptyMark(id), seq }, ids };
}

const isEmpty = (mark: Mark): boolean =>
  !MARK_FLAGS.some((flag) => hasFlag(mark, flag)) && !mark.note && !mark.tags?.length;

/**
 * Applies patches to papers of which the caller knows only an id. A paper that is not in the library
 * (any more) is left alone; its result has a `seq` of 0.
 * @param now milliseconds since 1970
 * @param delivery names the request, which is done once only
 */
export function patchMarks(
  db: Library,
  changes: readonly IdChange[],
  now: number = Date.now(),
  delivery?: Delivery,
): Promise<Written[]> {
  return writeOnce(
    db,
    { groups: changes.map(({ id }) => [id]), marksOnly: true },
    changes,
    (unit, { id, patch }) => patchRecord(unit, id, patch),
    now,
    delivery,
  );
}

/** Makes the changes, unless they are those of a request that was done before: that one changes nothing. */
function writeOnce<C extends { readonly patch: MarkPatch }>(
  db: Library,
  scope: WriteScope,
  changes: readonly C[],
  write: (unit: UnitOfWork, change: C) => Written,
  now: number,
  delivery: Delivery | undefined,
): Promise<Written[]> {
  let isRepeated: Promise<boolean>;
  return runUnitOfWork(
    db,
    (tx) => {
      // Asked together with the records, which saves a round trip.
      isRepeated = noteDelivery(tx, delivery, now);
      return scope;
    },
    async (unit) => {
      const isDone = await isRepeated;
      return changes.map((change) => write(unit, isDone ? { ...change, patch: {} } : change));
    },
    now,
  );
}
