import type { PaperId } from '../../paper/ids';
import type { Mark } from '../../paper/mark';
import {
  countIn,
  type FindOptions,
  type Found,
  findIn,
  type Index,
  makeIndex,
  needsPositions,
  type View,
} from '../../search';
import { forgetOrder } from '../../search/order';
import type { Query } from '../../search/query';
import { HAS, placeOf, type Titles } from '../../search/segment';
import type { Library } from '../schema';
import { makeKeeper } from './maintainer';
import { runInSlices } from './slices';
import type { IndexerMessage } from './write';

export type { FindOptions, Found, Order, View } from '../../search';

/** A change of the library, as it is published: an empty mark where the paper was removed. */
export interface Changed {
  readonly mark: Mark;
  readonly ids: readonly PaperId[];
}

/** Searches the library by an index that it keeps beside it, and keeps up. */
export interface Finder {
  /**
   * What a query finds now. While the library is still being indexed, of what is. Rejects where the
   * library cannot be read.
   */
  find(query: Query, options: FindOptions): Promise<Found>;
  /** How many papers each view has. */
  counts(): Promise<Readonly<Record<View, number>>>;
  /** Makes changes of the library visible to the next `find`. */
  follow(changes: readonly Changed[]): void;
  /** Calls back whenever answers may have changed, until the signal. */
  onChange(listener: () => void, until: AbortSignal): void;
  /** Share of the library that is indexed, 0 to 1; 1 when all. */
  readonly progress: { readonly value: number };
}

/** So many changes are read before an answer is given; of more, the marks alone are seen at once. */
const AT_ONCE = 100;
/** Papers read in one go. */
const BATCH = 200;
/** What is behind by more than this, and merges of more than this, are work for a worker. */
const WORKER_PAPERS = 3_000;
const WORKER_MERGE = 20_000;
/** So much is kept in memory alone; the next page reads it again from the library. */
const UNSAVED = 100;
/** A library that is read here, in slices, is not read again from its beginning. */
const SAVE_AT = 5_000;

/**
 * Opens the index of a library, brings it up to date, and goes on with it, until the signal. Never
 * holds up the page for longer than a few milliseconds.
 * @param connect gives the library's open connection, or a new one after that was closed
 */
