/** Hugging Face's page of one paper. */

import { type PaperId, splitId } from '../../paper/ids/kind';
import type { Paper } from '../../paper/paper';
import { HEADING, isElsewhere } from '../dom/by-links';
import { dateIn } from '../dom/date';
import { codeLinkIn, labelled, lineOf, originalLine } from '../dom/text';
import type { Card, Page } from '../site';
import { idInAddress, longestTextOf, makePaper, timeNear, upvotesIn } from './paper';
import type { Props, PropsById } from './props';

/** Finds the page's paper. */
export function findPaperCard(page: Page, props: () => PropsById): Card[] {
  const id = idInAddress(page.url.href);
  const heading = headingOfPage(page.document);
  if (!id || !heading?.parentElement || !lineOf(heading)) return [];
  const row = dateLineAfter(heading);
  const element = row?.parentElement ?? heading.parentElement;
  return [
    {
      element,
      id,
      anchor: row ?? element,
      look: 'line',
      foot: element,
      read: () => readPaperPage(page, id, heading, props().get(splitId(id)[1])),
    },
  ];
}

/** Returns the title in a text that may begin with "Paper page - ". */
const titleIn = (name: string | null | undefined): string =>
  (name ?? '').replace(/^Paper page\s*[-–:]\s*/i, '').replace(/\s+/g, ' ');

/** Returns the page's title in its head, which translators leave alone. */
const titleInHead = (document: Document): string =>
  titleIn(document.querySelector('meta[property="og:title"]')?.getAttribute('content'));

/** Returns the heading that repeats the page's title; a banner can have a heading too. */
function headingOfPage(document: Document): Element | undefined {
  const named = [titleInHead(document), titleIn(document.title)];
  const headings = [...document.querySelectorAll(HEADING)].filter((h) => !isElsewhere(h));
  return (
    headings.find((h) => lineOf(h) !== '' && named.includes(lineOf(h))) ??
    document.querySelector('main h1') ??
    document.querySelector('h1') ??
    undefined
  );
}

/** Returns the row "Published on …" under the title or under a box around it. */
function dateLineAfter(heading: Element): HTMLElement | undefined {
  for (const box of [heading, heading.parentElement]) {
    const row = box?.nextElementSibling as HTMLElement | null | undefined;
    if (row && /^\W*published on/i.test(lineOf(row).slice(0, 40))) return row;
  }
  return undefined;
}

function readPaperPage(page: Page, id: PaperId, heading: Element, props: Props | undefined): Paper {
  const { document, now } = page;
  const row = dateLineAfter(heading);
  const main = heading.closest('main') ?? document.body;
  return makePaper(page, id, originalLine(heading) || titleInHead(document), props, {
    authors: labelled(main, /^authors?:/i)?.[1]
      .split(/\s*,\s*/)
      .filter(Boolean),
    abstract: abstractOfPage(main, heading),
    published: dateIn(/published on\s+(.{3,20})/i.exec(lineOf(row))?.[1], timeNear(id, now)),
    upvotes: row?.parentElement ? upvotesIn(row.parentElement) : undefined,
    code: codeButtonIn(main, page.url.href),
  });
}

/** Returns the text under the heading "Abstract". */
function abstractOfPage(main: Element, title: Element): string | undefined {
  const heading = [...main.querySelectorAll(HEADING)].find((h) => /^abstract$/i.test(lineOf(h)));
  for (let up = heading?.parentElement; up && !up.contains(title); up = up.parentElement) {
    const text = longestTextOf(up.querySelectorAll('p, blockquote'), title);
    if (text) return text;
  }
  return undefined;
}

/** Returns where the button "GitHub 1.2k" leads; people's comments link to other code. */
function codeButtonIn(main: Element, base: string): string | undefined {
  for (const link of main.querySelectorAll('a[href*="github.com/"], a[href*="gitlab.com/"]')) {
    if (/^(?:git(?:hub|lab)|code)\b/i.test(lineOf(link)))
      return codeLinkIn(link.parentElement, base);
  }
  return undefined;
}
