import { batch, computed, effect, type ReadonlySignal } from '@preact/signals';
import { firstEntries, idsBy } from '../../library/entries';
import type { Library, Removed } from '../../library/schema';
import type { PaperId } from '../../paper/ids';
import { barePaper } from '../../paper/paper';
import { type Change, subscribe } from '../../protocol/changes';
import type { View } from '../../search';
import type { ListQuery, ListView } from '../../search/list-query';
import { parseQuery, type Query } from '../../search/query';
import { FIRST_ROW_COUNT, type FirstRows, painted } from '../../ui/page/first-rows';
import { type Address, makeAddress } from './address';
import { makeChangeWaiters } from './change-waiters';
import { type Entries, type EntryState, makeEntries } from './entries';
import { type ListState, makeListState } from './list-state';
import { type Listing, listingOf } from './listing';
import { isWholeView, makeResults, type Results } from './results';
import { makeSearch, type Search } from './search';
import { throttle } from './throttle';

/** Shortest time between two checks for changes that belong in the list, in ms. */
const CHECK_MS = 400;

/** The library as this page shows it. */
export interface ListStore extends ListState {
  readonly address: Address;
  readonly query: ReadonlySignal<Query>;
  /** Share of the library that is indexed, from 0 to 1. */
  readonly progress: ReadonlySignal<number>;
  readonly bin: ReadonlySignal<ReadonlyMap<PaperId, Removed>>;
  readonly entries: Entries;
  /** Resolves to the listing once it is whole, for what is done with all of it. */
  wholeListing(): Promise<Listing>;
  /** Returns what a row shows: from the bin where that is shown, otherwise from the library. */
  shownOf(id: PaperId): EntryState;
  connect(): Promise<Library>;
  /** Opens the library; again where that failed. */
  open(): Promise<void>;
  /** Searches again, and keeps the scroll position. */
  refresh(): Promise<void>;
  /** Resolves when a change of the paper has been received here. */
  untilChangeReceived(id: PaperId): Promise<void>;
  /** Calls the listener after every change. */
  onChanges(listener: (changes: readonly Change[]) => void): void;
  /** Shows that the library did not answer. */
  fail(error: unknown): void;
}

/** The parts of the store, for the functions that work on several of them. */
interface StoreParts {
  readonly first: FirstRows;
  readonly state: ListState;
  readonly address: Address;
  readonly query: ReadonlySignal<Query>;
  readonly results: Results;
  readonly entries: Entries;
  readonly search: Search;
  fail(error: unknown): void;
}

/** @param editor the name of this page among those that write drafts */
export function makeListStore(first: FirstRows, editor: string, until: AbortSignal): ListStore {
  const { connect } = first.connection;
  const state = makeListState();
  const results = makeResults(connect, until);
  const entries = makeEntries(connect, editor);
  const address = makeAddress((id) => search.selectNext(id), until);
  const query = computed(() => parseQuery(address.listQuery.value.query));
  const fail = (error: unknown): void => {
    if (!until.aborted) showFailure(state, error);
  };
  const search = makeSearch({
    ...{ state, results, entries, fail, until },
    listQuery: () => address.listQuery.peek(),
    query: () => query.peek(),
  });
  const parts = { first, state, address, query, results, entries, search, fail };
  const waiters = makeChangeWaiters();
  const listeners: ((changes: readonly Change[]) => void)[] = [];
  const check = async (): Promise<void> => {
    if (!until.aborted) await insertChanged(parts);
  };
  const checkSoon = throttle(check, CHECK_MS, fail);

  first.connection.onLost = () => {
    // Whether it can be opened again is better known before the next click than after it.
    if (state.status.peek() === 'open') connect().catch(fail);
  };
  subscribe((changes) => {
    entries.follow(changes).catch(fail);
    results.follow(changes);
    for (const { mark } of changes) search.markChanged(mark.id);
    waiters.follow(changes);
    for (const listener of listeners) listener(changes);
    checkSoon();
  }, until);
  searchOnNewAddress(parts);

  return {
    ...{ ...state, address, query, entries, connect, fail },
    progress: results.progress,
    bin: results.bin,
    shownOf: (id) => shownEntry(parts, id),
    wholeListing: () => wholeListing(state),
    open: () => openLibrary(parts, checkSoon),
    refresh: () => search.find(false),
    untilChangeReceived: waiters.untilReceived,
    onChanges: (listener) => void listeners.push(listener),
  };
}

