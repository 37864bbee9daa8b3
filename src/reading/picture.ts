import type { Cell } from '../formats/write/cells';

/** A plot with its name and summary, and the same figures as a table. */
export interface Picture {
  /** Part of the names of its files: `dogear-calendar.svg`. */
  readonly id: string;
  readonly title: string;
  /** One sentence that says what the plot shows. */
  readonly summary: string;
  /** Whether there is nothing to draw; `summary` says so then. */
  readonly isEmpty: boolean;
  readonly table: Table;
  /** Draws the plot. Every shape of a figure has it in words as its `title`. */
  draw(look: PlotStyle): SVGSVGElement;
}

export interface Table {
  readonly head: readonly string[];
  /** The first cell of each row is its heading. */
  readonly rows: readonly Row[];
}

export interface Row {
  /** Cells as they are shown to the user. */
  readonly shown: readonly string[];
  /** Cells as other programs read them. */
  readonly raw: readonly Cell[];
}

/** The size and colours in which a picture is drawn. */
export interface PlotStyle {
  /** Width in CSS pixels. */
  readonly width: number;
  /** Font size of small text, in CSS pixels. */
  readonly text: number;
  readonly paint: Paint;
}

/** Colours, each as any program that shows SVG knows it. */
export interface Paint {
  readonly card: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  /** A day without marks. */
  readonly none: string;
  readonly read: string;
  readonly star: string;
  readonly gone: string;
  readonly topic: string;
  /** Shades, the palest first. */
  readonly reads: readonly string[];
  readonly stars: readonly string[];
}

/** Returns the colours of the current scheme, from the page's own style sheet. */
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
