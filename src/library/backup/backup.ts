import type { IDBPTransaction } from 'idb';
import { dayNumberAt } from '../../paper/date';
import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';
import type { Mark } from '../../paper/mark';
import type { Paper } from '../../paper/paper';
import { entryFrom } from '../entries';
import type { Backup, Exported, Library, Schema } from '../schema';
import {
  gunzip,
  gzip,
  hashOf,
  MANY,
  MOST,
  makeCutter,
  readAtRest,
  readExported,
  readLibrary,
  seqOf,
} from './chunks';
import { expired } from './expired';
import type { Damage, OpenBackup } from './open-backup';

export const BACKUP_VERSION = 1;

/** The library's own backups, the newest first. */
export async function backups(db: Library): Promise<Backup[]> {
  return (await db.getAll('backups')).reverse();
}

/**
 * The daily backup, where there is none of today. Where the library is still what it was, the last
 * one is only said to hold until now. Undefined where nothing was to be done.
 * @param breathe called between one thousand papers and the next
 */
export async function backUpDaily(
  db: Library,
  now: number = Date.now(),
  breathe?: () => Promise<unknown>,
): Promise<Backup | undefined> {
  const daily = (await backups(db)).filter(({ reason }) => reason === 'daily');
  // Not 24 hours after the last one: who looks in a little earlier every day would have one every other
  // day. And of all, not of the last: a clock that was ahead may have left one of a day to come.
  if (daily.some(({ until }) => dayNumberAt(until) === dayNumberAt(now))) return undefined;
  const last = daily.find(({ at }) => at <= now) ?? daily[0];
  if ((await db.count('marks')) === 0) return undefined;
  const made = await write(db, 'daily', now, breathe);
  if (!last || contentOf(last) !== contentOf(made)) return finish(db, made, now);
  await db.put('backups', await sign({ ...made, at: last.at }));
  return undefined;
}

const contentOf = ({ papers, marks, exported = [], tags }: Unsigned): string =>
  JSON.stringify([papers, marks, exported, tags]);

const chunksOf = ({ papers, marks, exported = [] }: Unsigned): string[] => [
  ...papers,
  ...marks,
  ...exported,
];

/**
 * Makes a backup. Chunks that a backup before has already are not stored again; what is no more of
 * any is deleted. Stopped on the way, it leaves chunks that the next one finds or deletes.
 * @param source the backup that is to be restored, by its `at`
 */
export async function backUp(
  db: Library,
  reason: Backup['reason'],
  now: number = Date.now(),
  breathe?: () => Promise<unknown>,
  source?: number,
): Promise<Backup> {
  const made = await write(db, reason, now, breathe);
  return finish(db, source === undefined ? made : { ...made, source }, now);
}

type Unsigned = Omit<Backup, 'checksum'>;

const sign = async (backup: Unsigned): Promise<Backup> => ({
  ...backup,
  checksum: await checksumOf(backup),
});

async function write(
  db: Library,
  reason: Backup['reason'],
  now: number,
  breathe: () => Promise<unknown> = async () => undefined,
): Promise<Unsigned> {
  try {
    return await readAtRest(db, () => writeChunks(db, reason, now, breathe));
  } catch (error) {
    // For want of space, perhaps: half a backup must not take what the reader's next note needs.
    await clearUp(db).catch(console.error);
    throw error;
  }
}

async function clearUp(db: Library): Promise<void> {
  const tx = db.transaction(['backups', 'chunks'], 'readwrite');
  await deleteLoose(tx, await tx.objectStore('backups').getAll());
}

type Kind = 'papers' | 'marks' | 'exported';

async function writeChunks(
  db: Library,
  reason: Backup['reason'],
  now: number,
  breathe: () => Promise<unknown>,
): Promise<Unsigned> {
  const seq = await seqOf(db);
  const stored = new Set(await db.getAllKeys('chunks'));
  const hashes: Record<Kind, string[]> = { papers: [], marks: [], exported: [] };
  const cutters = {
    papers: makeCutter<Paper>(),
    marks: makeCutter<Mark>(),
    exported: makeCutter<Exported>(),
  };
  const counts = { papers: 0, starred: 0, notes: 0 };

  const store = async (kind: Kind, chunks: readonly object[][]): Promise<void> => {
    const texts = chunks.map((chunk) => JSON.stringify(chunk));
    const names = await Promise.all(texts.map(hashOf));
    hashes[kind].push(...names);
    const whole = await Promise.all(
      names.map(async (hash, i) => stored.has(hash) && (await isWhole(db, hash, texts[i] ?? ''))),
    );
    const fresh = names.filter((_, i) => !whole[i]);
    if (fresh.length === 0) return;
    const zipped = await Promise.all(texts.filter((_, i) => !whole[i]).map(gzip));
    const tx = db.transaction('chunks', 'readwrite');
    for (const [i, hash] of fresh.entries()) {
      tx.store.put(zipped[i] as ArrayBuffer, hash).catch(() => undefined);
      stored.add(hash);
    }
    await tx.done;
  };
  for await (const { papers, marks } of readLibrary(db)) {
    counts.papers += marks.length;
    counts.starred += marks.filter(({ starredAt }) => starredAt !== undefined).length;
    counts.notes += marks.filter(({ note }) => note !== undefined).length;
    await store('papers', cutters.papers.add(papers));
    await store('marks', cutters.marks.add(marks));
    await breathe();
  }
  await store('papers', cutters.papers.end());
  await store('marks', cutters.marks.end());
  for await (const some of readExported(db)) {
    await store('exported', cutters.exported.add(some));
    await breathe();
  }
  await store('exported', cutters.exported.end());
  const tags = await db.getAll('tags');
  return { at: now, version: BACKUP_VERSION, reason, seq, until: now, counts, ...hashes, tags };
}

