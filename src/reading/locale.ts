/** Formats days and periods in the language of the browser's interface. */
import browser from '../ext';
import { type DayNumber, utcMidnight } from '../paper/date';
import type { Grain, Period } from './periods';

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  let format = formats.get(key);
  if (!format) {
    // A day number (src/paper/date.ts) is formatted as its midnight in UTC.
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

/** Returns "March 2026" or "2 – 8 Mar 2026". */
export function formatPeriod({ start, end }: Period, grain: Grain): string {
  return formatOf(OF_GRAIN[grain]).formatRange(utcMidnight(start), utcMidnight(end - 1));
}

interface WeekInfo {
  readonly firstDay: number;
}

/** Returns the weekday on which a week begins in the interface's language: 1 is Monday. */
export function firstWeekday(): number {
  // The standard has a method; Chromium had a property before. Monday if there is neither.
  const locale = new Intl.Locale(browser.i18n.getUILanguage()) as Intl.Locale & {
    getWeekInfo?(): WeekInfo;
    weekInfo?: WeekInfo;
  };
  return (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1;
}

/** Returns a number with its unit in words: "5 months". */
export function formatUnit(n: number, unit: 'day' | 'week' | 'month' | 'year'): string {
  const language = browser.i18n.getUILanguage();
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(n);
}

/** Returns a length of time in the largest unit of which it has two: "13 days", "5 months". */
export function formatAge(days: number): string {
  if (days < 14) return formatUnit(days, 'day');
  if (days < 61) return formatUnit(Math.floor(days / 7), 'week');
  if (days < 730) return formatUnit(Math.floor(days / 30.44), 'month');
  return formatUnit(Math.floor(days / 365.25), 'year');
}
