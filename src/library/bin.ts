import type { Library, Removed } from './schema';

/** What is in the bin, the last removed first. */
export async function removed(db: Library): Promise<Removed[]> {
  const all = await db.getAllFromIndex('bin', 'by-removed');
  return all.reverse().filter(({ isGone }) => !isGone);
}
