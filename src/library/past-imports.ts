import type { Library } from './schema';

/** An import that can be undone. */
export interface PastImport {
  /** The name under which it was written. */
  readonly id: string;
  /** When it ended, in ms since 1970. */
  readonly at: number;
  /** How many papers it brought or changed. */
  readonly count: number;
}

/**
 * The imports that are not undone yet, the last one first. Reads one transaction's record at a time:
 * each holds a thousand papers.
 */
export async function importsOf(db: Library): Promise<PastImport[]> {
  const imports = new Map<string, PastImport>();
  for (const key of await db.getAllKeys('imports')) {
    const record = await db.get('imports', key);
    if (!record) continue;
    const { id, at, images } = record;
    const before = imports.get(id);
    imports.set(id, {
      id,
      at: Math.max(at, before?.at ?? 0),
      count: images.length + (before?.count ?? 0),
    });
  }
  return [...imports.values()].sort((a, b) => b.at - a.at);
}
