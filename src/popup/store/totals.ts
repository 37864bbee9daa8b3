import { type ReadonlySignal, signal } from '@preact/signals';
import { countBy, lastNoted } from '../../library/entries';
import type { Library } from '../../library/schema';
import type { Entry } from '../../paper/entry';
import { UNREAD } from './filters';
import type { LazyFinder } from './lazy-finder';

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

/** @param onLastNoted called with the paper whose note was written last, if any */
export function makeTotals(
  connect: () => Promise<Library>,
  finder: LazyFinder,
  onLastNoted: (entry: Entry | undefined) => void,
): TotalsStore {
  const totals = signal<Totals>({ starred: 0, dismissed: 0, unread: undefined });

  async function count(isOutdated: () => boolean): Promise<void> {
    const db = await connect();
    const [starred, dismissed, noted] = await Promise.all([
      countBy(db, 'starred'),
      countBy(db, 'dismissed'),
      lastNoted(db),
    ]);
    if (isOutdated()) return;
    onLastNoted(noted);
    // The last count of unread papers stays until the index has told.
    totals.value = { starred, dismissed, unread: starred === 0 ? 0 : totals.peek().unread };
    if (starred === 0) return;
    const index = await finder.open();
    const { total } = await index.find(UNREAD, { view: 'starred', order: 'starred' });
    if (!isOutdated()) totals.value = { starred, dismissed, unread: total };
  }

  return { totals, count };
}
