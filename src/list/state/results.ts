import { type ReadonlySignal, signal } from '@preact/signals';
import { removed } from '../../library/bin';
import { idsBy } from '../../library/entries';
import type { Finder } from '../../library/index/finder';
import type { Library, Removed } from '../../library/schema';
import type { PaperId } from '../../paper/ids';
import type { Change } from '../../protocol/changes';
import type { ListQuery } from '../../search/list-query';
import type { Query } from '../../search/query';
import type { Counts } from './list-state';
import { type Listing, listingOf } from './listing';

/** The answers to list queries: from the search index, from a view's own order, or from the bin. */
export interface Results {
  /** Share of the library that is indexed, from 0 to 1. */
  readonly progress: ReadonlySignal<number>;
  /** What was in the bin when it was last listed. */
  readonly bin: ReadonlySignal<ReadonlyMap<PaperId, Removed>>;
  /** Whether the search index has been opened. */
  isOpen(): boolean;
  /** Opens the search index. Later calls do nothing. */
  open(onChange: () => void): Promise<void>;
  find(listQuery: ListQuery, query: Query): Promise<Listing>;
  /** Returns whether papers that match may be missing from the last answer. */
  isPartial(listQuery: ListQuery, query: Query): boolean;
  /** Brings `progress` up to date. */
  checkProgress(): void;
  counts(): Promise<Counts | undefined>;
  follow(changes: readonly Change[]): void;
}

/** Returns whether a list query shows a whole view in its own order, which needs no search. */
export const isWholeView = ({ order, reverse }: ListQuery, query: Query): boolean =>
  query.root === undefined && order === 'best' && !reverse;

export function makeResults(connect: () => Promise<Library>, until: AbortSignal): Results {
  const progress = signal(0);
  const bin = signal<ReadonlyMap<PaperId, Removed>>(new Map());
  let finder: Finder | undefined;

  async function listBin(): Promise<Listing> {
    const all = await removed(await connect());
    bin.value = new Map(all.map((one) => [one.id, one]));
    return listingOf(all.map(({ id }) => id));
  }

  return {
    progress,
    bin,
    isOpen: () => finder !== undefined,

    async open(onChange) {
      if (finder) return;
      // Loaded once the first rows are shown, which do not need it.
      const { openFinder } = await import('../../library/index/finder');
      finder = openFinder(connect, until);
      finder.onChange(onChange, until);
    },

    async find(listQuery, query) {
      const { view, order, reverse } = listQuery;
      if (view === 'bin') return listBin();
      if (!finder) throw new Error('The finder is not open.');
      const found = await finder.find(query, { view, order, reverse });
      progress.value = finder.progress.value;
      if (progress.peek() === 1 || !isWholeView(listQuery, query)) return found;
      // While the index is being built, a whole view is complete without it.
      return listingOf(await idsBy(await connect(), view));
    },

    isPartial: (listQuery, query) =>
      listQuery.view !== 'bin' && progress.peek() < 1 && !isWholeView(listQuery, query),

    checkProgress() {
      if (finder) progress.value = finder.progress.value;
    },

    counts: async () => finder?.counts(),
    follow: (changes) => finder?.follow(changes),
  };
}
