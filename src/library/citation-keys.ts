/**
 * Which paper has which citation key. The store `exported` says it, of keys that Dogear gave and of those
 * that files and the user gave, which have no pattern. The first paper that has a key keeps it.
 */
import { type IDBPTransaction, unwrap } from 'idb';
import type { Entry } from '../paper/entry';
import type { PaperId } from '../paper/ids';
import { idsOf, type Paper } from '../paper/paper';
import { getEach, requestEach, requestPut } from './requests';
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
export async function keysRefused(
  tx: Reading,
  papers: readonly Paper[],
  coming: ComingKeys,
): Promise<(string | undefined)[]> {
  const { owners, known, leadTogether } = await readKeys(tx, papers);
  return papers.map((paper) => {
    if (paper.key === undefined) return undefined;
    const name = paper.key.toLowerCase();
    const ids = idsOf(paper);
    const own = ids.map((id) => known.get(id)).find((one) => one?.citationKey !== undefined);
    if (own) return own.keyName === name ? SAME : paper.key;
    const [owner, before] = [owners.get(name), coming.get(name)];
    const isOthers = owner !== undefined && !leadTogether(ids, owner);
    const isTaken = isOthers || (before && !ids.some((id) => before.has(id)));
    if (isTaken) return paper.key;
    coming.set(name, new Set([...(before ?? []), ...ids]));
    return undefined;
  });
}

/** Reads together what tells whether papers can have the keys that they come with. */
async function readKeys(tx: Reading, papers: readonly Paper[]) {
  const keyed = papers.filter(({ key }) => key !== undefined);
  const names = [...new Set(keyed.map(({ key = '' }) => key.toLowerCase()))];
  const ids = [...new Set(keyed.flatMap(idsOf))];
  const exported = tx.objectStore('exported');
  const byName = unwrap(exported.index('by-key-name')) as IDBIndex;
  const [found, own] = await Promise.all([
    requestEach<string, StoredExported | undefined>(names, (name) => byName.get(name)),
    getEach(exported, ids),
  ]);
  const owners = new Map(names.flatMap((name, i) => (found[i] ? [[name, found[i].id]] : [])));
  // Most keys are nobody's, and then it makes no difference where their papers' ids lead.
  const disputed = keyed.filter(({ key = '' }) => owners.has(key.toLowerCase()));
  const asked = [...new Set([...owners.values(), ...disputed.flatMap(idsOf)])];
  const aliases = await getEach(tx.objectStore('aliases'), asked);
  const canonical = new Map(asked.map((id, i) => [id, aliases[i] ?? id]));
  return {
    /** The paper that has each key, by the key's name. */
    owners,
    known: new Map(ids.map((id, i) => [id, own[i]])),
    /** Whether one of the ids leads to the paper that another id leads to. */
    leadTogether: (ids: readonly PaperId[], other: PaperId): boolean =>
      ids.some((id) => canonical.get(id) === canonical.get(other)),
  };
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
