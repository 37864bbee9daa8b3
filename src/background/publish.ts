import { writeMarks } from '../library/marks';
import type { Written } from '../library/upsert';
import type { Mark, MarkChange } from '../paper/mark';
import { publish } from '../protocol/changes';
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
export async function writeAndPublish(changes: readonly MarkChange[]): Promise<Mark[]> {
  return publishWritten(await withLibrary((db) => writeMarks(db, changes)));
}
