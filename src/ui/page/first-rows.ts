import { type Connection, makeConnection } from '../../library/connection';
import { firstEntries } from '../../library/entries';
import type { Entry } from '../../paper/entry';
import { subscribe } from '../../protocol/changes';
import type { View } from '../../search';

/** Number of rows that are shown before anything is read that grows with the library. */
export const FIRST_ROW_COUNT = 50;

/** The first rows of a page, which are read while its scripts are still loading. */
export interface FirstRows {
  readonly connection: Connection;
  /**
   * Resolves to the newest entries of a view, the first time it is called; to undefined if another view
   * was read, or if something has changed since. Rejects if the library cannot be read.
   */
  take(view: View): Promise<readonly Entry[] | undefined>;
}

/**
 * Begins to read the first rows. Databases are opened and scripts are loaded by different processes, so
 * both together take little longer than one of them.
 *
 * @param view undefined if the page begins with something other than the newest entries of a view
 */
export function readFirstRows(view: View | undefined, until: AbortSignal): FirstRows {
  const connection = makeConnection();
  let isOutdated = false;
  let entries: Promise<readonly Entry[]> | undefined;
  // Before reading: the page's own subscription begins only later.
  subscribe(() => {
    isOutdated = true;
  }, until);
  const opening = connection.connect();
  opening.catch(() => undefined);
  if (view) {
    entries = opening.then((db) => firstEntries(db, view, FIRST_ROW_COUNT));
    entries.catch(() => undefined);
  }
  return {
    connection,
    async take(wanted) {
      const taken = wanted === view ? entries : undefined;
      entries = undefined;
      const read = await taken;
      return isOutdated ? undefined : read;
    },
  };
}

/** Resolves once what was rendered is on screen, or in a hidden tab, after the time that would take. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, 300);
    requestAnimationFrame(() =>
      setTimeout(() => {
        clearTimeout(timer);
        resolve();
      }),
    );
  });
}
