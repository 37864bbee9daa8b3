import { type ReadonlySignal, signal } from '@preact/signals';
import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';
import type { Mark } from '../../paper/mark';

/** Returns the mark as it will be once a change is committed. */
export type Preview = (mark: Mark) => Mark;

/** The entries that the popup has read, with the changes that are under way. */
export interface KnownEntries {
  /** Returns the entry as it is shown: with changes that are not committed yet. Can be subscribed to. */
  get(id: PaperId): Entry | undefined;
  /** Returns the entry as the library had it when it was last read. */
  peekStored(id: PaperId): Entry | undefined;
  /** Takes over what the library answered, unless something newer is known. */
  put(entries: readonly Entry[]): void;
  remove(ids: readonly PaperId[]): void;
  /**
   * Shows a change of the paper at once, on top of those already under way.
   * @returns ends the preview, unless a later change includes it
   */
  preview(id: PaperId, change: Preview): () => void;
}

/** @param onPut called with each entry that was taken over */
export function makeKnownEntries(onPut: (entry: Entry) => void): KnownEntries {
  const stored = signal<ReadonlyMap<PaperId, Entry>>(new Map());
  const previews = signal<ReadonlyMap<PaperId, Preview>>(new Map());

  return {
    get(id) {
      const entry = stored.value.get(id);
      const change = previews.value.get(id);
      return entry && change ? { paper: entry.paper, mark: change(entry.mark) } : entry;
    },

    peekStored: (id) => stored.peek().get(id),

    put(entries) {
      const next = new Map(stored.peek());
      for (const entry of entries) {
        const { id } = entry.paper;
        const old = next.get(id);
        if (old && old.mark.seq > entry.mark.seq) continue;
        next.set(id, entry);
        onPut(entry);
      }
      stored.value = next;
    },

    remove(ids) {
      if (ids.length === 0) return;
      stored.value = without(stored, ids);
    },

    preview(id, change) {
      const earlier = previews.peek().get(id);
      const all: Preview = (mark) => change(earlier ? earlier(mark) : mark);
      previews.value = new Map(previews.peek()).set(id, all);
      return () => {
        if (previews.peek().get(id) === all) previews.value = without(previews, [id]);
      };
    },
  };
}

function without<T>(
  map: ReadonlySignal<ReadonlyMap<PaperId, T>>,
  ids: readonly PaperId[],
): ReadonlyMap<PaperId, T> {
  const next = new Map(map.peek());
  for (const id of ids) next.delete(id);
  return next;
}
