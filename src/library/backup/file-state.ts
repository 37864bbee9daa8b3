import { DAY_MS, localIsoDay } from '../../paper/date';
import type { FileRecord, Library } from '../schema';

/** Returns the name of a backup's file, `dogear-backup-2026-11-25.json.gz`, by the user's own day. */
export const backupFileName = (now: number): string => `dogear-backup-${localIsoDay(now)}.json.gz`;

/** How long after the last file the user is reminded, in milliseconds. */
const REMIND_AFTER_MS = 30 * DAY_MS;

/**
 * Resolves to when a backup was last written to a file, and whether the user should be reminded.
 * @param now milliseconds since 1970
 */
export async function fileState(
  db: Library,
  now: number = Date.now(),
): Promise<FileRecord & { readonly isDue: boolean }> {
  const record = (await db.get('files', 'backup')) ?? {};
  // Without a backup of its own, the library has had something to lose for a day at most.
  const since = record.writtenAt ?? (await db.getAllKeys('backups', null, 1))[0];
  const age = now - (since ?? now);
  // A time to come was left by a clock that was ahead, which must not silence the reminder.
  const isLong = age >= REMIND_AFTER_MS || age <= -DAY_MS;
  return { ...record, isDue: isLong && !record.isQuiet };
}

/** Remembers that a backup was written to a file, or that the user wants no reminder. */
export async function writeFileState(db: Library, change: FileRecord): Promise<void> {
  const tx = db.transaction('files', 'readwrite');
  await tx.store.put({ ...(await tx.store.get('backup')), ...change }, 'backup');
  await tx.done;
}
