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
  /** Row height, in CSS pixels. All rows are alike. */
  readonly rowHeight: number;
  readonly scrolled: () => HTMLElement | null;
  /** The row that stays in the document wherever the list is scrolled to, or -1. */
  readonly pinned: number;
}

/** Rows above and below the view: as many as a hard turn of the wheel uncovers in a frame. */
const OVERSCAN = 4;

/** Returns a list that has only the rows in view in the document. It renders again when they change. */
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
    // The current row is named by the list's `aria-activedescendant`, so it has to be there.
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

/** Converts rem to CSS pixels. */
export const remToPixels = (rem: number): number =>
  rem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
