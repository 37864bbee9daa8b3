import browser from '../ext';

const language = (): string => browser.i18n.getUILanguage();

const formats = new Map<string, Intl.DateTimeFormat>();

/** Made once: a list that is scrolled asks for hundreds a second. */
function format(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const made = formats.get(name) ?? new Intl.DateTimeFormat(language(), options);
  formats.set(name, made);
  return made;
}

const said = new Map<string, string>();

/** A paper's date to the precision that is known, in the reader's language. */
export function dateOf(published: string): string {
  const known = said.get(published);
  if (known !== undefined) return known;
  if (said.size > 1_000) said.clear();
  const words = sayDate(published);
  said.set(published, words);
  return words;
}

function sayDate(published: string): string {
  const [year, month, day] = published.split('-').map(Number);
  if (!year || !month) return published;
  const precision: Intl.DateTimeFormatOptions = day ? { day: 'numeric' } : {};
  return format(day ? 'day' : 'month', {
    year: 'numeric',
    month: 'short',
    ...precision,
    timeZone: 'UTC',
  }).format(Date.UTC(year, month - 1, day ?? 1));
}

/** The day of a moment, short: without the year where it is this one. @param at ms since 1970 */
export function dayOf(at: number): string {
  const date = new Date(at);
  const isThisYear = date.getFullYear() === new Date().getFullYear();
  return format(isThisYear ? 'short' : 'long', {
    month: 'short',
    day: 'numeric',
    ...(isThisYear ? {} : { year: 'numeric' }),
  }).format(date);
}

/** A moment in full. @param at ms since 1970 */
export function momentOf(at: number): string {
  return format('moment', { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}
