import { finish } from '../../search/build';
import { openLibrary } from '../open';
import { makeKeeper } from './maintainer';

/** What the worker tells the page. */
export type IndexerMessage =
  | { readonly kind: 'wrote' | 'done' }
  | { readonly kind: 'failed'; readonly reason: string };

/** Papers in a part: with more, what is made of them takes more memory than the whole index. */
const PART = 10_000;

/**
 * Brings the stored index up to the library, and merges what should be.
 * @param wrote called each time that a part is in the store
 */
export async function writeWholeIndex(name: string | undefined, wrote: () => void): Promise<void> {
  const db = await openLibrary(name === undefined ? {} : { name });
  try {
    const keeper = makeKeeper(
      () => Promise.resolve(db),
      (steps) => Promise.resolve(finish(steps)),
    );
    await keeper.load();
    for (let isMore = true; isMore; ) {
      isMore = await keeper.goOn(PART);
      if (!isMore) await keeper.check(PART);
      while ((await keeper.tidy(Number.POSITIVE_INFINITY)) > 0);
      if (keeper.unsaved > 0) await keeper.save();
      wrote();
    }
  } finally {
    db.close();
  }
}
