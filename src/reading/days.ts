/**
 * Days of the calendar, as the reader's clock showed them. A day is a number of its own, so that what
 * counts with days never meets an hour that a time zone leaves out or has twice.
 */

/** Days since 1 January 1970. */
export type Day = number;

export const DAY_MS = 86_400_000;

/** The day of a moment, in ms since 1970, in the time zone of this machine. */
export function dayOf(ms: number): Day {
  const date = new Date(ms);
  // Of the calendar's numbers alone, and in UTC, where every day has 24 hours.
  return dayAt(date.getFullYear(), date.getMonth(), date.getDate());
}

/** The day with these numbers; the month counts from 0, and may lie beyond its year. */
export function dayAt(year: number, month: number, date = 1): Day {
  // Not `Date.UTC`, to which the year 20 is 1920.
  return new Date(0).setUTCFullYear(year, month, date) / DAY_MS;
}

/** Midnight of the day in UTC: to be shown with that time zone, and no other. */
export const dateOf = (day: Day): Date => new Date(day * DAY_MS);

export const yearOf = (day: Day): number => dateOf(day).getUTCFullYear();

/** The months since the year 0: 24310 is November 2025. */
export function monthOf(day: Day): number {
  const date = dateOf(day);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** Its first day. */
export const firstOf = (month: number): Day =>
  dayAt(Math.floor(month / 12), ((month % 12) + 12) % 12);

/** `2026-03-04`. */
export const isoOf = (day: Day): string => dateOf(day).toISOString().slice(0, 10);

/** 1 is Monday and 7 Sunday, as in `Intl.Locale.getWeekInfo`. */
export function weekdayOf(day: Day): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** The first day of the week that the day is in. */
export function weekOf(day: Day, firstWeekday: number): Day {
  return day - ((weekdayOf(day) - firstWeekday + 7) % 7);
}
