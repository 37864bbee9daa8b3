import { type Signal, signal } from '@preact/signals';
import type { Draft, DraftStore } from './drafts';

/** Keeps the draft of one note under a key, with the drafts of other editors that it takes over. */
export interface DraftSlot {
  /** Whether the last draft could be written. */
  readonly isKept: Signal<boolean>;
  /**
   * Writes the draft before it returns, and then removes the drafts that it includes.
   *
   * @param draft undefined if there is nothing unsaved
   */
  write(draft: Draft | undefined): void;
  /** Uses another key from now on, under which there is a draft that is continued. */
  moveTo(key: string): void;
  /** Takes a key whose draft the next one includes. It is removed only when that one is written. */
  include(key: string): void;
}

export function makeDraftSlot(key: string, store: DraftStore): DraftSlot {
  const isKept = signal(true);
  let own = key;
  let included: string[] = [];

  return {
    isKept,

    write(draft) {
      try {
        if (draft) store.setItem(own, JSON.stringify(draft));
        else store.removeItem(own);
        for (const other of included) store.removeItem(other);
        included = [];
        isKept.value = true;
      } catch {
        // Storage is full or switched off. Then only the request, which is on its way, saves the text.
        isKept.value = false;
      }
    },

    moveTo(next) {
      own = next;
      included = [];
    },

    include: (other) => void included.push(other),
  };
}
