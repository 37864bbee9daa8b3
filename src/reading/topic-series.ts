import { firstDayOfMonth } from '../paper/date';
import { countIn, type Grain, type Period, periodsOf, spanOf } from './periods';
import { type CountsByName, totalOf } from './sums';

export interface Topics {
  readonly grain: Grain;
  readonly periods: readonly Period[];
  /** The names with the most papers, these first. */
  readonly rows: readonly TopicRow[];
  /** All other names together; undefined if there are none. */
  readonly others: (TopicRow & { readonly names: number }) | undefined;
  /** Number of papers without any name. */
  readonly without: number;
}

export interface TopicRow {
  readonly name: string;
  readonly total: number;
  /** One count for each period. */
  readonly counts: readonly number[];
}

/** Largest number of columns that can still be told apart. */
const MOST_PERIODS = 48;

/** Returns the papers of each name over time. Papers under '' have no name. */
export function topicsOf(names: CountsByName, most: number): Topics {
  const named = [...names].filter(([name]) => name !== '');
  const without = totalOf(names.get('') ?? new Map());
  const span = spanOf(named.flatMap(([, counts]) => [...counts.keys()]));
  if (!span) return { grain: 'month', periods: [], rows: [], others: undefined, without };

  const [first, last] = [firstDayOfMonth(span[0]), firstDayOfMonth(span[1])];
  const grain =
    (['month', 'quarter'] as const).find(
      (one) => periodsOf(first, last, one, 1, MOST_PERIODS + 1).length <= MOST_PERIODS,
    ) ?? 'year';
  const periods = periodsOf(first, last, grain, 1);
  const rows = named
    .map(([name, months]): TopicRow => {
      const days = new Map([...months].map(([month, count]) => [firstDayOfMonth(month), count]));
      return { name, total: totalOf(months), counts: countIn(days, periods) };
    })
    .sort((a, b) => b.total - a.total || (a.name < b.name ? -1 : 1));
  const rest = rows.slice(most);
  return {
    grain,
    periods,
    rows: rows.slice(0, most),
    others:
      rest.length > 0
        ? { name: '', names: rest.length, ...sumOf(rest, periods.length) }
        : undefined,
    without,
  };
}

function sumOf(rows: readonly TopicRow[], length: number): { total: number; counts: number[] } {
  const counts = Array.from({ length }, (_, i) =>
    rows.reduce((sum, row) => sum + (row.counts[i] ?? 0), 0),
  );
  return { total: rows.reduce((sum, row) => sum + row.total, 0), counts };
}
