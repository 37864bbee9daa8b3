import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { message } from '../../i18n';
import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';
import { hasFlag } from '../../paper/mark';
import { FIRST_ROW_COUNT, painted } from '../../ui/page/first-rows';
import type { Filters } from './filters';
import type { KnownEntries } from './known-entries';
import type { ReadRows, RowReader } from './row-reader';

/** The rows that the popup shows. */
export interface Listing {
  readonly status: ReadonlySignal<'opening' | 'open' | 'failed'>;
  /** The browser's reason, when the library cannot be opened. */
  readonly reason: ReadonlySignal<string>;
  /** The rows that are there so far of what search, filter and order leave. */
  readonly rows: ReadonlySignal<readonly Entry[]>;
  /** How many papers search and filter leave; undefined when the list is read by its own index. */
  readonly found: ReadonlySignal<number | undefined>;
  /** Opens the library, again after a failure. Never rejects. */
  open(): Promise<void>;
  /** Reads anew what is to be shown. Never rejects. */
  refresh(): Promise<void>;
  showMore(): void;
  /** Keeps the row that has the focus in the list, whatever the search says of its new text. */
  hold(id: PaperId | undefined): void;
}

export interface ListingOptions {
  readonly reader: RowReader;
  readonly filters: Filters;
  readonly entries: KnownEntries;
  /** Called once the rows are shown, with a test for whether newer ones are on their way. */
  afterShown(isOutdated: () => boolean): Promise<void>;
  /** Called when the library fails under rows that stay on screen. */
  onFailure(text: string): void;
}

export function makeListing(options: ListingOptions): Listing {
  const { reader, filters, entries, afterShown, onFailure } = options;
  const status = signal<'opening' | 'open' | 'failed'>('opening');
  const reason = signal('');
  const listed = signal<Omit<ReadRows, 'entries'>>({ ids: [], total: undefined });
  const limit = signal(FIRST_ROW_COUNT);
  let held: PaperId | undefined;
  /** Number of the latest refresh. An older one that answers late is not shown. */
  let latest = 0;

  const rows = computed(() =>
    listed.value.ids.flatMap((id) => {
      const entry = entries.get(id);
      return entry && hasFlag(entry.mark, filters.list.value) ? [entry] : [];
    }),
  );

  async function refresh(): Promise<void> {
    const mine = ++latest;
    const isOutdated = (): boolean => mine !== latest;
    try {
      const answer = await reader.read(limit.peek());
      if (isOutdated()) return;
      const isFirst = status.peek() === 'opening';
      entries.put(answer.entries);
      const ids = keepHeld(answer.ids, listed.peek().ids, held);
      listed.value = { ids, total: answer.total };
      status.value = 'open';
      if (isFirst) await painted();
      // Rows that are on screen stay there, even when they can no longer be counted.
      await afterShown(isOutdated).catch(console.warn);
    } catch (error) {
      if (!isOutdated()) fail(error);
    }
  }

  function fail(error: unknown): void {
    // Rows that are on screen stay: the user may be writing in one.
    if (rows.peek().length > 0) {
      onFailure(message('popup_failed'));
      return;
    }
    reason.value = String(error);
    status.value = 'failed';
  }

  // Another list begins at its top, with as few rows as the first.
  filters.onChange(() => {
    limit.value = FIRST_ROW_COUNT;
    if (status.peek() === 'open') void refresh();
  });

  return {
    status,
    reason,
    rows,
    found: computed(() => listed.value.total),
    refresh,

    open() {
      status.value = 'opening';
      return refresh();
    },

    showMore() {
      if (listed.peek().ids.length < limit.peek()) return;
      limit.value += FIRST_ROW_COUNT;
      void refresh();
    },

    hold(id) {
      held = id;
    },
  };
}

/** Returns the ids with the held row at the place that it had before, even if it is no longer found. */
export function keepHeld(
  ids: readonly PaperId[],
  before: readonly PaperId[],
  held: PaperId | undefined,
): readonly PaperId[] {
  if (held === undefined || ids.includes(held)) return ids;
  const at = before.indexOf(held);
  return at < 0 ? ids : ids.toSpliced(at, 0, held);
}
