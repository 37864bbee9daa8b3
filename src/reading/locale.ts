/** Days and periods in the way of the interface's language. */
import browser from '../ext';
import { type DayNumber, utcMidnight } from '../paper/date';
import type { Grain, Period } from './figures';

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  let format = formats.get(key);
  if (!format) {
    // A day is a number of the calendar (days.ts), which stands at midnight in UTC.
    format = new Intl.DateTimeFormat(browser.i18n.getUILanguage(), { ...options, timeZone: 'UTC' });
    formats.set(key, format);
  }
  return format;
}

export function formatDay(day: DayNumber, options: Intl.DateTimeFormatOptions): string {
  return formatOf(options).format(utcMidnight(day));
}

const OF_GRAIN: Record<Grain, Intl.DateTimeFormatOptions> = {
  week: { day: 'numeric', month: 'short', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
  quarter: { month: 'short', year: 'numeric' },
  year: { year: 'numeric' },
};

/** "March 2026", "2 – 8 Mar 2026". */
export function formatPeriod({ start, end }: Period, grain: Grain): string {
  return formatOf(OF_GRAIN[grain]).formatRange(utcMidnight(start), utcMidnight(end - 1));
}

interface WeekInfo {
  readonly firstDay: number;
}

/** The weekday on which a week begins, where the reader's language is at home: 1 is Monday. */
export function firstWeekday(): number {
  // In the standard as a method; Chromium had it as a property before. Monday where neither is.
  const locale = new Intl.Locale(browser.i18n.getUILanguage()) as Intl.Locale & {
    getWeekInfo?(): WeekInfo;
    weekInfo?: WeekInfo;
  };
  return (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1;
}

/** A number with its unit in words: "5 months". */
export function formatUnit(n: number, unit: 'day' | 'week' | 'month' | 'year'): string {
  const language = browser.i18n.getUILanguage();
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(n);
}

/** A length of time in the largest unit that it has two of: "13 days", "5 months". */
export function formatAge(days: number): string {
  if (days < 14) return formatUnit(days, 'day');
  if (days < 61) return formatUnit(Math.floor(days / 7), 'week');
  if (days < 730) return formatUnit(Math.floor(days / 30.44), 'month');
  return formatUnit(Math.floor(days / 365.25), 'year');
}
