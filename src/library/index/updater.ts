import type { Written } from '../upsert';
import type { IndexMaintainer } from './maintainer';
import { runIndexWorker } from './run-worker';

/** Keeps an index up to date with its library in the background. */
export interface IndexUpdater {
  /** Loads the index, once; again if that failed. */
  load(): Promise<void>;
  readonly isLoaded: boolean;
  /** Notes changes that were published. Returns whether an answer can wait until they are indexed. */
  note(changes: readonly Written[]): boolean;
  /** Indexes what is new, now or after what is being indexed. */
  update(): Promise<void>;
  /** Waits until the noted changes are indexed, if they are few. */
  catchUp(): Promise<void>;
  /** Logs an error. It happens again in the next `find`, which tells it to whoever asks. */
  report(error: unknown): void;
}

/** Noted changes that are indexed before an answer; of more, only the marks are shown at once. */
const WAIT_FOR = 100;
/** Papers that are indexed in one go. */
const BATCH = 200;
/** More pending changes than this are indexed by a worker. */
const WORKER_PAPERS = 3_000;
/** Merges of more papers than this are done by a worker. */
const WORKER_MERGE = 20_000;
/** As much as this is kept only in memory; the next page indexes it again. */
const MAX_UNSAVED = 100;
/** When a library is indexed in the page, it is saved this often, so that it need not begin again. */
const SAVE_AT = 5_000;

export function makeIndexUpdater(maintainer: IndexMaintainer, until: AbortSignal): IndexUpdater {
  /** The number of the last change that was noted, and how many came since the index was up to it. */
  let noted = 0;
  let pending = 0;
  let node = '';
  let loading: Promise<void> | undefined;
  let isLoaded = false;
  let updating: Promise<void> | undefined;
  let isAskedAgain = false;
  let isMerging = false;
  let canUseWorker = typeof Worker !== 'undefined';
  let isInWorker = false;

  function report(error: unknown): void {
    if (!until.aborted) console.warn('Search:', error);
  }

  function load(): Promise<void> {
    loading ??= loadNow().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  }

  async function loadNow(): Promise<void> {
    await maintainer.load();
    node = maintainer.node;
    // What was marked since, in another page or on a digest, is mostly little: the answer includes it.
    if ((await maintainer.countPending()) <= BATCH) while (await maintainer.update(BATCH));
    isLoaded = true;
    void update();
  }

  function update(): Promise<void> {
    isAskedAgain = true;
    updating ??= updateAll();
    return updating;
  }

  async function updateAll(): Promise<void> {
    try {
      while (isAskedAgain) {
        isAskedAgain = false;
        await updateOnce();
      }
    } catch (error) {
      report(error);
    } finally {
      // At the same moment at which nothing more is found: what comes from now on begins anew.
      updating = undefined;
    }
    if (!isMerging) void mergeAll();
  }

  async function updateOnce(): Promise<void> {
    if (canUseWorker && (await maintainer.countPending()) > WORKER_PAPERS) await useWorker();
    while (await maintainer.update(BATCH)) {
      if (maintainer.unsaved >= SAVE_AT) await maintainer.save();
    }
    await maintainer.check(BATCH);
    if (maintainer.node !== node) {
      // Changes of the library before this one say nothing about this one's sequence.
      node = maintainer.node;
      noted = maintainer.seq;
    }
    if (maintainer.seq >= noted) pending = 0;
  }

  async function mergeAll(): Promise<void> {
    isMerging = true;
    try {
      for (;;) {
        const papers = await maintainer.merge(canUseWorker ? WORKER_MERGE : Infinity);
        if (papers === 0) break;
        if (!canUseWorker || papers <= WORKER_MERGE) continue;
        if (maintainer.unsaved > 0) await maintainer.save();
        await useWorker();
      }
      if (maintainer.unsaved >= MAX_UNSAVED) await maintainer.save();
    } catch (error) {
      report(error);
    }
    isMerging = false;
  }

  async function useWorker(): Promise<void> {
    isInWorker = true;
    const isDone = await runIndexWorker(() => maintainer.load(), report, until);
    isInWorker = false;
    // Without a worker, the page does the work in slices.
    if (!isDone) canUseWorker = false;
  }

  const canWait = (): boolean => pending <= WAIT_FOR && !isInWorker && maintainer.progress === 1;

  return {
    load,
    get isLoaded() {
      return isLoaded;
    },
    note(changes) {
      for (const { mark } of changes) noted = Math.max(noted, mark.seq);
      pending += changes.length;
      return canWait();
    },
    update,
    async catchUp() {
      if (pending > 0 && noted > maintainer.seq && canWait()) await update();
    },
    report,
  };
}
