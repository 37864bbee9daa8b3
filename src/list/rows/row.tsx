// A table cannot be laid out a few rows at a time; the roles say what it is.
// biome-ignore-all lint/a11y/useSemanticElements: see above
// The list has the focus, and names the current row.
// biome-ignore-all lint/a11y/useFocusableInteractive: see above
import { message } from '../../i18n';
import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';
import { pageAddress } from '../../paper/paper';
import type { Page } from '../page';
import { memo } from './memo';
import { EmptyCells, RowCells } from './row-cells';
import { rowId } from './row-id';

interface RowProps {
  readonly id: PaperId;
  readonly index: number;
  /** Distance from the list's top, in CSS pixels. */
  readonly top: number;
  readonly page: Page;
  readonly isCurrent: boolean;
  readonly isSelected: boolean;
  /** Whether the pointer is over it. Only then it has buttons, which are half of a row's elements. */
  readonly isHovered: boolean;
}

/** One paper. While the list is scrolled, only rows that come into view are rendered. */
export const Row = memo(function Row(props: RowProps) {
  const { id, index, top, page, isCurrent, isSelected, isHovered } = props;
  const known = page.store.shownOf(id);
  const entry = typeof known === 'string' ? undefined : known;
  const isRead = entry?.mark.readAt !== undefined;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys for all of its rows
    <div
      role="row"
      id={rowId(id)}
      data-paper={id}
      aria-rowindex={index + 1}
      aria-selected={isSelected}
      tabIndex={-1}
      class={`row${isCurrent ? ' current' : ''}${isRead ? ' read' : ''}`}
      style={{ transform: `translateY(${top}px)` }}
      draggable={entry !== undefined}
      onMouseDown={(event) => onMouseDown(event, page, id)}
      onDragStart={page.drag.start}
      onDragEnd={page.drag.end}
      onClick={(event) => onClick(event, page, id)}
      onDblClick={(event) => entry && onDoubleClick(event, entry)}
    >
      <div role="gridcell" class="pick">
        <input
          type="checkbox"
          tabIndex={-1}
          checked={isSelected}
          aria-label={message('list_select', entry?.paper.title ?? id)}
        />
      </div>
      {entry ? (
        <RowCells page={page} entry={entry} isHovered={isHovered} />
      ) : (
        <EmptyCells id={id} isMissing={known === 'missing'} />
      )}
    </div>
  );
});

const isWithin = (event: Event, selector: string): boolean =>
  (event.target as Element).closest(selector) !== null;

function onMouseDown(event: MouseEvent, { drag }: Page, id: PaperId): void {
  // Shift selects a range of rows, and not their text.
  if (event.shiftKey) event.preventDefault();
  else drag.prepare(id);
}

/** Shows the paper; selects it where its checkbox, or a modifier key, is pressed. */
function onClick(event: MouseEvent, page: Page, id: PaperId): void {
  if (isWithin(event, 'button, a')) return;
  const isSelecting = isWithin(event, '.pick') || event.shiftKey || event.ctrlKey || event.metaKey;
  if (isSelecting) {
    event.preventDefault();
    select(page, id, event.shiftKey);
  }
  page.store.current.value = id;
  if (!isSelecting) page.sheet.value = 'detail';
}

/** @param isRange whether all rows from the last one that was selected, or the current one, are selected */
function select({ store, selection }: Page, id: PaperId, isRange: boolean): void {
  if (!isRange) {
    selection.toggle(id);
    return;
  }
  const current = store.current.peek();
  if (selection.size.peek() === 0 && current) selection.toggle(current);
  selection.extendTo(id, store.listing.peek());
}

function onDoubleClick(event: MouseEvent, { paper }: Entry): void {
  if (isWithin(event, 'button, a, .pick')) return;
  window.open(pageAddress(paper), '_blank', 'noopener,noreferrer');
}
