import { type DayNumber, dayNumber, yearOfDay } from '../paper/date';
import type { Sums } from './sums';

/** Returns the years in which anything was read or starred, the last one first. */
export function yearsOf({ read, starred }: Sums): number[] {
  const years = new Set([...read.keys(), ...starred.keys()].map(yearOfDay));
  return [...years].sort((a, b) => b - a);
}

export interface CalendarDay {
  readonly day: DayNumber;
  readonly read: number;
  readonly starred: number;
}

/** Returns every day of a year with its counts. */
export function calendarOf({ read, starred }: Sums, year: number): CalendarDay[] {
  const first = dayNumber(year, 0);
  return Array.from({ length: dayNumber(year + 1, 0) - first }, (_, i) => {
    const day = first + i;
    return { day, read: read.get(day) ?? 0, starred: starred.get(day) ?? 0 };
  });
}

/**
 * Returns the smallest count of each shade of a calendar, the palest first. There are at most four, and
 * no more than there are different counts. A day with fewer than the first has no shade.
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
