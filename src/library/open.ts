import { deleteDB, openDB } from 'idb';
import type { Library, Schema } from './schema';
import { UPGRADES, type UpgradeStep, type UpgradeTransaction } from './upgrades';

const NAME = 'dogear';

export interface OpenOptions {
  readonly name?: string;
  readonly steps?: readonly UpgradeStep[];
  /** Called when the connection was closed, for another version's upgrade or by the browser. */
  readonly onClosed?: () => void;
  /** Milliseconds after which the database counts as one that cannot be opened. */
  readonly timeoutMs?: number;
}

/** Far longer than a busy machine takes, and shorter than a user waits before closing the tab. */
const TIMEOUT_MS = 10_000;

/**
 * Opens the library, creating or upgrading it.
 * @returns the connection, once the upgrade is complete
 * @throws {DOMException} IndexedDB's own if the browser refuses (no space, damaged files, a database
 * of a newer version); a `TimeoutError` if it neither opens nor refuses, as when another context
 * does not let go of an older version
 * @throws what a step of the upgrade threw; the database is then as it was before
 */
export async function openLibrary(options: OpenOptions = {}): Promise<Library> {
  const { name = NAME, steps = UPGRADES, onClosed, timeoutMs = TIMEOUT_MS } = options;
  let upgrade: Promise<void> | undefined;
  let isBlocked = false;

  const opening = openDB<Schema>(name, steps.length, {
    upgrade(db, from, _to, tx) {
      // The upgrade has begun; with a large library it may take its time.
      clearTimeout(timer);
      upgrade = runUpgrade(steps.slice(from), db, tx as unknown as UpgradeTransaction);
      upgrade.catch(() => undefined);
    },
    blocked() {
      isBlocked = true;
    },
    blocking(_current, _blocked, event) {
      // A newer version in another context waits for this connection to close.
      (event.target as IDBDatabase).close();
      onClosed?.();
    },
    terminated() {
      onClosed?.();
    },
  });

  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const cause = isBlocked ? 'another page holds an older version of it' : 'it did not answer';
      reject(new DOMException(`After ${timeoutMs} ms: ${cause}.`, 'TimeoutError'));
    }, timeoutMs);
  });
  try {
    const db = await Promise.race([opening, timeout]);
    await upgrade;
    return db;
  } catch (error) {
    // A connection that comes after the timeout would block the next upgrade.
    opening.then((db) => db.close()).catch(() => undefined);
    // If a step failed, IndexedDB only says that the upgrade was aborted; the step knows why.
    await upgrade;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** Runs the steps. If one fails, so does the transaction, and the database stays as it was. */
async function runUpgrade(
  steps: readonly UpgradeStep[],
  db: Library,
  tx: UpgradeTransaction,
): Promise<void> {
  tx.done.catch(() => undefined);
  try {
    for (const step of steps) await step(db, tx);
  } catch (error) {
    // `idb` ignores the promise that `upgrade` returns: without this, half an upgrade is committed.
    tx.abort();
    throw error;
  }
}

/** Deletes the library and everything in it. */
export async function deleteLibrary(name: string = NAME): Promise<void> {
  await deleteDB(name);
}
