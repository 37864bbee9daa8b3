/** Draws rows of words, each with a bar: sites and ages. */
import { rect, text } from '@observablehq/plot';
import type { PlotStyle } from './picture';
import { cut, drawPlot, widthOf } from './plot';

export interface BarRow {
  readonly name: string;
  /** Numbers at the other end of the row. */
  readonly figures: string;
  readonly title: string;
  /** Later bars are narrower, and lie on earlier ones. */
  readonly bars: readonly { readonly n: number; readonly fill: string }[];
}

const BAR = 10;

/** The positions of the parts of a row, in px from its own corner. */
interface RowLayout {
  readonly pitch: number;
  /** Middle of the line of words. */
  readonly line: number;
  readonly bar: number;
  readonly left: number;
  readonly right: number;
}

/** Draws each bar between the words where these are short (`line`), or else below them. */
export function drawBars(
  rows: readonly BarRow[],
  style: PlotStyle,
  kind: 'line' | 'below',
): SVGSVGElement {
  const { width, paint, text: size } = style;
  const at = kind === 'line' ? inLine(rows, style) : below(style);
  const most = Math.max(1, ...rows.flatMap(({ bars }) => bars.map(({ n }) => n)));
  const room = width - at.left - at.right;
  const tracks = rows.map(({ title }, i) => ({ title, y: i * at.pitch }));
  const bars = rows.flatMap((row, i) =>
    row.bars.map(({ n, fill }, depth) => ({
      fill,
      x: at.left + (room * n) / most,
      y1: i * at.pitch + at.bar + depth * 3,
      y2: i * at.pitch + at.bar + BAR - depth * 3,
    })),
  );
  const nameRoom = (row: BarRow): number =>
    kind === 'line' ? at.left : width - widthOf(row.figures, size) - 16;
  const words = { y: (_: BarRow, i: number) => i * at.pitch + at.line };
  return drawPlot(style, {
    ...{ margin: 0, height: (rows.length - 1) * at.pitch + at.bar + BAR + 4 },
    ...{ x: { type: 'identity', axis: null }, y: { type: 'identity', axis: null } },
    color: { type: 'identity' },
    marks: [
      rect(tracks, {
        ...{ x1: at.left, x2: width - at.right, r: 2, fill: paint.none },
        ...{ y1: ({ y }) => y + at.bar, y2: ({ y }) => y + at.bar + BAR },
      }),
      rect(bars, { x1: at.left, x2: 'x', y1: 'y1', y2: 'y2', r: 2, fill: 'fill' }),
      text(rows, {
        ...{ x: 0, ...words, textAnchor: 'start', fill: paint.ink },
        text: (row: BarRow) => cut(row.name, nameRoom(row), size),
      }),
      text(rows, { x: width, ...words, textAnchor: 'end', fill: paint.soft, text: 'figures' }),
      rect(tracks, {
        ...{ x1: 0, x2: width, y1: 'y', y2: ({ y }) => y + at.bar + BAR + 2 },
        ...{ fill: paint.ink, fillOpacity: 0, title: 'title' },
      }),
    ],
  });
}

function below({ text: size }: PlotStyle): RowLayout {
  const line = Math.round(size * 1.5);
  return { pitch: line + BAR + 18, line: line / 2, bar: line, left: 0, right: 0 };
}

function inLine(rows: readonly BarRow[], { width, text: size }: PlotStyle): RowLayout {
  const widest = (words: (row: BarRow) => string): number =>
    Math.ceil(Math.max(0, ...rows.map((row) => widthOf(words(row), size))));
  const pitch = Math.round(size * 2.2);
  return {
    pitch,
    line: pitch / 2,
    bar: (pitch - BAR) / 2,
    left:
      Math.min(
        width * 0.4,
        widest(({ name }) => name),
      ) + 14,
    right: widest(({ figures }) => figures) + 12,
  };
}
