/**
 * Which paper has which citation key. The store `exported` says it, of keys that Dogear gave and of those
 * that files and the user gave, which have no pattern. The first paper that has a key keeps it.
 */
import type { IDBPTransaction } from 'idb';
import type { Entry } from '../paper/entry';
import type { PaperId } from '../paper/ids';
import { idsOf, type Paper } from '../paper/paper';
import { requestPut } from './requests';
import type { Exported, Schema, StoredExported, StoreName, WriteTransaction } from './schema';

type Reading = Pick<IDBPTransaction<Schema, StoreName[], IDBTransactionMode>, 'objectStore'>;

/** Returns a record with the name under which its key is found; to BibTeX, case makes no difference. */
export const withKeyName = ({ id, ...one }: Exported): StoredExported =>
  one.citationKey === undefined
    ? { id, ...one }
    : { id, ...one, keyName: one.citationKey.toLowerCase() };

/** Returns a record as backups have it. */
export const withoutKeyName = ({ keyName: _, ...one }: StoredExported): Exported => one;

/** Keys that entries of one file have, by name, each with the ids of its paper. */
export type ComingKeys = Map<string, ReadonlySet<PaperId>>;

/** What stands for a key that the paper has already, which is neither refused nor news. */
export const SAME = '';

/**
 * Resolves to the keys, of those that the papers come with, that they cannot have: the key is another
 * paper's, or the paper has had one before.
 * `SAME` where it has that very one.
 * @param coming the keys of the file so far, to which these are added
 */
export function keysRefused(
  tx: Reading,
  papers: readonly Paper[],
  coming: ComingKeys,
): Promise<(string | undefined)[]> {
  const exported = tx.objectStore('exported');
  const refuse = async (paper: Paper): Promise<string | undefined> => {
    if (paper.key === undefined) return undefined;
    const name = paper.key.toLowerCase();
    const ids = new Set(idsOf(paper));
    const before = coming.get(name);
    const [owner, ...own] = await Promise.all([
      exported.index('by-key-name').get(name),
      ...[...ids].map((id) => exported.get(id)),
    ]);
    const known = own.find((one) => one?.citationKey !== undefined);
    if (known) return known.keyName === name ? SAME : paper.key;
    const isOthers = owner !== undefined && !(await leadTogether(tx, [...ids], owner.id));
    const isTaken = isOthers || (before && ![...ids].some((id) => before.has(id)));
    if (isTaken) return paper.key;
    coming.set(name, new Set([...(before ?? []), ...ids]));
    return undefined;
  };
  return inOrder(papers, refuse);
}

async function inOrder<T, R>(items: readonly T[], run: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await run(item));
  return results;
}

/** Resolves to whether one of the ids leads to the paper that another id leads to. */
async function leadTogether(tx: Reading, ids: readonly PaperId[], other: PaperId) {
  const aliases = tx.objectStore('aliases');
  const canonical = async (id: PaperId): Promise<PaperId> => (await aliases.get(id)) ?? id;
  const [name, ...names] = await Promise.all([other, ...ids].map(canonical));
  return names.includes(name as PaperId);
}

/** Returns entries without the keys that they cannot have. */
export const withoutKeys = (
  entries: readonly Entry[],
  refused: readonly (string | undefined)[],
): Entry[] =>
  entries.map((entry, i) => {
    if (refused[i] === undefined) return entry;
    // One that it has already changes nothing.
    const { key: _, ...paper } = entry.paper;
    return { ...entry, paper };
  });

/** Remembers that a paper has a key of its own now; undefined takes the one away that it had. */
export async function keepKey(
  tx: WriteTransaction,
  id: PaperId,
  key: string | undefined,
): Promise<void> {
  const store = tx.objectStore('exported');
  const known = await store.get(id);
  if (known?.citationKey === key && known?.keyPattern === undefined) return;
  const { citationKey: _, keyPattern: __, keyName: ___, ...rest } = known ?? { id };
  requestPut(store, key === undefined ? rest : withKeyName({ ...rest, citationKey: key }));
}

/** Takes away the key that an import brought, unless the paper was given another since. */
export async function dropKey(tx: WriteTransaction, id: PaperId, key: string): Promise<void> {
  const known = await tx.objectStore('exported').get(id);
  if (known?.citationKey === key && known.keyPattern === undefined) {
    await keepKey(tx, id, undefined);
  }
}
