import type { PaperId } from '../paper/id';
import { idsOf, type Paper } from '../paper/paper';
import type { Exported, Library } from './schema';

/** The citation keys that papers left with, of those that were made by this pattern. */
export async function keysGiven(db: Library, pattern: string): Promise<Map<PaperId, string>> {
  const all = await db.getAll('exported');
  return new Map(
    all.flatMap(({ id, citationKey, keyPattern }) =>
      citationKey !== undefined && keyPattern === pattern ? [[id, citationKey]] : [],
    ),
  );
}

/** Remembers the keys; a paper that has one by the same pattern keeps it. */
export function rememberKeys(
  db: Library,
  keys: readonly (readonly [id: PaperId, key: string])[],
  pattern: string,
): Promise<void> {
  const given = new Map(keys);
  return change(db, [...given.keys()], (known) =>
    known.keyPattern === pattern && known.citationKey !== undefined
      ? known
      : { ...known, citationKey: given.get(known.id) as string, keyPattern: pattern },
  );
}

/** Whether each of the papers was sent to Zotero, under any of its ids, in their order. */
export async function sentToZotero(db: Library, papers: readonly Paper[]): Promise<boolean[]> {
  const { store } = db.transaction('exported');
  const isSent = async (paper: Paper): Promise<boolean> => {
    const known = await Promise.all(idsOf(paper).map((id) => store.get(id)));
    return known.some((one) => one?.zoteroAt !== undefined);
  };
  return Promise.all(papers.map(isSent));
}

/** Remembers that the papers were sent. @param now ms since 1970 */
export function rememberSent(
  db: Library,
  ids: readonly PaperId[],
  now: number = Date.now(),
): Promise<void> {
  return change(db, ids, (known) => ({ ...known, zoteroAt: known.zoteroAt ?? now }));
}

async function change(
  db: Library,
  ids: readonly PaperId[],
  alter: (known: Exported) => Exported,
): Promise<void> {
  const tx = db.transaction('exported', 'readwrite', { durability: 'strict' });
  const alterOne = async (id: PaperId): Promise<void> => {
    const known = (await tx.store.get(id)) ?? { id };
    const next = alter(known);
    if (next !== known) await tx.store.put(next);
  };
  await Promise.all(ids.map(alterOne));
  await tx.done;
}
