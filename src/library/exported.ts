import type { PaperId } from '../paper/ids';
import { defined, idsOf, type Paper } from '../paper/paper';
import { readExported } from './backup/chunks';
import { getEach } from './get-each';
import type { Exported, Library } from './schema';
import { sameRecord } from './upsert';

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

/**
 * Brings back what papers had left with, in one transaction.
 *
 * Merged, nothing that is there gives way: a paper that has a key, under any of its ids, keeps it, and
 * a key that another paper has stays that one's. Exactly, a paper has the key again that it had, and
 * no other has it. Either way, what has left since the backup has left: a paper that is in Zotero is
 * not sent there once more, and a key that a document may cite stays.
 */
export async function putBackExported(
  db: Library,
  coming: readonly Exported[],
  how: 'merge' | 'exactly',
): Promise<void> {
  const names = await namesOf(db, coming);
  const tx = db.transaction('exported', 'readwrite', { durability: 'strict' });
  const held = hold(await tx.store.getAll());
  for (const one of comingBack(coming, names, held, how)) tx.store.put(one).catch(() => undefined);
  await tx.done;
}

/** So many are compared at once: more would hold a page up. */
const COMPARED = 100;

/** Whether `putBackExported`, merging, would bring anything; writes nothing. */
export async function bringsExported(db: Library, coming: readonly Exported[]): Promise<boolean> {
  if (coming.length === 0) return false;
  const known: Exported[] = [];
  for await (const some of readExported(db)) known.push(...some);
  const held = hold(known);
  for (let at = 0; at < coming.length; at += COMPARED) {
    const some = coming.slice(at, at + COMPARED);
    for (const _ of comingBack(some, await namesOf(db, some), held, 'merge')) return true;
  }
  return false;
}

/** What there is, by the paper, and the paper that has a key. */
interface Held {
  readonly known: Map<PaperId, Exported>;
  readonly owners: Map<string, PaperId>;
}

const hold = (all: readonly Exported[]): Held => ({
  known: new Map(all.map((one) => [one.id, one])),
  owners: new Map(all.map((one) => [keyOf(one), one.id])),
});

/** The records that change, as they will be. @param names of each that comes, all of its paper's ids */
function* comingBack(
  coming: readonly Exported[],
  names: readonly (readonly PaperId[])[],
  { known, owners }: Held,
  how: 'merge' | 'exactly',
): Generator<Exported> {
  const put = (one: Exported): Exported => {
    known.set(one.id, one);
    owners.set(keyOf(one), one.id);
    return one;
  };
  for (const [i, one] of coming.entries()) {
    const own = known.get(one.id) ?? { id: one.id };
    const mine = names[i] ?? [one.id];
    const owner = known.get(owners.get(keyOf(one)) ?? one.id);
    const isTaken = owner && keyOf(owner) === keyOf(one) && !mine.includes(owner.id);
    const isNew = !isTaken && !mine.some((id) => hasKey(known.get(id)));
    const { citationKey, keyPattern } = hasKey(one) && (how === 'exactly' || isNew) ? one : own;
    const { zoteroAt = one.zoteroAt } = own;
    if (how === 'exactly' && hasKey(one) && isTaken) {
      yield put(defined<Exported>({ id: owner.id, zoteroAt: owner.zoteroAt }));
    }
    const next = defined<Exported>({ id: one.id, citationKey, keyPattern, zoteroAt });
    if (!sameRecord(next, own)) yield put(next);
  }
}

const hasKey = (one: Exported | undefined): boolean => one?.citationKey !== undefined;

/** Two that differ in capitals alone are one to BibTeX; those of another pattern are not in the way. */
const keyOf = ({ citationKey = '', keyPattern = '' }: Exported): string =>
  JSON.stringify([citationKey.toLowerCase(), keyPattern]);

/** Of each record every id of its paper, as the library knows it now. */
async function namesOf(db: Library, records: readonly Exported[]): Promise<(readonly PaperId[])[]> {
  const tx = db.transaction(['aliases', 'papers']);
  const ids = records.map(({ id }) => id);
  const aliases = await getEach(tx.objectStore('aliases'), ids);
  const papers = await getEach(
    tx.objectStore('papers'),
    ids.map((id, i) => aliases[i] ?? id),
  );
  return ids.map((id, i) => [id, ...(papers[i] ? idsOf(papers[i]) : [])]);
}