/** What a damaged disk has made of it would be of every backup that is made of it from now on. */
async function isWhole(db: Library, hash: string, text: string): Promise<boolean> {
  try {
    return (await gunzip((await db.get('chunks', hash)) as ArrayBuffer)) === text;
  } catch {
    return false;
  }
}

const checksumOf = ({ checksum: _, ...backup }: Unsigned & Partial<Backup>) =>
  hashOf(JSON.stringify(Object.entries(backup).sort()));

/** Puts the backup beside the others, and lets go what is kept no longer. */
async function finish(db: Library, made: Unsigned, now: number): Promise<Backup> {
  const backup = await sign(made);
  const tx = db.transaction(['backups', 'chunks'], 'readwrite', { durability: 'strict' });
  const all = [...(await tx.objectStore('backups').getAll()), backup];
  // What is about to be restored may be an old one: it goes with the next day's, if it is to go.
  const old = new Set(backup.reason === 'before-restore' ? [] : expired(all, now));
  old.delete(backup.at);
  const there = new Set(await tx.objectStore('chunks').getAllKeys());
  if (chunksOf(backup).some((hash) => !there.has(hash))) {
    tx.abort();
    await tx.done.catch(() => undefined);
    throw new Error('Another backup was made meanwhile.');
  }
  for (const at of old)
    tx.objectStore('backups')
      .delete(at)
      .catch(() => undefined);
  tx.objectStore('backups')
    .put(backup)
    .catch(() => undefined);
  await deleteLoose(
    tx,
    all.filter(({ at }) => !old.has(at)),
  );
  return backup;
}

/** Deletes the chunks that are of none of the backups, and ends the transaction. */
async function deleteLoose(
  tx: IDBPTransaction<Schema, ('backups' | 'chunks')[], 'readwrite'>,
  kept: readonly Backup[],
): Promise<void> {
  const needed = new Set(kept.flatMap(chunksOf));
  const chunks = tx.objectStore('chunks');
  for (const hash of await chunks.getAllKeys()) {
    if (!needed.has(hash)) chunks.delete(hash).catch(() => undefined);
  }
  await tx.done;
}

/** A backup of the library's own, as far as it is whole; undefined where there is none of that time. */
export async function openBackup(db: Library, at: number): Promise<OpenBackup | undefined> {
  const backup = await db.get('backups', at);
  if (!backup) return undefined;
  const damage: Damage[] = [];
  if (backup.version > BACKUP_VERSION) damage.push({ code: 'version', version: backup.version });
  if ((await checksumOf(backup)) !== backup.checksum) damage.push({ code: 'checksum' });

  const read = async <T extends { id: PaperId }>(hash: string): Promise<T[]> => {
    try {
      const bytes = await db.get('chunks', hash);
      const text = await gunzip(bytes ?? new ArrayBuffer(0));
      if ((await hashOf(text)) === hash) return JSON.parse(text);
    } catch {
      // Neither is there anything in it that could be trusted.
    }
    throw new Error(hash);
  };
  let exported: Exported[] | undefined;
  async function* entries(): AsyncGenerator<Entry[]> {
    const papers = new Map<PaperId, Paper>();
    let some: Entry[] = [];
    let reached = '';
    let next = 0;
    let lost = 0;
    for (const hash of backup?.marks ?? []) {
      const marks = await read<Mark>(hash).catch(() => {
        lost += 1;
        return [];
      });
      const last = marks.at(-1)?.id;
      // Both are in the order of the ids, which IndexedDB and JavaScript compare in the same way.
      while (last && next < (backup?.papers.length ?? 0) && reached < last) {
        const more = await read<Paper>(backup?.papers[next] as string).catch(() => {
          lost += 1;
          return [];
        });
        next += 1;
        for (const paper of more) papers.set(paper.id, paper);
        reached = more.at(-1)?.id ?? reached;
      }
      some.push(...marks.map((mark) => entryFrom(papers.get(mark.id), mark)));
      for (const { id } of marks) papers.delete(id);
      if (some.length + MOST <= MANY) continue;
      yield some;
      some = [];
    }
    if (some.length > 0) yield some;
    if (backup?.exported) exported = [];
    for (const hash of backup?.exported ?? []) {
      const more = await read<Exported>(hash).catch(() => {
        lost += 1;
        return [];
      });
      exported?.push(...more);
    }
    if (lost > 0) damage.push({ code: 'chunks', lost });
  }
  const { counts, tags } = backup;
  return {
    ...{ at, counts, tags, damage, entries },
    get exported() {
      return exported;
    },
  };
}
