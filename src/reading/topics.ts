import { rect, ruleY, text } from '@observablehq/plot';
import { formatNumber, message, plural } from '../i18n';
import { isoDay } from '../paper/date';
import { formatPeriod } from './locale';
import type { Picture, PlotStyle } from './picture';
import { cut, drawPlot, timeAxis, widthOf } from './plot';
import type { Snapshot } from './store';
import type { CountsByName } from './sums';
import { type TopicRow, type Topics, topicsOf } from './topic-series';

/** Number of names that have a row of their own. */
const MOST = 8;

/** Returns the picture of what was read or starred, by category, over time. */
export function categoryPicture({ sums }: Snapshot): Picture {
  const topics = topicsOf(sums.categories, MOST);
  return {
    id: 'categories',
    title: message('reading_categories'),
    summary: summaryOf(topics, 'categories', sums.categories),
    ...topicPicture(topics, message('reading_category')),
  };
}

/** Returns the picture of what was read or starred, by tag, over time. */
export function tagPicture({ sums }: Snapshot): Picture {
  const topics = topicsOf(sums.tags, MOST);
  return {
    id: 'tags',
    title: message('reading_tags'),
    summary: summaryOf(topics, 'tags', sums.tags),
    ...topicPicture(topics, message('reading_tag')),
  };
}

function summaryOf(topics: Topics, what: 'categories' | 'tags', names: CountsByName): string {
  if (topics.rows.length === 0) {
    return message(what === 'tags' ? 'reading_no_tags' : 'reading_no_categories');
  }
  const rest = topics.without > 0 ? ` ${plural('reading_without', topics.without)}` : '';
  const n = names.size - (names.has('') ? 1 : 0);
  return plural(what === 'tags' ? 'reading_tags_summary' : 'reading_categories_summary', n) + rest;
}

function topicPicture(topics: Topics, head: string): Pick<Picture, 'isEmpty' | 'table' | 'draw'> {
  const { periods, grain, others } = topics;
  const name = (row: TopicRow): string =>
    row === others ? plural('reading_others', others.names) : row.name;
  const rows = [...topics.rows, ...(others ? [others] : [])];
  return {
    isEmpty: rows.length === 0,
    table: {
      head: [message(`reading_${grain}`), ...rows.map(name), ...(rows.length === 0 ? [head] : [])],
      rows: periods.map((period, i) => ({
        shown: [
          formatPeriod(period, grain),
          ...rows.map((row) => formatNumber(row.counts[i] ?? 0)),
        ],
        raw: [isoDay(period.start), ...rows.map((row) => row.counts[i] ?? 0)],
      })),
    },
    draw: (style) =>
      draw(
        topics,
        rows.map((row) => ({ ...row, name: name(row) })),
        style,
      ),
  };
}

const ROW = 38;
/** Height of the highest bar, as a share of its row. */
const BAR = 0.72;

function draw(
  { periods, grain }: Topics,
  rows: readonly TopicRow[],
  style: PlotStyle,
): SVGSVGElement {
  const { width, paint, text: size } = style;
  const most = Math.max(1, ...rows.flatMap(({ counts }) => counts));
  const room = Math.min(width * 0.3, Math.max(...rows.map(({ name }) => widthOf(name, size))));
  const left = Math.ceil(room) + 14;
  const right =
    Math.ceil(Math.max(...rows.map(({ total }) => widthOf(formatNumber(total), size)))) + 12;
  const first = periods[0]?.start ?? 0;
  const last = periods.at(-1)?.end ?? 1;
  const inner = width - left - right;
  const gap = Math.min(2, (inner / periods.length) * 0.2);
  const bars = rows.flatMap((row, y) =>
    periods.map((period, i) => {
      const n = row.counts[i] ?? 0;
      return {
        ...period,
        y1: y + 1,
        y2: y + 1 - (BAR * n) / most,
        title: message(
          'reading_name_in_period',
          row.name,
          plural('reading_papers', n),
          formatPeriod(period, grain),
        ),
      };
    }),
  );
  return drawPlot(style, {
    ...{ margin: 0, marginLeft: left, marginRight: right, marginBottom: size + 12 },
    height: rows.length * ROW + size + 12,
    x: { type: 'linear', domain: [first, last] },
    y: { type: 'linear', domain: [0, rows.length], range: [0, rows.length * ROW], axis: null },
    marks: [
      ruleY(rows, { y: (_, i) => i + 1, stroke: paint.line }),
      rect(bars, {
        x1: 'start',
        x2: 'end',
        y1: 'y1',
        y2: 'y2',
        insetRight: gap,
        fill: paint.topic,
      }),
      rect(bars, {
        ...{ x1: 'start', x2: 'end', y1: 'y1', y2: (bar) => bar.y1 - 1 },
        ...{ fill: paint.ink, fillOpacity: 0, title: 'title' },
      }),
      text(rows, {
        x: first,
        y: (_, i) => i + 1,
        ...{ dx: -left, dy: -size * 0.55, textAnchor: 'start', fill: paint.ink },
        text: (row: TopicRow) => cut(row.name, room + 1, size),
      }),
      text(rows, {
        x: last,
        y: (_, i) => i + 1,
        ...{ dx: right, dy: -size * 0.55, textAnchor: 'end', fill: paint.soft },
        text: (row: TopicRow) => formatNumber(row.total),
      }),
      timeAxis(first, last, inner, style),
    ],
  });
}
