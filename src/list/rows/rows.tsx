// A table cannot be laid out a few rows at a time; the roles say what it is.
// biome-ignore-all lint/a11y/useSemanticElements: see above
import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { message } from '../../i18n';
import { useVirtualList } from '../../ui/virtual-list';
import type { Page } from '../page';
import type { GrowableListing } from '../state/listing';
import { Row } from './row';
import { rowId } from './row-id';

/** Of a row, in CSS pixels, until it is measured: 5rem at the usual size of letters. */
const ROW_HEIGHT = 80;

/** The list itself: a grid of which only the rows in view are in the tree. */
export function Rows({ page }: { page: Page }) {
  const { store, selection } = page;
  const grid = useRef<HTMLDivElement>(null);
  const hovered = useSignal<string | undefined>(undefined);
  const listing = store.listing.value;
  const current = store.current.value;
  const at = current === undefined ? -1 : listing.indexOf(current);
  const rowHeight = useRowHeight(grid);
  const scroller = useVirtualList({
    count: listing.total,
    rowHeight,
    scrolled: () => grid.current,
    pinned: at,
  });
  const items = scroller.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, (items.at(-1)?.index ?? -1) + 1];
  const ids = items.map(({ index }) => listing.ids(index, index + 1)[0]);

  useAnchor(grid, listing, store.generation.value, rowHeight);

  useLayoutEffect(() => {
    const known = ids.filter((id) => id !== undefined);
    if (store.address.listQuery.peek().view !== 'bin') store.entries.load(known).catch(store.fail);
  }, [listing, first, last]);

  // The reader moved, by key or by another list: what he is at comes into view.
  useLayoutEffect(() => {
    const list = grid.current;
    if (!list || at < 0) return;
    const [top, bottom] = [at * rowHeight, (at + 1) * rowHeight];
    if (top < list.scrollTop) list.scrollTop = top;
    if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight;
  }, [current]);

  // For Back: where the reader was.
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
        const over = (event.target as Element).closest<HTMLElement>('[role=row]');
        hovered.value = over?.dataset.paper;
      }}
      onPointerLeave={() => {
        hovered.value = undefined;
      }}
    >
      <div role="rowgroup" style={{ blockSize: `${scroller.getTotalSize()}px` }}>
        {items.map(({ index, start }, i) => {
          const id = ids[i];
          return (
            id !== undefined && (
              <Row
                key={id}
                id={id}
                index={index}
                top={start}
                page={page}
                isCurrent={id === current}
                isSelected={selection.ids.value.has(id)}
                isHovered={hovered.value === id}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

/** As tall as the reader's letters make it. */
function useRowHeight(grid: { current: HTMLElement | null }): number {
  const [height, setHeight] = useState(ROW_HEIGHT);
  useEffect(() => {
    const probe = document.createElement('div');
    probe.className = 'row-probe';
    probe.ariaHidden = 'true';
    document.body.append(probe);
    const observer = new ResizeObserver(([seen]) => {
      const measured = seen?.borderBoxSize[0]?.blockSize;
      if (measured) setHeight(measured);
    });
    observer.observe(probe);
    return () => {
      observer.disconnect();
      probe.remove();
    };
  }, [grid]);
  return height;
}

/**
 * Another list begins at its top. In the same one, where rows have come or gone above, what the
 * reader looks at stays where it is.
 */
function useAnchor(
  grid: { current: HTMLElement | null },
  listing: GrowableListing,
  generation: number,
  rowHeight: number,
): void {
  const before = useRef({ listing, generation });
  useLayoutEffect(() => {
    const old = before.current;
    before.current = { listing, generation };
    const list = grid.current;
    if (!list || old.listing === listing) return;
    if (old.generation !== generation) {
      list.scrollTop = 0;
      return;
    }
    const top = Math.floor(list.scrollTop / rowHeight);
    // At the top, and nobody's hand on it: what is new is seen.
    if (list.scrollTop === 0 && !list.matches(':hover, :focus-within')) return;
    for (const [i, id] of old.listing.ids(top, top + 50).entries()) {
      const now = listing.indexOf(id);
      if (now < 0) continue;
      list.scrollTop += (now - (top + i)) * rowHeight;
      return;
    }
  }, [listing, generation]);
}
