import { runAtOnce } from '../../slices';
import { openLibrary } from '../open';
import { makeIndexMaintainer } from './maintainer';

/** A message from the worker to the page. */
export type IndexerMessage =
  | { readonly kind: 'wrote' | 'done' }
  | { readonly kind: 'failed'; readonly reason: string };

/** Papers in one segment; with more, building it would take more memory than the whole index. */
const BATCH = 10_000;

/**
 * Brings the stored index up to date with the library, and merges its segments.
 * @param name the name of the library's database, if it is not the usual one
 * @param wrote called each time that a part is in the store
 */
export async function writeWholeIndex(name: string | undefined, wrote: () => void): Promise<void> {
  const db = await openLibrary(name === undefined ? {} : { name });
  try {
    const maintainer = makeIndexMaintainer(
      () => Promise.resolve(db),
      (work) => Promise.resolve(runAtOnce(work)),
    );
    await maintainer.load();
    for (let isMore = true; isMore; ) {
      isMore = await maintainer.update(BATCH);
      if (!isMore) await maintainer.check(BATCH);
      while ((await maintainer.merge(Number.POSITIVE_INFINITY)) > 0);
      if (maintainer.unsaved > 0) await maintainer.save();
      wrote();
    }
  } finally {
    db.close();
  }
}
