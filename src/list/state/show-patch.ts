import type { Mark, MarkPatch, When } from '../../paper/mark';

/** The mark as it will be once the patch is committed. */
export function showPatch(mark: Mark, patch: MarkPatch, now: number): Mark {
  const { starredAt, readAt, dismissedAt, tags = [], ...rest } = mark;
  const starred = timeAfter(starredAt, patch.starred, now);
  const read = timeAfter(readAt, patch.read, now);
  const gone = timeAfter(dismissedAt, patch.dismissed, now);
  const shown = new Set(tags);
  for (const [tag, isWanted] of Object.entries(patch.tags ?? {})) {
    if (isWanted) shown.add(tag);
    else shown.delete(tag);
  }
  return {
    ...rest,
    ...(starred === undefined ? {} : { starredAt: starred }),
    ...(read === undefined ? {} : { readAt: read }),
    ...(gone === undefined ? {} : { dismissedAt: gone }),
    ...(shown.size > 0 ? { tags: [...shown] } : {}),
  };
}

function timeAfter(current: number | undefined, wanted: When | undefined, now: number) {
  if (wanted === undefined) return current;
  if (wanted === false) return undefined;
  return wanted === true ? (current ?? now) : wanted;
}
