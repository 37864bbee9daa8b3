/**
 * The script of a worker that indexes a library of which little is indexed, so that no page has to.
 * It reports each part that it has written; the page then reads that from the store.
 */
import { type IndexerMessage, writeWholeIndex } from './write';

const post = (message: IndexerMessage): void => globalThis.postMessage(message);

writeWholeIndex(undefined, () => post({ kind: 'wrote' })).then(
  () => post({ kind: 'done' }),
  (error: unknown) => post({ kind: 'failed', reason: String(error) }),
);
