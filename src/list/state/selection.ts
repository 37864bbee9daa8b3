import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { PaperId } from '../../paper/ids';
import type { Listing } from './listing';

/** The rows that the next action is for. */
export interface Selection {
  readonly ids: ReadonlySignal<ReadonlySet<PaperId>>;
  readonly size: ReadonlySignal<number>;
  has(id: PaperId): boolean;
  /** Selects or deselects a paper, from which the next range starts. */
  toggle(id: PaperId): void;
  /** Selects all papers from the start of the range to this one. */
  extendTo(id: PaperId, listing: Listing): void;
  /** Selects the whole list. */
  all(listing: Listing): void;
  /** Deselects these papers. */
  drop(ids: readonly PaperId[]): void;
  /** Deselects all papers. */
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

    drop(dropped) {
      if (!dropped.some((id) => ids.peek().has(id))) return;
      const next = new Set(ids.peek());
      for (const id of dropped) next.delete(id);
      ids.value = next;
    },

    clear() {
      anchor = undefined;
      if (ids.peek().size > 0) ids.value = new Set();
    },
  };
}
