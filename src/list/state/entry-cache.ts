import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';
import type { Mark } from '../../paper/mark';

/** An entry; or that it is not loaded yet, or no longer in the library. */
export type EntryState = Entry | 'unloaded' | 'missing';

/** Returns the mark with a change that the library has not confirmed yet. */
export type PendingChange = (mark: Mark) => Mark;

/** The cached state of one paper. */
export interface EntrySlot {
  /** The entry as the library last gave it. */
  readonly stored: Signal<EntryState>;
  readonly pending: Signal<readonly PendingChange[]>;
  /** The entry with all pending changes. */
  readonly shown: ReadonlySignal<EntryState>;
}

/** Most papers that are kept; the page shows a few dozen, and the user scrolls back and forth. */
const MOST_SLOTS = 2_000;

/** The entries that the page has looked at. */
export interface EntryCache {
  /** Returns the paper's slot, which is made where there is none. */
  slotOf(id: PaperId): EntrySlot;
  /** Returns the paper's slot where there is one. */
  get(id: PaperId): EntrySlot | undefined;
  /** Takes an entry from the library, unless a newer one is known. Returns whether it was taken. */
  store(entry: Entry): boolean;
  /** Marks these as just seen, so that they are evicted last. */
  touch(ids: readonly PaperId[]): void;
  /** Forgets the papers that were not seen for longest, where there are too many. */
  evict(isInUse: (id: PaperId) => boolean): void;
  /** Forgets all loaded papers but these. */
  clear(but: readonly PaperId[]): void;
}

export function makeEntryCache(): EntryCache {
  const slots = new Map<PaperId, EntrySlot>();

  function slotOf(id: PaperId): EntrySlot {
    const known = slots.get(id);
    if (known) return known;
    const slot = makeSlot();
    slots.set(id, slot);
    return slot;
  }

  return {
    slotOf,
    get: (id) => slots.get(id),

    store(entry) {
      const { stored } = slotOf(entry.paper.id);
      const old = stored.peek();
      if (typeof old !== 'string' && old.mark.seq > entry.mark.seq) return false;
      stored.value = entry;
      return true;
    },

    touch(ids) {
      for (const id of ids) {
        const slot = slotOf(id);
        slots.delete(id);
        slots.set(id, slot);
      }
    },

    evict(isInUse) {
      for (const [id, slot] of slots) {
        if (slots.size <= MOST_SLOTS) return;
        if (!isInUse(id) && slot.pending.peek().length === 0) slots.delete(id);
      }
    },

    clear(but) {
      for (const [id, { stored }] of slots) {
        if (stored.peek() !== 'unloaded' && !but.includes(id)) slots.delete(id);
      }
    },
  };
}

function makeSlot(): EntrySlot {
  const stored = signal<EntryState>('unloaded');
  const pending = signal<readonly PendingChange[]>([]);
  const shown = computed((): EntryState => {
    const entry = stored.value;
    if (typeof entry === 'string' || pending.value.length === 0) return entry;
    const mark = pending.value.reduce((changed, change) => change(changed), entry.mark);
    return { paper: entry.paper, mark };
  });
  return { stored, pending, shown };
}
