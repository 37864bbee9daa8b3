import { axisY, gridY, type Markish, rectY, ruleY } from '@observablehq/plot';
import { formatNumber, message, plural } from '../i18n';
import { isoDay } from '../paper/date';
import { type FlowPeriod, flowOf } from './flow-series';
import { firstWeekday, formatPeriod } from './locale';
import type { Paint, Picture, PlotStyle } from './picture';
import { drawPlot, type LegendItem, legend, timeAxis } from './plot';
import type { Snapshot } from './store';

/** The periods by which the flow can be shown, and how many of each there is room for. */
export const FLOW_GRAINS = { month: 60, week: 52 } as const;
export type FlowGrain = keyof typeof FLOW_GRAINS;

/** Returns the picture of what was kept and skimmed: read and starred above the line, dismissed below. */
export function flowPicture({ sums }: Snapshot, grain: FlowGrain): Picture {
  const periods = flowOf(sums, grain, firstWeekday(), FLOW_GRAINS[grain]);
  const sum = (field: 'read' | 'starred' | 'dismissed'): number =>
    periods.reduce((all, period) => all + period[field], 0);
  const counts = [
    plural('reading_read', sum('read')),
    plural('reading_starred', sum('starred')),
    plural('reading_dismissed', sum('dismissed')),
  ];
  const [first, last] = [periods[0], periods.at(-1)];
  return {
    id: `skimmed-and-kept-by-${grain}`,
    title: message('reading_flow'),
    summary: message(
      'reading_flow_summary',
      first && last ? formatPeriod({ start: first.start, end: last.end }, grain) : '',
      ...counts,
    ),
    isEmpty: periods.length === 0,
    table: {
      head: [
        message(`reading_${grain}`),
        message('reading_read_head'),
        message('reading_starred_head'),
        message('reading_dismissed_head'),
      ],
      rows: periods.map((period) => {
        const figures = [period.read, period.starred, period.dismissed];
        return {
          shown: [formatPeriod(period, grain), ...figures.map(formatNumber)],
          raw: [isoDay(period.start), ...figures],
        };
      }),
    },
    draw: (style) => draw(periods, grain, style),
  };
}

const HEIGHT = 250;
const TOP = 34;

function draw(periods: readonly FlowPeriod[], grain: FlowGrain, style: PlotStyle): SVGSVGElement {
  const { width, paint, text: size } = style;
  const most = Math.max(1, ...periods.map(({ read, starred }) => Math.max(read, starred)));
  const least = Math.max(0, ...periods.map(({ dismissed }) => dismissed));
  const left = Math.ceil(formatNumber(most).length * size * 0.6) + 10;
  const first = periods[0]?.start ?? 0;
  const last = periods.at(-1)?.end ?? 1;
  const room = width - left;
  const column = room / Math.max(1, periods.length);
  return drawPlot(style, {
    ...{ height: HEIGHT, margin: 0, marginTop: TOP, marginLeft: left, marginBottom: size + 12 },
    x: { type: 'linear', domain: [first, last] },
    y: { domain: [-least, most], nice: true },
    marks: [
      gridY({ ticks: 4, stroke: paint.line, strokeOpacity: 1 }),
      axisY({
        ticks: 4,
        tickSize: 0,
        tickFormat: (n: number) => (Number.isInteger(n) ? formatNumber(Math.abs(n)) : ''),
        label: null,
        color: paint.soft,
        textAnchor: 'start',
        tickPadding: 0,
        dx: -left,
      }),
      ...barsOf(periods, column, paint),
      ruleY([0], { stroke: paint.soft }),
      timeAxis(first, last, room, style),
      // The whole column shows its tip, however low its bars are.
      rectY(periods, {
        x1: 'start',
        x2: 'end',
        y1: -least,
        y2: most,
        fill: paint.ink,
        fillOpacity: 0,
        title: (period: FlowPeriod) => titleOf(period, grain),
        className: 'column',
      }),
      ...legend(legendOf(least > 0, paint), left, -TOP + size / 2, style),
    ],
  });
}

/** Returns the bars of each period; those of stars are narrower, and lie on those of what was read. */
function barsOf(periods: readonly FlowPeriod[], column: number, paint: Paint): Markish[] {
  const bar = (share: number) => ({
    x1: 'start',
    x2: 'end',
    inset: 0,
    insetLeft: (column * (1 - share)) / 2,
    insetRight: (column * (1 - share)) / 2,
  });
  return [
    rectY(periods, { ...bar(0.66), y1: 0, y2: 'read', fill: paint.read }),
    rectY(periods, {
      ...bar(0.66),
      y1: 0,
      y2: (period: FlowPeriod) => -period.dismissed,
      fill: paint.gone,
    }),
    // An edge in the colour of the background tells the bars apart without any colour.
    rectY(periods, {
      ...bar(0.32),
      y1: 0,
      y2: 'starred',
      fill: paint.star,
      stroke: paint.card,
      strokeWidth: column > 9 ? 1 : 0,
    }),
  ];
}

const titleOf = (period: FlowPeriod, grain: FlowGrain): string =>
  message(
    'reading_in_period',
    plural('reading_read', period.read),
    plural('reading_starred', period.starred),
    plural('reading_dismissed', period.dismissed),
    formatPeriod(period, grain),
  );

function legendOf(hasDismissed: boolean, paint: Paint): LegendItem[] {
  const items = [
    { words: message('reading_read_head'), fill: paint.read },
    { words: message('reading_starred_head'), fill: paint.star },
  ];
  if (!hasDismissed) return items;
  return [...items, { words: message('reading_dismissed_head'), fill: paint.gone }];
}
