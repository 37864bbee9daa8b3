import { batch } from '@preact/signals';
import type { PaperId } from '../../paper/ids';
import type { ListQuery } from '../../search/list-query';
import type { Query } from '../../search/query';
import type { Entries } from './entries';
import type { ListState } from './list-state';
import { growable, insertNew, type Listing } from './listing';
import type { Results } from './results';

/** Rows that are loaded before a list is shown, so that they do not appear one after another. */
const ROWS_AHEAD = 30;

/** Keeps the list in line with the address and with what changes in the library. */
export interface Search {
  /**
   * Searches and shows what is found. Never rejects.
   * @param isFresh whether the list query is another one, so that the list starts at its top
   */
  find(isFresh: boolean): Promise<void>;
  /** Shows a listing. */
  show(found: Listing, isFresh: boolean): void;
  /** Inserts into the list what has changed and belongs there by now; nothing leaves it. */
  insertChanged(): Promise<void>;
  /** Notes that a paper has changed since the last search. */
  markChanged(id: PaperId): void;
  /** Makes this paper the current one when the next list is shown. */
  selectNext(id: PaperId | undefined): void;
}

interface SearchParts {
  readonly state: ListState;
  readonly results: Pick<Results, 'find' | 'isPartial' | 'checkProgress'>;
  readonly entries: Pick<Entries, 'load'>;
  readonly listQuery: () => ListQuery;
  readonly query: () => Query;
  readonly fail: (error: unknown) => void;
  readonly until: AbortSignal;
}

export function makeSearch(parts: SearchParts): Search {
  const { state, results, listQuery, query, fail, until } = parts;
  const changed = new Set<PaperId>();
  let searches = 0;
  let next: PaperId | undefined;

  const run = (): Promise<Listing> => results.find(listQuery(), query());

  function show(found: Listing, isFresh: boolean): void {
    showListing(state, found, next, isFresh);
    next = undefined;
  }

  async function find(isFresh: boolean): Promise<void> {
    const search = ++searches;
    const isOutdated = (): boolean => search !== searches || until.aborted;
    try {
      // The answer may not have changes from now on.
      changed.clear();
      const found = await run();
      if (isOutdated()) return;
      if (isFresh && listQuery().view !== 'bin') {
        await loadAhead(parts, found, isOutdated);
        if (isOutdated()) return;
      }
      state.isPartial.value = results.isPartial(listQuery(), query());
      show(found, isFresh);
    } catch (error) {
      if (!isOutdated()) fail(error);
    }
  }

  async function insertChanged(): Promise<void> {
    if (state.isPartial.peek()) return find(false);
    // A whole view was complete before everything was indexed, so it stays as the user sees it.
    results.checkProgress();
    if (changed.size === 0 || listQuery().view === 'bin') return;
    const search = searches;
    const found = await run();
    if (search !== searches) return;
    state.total.value = found.total;
    const grown = insertNew(changed, found, state.listing.peek());
    changed.clear();
    if (!grown) {
      state.isStale.value = true;
      return;
    }
    state.listing.value = grown;
    if (state.current.peek() === undefined) state.current.value = grown.ids(0, 1)[0];
  }

  return {
    find,
    show,
    insertChanged,
    markChanged: (id) => void changed.add(id),
    selectNext(id) {
      next = id;
    },
  };
}

/** Loads the first rows; waits for them a frame at most. */
async function loadAhead(
  { entries, fail }: SearchParts,
  found: Listing,
  isOutdated: () => boolean,
): Promise<void> {
  const loading = entries.load(found.ids(0, ROWS_AHEAD));
  await Promise.race([loading, nextFrame()]);
  if (!isOutdated()) loading.catch(fail);
}

const nextFrame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));

function showListing(
  state: ListState,
  found: Listing,
  next: PaperId | undefined,
  isFresh: boolean,
): void {
  batch(() => {
    state.listing.value = growable(found);
    state.total.value = found.total;
    state.isStale.value = false;
    if (isFresh) state.generation.value++;
    const current = next ?? state.current.peek();
    const isThere = current !== undefined && found.indexOf(current) >= 0;
    state.current.value = isThere ? current : found.ids(0, 1)[0];
    state.status.value = 'open';
  });
}
