// A list of which only the rows in view are in the tree; the roles say what it is.
// biome-ignore-all lint/a11y/useSemanticElements: see above
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import browser from '../../ext';
import { formatNumber, message } from '../../i18n';
import { TeX } from '../../ui/tex';
import { remToPixels, useVirtualList } from '../../ui/virtual-list';
import { type ImportRow, OUTCOMES, type Outcome } from './import-file';
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
  const unticked = review.unticked.value;
  const outcomes = review.file.value?.outcomes ?? [];
  const rows = imports.rows.value;
  const current = useSignal(0);
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

  useLayoutEffect(() => {
    current.value = 0;
    if (list.current) list.current.scrollTop = 0;
  }, [review.filter.value]);

  const here = places[at];
  const isThere = here !== undefined && rows.has(here);
  const outcomeOf = (place: number) => OUTCOMES[outcomes[place] as number] as Outcome;
  const canTick = (place: number): boolean => outcomeOf(place) !== 'same';
  const tickable = review.tickable.value;
  const tickedCount = review.tickedCount.value;

  function toggle(index: number): void {
    const place = places[index];
    // A row that is not loaded yet cannot be judged.
    if (place === undefined || !canTick(place) || !rows.has(place)) return;
    review.tick([place], unticked.has(place));
  }

  function goTo(index: number): void {
    current.value = Math.max(0, Math.min(places.length - 1, index));
    scroller.scrollToIndex(current.value, { align: 'auto' });
  }

  function onKeyDown(event: KeyboardEvent): void {
    const seen = Math.max(1, Math.floor((list.current?.clientHeight ?? 0) / (ROW_REM * 16)) - 1);
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + seen,
      PageUp: at - seen,
      Home: 0,
      End: places.length - 1,
    };
    const target = moves[event.key];
    const isAll = event.key === 'a' && (event.ctrlKey || event.metaKey);
    if (!isAll && (event.ctrlKey || event.metaKey || event.altKey)) return;
    if (target !== undefined) goTo(target);
    else if (event.key === ' ') toggle(at);
    else if (isAll) review.tick(tickable, tickedCount < tickable.length);
    else return;
    event.preventDefault();
  }

  return (
    <>
      {tickable.length > 0 && (
        <label class="check all">
          <input
            type="checkbox"
            name="tick-all"
            checked={tickedCount === tickable.length}
            ref={(box) => {
              if (box) box.indeterminate = tickedCount > 0 && tickedCount < tickable.length;
            }}
            onChange={(event) => review.tick(tickable, event.currentTarget.checked)}
          />
          {message('data_ticked', formatNumber(tickedCount), formatNumber(tickable.length))}
        </label>
      )}
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
              <Row
                key={place}
                row={rows.get(place)}
                outcome={outcomeOf(place)}
                id={rowId(place)}
                top={start}
                index={index}
                total={places.length}
                isCurrent={index === at}
                isTicked={canTick(place) && !unticked.has(place)}
                onPress={() => {
                  current.value = index;
                  toggle(index);
                }}
              />
            )
          );
        })}
      </div>
    </>
  );
}

interface RowProps {
  /** Undefined until it is loaded. */
  readonly row: ImportRow | undefined;
  readonly outcome: Outcome;
  readonly id: string;
  readonly top: number;
  readonly index: number;
  readonly total: number;
  readonly isCurrent: boolean;
  readonly isTicked: boolean;
  onPress(): void;
}

function Row(props: RowProps) {
  const { row, outcome, id, top, index, total, isCurrent, isTicked, onPress } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus
    <div
      id={id}
      role="option"
      class={isCurrent ? 'entry current' : 'entry'}
      style={{ insetBlockStart: `${top}px` }}
      aria-selected={isTicked}
      aria-disabled={outcome === 'same'}
      aria-setsize={total}
      aria-posinset={index + 1}
      data-id={row?.id}
      data-outcome={outcome}
      onClick={onPress}
    >
      <span class="box" aria-hidden="true" />
      <div>
        <p class="title">{row && <TeX text={row.title} />}</p>
        <p class="soft">{row?.by}</p>
        <p class={`outcome ${outcome}`}>
          {message(`data_outcome_${outcome}`)}
          {row && row.fields.length > 0 && ` ${fieldsOf(row)}`}
        </p>
      </div>
      {row && <span class="soft">{message('data_line', formatNumber(row.line))}</span>}
    </div>
  );
}

const fieldsOf = ({ fields }: ImportRow): string =>
  new Intl.ListFormat(browser.i18n.getUILanguage(), { type: 'conjunction' }).format(
    fields.map((field) => message(`data_field_${field}`)),
  );
