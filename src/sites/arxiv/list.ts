/** arXiv's lists, `/list/…/new`, `recent`, `pastweek`, `YYYY-MM`, and `/catchup`: pairs of `dt` and `dd`. */

import type { PaperId } from '../../paper/ids';
import type { Paper } from '../../paper/paper';
import { HEADING } from '../dom/by-links';
import { dateIn, monthOfArxivId } from '../dom/date';
import { readOnce } from '../dom/read-once';
import { labelled, lineOf, originalLine } from '../dom/text';
import type { Card, Page } from '../site';
import {
  authorsIn,
  categoriesIn,
  idOfLink,
  journalIn,
  makePaper,
  titleFieldIn,
  titleText,
  versionIn,
} from './paper';

/** Finds the entries of a list; none where the page is no `dl`. */
export function findListEntries(page: Page): Card[] {
  const headings = readOnce(() => sectionHeadingsOf(page.document));
  const entries: Card[] = [];
  for (const term of page.document.querySelectorAll<HTMLElement>('dt')) {
    const link =
      // In every layout since the 1990s …
      term.querySelector('a[title="Abstract"]') ??
      // … but a title is easily dropped.
      term.querySelector('a[href*="/abs/"]');
    const id = idOfLink(link);
    const entry = id && entryAfter(term);
    if (!id || entry?.localName !== 'dd') continue;
    const title = titleFieldIn(entry);
    if (!title) continue;
    entries.push({
      element: term,
      id,
      anchor: term,
      look: 'line',
      foot: entry as HTMLElement,
      link: link as HTMLElement,
      version: () => versionOf(term),
      read: () => readEntry(page, id, term, entry, title, headings()),
    });
  }
  return entries;
}

/**
 * Returns the `dd` of a `dt`, whatever another extension has put between them. Another entry's `dt` ends
 * the search, an empty one does not.
 */
function entryAfter(term: Element): Element | undefined {
  let next = term.nextElementSibling;
  while (next && next.localName !== 'dd' && !(next.localName === 'dt' && next.querySelector('a')))
    next = next.nextElementSibling;
  return next ?? undefined;
}

function readEntry(
  page: Page,
  id: PaperId,
  term: Element,
  entry: Element,
  title: Element,
  headings: readonly Element[],
): Paper {
  const subjects = entry.querySelector('.list-subjects') ?? labelled(entry, /^Subjects?:/)?.[0];
  return makePaper(page, id, entry, {
    title: titleText(title),
    authors: authorsIn(entry),
    abstract: abstractOfEntry(entry),
    published: dateOfEntry(page, id, term, headings),
    venue: journalIn(entry),
    version: versionOf(term),
    categories: categoriesIn(lineOf(subjects)),
  });
}

/** Returns the version that the second address of "[pdf, html, other]" names. */
const versionOf = (term: Element): number | undefined =>
  versionIn(term.querySelector('a[href*="/html/"]')?.getAttribute('href'));

/**
 * Returns the longest paragraph that is none of the labelled fields. Only `/new` and `/catchup` show
 * abstracts; elsewhere this is empty.
 */
export function abstractOfEntry(entry: Element): string | undefined {
  const paragraphs = [...entry.querySelectorAll('p, blockquote')].map((p) => originalLine(p));
  return paragraphs
    .map((text) => text.replace(/^Abstract:\s*/, ''))
    .filter((text) => !FIELD.test(text))
    .reduce((a, b) => (b.length > a.length ? b : a), '');
}

const FIELD =
  /^(?:Title|Authors?|Comments?|Subjects?|Journal[- ]ref\w*|Report(?:[- ]no\w*| number)|(?:MSC|ACM)[- ]class\w*|DOI)\s*:/i;

/** Returns the headings of the page's sections, in document order; a heading in an entry is the paper's. */
export const sectionHeadingsOf = (document: Document): Element[] =>
  [...document.querySelectorAll(HEADING)].filter((heading) => !heading.closest('dd, dt, li'));

/**
 * Returns the day of the section that an entry stands in. A replacement was first published earlier, as
 * the month in its id says, and so was anything else that is listed long after that month.
 */
export function dateOfEntry(
  page: Page,
  id: PaperId,
  term: Element,
  headings: readonly Element[],
): string | undefined {
  const section = lineOf(lastBefore(term, headings));
  const isReplacement = /\breplace/i.test(section) || /\(replaced\)/i.test(lineOf(term));
  if (isReplacement) return undefined;
  const day = dayIn(section, page.now) ?? dateOfListing(page, headings);
  const month = monthOfArxivId(id);
  return day && month && monthsBetween(month, day) <= 1 ? day : undefined;
}

/** Returns the last heading before an element, within its list or above it, whatever wraps it. */
function lastBefore(element: Element, headings: readonly Element[]): Element | undefined {
  let low = 0;
  let high = headings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const heading = headings[middle] as Element;
    // 4: the element follows the heading.
    if (heading.compareDocumentPosition(element) & 4) low = middle + 1;
    else high = middle;
  }
  return headings[low - 1];
}

function dayIn(text: string, now: number): string | undefined {
  const day = dateIn(text, now);
  return day?.length === 10 ? day : undefined;
}

/**
 * Returns the day that the page's own heading names: "Showing new listings for Tuesday, 22 September
 * 2026", "Catchup results for … on Wed, 01 Jul 2026".
 */
function dateOfListing({ now }: Page, headings: readonly Element[]): string | undefined {
  for (const heading of headings) {
    const text = lineOf(heading);
    if (/listings? for|catchup|submissions? (?:for|received)/i.test(text)) {
      const day = dayIn(text, now);
      if (day) return day;
    }
  }
  return undefined;
}

function monthsBetween(earlier: string, later: string): number {
  const [y1 = 0, m1 = 0] = earlier.split('-').map(Number);
  const [y2 = 0, m2 = 0] = later.split('-').map(Number);
  return Math.abs((y2 - y1) * 12 + m2 - m1);
}
