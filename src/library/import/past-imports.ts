import type { Library } from '../schema';

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
 * The imports that are not undone yet, the last one first. From the index alone: each transaction's
 * record holds a thousand papers.
 */
export async function importsOf(db: Library): Promise<PastImport[]> {
  const imports = new Map<string, PastImport>();
  const index = db.transaction('imports').store.index('by-size');
  let cursor = await index.openKeyCursor();
  while (cursor) {
    const [[at, size], [id]] = [cursor.key, cursor.primaryKey];
    // The last of them ended last.
    imports.set(id, { id, at, count: size + (imports.get(id)?.count ?? 0) });
    cursor = await cursor.continue();
  }
  return [...imports.values()].sort((a, b) => b.at - a.at);
}
