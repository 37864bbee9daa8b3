import browser from '../ext';
import { backUp, backUpDaily } from '../library/backup/backup';
import { purgeBin } from '../library/bin';
import { purgeDeliveries } from '../library/deliveries';
import { purgeImports } from '../library/import/import-entries';
import type { Backup } from '../library/schema';
import { trustedTime } from '../library/trusted-time';
import { withLibrary } from './connection';

/** Delay of maintenance, in ms: what woke the background comes first. */
const AFTER_MS = 10_000;
/** The lock under which backups are made one at a time, whoever asks for them. */
const LOCK = 'dogear-backup';

/** Whether maintenance is planned in this life of the background; the next one plans again. */
let isPlanned = false;

/**
 * Plans the daily backup, and the deletion of what was kept long enough, for a while later. What is due is
 * read from the library: a background that is stopped before then does it the next time.
 */
export function planMaintenance(): void {
  if (isPlanned) return;
  isPlanned = true;
  setTimeout(() => {
    isPlanned = false;
    void doMaintenance();
  }, AFTER_MS);
}

/** Does what is due. Never rejects; a task that fails does not keep the others from being done. */
async function doMaintenance(): Promise<void> {
  // Deleting first makes room for the backup.
  const purges = [purgeBin, purgeImports, purgeDeliveries];
  let trusted: Promise<number> | undefined;
  const purgeOld = async (purge: (typeof purges)[number]): Promise<void> => {
    trusted ??= withLibrary((db) => trustedTime(db));
    const by = await trusted;
    await withLibrary((db) => purge(db, by));
  };
  const tasks = [...purges.map((purge) => () => purgeOld(purge)), backUpToday];
  for (const task of tasks) {
    await task().catch((error: unknown) => console.error('Dogear: maintenance failed', error));
  }
}

const backUpToday = (): Promise<void> =>
  navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (lock) await withLibrary((db) => backUpDaily(db, Date.now(), stayAwake));
  });

/**
 * Makes a backup before a change of many papers.
 * @param source names the backup that is to be restored, by its `at`
 */
export function backUpNow(source?: number): Promise<Backup> {
  return navigator.locks.request(LOCK, () =>
    withLibrary((db) => backUp(db, 'before-restore', Date.now(), stayAwake, source)),
  );
}

/** Keeps the worker alive: Chromium stops one that has called no browser API for 30 s, even if it computes. */
const stayAwake = (): Promise<unknown> => browser.runtime.getPlatformInfo();
