import type { Found } from '../../library/index/finder';
import type { PaperId } from '../../paper/ids';

/** What the list shows, from its top: an answer of the finder, and what has come into it since. */
export type Listing = Found;

export function listingOf(ids: readonly PaperId[]): Listing {
  return {
    total: ids.length,
    ids: (from, to) => ids.slice(from, to),
    indexOf: (id) => ids.indexOf(id),
  };
}

export const EMPTY: Listing = listingOf([]);

/** A row of no answer: at which index of the whole, and which. */
interface Extra {
  readonly at: number;
  readonly id: PaperId;
}

/** The base with more rows in it, of which it has none itself. `extras` are sorted by where they stand. */
function withExtras(base: Listing, extras: readonly Extra[]): Listing {
  if (extras.length === 0) return base;
  /** How many extras stand before the index. */
  const before = (index: number): number => {
    const first = extras.findIndex(({ at }) => at >= index);
    return first < 0 ? extras.length : first;
  };
  return {
    total: base.total + extras.length,
    ids(from, to) {
      const end = Math.min(to, base.total + extras.length);
      const start = Math.max(0, from);
      if (start >= end) return [];
      const own = [...base.ids(start - before(start), end - before(end))];
      const ids: PaperId[] = [];
      let next = before(start);
      for (let index = start; index < end; index++) {
        const extra = extras[next];
        if (extra?.at === index) {
          ids.push(extra.id);
          next++;
        } else {
          ids.push(own.shift() as PaperId);
        }
      }
      return ids;
    },
    indexOf(id) {
      const extra = extras.find((one) => one.id === id);
      if (extra) return extra.at;
      let index = base.indexOf(id);
      if (index < 0) return -1;
      for (const { at } of extras) if (at <= index) index++;
      return index;
    },
  };
}

/** A list that rows come into without any other's leaving. */
export interface Growing extends Listing {
  /** The same with one more row, so that it has the given index. */
  insert(id: PaperId, at: number): Growing;
}

/** How many can come one by one; a list that changes by more is better asked for again. */
export const MOST_EXTRAS = 50;

export function growing(base: Listing, extras: readonly Extra[] = []): Growing {
  return {
    ...withExtras(base, extras),
    insert(id, at) {
      const moved = extras.map((one) => (one.at >= at ? { ...one, at: one.at + 1 } : one));
      return growing(
        base,
        [...moved, { id, at }].sort((a, b) => a.at - b.at),
      );
    },
  };
}

/**
 * Where a paper, which has come into the answer `now`, goes in a list that stays otherwise as it is:
 * before the next one of the answer that the list has, or behind the last one.
 */
export function placeFor(id: PaperId, now: Listing, shown: Listing): number {
  const at = now.indexOf(id);
  if (at < 0) return -1;
  for (const next of now.ids(at + 1, at + 1 + MOST_EXTRAS)) {
    const index = shown.indexOf(next);
    if (index >= 0) return index;
  }
  for (const previous of now.ids(Math.max(0, at - MOST_EXTRAS), at).reverse()) {
    const index = shown.indexOf(previous);
    if (index >= 0) return index + 1;
  }
  return shown.total;
}
