import {
  countIn,
  type FindOptions,
  type Found,
  findIn,
  makeIndex,
  needsPositions,
  type View,
} from '../../search';
import type { Query } from '../../search/query';
import type { Titles } from '../../search/segment';
import { runInSlices } from '../../slices';
import { countBy } from '../entries';
import type { Library } from '../schema';
import type { Written } from '../upsert';
import { applyMarks } from './apply-marks';
import type { LoadedSegment } from './loaded-segment';
import { type IndexMaintainer, makeIndexMaintainer } from './maintainer';
import { makeIndexUpdater } from './updater';

export type { FindOptions, Found, Order, View } from '../../search';

/** Searches the library with an index, which it keeps up to date and stores beside the library. */
export interface Finder {
  /**
   * Resolves to what a query finds now; while the library is still being indexed, in what is indexed.
   * Rejects if the library cannot be read.
   */
  find(query: Query, options: FindOptions): Promise<Found>;
  /** Resolves to the number of papers in each view. */
  counts(): Promise<Readonly<Record<View, number>>>;
  /** Makes published changes of the library visible to the next `find`. */
  follow(changes: readonly Written[]): void;
  /** Calls back whenever answers may have changed. */
  onChange(listener: () => void, until: AbortSignal): void;
  /** Share of the library that is indexed, 0 to 1. */
  readonly progress: { readonly value: number };
}

/**
 * Opens the index of a library and keeps it up to date, until the signal. Never blocks the page for
 * longer than a few milliseconds.
 * @param connect returns the library's open connection, or a new one after that was closed
 */
export function openFinder(connect: () => Promise<Library>, until: AbortSignal): Finder {
  const maintainer = makeIndexMaintainer(connect, (work) => runInSlices(work, until), refresh);
  const updater = makeIndexUpdater(maintainer, until);
  const listeners = new Set<() => void>();
  let index = makeIndex([]);

  /** Lets the next answer come from the segments as they are now. */
  function refresh(): void {
    index = makeIndex(maintainer.segments.map(({ open }) => open));
    for (const listener of listeners) listener();
  }

  async function find(query: Query, options: FindOptions): Promise<Found> {
    await updater.load();
    await updater.catchUp();
    const isPhrase = needsPositions(query.root);
    // A quote that was just opened will soon be a phrase.
    if (!isPhrase && /["“]/.test(query.text)) {
      for (const one of maintainer.segments) maintainer.loadPositions(one).catch(updater.report);
    }
    for (;;) {
      const { segments } = maintainer;
      const asked = index;
      const titles = await loadParts(maintainer, segments, isPhrase, options.order === 'title');
      if (segments !== maintainer.segments) continue;
      if (titles) return findIn(asked, query, options, Date.now(), titles);
      await maintainer.recover();
      void updater.update();
    }
  }

  async function counts(): Promise<Readonly<Record<View, number>>> {
    await updater.load();
    await updater.catchUp();
    if (maintainer.progress === 1) return countIn(index);
    const db = await connect();
    const [all, starred, read, dismissed] = await Promise.all([
      countBy(db, 'all'),
      countBy(db, 'starred'),
      countBy(db, 'read'),
      countBy(db, 'dismissed'),
    ]);
    return { all, starred, read, dismissed };
  }

  updater.load().catch(() => undefined);
  return {
    find,
    counts,
    follow(changes) {
      const canWait = updater.note(changes);
      if (updater.isLoaded && !canWait) {
        applyMarks(maintainer.segments, changes);
        refresh();
      }
      void updater
        .load()
        .then(updater.update)
        .catch(() => undefined);
    },
    onChange(listener, until) {
      if (until.aborted) return;
      listeners.add(listener);
      until.addEventListener('abort', () => listeners.delete(listener), { once: true });
    },
    progress: {
      get value() {
        return updater.isLoaded ? maintainer.progress : 0;
      },
    },
  };
}

/**
 * Loads the parts of segments that an answer needs. Resolves to their titles, none if they are not
 * wanted; undefined if the store has lost a part.
 */
async function loadParts(
  maintainer: IndexMaintainer,
  segments: readonly LoadedSegment[],
  withPositions: boolean,
  withTitles: boolean,
): Promise<Titles[] | undefined> {
  const titles: Titles[] = [];
  let isWhole = true;
  for (const one of segments) {
    if (withPositions && !(await maintainer.loadPositions(one))) isWhole = false;
    if (!withTitles) continue;
    const found = await maintainer.loadTitles(one);
    if (found) titles.push(found);
    else isWhole = false;
  }
  return isWhole ? titles : undefined;
}
