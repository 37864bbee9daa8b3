import { parseMonth } from '../../paper/date';
import { type PaperId, splitId } from '../../paper/ids/kind';

const MONTH = String.raw`\b(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?`;

const pad = (n: number | string): string => String(n).padStart(2, '0');

/** Returns the century of a year of two digits: arXiv began in 1991. */
const century = (year: string): string => (Number(year) > 90 ? '19' : '20');

/** Returns the nearest date of a day without a year: on 3 January, "Dec 30" was four days ago. */
function nearest(day: string, now: number): string {
  const year = new Date(now).getUTCFullYear();
  const distance = (y: number): number => Math.abs(Date.parse(`${y}-${day}`) - now);
  const [best = year] = [year, year - 1, year + 1].sort((a, b) => distance(a) - distance(b));
  return `${best}-${day}`;
}

/** Each form in which the sites write dates, and how to read it. */
const FORMS: [RegExp, (match: RegExpExecArray, now: number) => string][] = [
  // 2026-09-25T00:00:00.000Z, 2026/09/09
  [/\b(\d{4})[-/](\d{2})[-/](\d{2})(?!\d)/, ([, y, m, d]) => `${y}-${m}-${d}`],
  // Mon, 27 Jul 2026 · 22 September 2026 · 2 December, 2025
  [
    new RegExp(String.raw`\b(\d{1,2}) ${MONTH},? (\d{4})\b`, 'i'),
    ([, d = '', m = '', y]) => `${y}-${parseMonth(m)}-${pad(d)}`,
  ],
  // Fri, 18 Jun 21: arXiv's lists of new submissions, until 2023
  [
    new RegExp(String.raw`\b(\d{1,2}) ${MONTH} (\d{2})\b(?![:\d])`, 'i'),
    ([, d = '', m = '', y = '']) => `${century(y)}${y}-${parseMonth(m)}-${pad(d)}`,
  ],
  // Jan 25, 2024
  [
    new RegExp(String.raw`${MONTH} (\d{1,2}),? (\d{4})\b`, 'i'),
    ([, m = '', d = '', y]) => `${y}-${parseMonth(m)}-${pad(d)}`,
  ],
  // December 2025
  [new RegExp(String.raw`${MONTH} (\d{4})\b`, 'i'), ([, m = '', y]) => `${y}-${parseMonth(m)}`],
  // Aug 10: Hugging Face leaves out the year when it is the current one.
  [
    new RegExp(String.raw`${MONTH} (\d{1,2})\b`, 'i'),
    ([, m = '', d = ''], now) => nearest(`${parseMonth(m)}-${pad(d)}`, now),
  ],
];

/**
 * Returns the date in a text, in ISO 8601 and as precise as the text is.
 * @param now ms since 1970: a date without a year is the one nearest to it
 */
export function dateIn(text: string | null | undefined, now: number): string | undefined {
  if (!text) return undefined;
  for (const [form, read] of FORMS) {
    const match = form.exec(text);
    if (match) return read(match, now);
  }
  return undefined;
}

/**
 * Returns the month in an arXiv id: `2026-09` for `2609.31620`, `2003-09` for `math/0309136`
 * (https://info.arxiv.org/help/arxiv_identifier.html).
 */
export function monthOfArxivId(id: PaperId): string | undefined {
  const match = /^(?:[a-z-]+\/)?(\d{2})(\d{2})/.exec(splitId(id)[1]);
  if (!match?.[1] || !id.startsWith('arxiv:')) return undefined;
  return `${century(match[1])}${match[1]}-${match[2]}`;
}
