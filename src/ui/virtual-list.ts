import {
  elementScroll,
  Virtualizer as makeVirtualizer,
  observeElementOffset,
  observeElementRect,
  type Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/virtual-core';
import { useLayoutEffect, useReducer, useState } from 'preact/hooks';

type Scroller = Virtualizer<HTMLElement, HTMLElement>;

interface ScrollerOptions {
  readonly count: number;
  /** Of one row, in CSS pixels; all are alike. */
  readonly rowHeight: number;
  readonly scrolled: () => HTMLElement | null;
  /** A row that stays in the tree wherever the list is scrolled to, or -1. */
  readonly pinned: number;
}

/** Rows above and below what is seen: as many as a hard turn of the wheel uncovers in a frame. */
const OVERSCAN = 4;

/** The list that only has in the tree what is in view. Renders anew when that changes. */
export function useVirtualList({ count, rowHeight, scrolled, pinned }: ScrollerOptions): Scroller {
  const [, render] = useReducer((n: number) => n + 1, 0);
  const options: VirtualizerOptions<HTMLElement, HTMLElement> = {
    count,
    estimateSize: () => rowHeight,
    getScrollElement: scrolled,
    overscan: OVERSCAN,
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange: () => render(0),
    // The row that the reader is at is named by the list's `aria-activedescendant`: it has to be there.
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
  useLayoutEffect(() => scroller.measure(), [rowHeight]);
  return scroller;
}

/** So many rem, in CSS pixels. */
export const remToPixels = (rem: number): number =>
  rem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
