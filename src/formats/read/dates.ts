/** Dates as files write them. */
import { MONTH_NAMES, parseMonth } from '../../paper/date';

const MONTH = new RegExp(String.raw`\b(${MONTH_NAMES.join('|')})`, 'i');
const MONTH_FIRST = new RegExp(String.raw`^[\s,-]+(?:${MONTH_NAMES.join('|')})[a-z]*\b`, 'i');

/** Returns an ISO date, as precise as the text: "12 June 2017", "2017/06", "6/2017", "c. 1998". */
export function parseDate(text: string): string | undefined {
  const line = text.slice(0, 100);
  const iso = /^\W{0,3}(?:ca?\.?\s*)?(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?!\d)/.exec(
    line,
  );
  // "2020 Sep 17", as PubMed has it.
  if (iso && !(MONTH_FIRST.test(line.slice(iso[0].length)) && !iso[2])) {
    return isoDate(iso[1], iso[2], iso[3]);
  }
  const [, month, itsYear] = /^\s*(\d{1,2})[/.-]((?:1[4-9]|2[01])\d\d)\s*$/.exec(line) ?? [];
  if (month) return isoDate(itsYear, month);
  const year = /(?<!\d)(?:1[4-9]|2[01])\d\d(?!\d)/.exec(line)?.[0];
  if (!year) return undefined;
  const word = MONTH.exec(line)?.[1];
  const day = /(?<![\d/])(\d{1,2})(?![\d/])/.exec(line)?.[1];
  return isoDate(year, word && parseMonth(word), word && day);
}

/**
 * Returns the most exact of several dates of one paper that lies in the year of the first. A text
 * without a year, such as "JUN 12" from Web of Science, counts as a date of that year.
 */
export function mostExactDate(texts: readonly (string | undefined)[]): string | undefined {
  const dates = texts.map((text = '') => ({ text, date: parseDate(text) }));
  const year = dates.find(({ date }) => date)?.date?.slice(0, 4);
  if (!year) return undefined;
  return dates
    .map(({ text, date }) => date ?? parseDate(`${text.slice(0, 50)} ${year}`) ?? year)
    .filter((date) => date.startsWith(year))
    .sort((a, b) => b.length - a.length)[0];
}

function isoDate(year = '', month = '', day = ''): string {
  const mm = parseMonth(month);
  const dd = Number(day);
  if (!mm) return year;
  return dd >= 1 && dd <= 31 ? `${year}-${mm}-${String(dd).padStart(2, '0')}` : `${year}-${mm}`;
}
