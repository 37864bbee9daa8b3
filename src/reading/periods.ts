import { type DayNumber, firstDayOfMonth, firstDayOfWeek, monthNumberOf } from '../paper/date';

export type Grain = 'week' | 'month' | 'quarter' | 'year';

/** The days from `start` to the one before `end`. */
export interface Period {
  readonly start: DayNumber;
  readonly end: DayNumber;
}

/** Returns the period that a day is in. */
export function periodOf(day: DayNumber, grain: Grain, firstWeekday: number): Period {
  if (grain === 'week') {
    const start = firstDayOfWeek(day, firstWeekday);
    return { start, end: start + 7 };
  }
  const months = { month: 1, quarter: 3, year: 12 }[grain];
  const month = Math.floor(monthNumberOf(day) / months) * months;
  return { start: firstDayOfMonth(month), end: firstDayOfMonth(month + months) };
}

/** Returns the periods from the one of `first` to the one of `last`; if there are too many, the last `most`. */
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

/** Returns the first and the last of some numbers; undefined if there are none. */
export function spanOf(days: readonly number[]): [first: number, last: number] | undefined {
  let [first, last] = [Infinity, -Infinity];
  // Not by spreading them: there can be more than a call takes arguments.
  for (const day of days) [first, last] = [Math.min(first, day), Math.max(last, day)];
  return first <= last ? [first, last] : undefined;
}

/** Returns the sum of the counts of each period. */
export function countIn(
  counts: ReadonlyMap<DayNumber, number>,
  periods: readonly Period[],
): number[] {
  const found = periods.map(() => 0);
  for (const [day, count] of counts) {
    const i = indexIn(periods, day);
    if (i >= 0) found[i] = (found[i] as number) + count;
  }
  return found;
}

/** Returns the index of the period that a day is in, or −1. Periods are sorted, and without gaps. */
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
