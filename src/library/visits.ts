import type { PaperId } from '../paper/ids';
import type { Library } from './schema';

/** Looking at a page again within half an hour belongs to the same visit. */
const SAME_VISIT_MS = 30 * 60_000;
/** The most papers that are remembered of a digest. */
const MAX_SEEN = 5_000;

/**
 * Resolves to the papers that were on a digest before this visit, or to null on the first visit.
 * @param now milliseconds since 1970
 */
export async function papersBefore(
  db: Library,
  digest: string,
  now: number = Date.now(),
): Promise<PaperId[] | null> {
  const visit = await db.get('visits', digest);
  if (!visit) return null;
  if (now - visit.at >= SAME_VISIT_MS) return [...visit.ids];
  return visit.old > 0 ? visit.ids.slice(-visit.old) : null;
}

/**
 * Remembers that these papers were on the digest.
 * @param now milliseconds since 1970
 */
export async function writeVisit(
  db: Library,
  digest: string,
  ids: readonly PaperId[],
  now: number = Date.now(),
): Promise<void> {
  const tx = db.transaction('visits', 'readwrite');
  const last = await tx.store.get(digest);
  const isSame = last !== undefined && now - last.at < SAME_VISIT_MS;
  const before = isSame ? last.ids.slice(last.ids.length - last.old) : (last?.ids ?? []);
  const known = new Set(before);
  const during = isSame ? last.ids.slice(0, last.ids.length - last.old) : [];
  const fresh = [...new Set([...ids, ...during])].filter((id) => !known.has(id));
  const all = [...fresh, ...before].slice(0, MAX_SEEN);
  await tx.store.put({ digest, at: now, ids: all, old: Math.max(0, all.length - fresh.length) });
  await tx.done;
}
