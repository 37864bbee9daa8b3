import type { PaperId } from '../../paper/ids';
import type { MarkPatch } from '../../paper/mark';

/** Many papers' ways back, those of the same one together: 10,000 tags are one request's worth, not 10,000. */
export interface Inverses {
  add(id: PaperId, inverse: MarkPatch): void;
  groups(): readonly { readonly patch: MarkPatch; readonly ids: readonly PaperId[] }[];
  readonly size: number;
}

export function gatherInverses(): Inverses {
  const groups = new Map<string, { patch: MarkPatch; ids: PaperId[] }>();
  let size = 0;
  return {
    add(id, patch) {
      size++;
      const key = JSON.stringify(patch);
      const group = groups.get(key);
      if (group) group.ids.push(id);
      else groups.set(key, { patch, ids: [id] });
    },
    groups: () => [...groups.values()],
    get size() {
      return size;
    },
  };
}
