/** What the pictures show, in numbers: marks and a few facts in, series out. */
import {
  type DayNumber,
  dayNumber,
  dayNumberAt,
  firstDayOfMonth,
  firstDayOfWeek,
  monthNumberOf,
  yearOfDay,
} from '../paper/date';

/** Of a paper and its mark, what is counted. */
export interface Facts {
  /** Milliseconds since 1970, as are the next two. */
  readonly starredAt?: number | undefined;
  readonly readAt?: number | undefined;
  readonly dismissedAt?: number | undefined;
  readonly tags?: readonly string[] | undefined;
  /** Its main one. */
  readonly category?: string | undefined;
  /** The id of the site on which it was first seen. */
  readonly site?: string | undefined;
}

/** How many papers of each name there are in each month (`monthNumberOf`). */
export type ByName = ReadonlyMap<string, ReadonlyMap<number, number>>;

/** Of one site's papers. */
export interface SiteSum {
  readonly papers: number;
  readonly read: number;
  readonly starred: number;
}

/** All counts from which the series are made. Small, however large the library. */
export interface Sums {
  readonly read: Map<DayNumber, number>;
  readonly starred: Map<DayNumber, number>;
  readonly dismissed: Map<DayNumber, number>;
  /** Stars that are not read, by the day of the star. */
  readonly waiting: Map<DayNumber, number>;
  readonly categories: Map<string, Map<number, number>>;
  readonly tags: Map<string, Map<number, number>>;
  /** Under '' those of which no site is known: they were brought in, or starred by their link. */
  readonly sites: Map<string, SiteSum>;
}

export function makeSums(): Sums {
  return {
    read: new Map(),
    starred: new Map(),
    dismissed: new Map(),
    waiting: new Map(),
    categories: new Map(),
    tags: new Map(),
    sites: new Map(),
  };
}

/** Counts a paper in, or with −1 out again. */
export function addFacts(sums: Sums, facts: Facts, by: 1 | -1): void {
  const read = dayOfMark(facts.readAt);
  const starred = dayOfMark(facts.starredAt);
  const dismissed = dayOfMark(facts.dismissedAt);
  if (read !== undefined) bump(sums.read, read, by);
  if (starred !== undefined) bump(sums.starred, starred, by);
  if (dismissed !== undefined) bump(sums.dismissed, dismissed, by);
  if (starred !== undefined && read === undefined) bump(sums.waiting, starred, by);
  if (read === undefined && starred === undefined) return;

  const month = monthNumberOf(Math.min(read ?? Infinity, starred ?? Infinity));
  bumpName(sums.categories, facts.category ?? '', month, by);
  for (const tag of facts.tags ?? []) bumpName(sums.tags, tag, month, by);
  const site = facts.site ?? '';
  const sum = sums.sites.get(site) ?? { papers: 0, read: 0, starred: 0 };
  const next = {
    papers: sum.papers + by,
    read: sum.read + (read === undefined ? 0 : by),
    starred: sum.starred + (starred === undefined ? 0 : by),
  };
  if (next.papers > 0) sums.sites.set(site, next);
  else sums.sites.delete(site);
}

/** No calendar has a day beyond this; a damaged mark may. */
const LAST_MS = 8.64e15;

function dayOfMark(ms: number | undefined): DayNumber | undefined {
  return ms !== undefined && Math.abs(ms) < LAST_MS ? dayNumberAt(ms) : undefined;
}

function bump(counts: Map<number, number>, key: number, by: number): void {
  const next = (counts.get(key) ?? 0) + by;
  if (next > 0) counts.set(key, next);
  else counts.delete(key);
}

function bumpName(
  names: Map<string, Map<number, number>>,
  name: string,
  month: number,
  by: number,
) {
  const counts = names.get(name) ?? new Map<number, number>();
  bump(counts, month, by);
  if (counts.size > 0) names.set(name, counts);
  else names.delete(name);
}

/** All that a map counts. */
export function totalOf(counts: ReadonlyMap<number, number>): number {
  let total = 0;
  for (const count of counts.values()) total += count;
  return total;
}

// ---- the calendar

/** The years in which anything was read or starred, the last one first. */
export function yearsOf({ read, starred }: Sums): number[] {
  const years = new Set([...read.keys(), ...starred.keys()].map(yearOfDay));
  return [...years].sort((a, b) => b - a);
}

export interface CalendarDay {
  readonly day: DayNumber;
  readonly read: number;
  readonly starred: number;
}

/** Every day of the year. */
export function calendarOf({ read, starred }: Sums, year: number): CalendarDay[] {
  const first = dayNumber(year, 0);
  return Array.from({ length: dayNumber(year + 1, 0) - first }, (_, i) => {
    const day = first + i;
    return { day, read: read.get(day) ?? 0, starred: starred.get(day) ?? 0 };
  });
}

/**
 * Where the shades of a calendar begin, the palest first: as many as can be told apart, of at most
 * four. A day with fewer than the first has none.
 */
export function shadesOf(counts: readonly number[]): number[] {
  const most = Math.max(0, ...counts);
  const steps = [1, Math.round(most * 0.2), Math.round(most * 0.45), Math.round(most * 0.75)];
  const shades: number[] = [];
  for (const step of steps) {
    const next = Math.max(step, (shades.at(-1) ?? 0) + 1);
    if (next <= most) shades.push(next);
  }
  return shades;
}

