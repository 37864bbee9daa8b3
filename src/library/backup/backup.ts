import type { IDBPTransaction } from 'idb';
import { dayNumberAt } from '../../paper/date';
import { requestDelete, requestPut } from '../requests';
import type { Backup, Library, Schema } from '../schema';
import { trustedTime } from '../trusted-time';
import { hashOf, readAtRest } from './chunks';
import { expired } from './expired';
import { type UnsignedBackup, writeChunks } from './write-chunks';

/** Resolves to the library's own backups, the newest first. */
export async function backups(db: Library): Promise<Backup[]> {
  return (await db.getAll('backups')).reverse();
}

/**
 * Makes the daily backup, if there is none of today. If the library has not changed, the last backup
 * is only noted to be still valid.
 * @param now milliseconds since 1970
 * @param pause called between batches of a thousand papers
 * @returns the backup, if one was made
 */
export async function backUpDaily(
  db: Library,
  now: number = Date.now(),
  pause?: () => Promise<unknown>,
): Promise<Backup | undefined> {
  const daily = (await backups(db)).filter(({ reason }) => reason === 'daily');
  // Not 24 hours after the last one: a user who comes a little earlier every day would get a backup
  // only every other day. And any backup of today counts, not only the last: a clock that was ahead
  // may have left one of a day to come.
  if (daily.some(({ until }) => dayNumberAt(until) === dayNumberAt(now))) return undefined;
  const last = daily.find(({ at }) => at <= now) ?? daily[0];
  if ((await db.count('marks')) === 0) return undefined;
  const made = await write(db, 'daily', now, pause);
  if (!last || contentOf(last) !== contentOf(made))
    return finish(db, made, now, await trustedTime(db, now));
  await db.put('backups', await sign({ ...made, at: last.at }));
  return undefined;
}

const contentOf = ({ papers, marks, exported = [], tags }: UnsignedBackup): string =>
  JSON.stringify([papers, marks, exported, tags]);

const chunksOf = ({ papers, marks, exported = [] }: UnsignedBackup): string[] => [
  ...papers,
  ...marks,
  ...exported,
];

/**
 * Makes a backup. Chunks of an earlier backup are used again; chunks that no backup needs are deleted.
 * If it is stopped, the chunks it leaves are found or deleted by the next backup.
 * @param now milliseconds since 1970
 * @param pause called between batches of a thousand papers
 * @param source the backup that is to be restored, by its `at`
 */
export async function backUp(
  db: Library,
  reason: Backup['reason'],
  now: number = Date.now(),
  pause?: () => Promise<unknown>,
  source?: number,
): Promise<Backup> {
  const made = await write(db, reason, now, pause);
  return finish(db, source === undefined ? made : { ...made, source }, now);
}

async function write(
  db: Library,
  reason: Backup['reason'],
  now: number,
  pause: () => Promise<unknown> = async () => undefined,
): Promise<UnsignedBackup> {
  try {
    return await readAtRest(db, () => writeChunks(db, reason, now, pause));
  } catch (error) {
    // The disk may be full: half a backup must not take the space that the user's next note needs.
    await deleteUnused(db).catch(console.error);
    throw error;
  }
}

const sign = async (backup: UnsignedBackup): Promise<Backup> => ({
  ...backup,
  checksum: await checksumOf(backup),
});

/** Returns the checksum of a backup's record (README.md). */
export const checksumOf = ({ checksum: _, ...backup }: UnsignedBackup & Partial<Backup>) =>
  hashOf(JSON.stringify(Object.entries(backup).sort()));

/** Stores the backup and deletes those that have expired. */
async function finish(
  db: Library,
  made: UnsignedBackup,
  now: number,
  trusted: number = now,
): Promise<Backup> {
  const backup = await sign(made);
  const tx = db.transaction(['backups', 'chunks'], 'readwrite', { durability: 'strict' });
  const store = tx.objectStore('backups');
  const all = [...(await store.getAll()), backup];
  // The backup about to be restored may be an old one; if it has expired, the next daily one deletes it.
  const old = new Set(backup.reason === 'before-restore' ? [] : expired(all, now, trusted));
  old.delete(backup.at);
  const stored = new Set(await tx.objectStore('chunks').getAllKeys());
  if (chunksOf(backup).some((hash) => !stored.has(hash))) {
    tx.abort();
    await tx.done.catch(() => undefined);
    throw new Error('Another backup was made meanwhile.');
  }
  for (const at of old) requestDelete(store, at);
  requestPut(store, backup);
  await deleteUnusedIn(
    tx,
    all.filter(({ at }) => !old.has(at)),
  );
  return backup;
}

async function deleteUnused(db: Library): Promise<void> {
  const tx = db.transaction(['backups', 'chunks'], 'readwrite');
  await deleteUnusedIn(tx, await tx.objectStore('backups').getAll());
}

/** Deletes the chunks that none of the backups needs, and ends the transaction. */
async function deleteUnusedIn(
  tx: IDBPTransaction<Schema, ('backups' | 'chunks')[], 'readwrite'>,
  kept: readonly Backup[],
): Promise<void> {
  const needed = new Set(kept.flatMap(chunksOf));
  const chunks = tx.objectStore('chunks');
  for (const hash of await chunks.getAllKeys()) {
    if (!needed.has(hash)) requestDelete(chunks, hash);
  }
  await tx.done;
}
