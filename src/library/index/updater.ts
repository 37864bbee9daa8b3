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

/** The state of an updater. */
interface Updating {
  readonly maintainer: IndexMaintainer;
  readonly until: AbortSignal;
  /** Number of the last change that was noted. */
  noted: number;
  /** Number of changes that were noted since the index was up to date. */
  pending: number;
  /** Id of the clock of the library that `noted` belongs to. */
  node: string;
  /** The loading, unless it failed. */
  loading: Promise<void> | undefined;
  isLoaded: boolean;
  /** The indexing that is under way. */
  updating: Promise<void> | undefined;
  isAskedAgain: boolean;
  isMerging: boolean;
  canUseWorker: boolean;
  isInWorker: boolean;
}

export function makeIndexUpdater(maintainer: IndexMaintainer, until: AbortSignal): IndexUpdater {
  const state: Updating = {
    ...{ maintainer, until, noted: 0, pending: 0, node: '', loading: undefined, isLoaded: false },
    ...{ updating: undefined, isAskedAgain: false, isMerging: false, isInWorker: false },
    canUseWorker: typeof Worker !== 'undefined',
  };
  return {
    load: () => load(state),
    get isLoaded() {
      return state.isLoaded;
    },
    note(changes) {
      for (const { mark } of changes) state.noted = Math.max(state.noted, mark.seq);
      state.pending += changes.length;
      return canWait(state);
    },
    update: () => update(state),
    async catchUp() {
      if (state.pending > 0 && state.noted > maintainer.seq && canWait(state)) await update(state);
    },
    report: (error) => report(state, error),
  };
}

/** Whether what was noted is indexed so soon that an answer can wait for it. */
const canWait = ({ pending, isInWorker, maintainer }: Updating): boolean =>
  pending <= WAIT_FOR && !isInWorker && maintainer.progress === 1;

function report({ until }: Updating, error: unknown): void {
  if (!until.aborted) console.warn('Search:', error);
}

function load(state: Updating): Promise<void> {
  state.loading ??= loadNow(state).catch((error: unknown) => {
    state.loading = undefined;
    throw error;
  });
  return state.loading;
}

async function loadNow(state: Updating): Promise<void> {
  const { maintainer } = state;
  await maintainer.load();
  state.node = maintainer.node;
  // Few papers are marked meanwhile in other pages or on digests: the first answer includes them.
  if ((await maintainer.countPending()) <= BATCH) while (await maintainer.update(BATCH));
  state.isLoaded = true;
  void update(state);
}

function update(state: Updating): Promise<void> {
  state.isAskedAgain = true;
  state.updating ??= updateAll(state);
  return state.updating;
}

async function updateAll(state: Updating): Promise<void> {
  try {
    while (state.isAskedAgain) {
      state.isAskedAgain = false;
      await updateOnce(state);
    }
  } catch (error) {
    report(state, error);
  } finally {
    // At the same moment at which nothing more is found: what comes from now on begins anew.
    state.updating = undefined;
  }
  if (!state.isMerging) void mergeAll(state);
}

async function updateOnce(state: Updating): Promise<void> {
  const { maintainer } = state;
  if (state.canUseWorker && (await maintainer.countPending()) > WORKER_PAPERS) {
    await useWorker(state);
  }
  while (await maintainer.update(BATCH)) {
    if (maintainer.unsaved >= SAVE_AT) await maintainer.save();
  }
  await maintainer.check(BATCH);
  if (maintainer.node !== state.node) {
    // Changes of the library before this one say nothing about this one's sequence.
    state.node = maintainer.node;
    state.noted = maintainer.seq;
  }
  if (maintainer.seq >= state.noted) state.pending = 0;
}

async function mergeAll(state: Updating): Promise<void> {
  const { maintainer } = state;
  state.isMerging = true;
  try {
    for (;;) {
      const papers = await maintainer.merge(
        state.canUseWorker ? WORKER_MERGE : Number.POSITIVE_INFINITY,
      );
      if (papers === 0) break;
      if (!state.canUseWorker || papers <= WORKER_MERGE) continue;
      if (maintainer.unsaved > 0) await maintainer.save();
      await useWorker(state);
    }
    if (maintainer.unsaved >= MAX_UNSAVED) await maintainer.save();
  } catch (error) {
    report(state, error);
  }
  state.isMerging = false;
}

async function useWorker(state: Updating): Promise<void> {
  state.isInWorker = true;
  const isDone = await runIndexWorker(
    () => state.maintainer.load(),
    (error) => report(state, error),
    state.until,
  );
  state.isInWorker = false;
  // Without a worker, the page does the work in slices.
  if (!isDone) state.canUseWorker = false;
}
