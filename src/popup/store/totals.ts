import { type ReadonlySignal, signal } from '@preact/signals';
import type { Entry } from '../../paper/entry';
import type { ListSearch } from '../../protocol/requests';
import type { LibraryReader } from './library-reader';

/** How many papers each list has, whatever is searched for. */
export interface Totals {
  readonly starred: number;
  readonly dismissed: number;
  /** Undefined until the index has counted them. */
  readonly unread: number | undefined;
}

export interface TotalsStore {
  readonly totals: ReadonlySignal<Totals>;
  /**
   * Counts anew.
   * @param isOutdated true once something newer is on its way; then nothing is shown
   */
  count(isOutdated: () => boolean): Promise<void>;
}

const UNREAD: ListSearch = { list: 'starred', text: '', unreadOnly: true, order: 'starred' };

/** @param onLastNoted called with the paper whose note was written last, if any */
export function makeTotals(
  library: Pick<LibraryReader, 'countLists' | 'find'>,
  onLastNoted: (entry: Entry | undefined) => void,
): TotalsStore {
  const totals = signal<Totals>({ starred: 0, dismissed: 0, unread: undefined });

  async function count(isOutdated: () => boolean): Promise<void> {
    const { starred, dismissed, noted } = await library.countLists();
    if (isOutdated()) return;
    onLastNoted(noted ?? undefined);
    // The last count of unread papers stays until the index has told.
    totals.value = { starred, dismissed, unread: starred === 0 ? 0 : totals.peek().unread };
    if (starred === 0) return;
    const { total } = await library.find(UNREAD, 0);
    if (!isOutdated()) totals.value = { starred, dismissed, unread: total };
  }

  return { totals, count };
}
