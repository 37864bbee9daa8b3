/** Dates and times as they are shown, in the language of the browser's interface. */
import browser from '../ext';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Returns a format that is made once: a list that is scrolled asks for hundreds a second. */
function formatOf(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(browser.i18n.getUILanguage(), options);
  formats.set(key, made);
  return made;
}

const formatted = new Map<string, string>();

/**
 * Returns a paper's date to the precision that is known: "25 Sep 2026".
 *
 * @param published an ISO date: `2026-09-25`, `2026-09` or `2026`
 */
export function formatPublished(published: string): string {
  const known = formatted.get(published);
  if (known !== undefined) return known;
  if (formatted.size > 1_000) formatted.clear();
  const text = formatIsoDate(published);
  formatted.set(published, text);
  return text;
}

function formatIsoDate(published: string): string {
  const [year, month, day] = published.split('-').map(Number);
  if (!year || !month) return published;
  const precision: Intl.DateTimeFormatOptions = day ? { day: 'numeric' } : {};
  return formatOf({
    year: 'numeric',
    month: 'short',
    ...precision,
    timeZone: 'UTC',
  }).format(Date.UTC(year, month - 1, day ?? 1));
}

/**
 * Returns the day of a moment, short, and without the year in this year.
 *
 * @param at milliseconds since 1970
 */
export function formatShortDay(at: number): string {
  const isThisYear = new Date(at).getFullYear() === new Date().getFullYear();
  return formatOf({
    month: 'short',
    day: 'numeric',
    ...(isThisYear ? {} : { year: 'numeric' }),
  }).format(at);
}

/**
 * Returns a moment with its day and time: "24 Nov 2026, 10:35".
 *
 * @param at milliseconds since 1970
 */
export function formatMoment(at: number): string {
  return formatOf({ dateStyle: 'medium', timeStyle: 'short' }).format(at);
}
