import type { Found } from '../../library/index/finder';
import type { PaperId } from '../../paper/ids';

/** The papers that a list shows, from its top. */
export type Listing = Found;

export function listingOf(ids: readonly PaperId[]): Listing {
  let places: ReadonlyMap<PaperId, number> | undefined;
  return {
    total: ids.length,
    ids: (from, to) => ids.slice(from, to),
    indexOf(id) {
      // A list is short, or it is asked for the place of every row that is shown.
      places ??= new Map(ids.map((one, i) => [one, i]));
      return places.get(id) ?? -1;
    },
  };
}

export const EMPTY_LISTING: Listing = listingOf([]);

/** A row that was inserted into a listing. */
interface InsertedRow {
  /** The row's index in the whole list. */
  readonly at: number;
  readonly id: PaperId;
}

/** A listing that rows are inserted into while all others stay. */
export interface GrowableListing extends Listing {
  /** Returns the listing with one more row, which has the given index. */
  insert(id: PaperId, at: number): GrowableListing;
}

/** Most rows that are inserted one by one. A list that changes by more is better searched again. */
const MOST_INSERTED = 50;

/** @param inserted rows that the base does not have, sorted by their index */
export function growable(base: Listing, inserted: readonly InsertedRow[] = []): GrowableListing {
  return {
    ...withInserted(base, inserted),
    insert(id, at) {
      const moved = inserted.map((row) => (row.at >= at ? { ...row, at: row.at + 1 } : row));
      return growable(
        base,
        [...moved, { id, at }].sort((a, b) => a.at - b.at),
      );
    },
  };
}

function withInserted(base: Listing, inserted: readonly InsertedRow[]): Listing {
  if (inserted.length === 0) return base;
  const total = base.total + inserted.length;
  return {
    total,
    ids: (from, to) => idsBetween(base, inserted, Math.max(0, from), Math.min(to, total)),
    indexOf(id) {
      const row = inserted.find((one) => one.id === id);
      if (row) return row.at;
      let index = base.indexOf(id);
      if (index < 0) return -1;
      for (const { at } of inserted) if (at <= index) index++;
      return index;
    },
  };
}

function idsBetween(
  base: Listing,
  inserted: readonly InsertedRow[],
  from: number,
  to: number,
): PaperId[] {
  if (from >= to) return [];
  const insertedBefore = (index: number): number => {
    const first = inserted.findIndex(({ at }) => at >= index);
    return first < 0 ? inserted.length : first;
  };
  const own = [...base.ids(from - insertedBefore(from), to - insertedBefore(to))];
  const ids: PaperId[] = [];
  let next = insertedBefore(from);
  for (let index = from; index < to; index++) {
    const row = inserted[next];
    if (row?.at === index) {
      ids.push(row.id);
      next++;
    } else {
      ids.push(own.shift() as PaperId);
    }
  }
  return ids;
}

/**
 * Returns the index at which a paper that was newly found goes into a list that stays otherwise as it
 * is: before the next found paper that is shown, or else after the previous one. Returns -1 for a
 * paper that was not found.
 */
export function insertionIndex(id: PaperId, found: Listing, shown: Listing): number {
  const at = found.indexOf(id);
  if (at < 0) return -1;
  for (const next of found.ids(at + 1, at + 1 + MOST_INSERTED)) {
    const index = shown.indexOf(next);
    if (index >= 0) return index;
  }
  for (const previous of found.ids(Math.max(0, at - MOST_INSERTED), at).reverse()) {
    const index = shown.indexOf(previous);
    if (index >= 0) return index + 1;
  }
  return shown.total;
}

/**
 * Returns the shown list with those of the candidates that are found by now; nothing leaves it, since
 * the user may be about to click a row. Returns undefined where too many are new.
 */
export function insertNew(
  candidates: Iterable<PaperId>,
  found: Listing,
  shown: GrowableListing,
): GrowableListing | undefined {
  const isNew = (id: PaperId): boolean => shown.indexOf(id) < 0 && found.indexOf(id) >= 0;
  const ids = [...candidates].filter(isNew);
  if (ids.length > MOST_INSERTED) return undefined;
  // From the end: of two neighbours that are both new, the later one is there for the earlier one.
  return ids
    .sort((a, b) => found.indexOf(b) - found.indexOf(a))
    .reduce((grown, id) => grown.insert(id, insertionIndex(id, found, grown)), shown);
}
