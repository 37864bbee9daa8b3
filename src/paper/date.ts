/**
 * Days of the calendar. A day is a number of its own, so that what counts with days never meets an hour
 * that a time zone leaves out or has twice. What is shown to the user is in src/ui/dates.ts.
 */

/** Days since 1 January 1970. */
export type DayNumber = number;

/** Months since the year 0: 24310 is November 2025. */
export type MonthNumber = number;

export const DAY_MS = 86_400_000;

/** The months as BibTeX and many others write them. */
export const MONTH_NAMES = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** Returns "06" for "jun", "June", "6" and "06"; undefined for what is no month. */
export function parseMonth(text: string): string | undefined {
  const number = /^\d{1,2}$/.test(text)
    ? Number(text)
    : MONTH_NAMES.indexOf(text.slice(0, 3).toLowerCase()) + 1;
  return number >= 1 && number <= 12 ? String(number).padStart(2, '0') : undefined;
}

/**
 * Returns the calendar day of a moment in the user's own time zone.
 *
 * @param at milliseconds since 1970
 */
export function dayNumberAt(at: number): DayNumber {
  const date = new Date(at);
  return dayNumber(date.getFullYear(), date.getMonth(), date.getDate());
}

/** Returns the day with these numbers; the month counts from 0, and may lie outside its year. */
export function dayNumber(year: number, month: number, date = 1): DayNumber {
  // In UTC every day has 24 hours. `Date.UTC` would take the year 20 for 1920.
  return new Date(0).setUTCFullYear(year, month, date) / DAY_MS;
}

/** Returns midnight of the day in UTC, to be formatted in that time zone and no other. */
export const utcMidnight = (day: DayNumber): Date => new Date(day * DAY_MS);

export const yearOfDay = (day: DayNumber): number => utcMidnight(day).getUTCFullYear();

export function monthNumberOf(day: DayNumber): MonthNumber {
  const date = utcMidnight(day);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

export const firstDayOfMonth = (month: MonthNumber): DayNumber =>
  dayNumber(Math.floor(month / 12), ((month % 12) + 12) % 12);

/** Returns the weekday, from 1 for Monday to 7 for Sunday, as in `Intl.Locale.getWeekInfo`. */
export function weekdayOf(day: DayNumber): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** Returns the first day of the week that a day is in. */
export function firstDayOfWeek(day: DayNumber, firstWeekday: number): DayNumber {
  return day - ((weekdayOf(day) - firstWeekday + 7) % 7);
}

/** Returns a day as `2026-03-04`. */
export const isoDay = (day: DayNumber): string => utcMidnight(day).toISOString().slice(0, 10);

/**
 * Returns the day of a moment as `2026-03-04`, in the user's own time zone.
 *
 * @param at milliseconds since 1970
 */
export const localIsoDay = (at: number): string => isoDay(dayNumberAt(at));
