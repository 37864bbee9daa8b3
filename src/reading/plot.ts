/** Draws what all plots have in common. */
import { axisX, dot, type Markish, type PlotOptions, plot, text } from '@observablehq/plot';
import { type DayNumber, dayNumber, firstDayOfMonth, monthNumberOf } from '../paper/date';
import { formatDay } from './locale';
import type { PlotStyle } from './picture';

export const FONT = 'system-ui, sans-serif';

interface PlotSpec extends Omit<PlotOptions, 'style' | 'marks'> {
  readonly height: number;
  readonly marks: readonly Markish[];
}

/** Draws a plot in the page's own type and colours, whatever direction the page's text has. */
export function drawPlot(
  { width, text: size, paint }: PlotStyle,
  options: PlotSpec,
): SVGSVGElement {
  return plot({
    width,
    ...options,
    marks: [...options.marks],
    style: {
      fontFamily: FONT,
      fontSize: `${size}px`,
      color: paint.soft,
      // Time goes from left to right; the letters of a name find their own direction.
      direction: 'ltr',
      overflow: 'visible',
    },
  }) as SVGSVGElement;
}

let pen: CanvasRenderingContext2D | null | undefined;

/** Returns the width of some words, in px. */
export function widthOf(words: string, size: number, weight = 400): number {
  pen ??= document.createElement('canvas').getContext('2d');
  if (!pen) return words.length * size * 0.6;
  pen.font = `${weight} ${size}px ${FONT}`;
  return pen.measureText(words).width;
}

/** Cuts words to the room that there is, in px. */
export function cut(words: string, room: number, size: number, weight = 400): string {
  if (widthOf(words, size, weight) <= room) return words;
  const letters = [...new Intl.Segmenter().segment(words)].map(({ segment }) => segment);
  while (letters.length > 0 && widthOf(`${letters.join('')}…`, size, weight) > room) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

/** Steps between ticks, in months. */
const STEPS = [1, 3, 6, 12, 24, 60, 120, 240, 600];

/** Returns the first days of the months or years that are marked on an axis of `room` px. */
export function ticksOf(first: DayNumber, last: DayNumber, room: number): DayNumber[] {
  const perMonth = room / Math.max(1, (last - first) / 30.44);
  const step = STEPS.find((months) => months * perMonth >= 56) ?? 1_200;
  const ticks: DayNumber[] = [];
  for (
    let month = Math.ceil(monthNumberOf(first - 1) / step) * step;
    firstDayOfMonth(month) < last;
    month += step
  ) {
    if (firstDayOfMonth(month) >= first) ticks.push(firstDayOfMonth(month));
  }
  return ticks;
}

/** Returns the axis of time: years by their number, and the months between them by their name. */
export function timeAxis(
  first: DayNumber,
  last: DayNumber,
  room: number,
  { paint }: PlotStyle,
): Markish {
  const ticks = ticksOf(first, last, room);
  const isYear = (day: DayNumber): boolean => monthNumberOf(day) % 12 === 0;
  const label = (day: DayNumber, i: number): string => {
    if (isYear(day)) return formatDay(day, { year: 'numeric' });
    // An axis without a January would not say its year.
    return i === 0 && !ticks.some(isYear)
      ? formatDay(day, { month: 'short', year: 'numeric' })
      : formatDay(day, { month: 'short' });
  };
  return axisX(ticks.length > 0 ? ticks : [first], {
    tickFormat: (day: DayNumber, i: number) =>
      ticks.length > 0
        ? label(day, i)
        : formatDay(dayNumber(0, monthNumberOf(day)), { month: 'short', year: 'numeric' }),
    tickSize: 4,
    textAnchor: 'start',
    dx: -2,
    label: null,
    color: paint.soft,
    stroke: paint.line,
    fill: paint.soft,
  });
}

export interface LegendItem {
  readonly words: string;
  readonly fill: string;
}

/**
 * Returns names beside their colours, in a line from the left edge.
 *
 * @param y px from the frame's top
 */
export function legend(
  items: readonly LegendItem[],
  left: number,
  y: number,
  { text: size, paint }: PlotStyle,
): Markish[] {
  const box = size * 0.85;
  let x = -left;
  return items.flatMap(({ words, fill }) => {
    const at = x;
    x += size * 2.6 + widthOf(words, size);
    return [
      dot([words], {
        ...{ frameAnchor: 'top-left', dx: at + box / 2, dy: y, fill },
        // The radius of a symbol is that of a circle with the same area.
        ...{ symbol: 'square', r: box / Math.sqrt(Math.PI) },
      }),
      text([words], {
        ...{ frameAnchor: 'top-left', dx: at + size * 1.3, dy: y, textAnchor: 'start' },
        lineAnchor: 'middle',
        fill: paint.ink,
      }),
    ];
  });
}
