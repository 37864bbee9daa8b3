import { entriesOf, entryOf, firstEntries } from '../../library/entries';
import { countLists } from '../../library/lists';
import type { Library } from '../../library/schema';
import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';
import type { Change } from '../../protocol/changes';
import type { ListCounts, ListName, ListSearch } from '../../protocol/requests';
import { call } from '../../protocol/rpc';
import { parseLimited } from '../../search/unread';
import { FIRST_ROW_COUNT, type FirstRows } from '../../ui/page/first-rows';
import { makeLazyFinder } from './lazy-finder';

/** What the popup reads of the library: directly, or through the background. */
export interface LibraryReader {
  /** Whether the library itself is at hand, which exports and backups need. */
  readonly isDirect: boolean;
  /** Resolves to the library. Rejects if it cannot be read directly. */
  connect(): Promise<Library>;
  /** Resolves to the papers of a list, the last marked first. */
  firstEntries(list: ListName, most?: number): Promise<readonly Entry[]>;
  /** Resolves to the entries of these canonical ids, in their order. */
  entriesOf(ids: readonly PaperId[]): Promise<readonly (Entry | undefined)[]>;
  /** Resolves to a paper, looked up by any of its ids. */
  entryOf(id: PaperId): Promise<Entry | undefined>;
  countLists(): Promise<ListCounts>;
  /** Resolves to how many papers are found, and to the first of them. */
  find(search: ListSearch, most?: number): Promise<{ total: number; ids: readonly PaperId[] }>;
  /** Makes published changes visible to the next `find`. */
  follow(changes: readonly Change[]): void;
}

/**
 * Reads the library directly.
 * @param onIndexed called when `find` may have a new answer
 */
export function readDirectly(
  first: FirstRows,
  onIndexed: () => void,
  until: AbortSignal,
): LibraryReader {
  const { connect } = first.connection;
  const finder = makeLazyFinder(connect, onIndexed, until);
  return {
    isDirect: true,
    connect,
    follow: finder.follow,

    async firstEntries(list, most) {
      const early = most === FIRST_ROW_COUNT ? await first.take(list) : undefined;
      return early ?? firstEntries(await connect(), list, most);
    },

    entriesOf: async (ids) => entriesOf(await connect(), ids),
    entryOf: async (id) => entryOf(await connect(), id),

    countLists: async () => countLists(await connect()),

    async find({ list, text, unreadOnly, order }, most) {
      const query = parseLimited(text, unreadOnly);
      const found = await (await finder.open()).find(query, { view: list, order });
      return { total: found.total, ids: found.ids(0, most ?? found.total) };
    },
  };
}

/** The most rows that the background is asked for. */
const MOST = 10_000;

/** Reads through the background, for a popup in a place that has no library (src/protocol/own-page.ts). */
export function readThroughBackground(): LibraryReader {
  return {
    isDirect: false,
    connect: () => Promise.reject(new Error('The library is not in this place.')),
    // The background follows by itself.
    follow: () => undefined,
    firstEntries: (list, most = MOST) => call('firstEntries', list, Math.min(most, MOST)),
    entriesOf: async (ids) => (await call('entriesOf', ids)).map((entry) => entry ?? undefined),
    entryOf: async (id) => (await call('entryOf', id)) ?? undefined,
    countLists: () => call('countLists'),
    find: (search, most = MOST) => call('find', search, Math.min(most, MOST)),
  };
}
