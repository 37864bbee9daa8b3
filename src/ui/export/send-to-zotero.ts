import { toZoteroItem } from '../../formats/write/zotero';
import { formatNumber, message, plural } from '../../i18n';
import { sentToZotero } from '../../library/exported';
import type { Library } from '../../library/schema';
import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';
import { idsOf } from '../../paper/paper';
import { call } from '../../protocol/rpc';
import { BATCH, readTarget, saveItems, ZoteroError, type ZoteroOptions } from '../../send/zotero';
import {
  addPendingSend,
  getPendingSends,
  type PendingSend,
  removePendingSend,
} from '../../storage/pending-sends';
import type { Notice } from '../page/notice';
import { rememberKeys } from './write-export';

export interface SendOptions extends ZoteroOptions {
  /** Called with the share that is sent, 0 to 1. */
  readonly report?: ((share: number) => void) | undefined;
  /** Ends the sending, after what is under way. */
  readonly until?: AbortSignal | undefined;
}

/** Sends papers that were not sent to Zotero before. Resolves to a notice that says how it went. */
export function sendToZotero(
  entries: readonly Entry[],
  db: Library,
  options: SendOptions = {},
): Promise<Notice> {
  // One page after the other, or two pages would send the same papers.
  return navigator.locks.request('zotero', () => send(entries, db, options));
}

async function send(
  entries: readonly Entry[],
  db: Library,
  { report, until, ...options }: SendOptions,
): Promise<Notice> {
  if (entries.length === 0) return { text: message('export_nothing') };
  const papers = entries.map(({ paper }) => paper);
  const isSent = await sentToZotero(db, papers);
  const fresh = entries.filter((_, i) => !isSent[i]);
  if (fresh.length === 0) return { text: plural('export_zotero_there', entries.length) };

  let saved = 0;
  try {
    const { library, collection } = await readTarget(options);
    // Before they are sent: Zotero may get them with their keys although its answer is lost.
    const keys = await rememberKeys(fresh, db);
    for (const batch of batchesOf(fresh, await getPendingSends())) {
      if (until?.aborted) break;
      report?.(saved / fresh.length);
      await sendBatch(batch, keys, options);
      saved += batch.entries.length;
    }
    if (saved === 0) return { text: message('export_cancelled') };
    const place = collection === undefined ? library : `${library} › ${collection}`;
    return { text: message('export_zotero_sent', formatNumber(saved), place) };
  } catch (error) {
    if (!(error instanceof ZoteroError)) throw error;
    const why = message(`export_zotero_${error.code.replaceAll('-', '_')}`, error.message);
    const text = saved > 0 ? `${why} ${plural('export_zotero_part', saved)}` : why;
    return { text, isFailure: true };
  }
}

/** The papers of one message: with a session of their own, or with the one whose answer was lost. */
interface Batch extends PendingSend {
  readonly entries: readonly Entry[];
}

/**
 * Puts papers that Zotero may already have first, in the batches in which they were sent, without those
 * that are not sent now.
 */
function batchesOf(fresh: readonly Entry[], unanswered: readonly PendingSend[]): Batch[] {
  const left = new Set(fresh);
  const batches: Batch[] = [];
  for (const { sessionID, ids } of unanswered) {
    const known = new Set(ids);
    const entries = [...left].filter(({ paper }) => idsOf(paper).some((id) => known.has(id)));
    if (entries.length > 0) batches.push({ sessionID, ids, entries });
    for (const entry of entries) left.delete(entry);
  }
  const others = [...left];
  for (let at = 0; at < others.length; at += BATCH) {
    const entries = others.slice(at, at + BATCH);
    batches.push({ sessionID: crypto.randomUUID(), ids: idsIn(entries), entries });
  }
  return batches;
}

const idsIn = (entries: readonly Entry[]): PaperId[] => entries.map(({ paper }) => paper.id);

async function sendBatch(
  { sessionID, ids, entries }: Batch,
  keys: ReadonlyMap<PaperId, string>,
  options: ZoteroOptions,
): Promise<void> {
  const items = entries.map((entry) => toZoteroItem(entry, keys.get(entry.paper.id)));
  // Without those that are not sent now: if this answer is lost, too, they may or may not be there,
  // and to send a paper twice is better than to call one sent that is not.
  await addPendingSend({ sessionID, ids: idsIn(entries) });
  try {
    const isNew = await saveItems(sessionID, items, options);
    await call('rememberSent', isNew ? idsIn(entries) : ids);
  } catch (error) {
    // The session cannot be used again, and nothing was saved.
    if (error instanceof ZoteroError && error.isAnswer) await removePendingSend(sessionID);
    throw error;
  }
  await removePendingSend(sessionID);
}