// ---- over time

export type Grain = 'week' | 'month' | 'quarter' | 'year';

/** From its first day to the one before `end`. */
export interface Period {
  readonly start: DayNumber;
  readonly end: DayNumber;
}

/** The period that a day is in. */
export function periodOf(day: DayNumber, grain: Grain, firstWeekday: number): Period {
  if (grain === 'week') {
    const start = firstDayOfWeek(day, firstWeekday);
    return { start, end: start + 7 };
  }
  const months = { month: 1, quarter: 3, year: 12 }[grain];
  const month = Math.floor(monthNumberOf(day) / months) * months;
  return { start: firstDayOfMonth(month), end: firstDayOfMonth(month + months) };
}

/** All from the one that `first` is in to the one that `last` is in; of them the last `most`. */
export function periodsOf(
  first: DayNumber,
  last: DayNumber,
  grain: Grain,
  firstWeekday: number,
  most = Number.POSITIVE_INFINITY,
): Period[] {
  const periods: Period[] = [];
  let period = periodOf(last, grain, firstWeekday);
  while (period.end > first && periods.length < most) {
    periods.push(period);
    period = periodOf(period.start - 1, grain, firstWeekday);
  }
  return periods.reverse();
}

export interface FlowPeriod extends Period {
  readonly read: number;
  readonly starred: number;
  readonly dismissed: number;
}

/** What was skimmed and what was kept, period by period, without a gap; of them the last `most`. */
export function flowOf(
  { read, starred, dismissed }: Sums,
  grain: Grain,
  firstWeekday: number,
  most: number,
): FlowPeriod[] {
  const span = spanOf([...read.keys(), ...starred.keys(), ...dismissed.keys()]);
  if (!span) return [];
  const periods = periodsOf(span[0], span[1], grain, firstWeekday, most);
  const [a, b, c] = [read, starred, dismissed].map((counts) => countIn(counts, periods));
  return periods.map((period, i) => ({
    ...period,
    read: a?.[i] ?? 0,
    starred: b?.[i] ?? 0,
    dismissed: c?.[i] ?? 0,
  }));
}

function spanOf(days: readonly number[]): [first: number, last: number] | undefined {
  let [first, last] = [Infinity, -Infinity];
  // Not by spreading them: there can be more of them than a call has room for.
  for (const day of days) [first, last] = [Math.min(first, day), Math.max(last, day)];
  return first <= last ? [first, last] : undefined;
}

function countIn(counts: ReadonlyMap<DayNumber, number>, periods: readonly Period[]): number[] {
  const found = periods.map(() => 0);
  for (const [day, count] of counts) {
    const i = indexIn(periods, day);
    if (i >= 0) found[i] = (found[i] as number) + count;
  }
  return found;
}

/** Which of the periods a day is in; −1 where none. They are sorted, and without gaps. */
function indexIn(periods: readonly Period[], day: DayNumber): number {
  let [low, high] = [0, periods.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const { start, end } = periods[middle] as Period;
    if (day >= start && day < end) return middle;
    if (day < start) high = middle - 1;
    else low = middle + 1;
  }
  return -1;
}

// ---- by name

export interface Topics {
  readonly grain: Grain;
  readonly periods: readonly Period[];
  /** Those with the most papers, these first. */
  readonly rows: readonly TopicRow[];
  /** All other names together, if there are any. */
  readonly others: (TopicRow & { readonly names: number }) | undefined;
  /** How many papers have no name at all. */
  readonly without: number;
}

export interface TopicRow {
  readonly name: string;
  readonly total: number;
  /** For each period. */
  readonly counts: readonly number[];
}

/** As many columns as can still be told apart. */
const MOST_PERIODS = 48;

/** Papers by name over time; papers under '' have none. */
export function topicsOf(names: ByName, most: number): Topics {
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

// ---- sites

export interface SiteRow extends SiteSum {
  /** '' where none is known. */
  readonly site: string;
}

/** The sites, those with the most papers first; those without a site last. */
export function sitesOf({ sites }: Sums): SiteRow[] {
  return [...sites]
    .map(([site, sum]) => ({ site, ...sum }))
    .sort(
      (a, b) =>
        Number(a.site === '') - Number(b.site === '') ||
        b.papers - a.papers ||
        (a.site < b.site ? -1 : 1),
    );
}

// ---- ages

/** Where the ages begin that are told apart, in days: weeks, months, years. */
export const AGES: readonly number[] = [0, 7, 28, 91, 182, 365, 730];

export interface Ages {
  readonly total: number;
  /** For each of `AGES`. */
  readonly counts: readonly number[];
  /** Of half of them the age is at least this, in days. */
  readonly median: number | undefined;
}

/** How old the stars are that were not read. One that is dated later than today is new. */
export function agesOf({ waiting }: Sums, today: DayNumber): Ages {
  const counts = AGES.map(() => 0);
  const total = totalOf(waiting);
  let median: number | undefined;
  let seen = 0;
  for (const [day, count] of [...waiting].sort(([a], [b]) => a - b)) {
    const age = Math.max(0, today - day);
    const i = AGES.findLastIndex((from) => age >= from);
    counts[i] = (counts[i] as number) + count;
    seen += count;
    if (median === undefined && seen * 2 >= total) median = age;
  }
  return { total, counts, median };
}
