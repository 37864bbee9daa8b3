import { useLayoutEffect, useRef } from 'preact/hooks';
import type { GrowableListing } from '../state/listing';

/** Rows that are looked for in the changed list, from the first one in view. */
const ROWS_TRIED = 50;

/**
 * Keeps the rows in view where they are when others are inserted or removed above them. Another list
 * starts at its top.
 */
export function useScrollAnchor(
  grid: { readonly current: HTMLElement | null },
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
    // At the top, new rows come into view, unless the user is about to click one.
    if (list.scrollTop === 0 && !list.matches(':hover, :focus-within')) return;
    list.scrollTop += shiftOf(old.listing, listing, list.scrollTop, rowHeight);
  }, [listing, generation]);
}

/** Returns how far the first row in view that both lists have was moved, in CSS pixels. */
function shiftOf(
  old: GrowableListing,
  listing: GrowableListing,
  scrollTop: number,
  rowHeight: number,
): number {
  const top = Math.floor(scrollTop / rowHeight);
  for (const [i, id] of old.ids(top, top + ROWS_TRIED).entries()) {
    const index = listing.indexOf(id);
    if (index >= 0) return (index - (top + i)) * rowHeight;
  }
  return 0;
}
