import { type Connection, makeConnection } from '../../library/connection';
import { firstEntries } from '../../library/entries';
import type { Entry } from '../../paper/entry';
import { subscribe } from '../../protocol/changes';
import type { View } from '../../search';

/** So many rows are on a page before anything that grows with the library is read. */
export const FIRST_ROW_COUNT = 50;

/** The first rows of a page, which are read while its scripts are still being loaded. */
export interface FirstRows {
  readonly connection: Connection;
  /**
   * The newest of the view, once: undefined where others were read, or something has changed since.
   * Rejects where the library cannot be read.
   */
  take(view: View): Promise<readonly Entry[] | undefined>;
}

/**
 * Begins to read. What opens a database and what loads scripts are not the same processes: together
 * they take little longer than one of them.
 * @param view undefined where the page begins with something else than the newest of a view
 */
export function readFirstRows(view: View | undefined, until: AbortSignal): FirstRows {
  const connection = makeConnection();
  let isOutdated = false;
  let entries: Promise<readonly Entry[]> | undefined;
  // Before it reads: what the page follows itself begins after that.
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

/** Until what was rendered is on the screen; in a tab that is not seen, until it would be. */
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
