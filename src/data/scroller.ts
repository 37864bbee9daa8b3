import {
  elementScroll,
  Virtualizer as makeVirtualizer,
  observeElementOffset,
  observeElementRect,
  type Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/virtual-core';
import { useLayoutEffect, useReducer, useState } from 'preact/hooks';

export type Scroller = Virtualizer<HTMLElement, HTMLElement>;

interface ScrollerOptions {
  readonly count: number;
  /** Of one row, in rem; all are alike. */
  readonly rowHeight: number;
  readonly scrolled: () => HTMLElement | null;
  /** A row that stays in the tree wherever the list is scrolled to, or -1. */
  readonly pinned: number;
}

/** Rows above and below what is seen. */
const OVERSCAN = 4;

/** Twenty thousand rows of which only those in view are in the tree. */
export function useScroller({ count, rowHeight, scrolled, pinned }: ScrollerOptions): Scroller {
  const [, render] = useReducer((n: number) => n + 1, 0);
  const height = rowHeight * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const options: VirtualizerOptions<HTMLElement, HTMLElement> = {
    count,
    estimateSize: () => height,
    getScrollElement: scrolled,
    overscan: OVERSCAN,
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange: () => render(0),
    // The list's `aria-activedescendant` names the row that the reader is at: it has to be there.
    rangeExtractor({ startIndex, endIndex, overscan, count }) {
      const first = Math.max(0, startIndex - overscan);
      const last = Math.min(count - 1, endIndex + overscan);
      const range = Array.from({ length: last - first + 1 }, (_, i) => first + i);
      if (pinned < 0 || pinned >= count) return range;
      if (pinned < first) return [pinned, ...range];
      return pinned > last ? [...range, pinned] : range;
    },
  };
  const [scroller] = useState(() => new makeVirtualizer(options));
  scroller.setOptions(options);
  useLayoutEffect(() => scroller._didMount(), []);
  useLayoutEffect(() => scroller._willUpdate());
  useLayoutEffect(() => scroller.measure(), [height]);
  return scroller;
}
