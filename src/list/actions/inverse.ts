import type { PaperId } from '../../paper/ids';
import { emptyMark, type Mark, type MarkPatch } from '../../paper/mark';

const AT = { starred: 'starredAt', read: 'readAt', dismissed: 'dismissedAt' } as const;
const FIELDS = ['starred', 'read', 'dismissed'] as const;

/**
 * What takes the patch back; undefined where it changes nothing. Of stars and tags alone: a note has
 * an Undo of its own, where it is typed.
 * @param mark as it is before
 */
export function inverseOf(mark: Mark | null | undefined, patch: MarkPatch): MarkPatch | undefined {
  const before = mark ?? emptyMark('' as PaperId);
  const inverse: { -readonly [K in keyof MarkPatch]: MarkPatch[K] } = {};
  for (const field of FIELDS) {
    const wanted = patch[field];
    const at = before[AT[field]];
    if (wanted === undefined || (wanted === true && at !== undefined) || wanted === at) continue;
    if (wanted === false && at === undefined) continue;
    // With the time that it had, a paper comes back to its place in the list.
    inverse[field] = at ?? false;
  }
  const tags = Object.entries(patch.tags ?? {})
    .map(([tag, wanted]) => ({ tag, wanted, had: before.tags?.includes(tag) ?? false }))
    .filter(({ wanted, had }) => wanted !== had)
    .map(({ tag, had }) => [tag, had] as const);
  if (tags.length > 0) inverse.tags = Object.fromEntries(tags);
  return Object.keys(inverse).length > 0 ? inverse : undefined;
}

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
