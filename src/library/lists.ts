import type { Entry } from '../paper/entry';
import { countBy, lastNoted } from './entries';
import type { Library } from './schema';

/** Resolves to how many papers the popup's lists have, and to the paper whose note was written last, or null. */
export async function countLists(
  db: Library,
): Promise<{ starred: number; dismissed: number; noted: Entry | null }> {
  const [starred, dismissed, noted] = await Promise.all([
    countBy(db, 'starred'),
    countBy(db, 'dismissed'),
    lastNoted(db),
  ]);
  return { starred, dismissed, noted: noted ?? null };
}
