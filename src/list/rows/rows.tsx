// A table cannot be laid out a few rows at a time; the roles say what it is.
// biome-ignore-all lint/a11y/useSemanticElements: see above
import { type Signal, useSignal, useSignalEffect } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { message } from '../../i18n';
import type { PaperId } from '../../paper/ids';
import { useVirtualList } from '../../ui/virtual-list';
import type { Page } from '../page';
import { Row } from './row';
import { rowId } from './row-id';
import { useRowHeight } from './use-row-height';
import { useScrollAnchor } from './use-scroll-anchor';

/** The list: a grid that only has elements for the rows in view. */
export function Rows({ page }: { page: Page }) {
  const { store } = page;
  const grid = useRef<HTMLDivElement>(null);
  const hovered = useSignal<string | undefined>(undefined);
  const listing = store.listing.value;
  const current = store.current.value;
  const at = current === undefined ? -1 : listing.indexOf(current);
  const rowHeight = useRowHeight();
  const scroller = useVirtualList({
    count: listing.total,
    rowHeight,
    scrolled: () => grid.current,
    pinned: at,
  });
  const rows = scroller.getVirtualItems().flatMap(({ index, start }) => {
    const [id] = listing.ids(index, index + 1);
    return id === undefined ? [] : [{ id, index, top: start }];
  });

  useScrollAnchor(grid, listing, store.generation.value, rowHeight);
  useLayoutEffect(() => {
    if (store.address.listQuery.peek().view === 'bin') return;
    store.entries.load(rows.map(({ id }) => id)).catch(store.fail);
  }, [listing, rows[0]?.index, rows.at(-1)?.index]);
  useLayoutEffect(() => {
    if (grid.current && at >= 0) scrollIntoView(grid.current, at, rowHeight);
  }, [current]);
  // Back then returns to this paper.
  useSignalEffect(() => store.address.remember(store.current.value));

  return (
    <div
      ref={grid}
      role="grid"
      tabIndex={0}
      aria-label={message(`list_view_${store.address.listQuery.value.view}`)}
      aria-rowcount={listing.total}
      aria-colcount={4}
      aria-multiselectable="true"
      aria-activedescendant={current !== undefined && at >= 0 ? rowId(current) : undefined}
      aria-busy={store.isPartial.value}
      onPointerOver={(event) => {
        const row = (event.target as Element).closest<HTMLElement>('[role=row]');
        hovered.value = row?.dataset.paper;
      }}
      onPointerLeave={() => {
        hovered.value = undefined;
      }}
    >
      <div role="rowgroup" style={{ blockSize: `${scroller.getTotalSize()}px` }}>
        <RowsInView page={page} rows={rows} hovered={hovered} />
      </div>
    </div>
  );
}

interface RowsInViewProps {
  readonly page: Page;
  readonly rows: readonly { readonly id: PaperId; readonly index: number; readonly top: number }[];
  /** The paper under the pointer. */
  readonly hovered: Signal<string | undefined>;
}

function RowsInView({ page, rows, hovered }: RowsInViewProps) {
  const { store, selection } = page;
  return (
    <>
      {rows.map(({ id, index, top }) => (
        <Row
          key={id}
          {...{ id, index, top, page }}
          isCurrent={id === store.current.value}
          isSelected={selection.ids.value.has(id)}
          isHovered={hovered.value === id}
        />
      ))}
    </>
  );
}

/** Scrolls a list as little as brings a row into view. */
function scrollIntoView(list: HTMLElement, index: number, rowHeight: number): void {
  const [top, bottom] = [index * rowHeight, (index + 1) * rowHeight];
  if (top < list.scrollTop) list.scrollTop = top;
  if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight;
}
