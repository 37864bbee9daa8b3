import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { PaperId } from '../../paper/ids';
import type { Listing } from './listing';

/** Which rows the next action is of. */
export interface Selection {
  readonly ids: ReadonlySignal<ReadonlySet<PaperId>>;
  readonly size: ReadonlySignal<number>;
  has(id: PaperId): boolean;
  /** Picks or drops one, which is then where a range begins. */
  toggle(id: PaperId): void;
  /** Picks everything from where a range begins to the paper. */
  extendTo(id: PaperId, listing: Listing): void;
  /** Picks all of the list. */
  all(listing: Listing): void;
  drop(ids: readonly PaperId[]): void;
  clear(): void;
}

export function makeSelection(): Selection {
  const ids = signal<ReadonlySet<PaperId>>(new Set());
  let anchor: PaperId | undefined;

  return {
    ids,
    size: computed(() => ids.value.size),
    has: (id) => ids.value.has(id),

    toggle(id) {
      const next = new Set(ids.peek());
      if (!next.delete(id)) next.add(id);
      ids.value = next;
      anchor = id;
    },

    extendTo(id, listing) {
      const to = listing.indexOf(id);
      const from = anchor === undefined ? to : listing.indexOf(anchor);
      if (to < 0) return;
      anchor ??= id;
      const range = from < 0 ? [id] : listing.ids(Math.min(from, to), Math.max(from, to) + 1);
      ids.value = new Set([...ids.peek(), ...range]);
    },

    all(listing) {
      ids.value = new Set(listing.ids(0, listing.total));
    },

    drop(gone) {
      if (!gone.some((id) => ids.peek().has(id))) return;
      const next = new Set(ids.peek());
      for (const id of gone) next.delete(id);
      ids.value = next;
    },

    clear() {
      anchor = undefined;
      if (ids.peek().size > 0) ids.value = new Set();
    },
  };
}
