/** Dates as files have them. */

/** Also BibTeX's macros for them, which every style defines. */
export const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

const MONTH = new RegExp(String.raw`\b(${MONTHS.join('|')})`, 'i');
const MONTH_FIRST = new RegExp(String.raw`^[\s,-]+(?:${MONTHS.join('|')})[a-z]*\b`, 'i');

/** An ISO date as precise as the text is: of "12 June 2017", "2017/06", "6/2017", "c. 1998". */
export function dateOf(text: string): string | undefined {
  const line = text.slice(0, 100);
  const iso = /^\W{0,3}(?:ca?\.?\s*)?(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?!\d)/.exec(
    line,
  );
  // "2020 Sep 17", as PubMed has it.
  if (iso && !(MONTH_FIRST.test(line.slice(iso[0].length)) && !iso[2])) {
    return isoOf(iso[1], iso[2], iso[3]);
  }
  const [, month, itsYear] = /^\s*(\d{1,2})[/.-]((?:1[4-9]|2[01])\d\d)\s*$/.exec(line) ?? [];
  if (month) return isoOf(itsYear, month);
  const year = /(?<!\d)(?:1[4-9]|2[01])\d\d(?!\d)/.exec(line)?.[0];
  if (!year) return undefined;
  const word = MONTH.exec(line)?.[1];
  const day = /(?<![\d/])(\d{1,2})(?![\d/])/.exec(line)?.[1];
  return isoOf(year, word && monthOf(word), word && day);
}

/**
 * Of several dates of one paper the most exact one that is of the year which the first of them says.
 * What has no year, "JUN 12" as Web of Science writes it, is of that year.
 */
export function dateAmong(texts: readonly (string | undefined)[]): string | undefined {
  const dates = texts.map((text = '') => ({ text, date: dateOf(text) }));
  const year = dates.find(({ date }) => date)?.date?.slice(0, 4);
  if (!year) return undefined;
  return dates
    .map(({ text, date }) => date ?? dateOf(`${text.slice(0, 50)} ${year}`) ?? year)
    .filter((date) => date.startsWith(year))
    .sort((a, b) => b.length - a.length)[0];
}

/** "06", from "jun", "June", "6" or "06". */
export function monthOf(text: string): string | undefined {
  const number = /^\d{1,2}$/.test(text)
    ? Number(text)
    : MONTHS.indexOf(text.slice(0, 3).toLowerCase()) + 1;
  return number >= 1 && number <= 12 ? String(number).padStart(2, '0') : undefined;
}

function isoOf(year = '', month = '', day = ''): string {
  const mm = monthOf(month);
  const dd = Number(day);
  if (!mm) return year;
  return dd >= 1 && dd <= 31 ? `${year}-${mm}-${String(dd).padStart(2, '0')}` : `${year}-${mm}`;
}
