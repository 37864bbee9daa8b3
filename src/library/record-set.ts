import type { PaperId } from '../paper/ids';

/** The records of one store that a unit of work reads and changes, in memory. */
export interface RecordSet<T> {
  get(id: PaperId): T | undefined;
  /** Changes a record; `undefined` deletes it. */
  set(id: PaperId, value: T | undefined): void;
  /** The record as the store had it. */
  was(id: PaperId): T | undefined;
  /** Ids of the records that have to be written. */
  changed(): PaperId[];
}

/** A record set while it is filled from its store. */
export interface LoadableRecordSet<T> extends RecordSet<T> {
  /** Takes in what the store has under an id, `undefined` for nothing. */
  load(id: PaperId, value: T | undefined): void;
}

export function makeRecordSet<T>(): LoadableRecordSet<T> {
  const was = new Map<PaperId, T>();
  const now = new Map<PaperId, T>();
  const loaded = new Set<PaperId>();
  const changed = new Set<PaperId>();
  const put = (map: Map<PaperId, T>, id: PaperId, value: T | undefined): void => {
    if (value === undefined) map.delete(id);
    else map.set(id, value);
  };
  return {
    get: (id) => now.get(id),
    set(id, value) {
      // A record that was not loaded cannot be compared, so it counts as changed.
      if (loaded.has(id) && now.get(id) === value) return;
      loaded.add(id);
      put(now, id, value);
      changed.add(id);
    },
    was: (id) => was.get(id),
    changed: () => [...changed],
    load(id, value) {
      loaded.add(id);
      put(was, id, value);
      put(now, id, value);
    },
  };
}