function showFailure({ reason, status }: ListState, error: unknown): void {
  console.error(error);
  batch(() => {
    reason.value = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    status.value = 'failed';
  });
}

async function openLibrary(parts: StoreParts, checkSoon: () => void): Promise<void> {
  const { first, state, address, query, results, entries, search, fail } = parts;
  state.status.value = 'opening';
  try {
    await first.connection.connect();
    const listQuery = address.listQuery.peek();
    const isFirst = state.listing.peek().total === 0;
    if (isFirst && listQuery.view !== 'bin' && isWholeView(listQuery, query.peek())) {
      await showFirstRows(parts, listQuery.view);
      await showAllRows(parts, listQuery);
    } else {
      await entries.reload();
    }
    await results.open(checkSoon);
    await search.find(state.listing.peek().total === 0);
    if (state.status.peek() === 'open') state.counts.value = await results.counts();
  } catch (error) {
    fail(error);
  }
}

/** Shows the newest papers of a view, which were read while the page's scripts were loading. */
async function showFirstRows(
  { first, state, entries, search }: StoreParts,
  view: Exclude<ListView, 'bin'>,
): Promise<void> {
  const read = await first.take(view);
  const rows =
    read ?? (await firstEntries(await first.connection.connect(), view, FIRST_ROW_COUNT));
  entries.store(rows);
  batch(() => {
    state.isWhole.value = rows.length < FIRST_ROW_COUNT;
    search.show(listingOf(rows.map(({ paper }) => paper.id)), true);
  });
  await painted();
}

/**
 * Shows all of the view of which the first rows are shown. The index, which is opened next, can take a minute
 * where it has to be made, and nobody should export or select fifty papers of thousands meanwhile.
 */
async function showAllRows(
  { first, address, state, search }: StoreParts,
  listQuery: ListQuery,
): Promise<void> {
  if (state.isWhole.peek()) return;
  const ids = await idsBy(await first.connection.connect(), listQuery.view as View);
  batch(() => {
    state.isWhole.value = true;
    // Another view is found by the index.
    if (address.listQuery.peek() === listQuery) search.show(listingOf(ids), false);
  });
}

function wholeListing({ isWhole, listing }: ListState): Promise<Listing> {
  return new Promise((resolve) => {
    const stop = effect(() => {
      if (!isWhole.value) return;
      resolve(listing.peek());
      queueMicrotask(() => stop());
    });
  });
}

/** Brings the counts up to date, and inserts into the list what belongs there by now. */
async function insertChanged({ state, results, search }: StoreParts): Promise<void> {
  if (!results.isOpen() || state.status.peek() !== 'open') return;
  state.counts.value = await results.counts();
  await search.insertChanged();
}

function searchOnNewAddress({ address, results, search }: StoreParts): void {
  let shown = address.listQuery.peek();
  effect(() => {
    const listQuery = address.listQuery.value;
    if (listQuery === shown) return;
    shown = listQuery;
    // The bin can be shown before the search index is open.
    if (results.isOpen() || listQuery.view === 'bin') void search.find(true);
  });
}

function shownEntry({ address, results, entries }: StoreParts, id: PaperId): EntryState {
  const isBin = address.listQuery.value.view === 'bin';
  const removed = isBin ? results.bin.value.get(id) : undefined;
  if (!removed) return entries.of(id).value;
  const { paper = barePaper(id), mark } = removed;
  return { paper, mark };
}
