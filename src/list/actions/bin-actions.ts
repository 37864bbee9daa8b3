import { message, plural } from '../../i18n';
import type { PaperId } from '../../paper/ids';
import { call } from '../../protocol/rpc';
import type { Listing } from '../state/listing';
import type { Selection } from '../state/selection';
import type { ListStore } from '../state/store';
import { CHUNK, forEachChunk } from './chunks';
import { describeError } from './describe-error';
import type { ActionResult, ReportProgress, UndoHistory } from './undo-history';

/** The actions that move papers into the bin and out of it. */
export interface BinActions {
  remove(ids: readonly PaperId[]): Promise<void>;
  restore(ids: readonly PaperId[]): Promise<void>;
  /** Deletes for good what is in the bin. It has no undo. */
  emptyBin(): Promise<void>;
}

export function makeBinActions(
  store: ListStore,
  selection: Selection,
  history: UndoHistory,
): BinActions {
  return {
    async remove(ids) {
      if (ids.length === 0) return;
      await history.run(message('list_removing'), (report) =>
        removePapers(store, selection, ids, report),
      );
    },

    restore: (ids) =>
      history.run(message('list_restoring'), async (report) => {
        await restorePapers(store, ids, report);
        selection.drop(ids);
        return {
          text: plural('list_restored', ids.length),
          undo: (reportUndo) => removeAgain(store, ids, reportUndo),
        };
      }),

    emptyBin: () =>
      history.run(message('list_removing'), async () => {
        const papers = await call('emptyBin');
        selection.clear();
        await store.refresh();
        return { text: plural('list_emptied', papers) };
      }),
  };
}

async function removePapers(
  store: ListStore,
  selection: Selection,
  ids: readonly PaperId[],
  report: ReportProgress,
): Promise<ActionResult> {
  const removed: PaperId[] = [];
  const current = store.current.peek();
  if (current !== undefined) {
    store.current.value = currentAfterRemoval(current, new Set(ids), store.listing.peek());
  }
  let received: Promise<void> = Promise.resolve();
  const failure = await forEachChunk(
    ids,
    async (chunk) => {
      received = store.untilChangeReceived(chunk.at(-1) as PaperId);
      await call('remove', chunk);
      removed.push(...chunk);
    },
    report,
  );
  if (removed.length === 0) throw failure;
  await received;
  selection.drop(removed);
  await store.refresh();
  return {
    text: plural('list_removed', removed.length),
    undo: (reportUndo) => restorePapers(store, removed, reportUndo),
    failure: failure ? describeError(failure) : undefined,
  };
}

/** Returns the paper at which the user goes on: the next one that stays, or else the one before. */
export function currentAfterRemoval(
  current: PaperId,
  removed: ReadonlySet<PaperId>,
  listing: Listing,
): PaperId | undefined {
  if (!removed.has(current)) return current;
  const at = listing.indexOf(current);
  const after = listing.ids(at, at + CHUNK).find((id) => !removed.has(id));
  const before = listing.ids(Math.max(0, at - CHUNK), at).findLast((id) => !removed.has(id));
  return after ?? before;
}

async function restorePapers(
  store: ListStore,
  ids: readonly PaperId[],
  report: ReportProgress,
): Promise<void> {
  let received: Promise<void> = Promise.resolve();
  const failure = await forEachChunk(
    ids,
    async (chunk) => {
      received = store.untilChangeReceived(chunk.at(-1) as PaperId);
      await call('restore', chunk);
    },
    report,
  );
  await received;
  await store.refresh();
  const [first] = ids;
  if (first && store.listing.peek().indexOf(first) >= 0) store.current.value = first;
  if (failure) throw failure;
}

/** Undoes a restore. The current paper stays, since the user is looking at the bin. */
async function removeAgain(
  store: ListStore,
  ids: readonly PaperId[],
  report: ReportProgress,
): Promise<void> {
  const failure = await forEachChunk(
    ids,
    async (chunk) => {
      const received = store.untilChangeReceived(chunk.at(-1) as PaperId);
      await call('remove', chunk);
      await received;
    },
    report,
  );
  if (failure) throw failure;
  await store.refresh();
}
