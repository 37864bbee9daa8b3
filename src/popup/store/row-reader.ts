import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';
import type { Filters } from './filters';
import type { LibraryReader } from './library-reader';

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
}

type Library = Pick<LibraryReader, 'firstEntries' | 'entriesOf' | 'find'>;

export function makeRowReader(library: Library, filters: Filters): RowReader {
  async function readPlain(most: number): Promise<ReadRows> {
    const entries = await library.firstEntries(filters.list.peek(), most);
    return { entries, ids: entries.map(({ paper }) => paper.id), total: undefined };
  }

  async function readFound(most: number): Promise<ReadRows> {
    const { total, ids } = await library.find(filters.search.peek(), most);
    const read = await library.entriesOf(ids);
    return { entries: read.filter((entry) => entry !== undefined), ids, total };
  }

  return {
    read: (most) => (filters.isPlain.peek() ? readPlain(most) : readFound(most)),
  };
}
