import { type Markish, rect, text } from '@observablehq/plot';
import { formatNumber, message, plural } from '../i18n';
import {
  type DayNumber,
  dayNumber,
  firstDayOfWeek,
  isoDay,
  monthNumberOf,
  weekdayOf,
} from '../paper/date';
import { type CalendarDay, calendarOf, shadesOf } from './calendar-series';
import { firstWeekday, formatDay } from './locale';
import type { Picture, PlotStyle } from './picture';
import { drawPlot, widthOf } from './plot';
import type { Snapshot } from './store';

/** Returns the picture of a year's days, once by what was read and once by what was starred. */
export function calendarPicture({ sums }: Snapshot, year: number): Picture {
  const days = calendarOf(sums, year);
  const active = days.filter(({ read, starred }) => read + starred > 0);
  const [read, starred] = [sumOf(days, 'read'), sumOf(days, 'starred')];
  return {
    id: `calendar-${year}`,
    title: message('reading_calendar'),
    summary: message(
      'reading_calendar_summary',
      plural('reading_read', read),
      plural('reading_starred', starred),
      plural('reading_days', active.length),
    ),
    isEmpty: false,
    table: {
      head: [message('reading_day'), message('reading_read_head'), message('reading_starred_head')],
      rows: active.map(({ day, read, starred }) => ({
        shown: [
          formatDay(day, { weekday: 'short', day: 'numeric', month: 'long' }),
          formatNumber(read),
          formatNumber(starred),
        ],
        raw: [isoDay(day), read, starred],
      })),
    },
    draw: (style) => draw(days, year, style),
  };
}

type CountField = 'read' | 'starred';

const sumOf = (days: readonly CalendarDay[], field: CountField): number =>
  days.reduce((sum, day) => sum + day[field], 0);

/** Returns "3 read, 1 starred, 4 March". */
const sayDay = ({ day, read, starred }: CalendarDay): string =>
  message(
    'reading_on_day',
    plural('reading_read', read),
    plural('reading_starred', starred),
    formatDay(day, { day: 'numeric', month: 'long' }),
  );

/** Least width of a whole year in one row, in px; narrower plots have one half year below the other. */
const WIDE = 640;
/** Height of a block's name and months, in rows. */
const HEAD = 2.9;
const GAP = 1;
const MOST_CELL = 19;

function draw(days: readonly CalendarDay[], year: number, style: PlotStyle): SVGSVGElement {
  const begin = firstWeekday();
  const halves = style.width >= WIDE ? [days] : splitAt(days, dayNumber(year, 6));
  const left = Math.ceil(
    Math.max(...[0, 1, 2].map((i) => widthOf(weekdayName(begin, i * 2 + 1), style.text))) + 8,
  );
  const columns = Math.max(...halves.map((half) => columnOf(half.at(-1), half[0], begin) + 1));
  const cell = Math.min(MOST_CELL, Math.floor((style.width - left) / columns));
  const grid: Grid = { left, columns, cell, begin };
  const titles = new Map(days.map((day) => [day.day, sayDay(day)]));
  const marks: Markish[] = [];
  let y = 0;
  for (const field of ['read', 'starred'] as const) {
    const shades = shadesOf(days.map((day) => day[field]));
    for (const [i, half] of halves.entries()) {
      // The name of the first half is that of both.
      if (i === 0) marks.push(...headOf(days, field, y, grid, style));
      const top = y + (i === 0 ? HEAD : 1.2);
      marks.push(...blockOf(half, field, shades, titles, top, grid, style));
      y = top + 7 + (i === halves.length - 1 ? GAP : 0.4);
    }
  }
  const rows = y - GAP;
  return drawPlot(
    { ...style, width: left + columns * cell },
    {
      ...{ margin: 0, marginLeft: left, height: Math.ceil(rows * cell) },
      x: { type: 'linear', domain: [0, columns], axis: null },
      y: { type: 'linear', domain: [0, rows], range: [0, rows * cell], axis: null },
      color: { type: 'identity' },
      marks,
    },
  );
}

function splitAt(days: readonly CalendarDay[], day: DayNumber): CalendarDay[][] {
  return [days.filter((one) => one.day < day), days.filter((one) => one.day >= day)];
}

function columnOf(one: CalendarDay | undefined, first: CalendarDay | undefined, begin: number) {
  return (firstDayOfWeek(one?.day ?? 0, begin) - firstDayOfWeek(first?.day ?? 0, begin)) / 7;
}

