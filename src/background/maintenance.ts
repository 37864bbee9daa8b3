import browser from '../ext';
import { backUp, backUpDaily } from '../library/backup/backup';
import { purgeBin } from '../library/bin';
import { purgeImports } from '../library/import/import-entries';
import type { Backup } from '../library/schema';
import { withLibrary } from './connection';

/** What the background does of itself waits so long, in ms: what woke it comes first. */
const AFTER_MS = 10_000;
/** Backups are made one at a time, whoever asks. */
const LOCK = 'dogear-backup';

/** Of this life of the background only; the next one plans anew. */
let isPlanned = false;

/**
 * Does, in a while, what is due: the daily backup, and forgetting what was kept long enough. What is
 * due is read from the library, so that a background that is stopped before does it the next time.
 */
export function planChores(): void {
  if (isPlanned) return;
  isPlanned = true;
  setTimeout(() => {
    isPlanned = false;
    void doChores();
  }, AFTER_MS);
}

/** Never rejects. What one of them cannot do keeps no other from being done. */
async function doChores(): Promise<void> {
  // What is forgotten makes room for what is kept.
  for (const chore of [() => withLibrary(purgeBin), () => withLibrary(purgeImports), backUpToday]) {
    await chore().catch((error: unknown) => console.error('Dogear: a chore failed', error));
  }
}

const backUpToday = (): Promise<void> =>
  navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (lock) await withLibrary((db) => backUpDaily(db, Date.now(), stayAwake));
  });

/**
 * A backup before something that changes much.
 * @param source the backup that is to be restored, by its `at`
 */
export function backUpNow(source?: number): Promise<Backup> {
  return navigator.locks.request(LOCK, () =>
    withLibrary((db) => backUp(db, 'before-restore', Date.now(), stayAwake, source)),
  );
}

/** Chromium stops a worker that called nothing of the browser's for 30 s, whatever it computes. */
const stayAwake = (): Promise<unknown> => browser.runtime.getPlatformInfo();
