import type { Library } from '../schema';

/** An import that can be undone. */
export interface PastImport {
  /** The name of the import. */
  readonly id: string;
  /** When it ended, in milliseconds since 1970. */
  readonly at: number;
  /** Number of papers that it added or changed. */
  readonly count: number;
}

/**
 * Resolves to the imports that are not undone yet, the last one first. Reads only an index, because
 * each record holds up to a thousand papers.
 */
export async function importsOf(db: Library): Promise<PastImport[]> {
  const imports = new Map<string, PastImport>();
  const index = db.transaction('imports').store.index('by-size');
  let cursor = await index.openKeyCursor();
  while (cursor) {
    const [[at, size], [id]] = [cursor.key, cursor.primaryKey];
    // The key with the latest time comes last.
    imports.set(id, { id, at, count: size + (imports.get(id)?.count ?? 0) });
    cursor = await cursor.continue();
  }
  return [...imports.values()].sort((a, b) => b.at - a.at);
}