/** Returns the name of the i-th day of the week. 5 January 1970 was a Monday. */
const weekdayName = (begin: number, i: number): string =>
  formatDay(4 + begin - 1 + i, { weekday: 'short' });

/** The measures of the cells. */
interface Grid {
  /** Width of the weekdays' names, in px. */
  readonly left: number;
  /** Size of a cell, in px. */
  readonly cell: number;
  readonly columns: number;
  /** Weekday on which a week begins. */
  readonly begin: number;
}

/** Returns the name of a block, and at the other end what its shades mean. */
function headOf(
  days: readonly CalendarDay[],
  field: CountField,
  y: number,
  { left, columns, cell }: Grid,
  { text: size, paint }: PlotStyle,
): Markish[] {
  const shades = shadesOf(days.map((day) => day[field]));
  const fills = field === 'read' ? paint.reads : paint.stars;
  const middle = y + 0.55;
  const labels = shades.map((from, i) => {
    const to = (shades[i + 1] ?? Number.POSITIVE_INFINITY) - 1;
    if (to === from) return formatNumber(from);
    return to === Number.POSITIVE_INFINITY
      ? message('reading_and_more', formatNumber(from))
      : message('reading_from_to', formatNumber(from), formatNumber(to));
  });
  let x = columns;
  const placed = labels
    .map((words, i) => ({ words, i }))
    .reverse()
    .map(({ words, i }) => {
      x -= (widthOf(words, size) + size * 2.1) / cell;
      return { words, x, fill: fillOf(fills, i, shades.length) };
    });
  const box = (size * 0.85) / cell;
  return [
    text([message(field === 'read' ? 'reading_read_head' : 'reading_starred_head')], {
      ...{ x: 0, y: middle, dx: -left, textAnchor: 'start', fontWeight: 600, fill: paint.ink },
    }),
    rect(placed, {
      x1: (one) => one.x + 0.5 - box / 2,
      x2: (one) => one.x + 0.5 + box / 2,
      y1: middle - box / 2,
      y2: middle + box / 2,
      r: 2,
      fill: 'fill',
    }),
    text(placed, {
      x: (one) => one.x + 0.5 + (size * 0.8) / cell,
      y: middle,
      text: 'words',
      textAnchor: 'start',
      fill: paint.soft,
    }),
  ];
}

/** Returns the colour of a shade. Where there are few shades, they are the strong ones. */
function fillOf(fills: readonly string[], shade: number, shades: number): string {
  return fills[fills.length - shades + shade] as string;
}

function blockOf(
  days: readonly CalendarDay[],
  field: CountField,
  shades: readonly number[],
  titles: ReadonlyMap<DayNumber, string>,
  top: number,
  { left, begin }: Grid,
  { paint }: PlotStyle,
): Markish[] {
  const fills = field === 'read' ? paint.reads : paint.stars;
  const placed = days.map((day) => {
    const shade = shades.findLastIndex((from) => day[field] >= from);
    return {
      x: columnOf(day, days[0], begin),
      y: top + ((weekdayOf(day.day) - begin + 7) % 7),
      fill: shade < 0 ? paint.none : fillOf(fills, shade, shades.length),
      title: titles.get(day.day),
    };
  });
  const firsts = days.filter(
    ({ day }, i) => i === 0 || monthNumberOf(day) !== monthNumberOf(day - 1),
  );
  return [
    text(firsts, {
      // The name of a month stands over the first week that is wholly in it.
      x: (day: CalendarDay) =>
        columnOf(day, days[0], begin) +
        (firstDayOfWeek(day.day, begin) < day.day && day !== days[0] ? 1 : 0),
      y: top - 0.55,
      text: (day: CalendarDay) => formatDay(day.day, { month: 'short' }),
      textAnchor: 'start',
      fill: paint.soft,
    }),
    text([1, 3, 5], {
      x: 0,
      y: (i: number) => top + i + 0.5,
      dx: -left,
      text: (i: number) => weekdayName(begin, i),
      textAnchor: 'start',
      fill: paint.soft,
    }),
    rect(placed, {
      x1: 'x',
      x2: (one) => one.x + 1,
      y1: 'y',
      y2: (one) => one.y + 1,
      ...{ insetRight: 2, insetBottom: 2, r: 2.5 },
      fill: 'fill',
      title: 'title',
    }),
  ];
}
