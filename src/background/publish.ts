import { type ChangeBatch, changesSince, readLibraryState } from '../library/changes-since';
import { writeMarks } from '../library/marks';
import type { Written } from '../library/upsert';
import type { Delivery } from '../paper/delivery';
import { emptyMark, type Mark, type MarkChange } from '../paper/mark';
import { idsOf } from '../paper/paper';
import { lastPublished, publish, startPublishingAfter } from '../protocol/changes';
import { withLibrary } from './connection';
import { planMaintenance } from './maintenance';

/**
 * Tells every context what was written, and returns the marks. It does so even if nothing had to be
 * written: the request may have come for the second time because the worker was stopped after the first
 * one was committed and before it was published.
 */
export async function publishWritten(written: readonly Written[]): Promise<Mark[]> {
  const known = written.filter(({ mark }) => mark.seq > 0);
  // It is committed: the request has not failed if other tabs could not be told.
  if (known.length > 0) await publish(known).catch(console.error);
  planMaintenance();
  return written.map(({ mark }) => mark);
}

/** Changes marks in one transaction, tells every context, and returns the marks. */
export async function writeAndPublish(
  changes: readonly MarkChange[],
  delivery?: Delivery,
): Promise<Mark[]> {
  return publishWritten(await withLibrary((db) => writeMarks(db, changes, Date.now(), delivery)));
}

/** How many changes are published in one message. */
const MANY = 1_000;
/** Delay in ms: what woke the background comes first. */
const AFTER_MS = 500;

/**
 * Publishes, a moment later, what the background before this one has committed and was stopped before it could
 * tell anybody.
 */
export function planMissedPublishing(): void {
  setTimeout(() => void publishMissed().catch(console.error), AFTER_MS);
}

async function publishMissed(): Promise<void> {
  let after = await lastPublished();
  const { seq: newest } = await withLibrary(readLibraryState);
  // Nothing was published yet, or not by a version that remembers it; or it is another library by now.
  if (after === undefined || after > newest) return startPublishingAfter(newest);
  for (let isAll = false; !isAll; ) {
    const seq: number = after;
    const batch: ChangeBatch = await withLibrary((db) => changesSince(db, seq, MANY));
    const gone = batch.gone.map((id) => ({
      mark: { ...emptyMark(id), seq: batch.seq },
      ids: [id],
    }));
    const changed = batch.entries.map(({ paper, mark }) => ({ mark, ids: idsOf(paper) }));
    if (changed.length + gone.length === 0) return;
    await publish([...changed, ...gone]);
    after = batch.seq;
    isAll = batch.isAll;
  }
}
