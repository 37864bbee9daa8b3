/**
 * The script of a worker that reads a library of which the index knows little, so that no page has to.
 * Each time that it has written a part it says so; the page then reads that from the store.
 */
import { type IndexerMessage, writeWholeIndex } from './write';

const post = (message: IndexerMessage): void => globalThis.postMessage(message);

writeWholeIndex(undefined, () => post({ kind: 'wrote' })).then(
  () => post({ kind: 'done' }),
  (error: unknown) => post({ kind: 'failed', reason: String(error) }),
);
