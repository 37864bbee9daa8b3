import { call } from '../../protocol/rpc';
import { MOST_TOGETHER } from '../batches';
import { errorMessage } from '../error-message';
import type { Batch, ImportFile } from './import-file';

/** What became of an import. */
export interface ImportResult {
  readonly id: string;
  /** Number of papers that are new in the library. */
  readonly added: number;
  /** Number of papers that the library had and that were updated. */
  readonly changed: number;
  /** The titles of papers that the library did not take. */
  readonly refused: readonly string[];
  /** Number of papers that were not reached before the import was stopped. */
  readonly left: number;
  /** Why the import failed part-way; empty if it did not, or if the user stopped it. */
  readonly reason: string;
}

interface WriteOptions {
  readonly id: string;
  /** The places of the entries in the file. */
  readonly places: readonly number[];
  /** Milliseconds since 1970: new papers are starred then. Undefined leaves their stars as they are. */
  readonly starNewAt: number | undefined;
  /** When new papers are added, likewise. */
  readonly addedAt: number;
  isStopped(): boolean;
  /** Called with the share that is written, 0 to 1. */
  onProgress(share: number): void;
}

/**
 * Imports entries of a file, one batch after the other. What was written before a stop or a failure is
 * whole papers, and stays. Never rejects.
 */
export async function writeEntries(
  file: Pick<ImportFile, 'batch' | 'rows'>,
  { id, places, starNewAt, addedAt, isStopped, onProgress }: WriteOptions,
): Promise<ImportResult> {
  let [begun, written, added, changed] = [0, 0, 0, 0];
  const refused: string[] = [];
  let reason = '';

  async function write(wanted: readonly number[], { count, address }: Batch): Promise<void> {
    const answer = await call('importEntries', id, address);
    added += answer.added.length;
    changed += answer.changed.length;
    written += count;
    onProgress(written / places.length);
    if (answer.refused.length === 0) return;
    const rows = await file.rows(answer.refused.flatMap(({ at }) => wanted[at] ?? []));
    refused.push(...rows.map(({ title }) => title));
  }

  /** Two batches are under way at a time: the background reads the next one while the disk writes this one. */
  const underway: Promise<void>[] = [];
  try {
    while (begun < places.length) {
      const wanted = places.slice(begun, begun + MOST_TOGETHER);
      const batch = await file.batch(wanted, starNewAt, addedAt);
      if (isStopped()) break;
      begun += batch.count;
      const writing = write(wanted, batch);
      // Where it fails, that is seen in its turn.
      writing.catch(() => undefined);
      underway.push(writing);
      if (underway.length > 1) await underway.shift();
    }
    await Promise.all(underway);
  } catch (error) {
    reason = errorMessage(error);
    await Promise.allSettled(underway);
  }
  return { id, added, changed, refused, left: places.length - written, reason };
}
