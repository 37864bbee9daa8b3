import { entriesOf, firstEntries } from '../../library/entries';
import type { Found } from '../../library/index/finder';
import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';
import { FIRST_ROW_COUNT, type FirstRows } from '../../ui/page/first-rows';
import type { Filters } from './filters';
import type { LazyFinder } from './lazy-finder';

/** The first rows of what search, filter and order leave. */
export interface ReadRows {
  readonly ids: readonly PaperId[];
  /** How many papers there are in all; undefined when the list is read by its own index. */
  readonly total: number | undefined;
  readonly entries: readonly Entry[];
}

/** Reads rows from the library: a whole list by its own index, and everything else by a search. */
export interface RowReader {
  /** @param most how many rows at most */
  read(most: number): Promise<ReadRows>;
  readAll(): Promise<readonly Entry[]>;
}

export function makeRowReader(first: FirstRows, filters: Filters, finder: LazyFinder): RowReader {
  const { connect } = first.connection;

  async function readPlain(most: number): Promise<ReadRows> {
    const view = filters.list.peek();
    const early = most === FIRST_ROW_COUNT ? await first.take(view) : undefined;
    const entries = early ?? (await firstEntries(await connect(), view, most));
    return { entries, ids: entries.map(({ paper }) => paper.id), total: undefined };
  }

  async function readFound(most?: number): Promise<ReadRows> {
    const found = await search();
    const ids = found.ids(0, most ?? found.total);
    const read = await entriesOf(await connect(), ids);
    return { entries: read.filter((entry) => entry !== undefined), ids, total: found.total };
  }

  async function search(): Promise<Found> {
    const { query, order } = filters.search.peek();
    const view = filters.list.peek();
    return (await finder.open()).find(query, { view, order });
  }

  return {
    read: (most) => (filters.isPlain.peek() ? readPlain(most) : readFound(most)),

    async readAll() {
      if (filters.isPlain.peek()) return firstEntries(await connect(), filters.list.peek());
      return (await readFound()).entries;
    },
  };
}
