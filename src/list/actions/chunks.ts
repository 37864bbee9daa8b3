import type { PaperId } from '../../paper/ids';
import type { ReportProgress } from './undo-history';

/** Most papers in one request, which is one transaction. */
export const CHUNK = 1_000;

/**
 * Does work on papers, one chunk after the other. Where one fails, those before it stay done.
 * @returns the error of the chunk that failed; undefined where all are done
 */
export async function forEachChunk(
  ids: readonly PaperId[],
  work: (chunk: readonly PaperId[]) => Promise<void>,
  report?: ReportProgress,
): Promise<unknown> {
  for (let from = 0; from < ids.length; from += CHUNK) {
    if (ids.length > CHUNK) report?.(from, ids.length);
    try {
      await work(ids.slice(from, from + CHUNK));
    } catch (error) {
      return error;
    }
  }
  return undefined;
}
