import type { Finder } from '../../library/index/finder';
import type { Library } from '../../library/schema';
import type { Change } from '../../protocol/changes';

/** The search index, opened by the first who needs it. */
export interface LazyFinder {
  open(): Promise<Finder>;
  /** Passes on what was published, once the index is open. */
  follow(changes: readonly Change[]): void;
}

/**
 * Loads and opens the finder only when it is asked for: it reads more than the first rows need.
 * @param onChange called when the index has taken in more
 */
export function makeLazyFinder(
  connect: () => Promise<Library>,
  onChange: () => void,
  until: AbortSignal,
): LazyFinder {
  let finder: Finder | undefined;
  let opening: Promise<Finder> | undefined;
  return {
    open() {
      opening ??= import('../../library/index/finder').then(({ openFinder }) => {
        finder = openFinder(connect, until);
        finder.onChange(onChange, until);
        return finder;
      });
      return opening;
    },
    follow: (changes) => finder?.follow(changes),
  };
}
