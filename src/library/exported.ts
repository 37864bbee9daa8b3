import type { PaperId } from '../paper/ids';
import { defined, idsOf, type Paper } from '../paper/paper';
import { readExported } from './backup/chunks';
import { withKeyName, withoutKeyName } from './citation-keys';
import { getEach, requestPut } from './requests';
import { isSameRecord } from './same-record';
import type { Exported, Library } from './schema';

/** Resolves to the citation keys that papers were given by this pattern, or by a file or the user. */
export async function keysGiven(db: Library, pattern: string): Promise<Map<PaperId, string>> {
  const all = await db.getAll('exported');
  return new Map(
    all.flatMap(({ id, citationKey, keyPattern }) =>
      citationKey !== undefined && (keyPattern ?? pattern) === pattern ? [[id, citationKey]] : [],
    ),
  );
}

/** Remembers citation keys; a paper that has one by the same pattern keeps it. */
export function rememberKeys(
  db: Library,
  keys: readonly (readonly [id: PaperId, key: string])[],
  pattern: string,
): Promise<void> {
  const given = new Map(keys);
  return alterEach(db, [...given.keys()], (known) =>
    known.citationKey !== undefined && (known.keyPattern ?? pattern) === pattern
      ? known
      : { ...known, citationKey: given.get(known.id) as string, keyPattern: pattern },
  );
}

/** Resolves to whether each of the papers was sent to Zotero, under any of its ids. */
export async function sentToZotero(db: Library, papers: readonly Paper[]): Promise<boolean[]> {
  const { store } = db.transaction('exported');
  const isSent = async (paper: Paper): Promise<boolean> => {
    const known = await Promise.all(idsOf(paper).map((id) => store.get(id)));
    return known.some((one) => one?.zoteroAt !== undefined);
  };
  return Promise.all(papers.map(isSent));
}

/**
 * Remembers that papers were sent to Zotero.
 * @param now milliseconds since 1970
 */
export function rememberSent(
  db: Library,
  ids: readonly PaperId[],
  now: number = Date.now(),
): Promise<void> {
  return alterEach(db, ids, (known) => ({ ...known, zoteroAt: known.zoteroAt ?? now }));
}

async function alterEach(
  db: Library,
  ids: readonly PaperId[],
  alter: (known: Exported) => Exported,
): Promise<void> {
  const tx = db.transaction('exported', 'readwrite', { durability: 'strict' });
  const alterOne = async (id: PaperId): Promise<void> => {
    const known = (await tx.store.get(id)) ?? { id };
    const next = alter(known);
    if (next !== known) await tx.store.put(withKeyName(next));
  };
  await Promise.all(ids.map(alterOne));
  await tx.done;
}

/**
 * Restores what a backup remembers of exported papers, in one transaction.
 *
 * `merge` replaces nothing: a paper that has a key, under any of its ids, keeps it, and so does a
 * paper whose key another one wants. `exactly` gives each paper the key that it had, and takes it from
 * any other. Either way, exports since the backup are not forgotten: a paper that is in Zotero is not
 * sent there again, and a key that a document may cite stays.
 */
export async function putBackExported(
  db: Library,
  coming: readonly Exported[],
  how: 'merge' | 'exactly',
): Promise<void> {
  const names = await idsOfEach(db, coming);
  const tx = db.transaction('exported', 'readwrite', { durability: 'strict' });
  const known = indexKnown((await tx.store.getAll()).map(withoutKeyName));
  for (const one of recordsToWrite(coming, names, known, how)) {
    requestPut(tx.store, withKeyName(one));
  }
  await tx.done;
}

/** Records that are compared at once; more would block the page. */
const COMPARE_BATCH = 100;

/** Resolves to whether `putBackExported` would write anything when it merges. */
export async function bringsExported(db: Library, coming: readonly Exported[]): Promise<boolean> {
  if (coming.length === 0) return false;
  const all: Exported[] = [];
  for await (const some of readExported(db)) all.push(...some);
  const known = indexKnown(all);
  for (let at = 0; at < coming.length; at += COMPARE_BATCH) {
    const some = coming.slice(at, at + COMPARE_BATCH);
    for (const _ of recordsToWrite(some, await idsOfEach(db, some), known, 'merge')) return true;
  }
  return false;
}

interface KnownExported {
  readonly byId: Map<PaperId, Exported>;
  /** The paper that has a citation key, by `keyOf`. */
  readonly owners: Map<string, PaperId>;
}

const indexKnown = (all: readonly Exported[]): KnownExported => ({
  byId: new Map(all.map((one) => [one.id, one])),
  owners: new Map(all.map((one) => [keyOf(one), one.id])),
});

/**
 * Yields the records to write.
 * @param names all ids of the paper of each record of `coming`
 */
function* recordsToWrite(
  coming: readonly Exported[],
  names: readonly (readonly PaperId[])[],
  { byId, owners }: KnownExported,
  how: 'merge' | 'exactly',
): Generator<Exported> {
  const put = (one: Exported): Exported => {
    byId.set(one.id, one);
    owners.set(keyOf(one), one.id);
    return one;
  };
  for (const [i, one] of coming.entries()) {
    const own = byId.get(one.id) ?? { id: one.id };
    const mine = names[i] ?? [one.id];
    const owner = byId.get(owners.get(keyOf(one)) ?? one.id);
    const isTaken = owner && keyOf(owner) === keyOf(one) && !mine.includes(owner.id);
    const isNew = !isTaken && !mine.some((id) => hasKey(byId.get(id)));
    const { citationKey, keyPattern } = hasKey(one) && (how === 'exactly' || isNew) ? one : own;
    const { zoteroAt = one.zoteroAt } = own;
    if (how === 'exactly' && hasKey(one) && isTaken) {
      yield put(defined<Exported>({ id: owner.id, zoteroAt: owner.zoteroAt }));
    }
    const next = defined<Exported>({ id: one.id, citationKey, keyPattern, zoteroAt });
    if (!isSameRecord(next, own)) yield put(next);
  }
}

const hasKey = (one: Exported | undefined): boolean => one?.citationKey !== undefined;

/** To BibTeX, keys that differ only in case are the same; keys of other patterns do not conflict. */
const keyOf = ({ citationKey = '', keyPattern = '' }: Exported): string =>
  JSON.stringify([citationKey.toLowerCase(), keyPattern]);

/** Resolves to all ids that the library has now for the paper of each record. */
async function idsOfEach(
  db: Library,
  records: readonly Exported[],
): Promise<(readonly PaperId[])[]> {
  const tx = db.transaction(['aliases', 'papers']);
  const ids = records.map(({ id }) => id);
  const aliases = await getEach(tx.objectStore('aliases'), ids);
  const papers = await getEach(
    tx.objectStore('papers'),
    ids.map((id, i) => aliases[i] ?? id),
  );
  return ids.map((id, i) => [id, ...(papers[i] ? idsOf(papers[i]) : [])]);
}
