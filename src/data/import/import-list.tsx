// A list of which only the rows in view are in the tree; the roles say what it is.
// biome-ignore-all lint/a11y/useSemanticElements: see above
import { type Signal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { formatNumber, message } from '../../i18n';
import { remToPixels, useVirtualList } from '../../ui/virtual-list';
import { OUTCOMES, type Outcome } from './import-file';
import { ImportRowOption } from './import-row';
import { listCommandOf } from './list-keys';
import type { Review } from './review';
import type { ImportStore } from './store';

/** Row height, in rem. */
const ROW_REM = 4.5;

const rowId = (place: number): string => `import-row-${place}`;

/**
 * Lists the papers of the file. The list is one stop of the Tab key; arrow keys go from row to row, and
 * Space ticks.
 */
export function ImportList({ imports }: { imports: ImportStore }) {
  const list = useRef<HTMLDivElement>(null);
  const { review } = imports;
  const places = review.shown.value;
  const rows = imports.rows.value;
  const current = useCurrentRow(review, list);
  const at = Math.min(current.value, places.length - 1);
  const scroller = useVirtualList({
    count: places.length,
    rowHeight: remToPixels(ROW_REM),
    scrolled: () => list.current,
    pinned: at,
  });

  const items = scroller.getVirtualItems();
  const inView = items.flatMap(({ index }) => places[index] ?? []);
  useLayoutEffect(() => void imports.loadRows(inView), [inView.join()]);

  const here = places[at];
  const isThere = here !== undefined && rows.has(here);

  function onKeyDown(event: KeyboardEvent): void {
    const page = rowsOfPage(list.current);
    const command = listCommandOf(event, { at, count: places.length, page });
    if (!command) return;
    event.preventDefault();
    if (command.name === 'toggle') toggle(imports, places[at]);
    if (command.name === 'toggle-all') tickAll(review, !isAllTicked(review));
    if (command.name !== 'go') return;
    current.value = command.to;
    scroller.scrollToIndex(command.to, { align: 'auto' });
  }

  return (
    <>
      <TickAll review={review} />
      <div
        ref={list}
        class="rows"
        style={{ '--rows': `${scroller.getTotalSize()}px` }}
        role="listbox"
        tabIndex={0}
        aria-multiselectable="true"
        aria-label={message('data_papers_of_file')}
        // A row that is not loaded yet would be read out as nothing.
        aria-activedescendant={isThere ? rowId(here) : undefined}
        aria-busy={!isThere}
        onKeyDown={onKeyDown}
      >
        <div
          class="stretch"
          role="presentation"
          style={{ blockSize: `${scroller.getTotalSize()}px` }}
        />
        {items.map(({ index, start }) => {
          const place = places[index];
          return (
            place !== undefined && (
              <ImportRowOption
                key={place}
                row={rows.get(place)}
                outcome={outcomeOf(review, place)}
                id={rowId(place)}
                top={start}
                index={index}
                total={places.length}
                isCurrent={index === at}
                isTicked={isTicked(review, place)}
                onPress={() => {
                  current.value = index;
                  toggle(imports, place);
                }}
              />
            )
          );
        })}
      </div>
    </>
  );
}

/** Keeps the index of the current row. Another filter begins at the top of the list. */
function useCurrentRow(review: Review, list: RefObject<HTMLElement | null>): Signal<number> {
  const current = useSignal(0);
  useLayoutEffect(() => {
    current.value = 0;
    if (list.current) list.current.scrollTop = 0;
  }, [review.filter.value]);
  return current;
}

/** Returns the number of rows that a page key moves by: one of those in view stays in view. */
function rowsOfPage(list: HTMLElement | null): number {
  const seen = Math.floor((list?.clientHeight ?? 0) / (ROW_REM * 16));
  return Math.max(1, seen - 1);
}

const outcomeOf = ({ file }: Review, place: number): Outcome =>
  OUTCOMES[file.value?.outcomes[place] as number] as Outcome;

const isTicked = (review: Review, place: number): boolean =>
  outcomeOf(review, place) !== 'same' && !review.unticked.value.has(place);

function toggle({ review, rows }: ImportStore, place: number | undefined): void {
  // A row that is not loaded yet cannot be judged.
  if (place === undefined || !rows.peek().has(place)) return;
  if (outcomeOf(review, place) === 'same') return;
  review.tick([place], !isTicked(review, place));
}

const isAllTicked = ({ tickable, tickedCount }: Review): boolean =>
  tickedCount.value === tickable.value.length;

const tickAll = (review: Review, isOn: boolean): void => review.tick(review.tickable.peek(), isOn);

/** Ticks or unticks all papers that are shown, and says how many are ticked. */
function TickAll({ review }: { review: Review }) {
  const total = review.tickable.value.length;
  const ticked = review.tickedCount.value;
  if (total === 0) return null;
  return (
    <label class="check all">
      <input
        type="checkbox"
        name="tick-all"
        checked={isAllTicked(review)}
        ref={(box) => {
          if (box) box.indeterminate = ticked > 0 && ticked < total;
        }}
        onChange={(event) => tickAll(review, event.currentTarget.checked)}
      />
      {message('data_ticked', formatNumber(ticked), formatNumber(total))}
    </label>
  );
}
