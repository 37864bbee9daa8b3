import type { PaperId } from '../../paper/ids';
import type { MarkPatch } from '../../paper/mark';

/** One patch, and the papers that it is for. */
export interface PatchGroup {
  readonly patch: MarkPatch;
  readonly ids: readonly PaperId[];
}

/** The patches of many papers, grouped where they are equal: 10,000 equal ones are one request. */
export interface PatchGroups {
  readonly size: number;
  add(id: PaperId, patch: MarkPatch): void;
  groups(): readonly PatchGroup[];
}

export function makePatchGroups(): PatchGroups {
  const groups = new Map<string, { patch: MarkPatch; ids: PaperId[] }>();
  let size = 0;
  return {
    get size() {
      return size;
    },
    add(id, patch) {
      size++;
      const key = JSON.stringify(patch);
      const group = groups.get(key);
      if (group) group.ids.push(id);
      else groups.set(key, { patch, ids: [id] });
    },
    groups: () => [...groups.values()],
  };
}
