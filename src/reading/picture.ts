import type { Cell } from '../formats/write/cells';

/** One plot: what it is called, how it is drawn, and the same figures as a table. */
export interface Picture {
  /** Of its files, too: `dogear-calendar.svg`. */
  readonly id: string;
  readonly title: string;
  /** What there is to see, in a sentence. */
  readonly summary: string;
  /** There is nothing to draw, and `summary` says so. */
  readonly isEmpty: boolean;
  readonly table: Table;
  /** Every shape that stands for a figure has it in words as its `title`. */
  draw(look: Look): SVGSVGElement;
}

export interface Table {
  readonly head: readonly string[];
  /** The first cell of a row says what it is about. */
  readonly rows: readonly Row[];
}

export interface Row {
  /** As the reader writes it. */
  readonly shown: readonly string[];
  /** As other programs read it. */
  readonly raw: readonly Cell[];
}

/** For what a picture is drawn. */
export interface Look {
  /** In CSS pixels, as is the next. */
  readonly width: number;
  /** The size of small text. */
  readonly text: number;
  readonly paint: Paint;
}

/** Its colours, each as any program that shows SVG knows it. */
export interface Paint {
  readonly card: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  /** A day on which nothing was. */
  readonly none: string;
  readonly read: string;
  readonly star: string;
  readonly gone: string;
  readonly topic: string;
  /** The palest first. */
  readonly reads: readonly string[];
  readonly stars: readonly string[];
}

/** The colours of the scheme that is in force, from the page's own sheet. */
export function paintOf(place: Element): Paint {
  const probe = place.appendChild(document.createElement('span'));
  const colour = (name: string): string => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const paint: Paint = {
    card: colour('card'),
    ink: colour('ink'),
    soft: colour('soft'),
    line: colour('line'),
    none: colour('none'),
    read: colour('bar-read'),
    star: colour('bar-star'),
    gone: colour('bar-gone'),
    topic: colour('bar-topic'),
    reads: [1, 2, 3, 4].map((step) => colour(`read-${step}`)),
    stars: [1, 2, 3, 4].map((step) => colour(`star-${step}`)),
  };
  probe.remove();
  return paint;
}