export function openFinder(connect: () => Promise<Library>, until: AbortSignal): Finder {
  const keeper = makeKeeper(connect, (steps) => runInSlices(steps, until), refresh);
  const listeners = new Set<() => void>();
  let index: Index = makeIndex([]);
  /** The last change that was told of, and how many there were since the index was up to it. */
  let told = 0;
  let pending = 0;
  let node = '';
  let loaded: Promise<void> | undefined;
  let isLoaded = false;
  let taking: Promise<void> | undefined;
  let isTidying = false;
  let isAgain = false;
  let canWork = typeof Worker !== 'undefined';
  let isElsewhere = false;

  /** Lets the next answer come from the segments as they are now. */
  function refresh(): void {
    index = makeIndex(keeper.held.map(({ open }) => open));
    for (const listener of listeners) listener();
  }

  function load(): Promise<void> {
    loaded ??= loadNow().catch((error: unknown) => {
      loaded = undefined;
      throw error;
    });
    return loaded;
  }

  async function loadNow(): Promise<void> {
    await keeper.load();
    node = keeper.node;
    // What was marked since, in another page or a digest, is mostly little: it belongs to the answer.
    if ((await keeper.behind()) <= BATCH) while (await keeper.goOn(BATCH));
    isLoaded = true;
    void goOn();
  }

  /** Takes in what is new, now or after what is being taken in. */
  function goOn(): Promise<void> {
    isAgain = true;
    taking ??= takeIn();
    return taking;
  }

  async function takeIn(): Promise<void> {
    try {
      while (isAgain) {
        isAgain = false;
        if (canWork && (await keeper.behind()) > WORKER_PAPERS) await workElsewhere();
        while (await keeper.goOn(BATCH)) if (keeper.unsaved >= SAVE_AT) await keeper.save();
        await keeper.check(BATCH);
        if (keeper.node !== node) {
          // What was told of the library before this one says nothing of this one's sequence.
          node = keeper.node;
          told = keeper.seq;
        }
        if (keeper.seq >= told) pending = 0;
      }
    } catch (error) {
      report(error);
    } finally {
      // In the same moment in which it is found that there is nothing more: what comes now begins anew.
      taking = undefined;
    }
    if (!isTidying) void tidyUp();
  }

  async function tidyUp(): Promise<void> {
    isTidying = true;
    try {
      for (;;) {
        const papers = await keeper.tidy(canWork ? WORKER_MERGE : Number.POSITIVE_INFINITY);
        if (papers === 0) break;
        if (!canWork || papers <= WORKER_MERGE) continue;
        if (keeper.unsaved > 0) await keeper.save();
        await workElsewhere();
      }
      if (keeper.unsaved >= UNSAVED) await keeper.save();
    } catch (error) {
      report(error);
    }
    isTidying = false;
  }

  /** What goes wrong here does again in the next `find`, which tells it to who asks. */
  function report(error: unknown): void {
    if (!until.aborted) console.warn('Search:', error);
  }

  /** Has a worker bring the stored index up and merge it, and reads what it writes. */
  async function workElsewhere(): Promise<void> {
    isElsewhere = true;
    const isDone = await new Promise<boolean>((resolve) => {
      const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
      let reading = Promise.resolve();
      const end = (isDone: boolean): void => {
        worker.terminate();
        void reading.then(() => resolve(isDone));
      };
      worker.onmessage = ({ data }: MessageEvent<IndexerMessage>) => {
        if (data.kind === 'failed') report(data.reason);
        if (data.kind !== 'wrote') return end(data.kind === 'done');
        reading = reading.then(() => keeper.load()).catch(report);
      };
      worker.onerror = () => end(false);
      until.addEventListener('abort', () => end(false), { once: true });
    });
    isElsewhere = false;
    // Where there can be no worker, it is done here, in slices.
    if (!isDone) canWork = false;
  }

  /** Whether what was told of is soon read; if not, the marks alone are shown at once. */
  const isSoon = (): boolean => pending <= AT_ONCE && !isElsewhere && keeper.progress === 1;

  /** Waits for what was told of, where that is little. */
  async function catchUp(): Promise<void> {
    if (pending > 0 && told > keeper.seq && isSoon()) await goOn();
  }

  /** Shows what changes did to the marks before the papers are read again. */
  function override(changes: readonly Changed[]): void {
    for (const { mark, ids } of changes) {
      for (const { open } of keeper.held) {
        for (const id of ids) {
          const place = placeOf(open.ids, id);
          if (place < 0 || open.alive[place] === 0) continue;
          const { columns } = open.segment;
          const isGone = id !== mark.id || Object.keys(mark.times).length === 0;
          if (isGone) open.alive[place] = 0;
          columns.starred[place] = mark.starredAt ?? 0;
          columns.read[place] = mark.readAt ?? 0;
          columns.dismissed[place] = mark.dismissedAt ?? 0;
          const others = (columns.flags[place] as number) & ~(HAS.note | HAS.tag);
          columns.flags[place] =
            others | (mark.note ? HAS.note : 0) | (mark.tags?.length ? HAS.tag : 0);
        }
      }
    }
    for (const { open } of keeper.held) forgetOrder(open);
    refresh();
  }

  async function find(query: Query, options: FindOptions): Promise<Found> {
    await load();
    await catchUp();
    const isPhrase = needsPositions(query.root);
    // A quote that was just opened will be a phrase in a moment.
    if (!isPhrase && /["“]/.test(query.text)) {
      for (const one of keeper.held) keeper.positionsOf(one).catch(report);
    }
    for (;;) {
      const { held } = keeper;
      const asked = index;
      const titles: Titles[] = [];
      let isWhole = true;
      for (const one of held) {
        if (isPhrase && !(await keeper.positionsOf(one))) isWhole = false;
        if (options.order !== 'title') continue;
        const found = await keeper.titlesOf(one);
        if (found) titles.push(found);
        else isWhole = false;
      }
      if (!isWhole && held === keeper.held) await keeper.recover().then(() => void goOn());
      else if (held === keeper.held) return findIn(asked, query, options, Date.now(), titles);
    }
  }

  load().catch(() => undefined);
  return {
    find,
    async counts() {
      await load();
      await catchUp();
      if (keeper.progress === 1) return countIn(index);
      const db = await connect();
      const [all, starred, read, dismissed] = await Promise.all([
        db.count('marks'),
        db.countFromIndex('marks', 'by-starred'),
        db.countFromIndex('marks', 'by-read'),
        db.countFromIndex('marks', 'by-dismissed'),
      ]);
      return { all, starred, read, dismissed };
    },
    follow(changes) {
      for (const { mark } of changes) told = Math.max(told, mark.seq);
      pending += changes.length;
      if (isLoaded && !isSoon()) override(changes);
      void load()
        .then(goOn)
        .catch(() => undefined);
    },
    onChange(listener, until) {
      if (until.aborted) return;
      listeners.add(listener);
      until.addEventListener('abort', () => listeners.delete(listener), { once: true });
    },
    progress: {
      get value() {
        return isLoaded ? keeper.progress : 0;
      },
    },
  };
}
