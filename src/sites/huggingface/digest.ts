/** The cards of Hugging Face's digests: daily, weekly, monthly, trending and search. */

import { type PaperId, splitId } from '../../paper/ids/kind';
import type { Paper } from '../../paper/paper';
import {
  type Group,
  groupByCard,
  HEADING,
  isElsewhere,
  type PaperLink,
  titleIn,
} from '../dom/by-links';
import { dateIn } from '../dom/date';
import { codeLinkIn, lineOf, numberOf, originalLine } from '../dom/text';
import type { Card, Page } from '../site';
import { idOfLink, longestTextOf, makePaper, timeNear, upvotesIn } from './paper';
import type { Props, PropsById } from './props';

/** Finds the cards of a digest by their links to papers' pages. */
export function findDigestCards(page: Page, props: () => PropsById): Card[] {
  const found: PaperLink[] = [];
  for (const link of page.document.querySelectorAll<HTMLAnchorElement>('a[href*="/papers/"]')) {
    const id = idOfLink(link);
    if (id && !isElsewhere(link)) found.push({ link, id });
  }
  return groupByCard(found).flatMap((group) => {
    const title = titleIn(group);
    return title ? [makeCard(page, group, title, props)] : [];
  });
}

function makeCard(page: Page, group: Group, title: Element, props: () => PropsById): Card {
  const { element, id } = group;
  const isPicture = hasPictureBefore(title, group);
  return {
    element,
    id,
    // The corner of a picture is free; without a picture the control goes under the title.
    anchor: isPicture ? element : boxOf(title, element),
    look: isPicture ? 'corner' : 'line',
    foot: element,
    link: title.closest<HTMLElement>('a') ?? title.querySelector<HTMLElement>('a') ?? undefined,
    read: () => readDigestCard(page, group, title, props().get(splitId(id)[1])),
  };
}

/** Returns the element around the title's line and outside its link: a button in a link does not work. */
function boxOf(title: Element, card: HTMLElement): HTMLElement {
  const line = title.closest(HEADING) ?? title;
  const box = (line.closest('a') ?? line).parentElement;
  return box && card.contains(box) ? box : card;
}

/** Whether the card begins with a link to the paper that shows a picture and no words. */
function hasPictureBefore(title: Element, { links }: Group): boolean {
  const [first] = links;
  return (
    first !== undefined &&
    !first.contains(title) &&
    first.querySelector('img, video, picture, canvas') !== null &&
    first.querySelector('li') === null &&
    lineOf(first) === ''
  );
}

function readDigestCard(
  page: Page,
  { element, id, links }: Group,
  title: Element,
  props: Props | undefined,
): Paper {
  return makePaper(page, id, originalLine(title), props, {
    authors: namesIn(links),
    authorCount: authorCountIn(element),
    abstract: longestParagraphIn(element, title),
    published: dateInCard(element, id, page.now),
    upvotes: upvotesIn(element),
    comments: commentsIn(links),
    code: codeLinkIn(element, page.url.href),
  });
}

const LEAVES = 'li, div, span, time, p, a';

/** Matches a pattern against the text of each small element, and returns the first match. */
function matchLeaf(element: ParentNode, pattern: RegExp): RegExpExecArray | undefined {
  for (const leaf of element.querySelectorAll(LEAVES)) {
    // The limit leaves room for whitespace between nodes; sentences are not wanted.
    const match = (leaf.textContent ?? '').length < 200 && pattern.exec(lineOf(leaf));
    if (match) return match;
  }
  return undefined;
}

/**
 * Returns the authors that the avatars name: at most five, which the page shows in reverse. Authors with
 * an account on the site appear under its name, a single word, which is not a name to cite.
 */
function namesIn(links: readonly HTMLAnchorElement[]): string[] {
  const avatars = links.flatMap((link) => [...link.querySelectorAll('li[title]')]);
  return avatars
    .map((avatar) => (avatar.getAttribute('title') ?? '').trim())
    .filter((name) => /\S\s+\S/.test(name))
    .reverse();
}

function authorCountIn(element: Element): number | undefined {
  const count = matchLeaf(element, /^[·•]?\s*(\d+)\s+authors?$/i)?.[1];
  return count ? Number(count) : undefined;
}

// The months are spelled out, since "Upvote 87" has the shape of a day too.
const DAY = String.raw`((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}(?:, \d{4})?)`;
const DAY_ALONE = new RegExp(`^[·•\\s]*(?:(?:Published|Submitted)(?: on)? )?${DAY}$`, 'i');
const DAY_PUBLISHED = new RegExp(`\\bPublished(?: on)? ${DAY}`, 'i');

function dateInCard(element: Element, id: PaperId, now: number): string | undefined {
  const machine = element.querySelector('time[datetime]')?.getAttribute('datetime');
  const words =
    matchLeaf(element, DAY_ALONE) ??
    // Smaller cards say "Paper • 2609.31620 • Published Sep 25 • 110".
    matchLeaf(element, DAY_PUBLISHED);
  return dateIn(machine, now) ?? dateIn(words?.[1], timeNear(id, now));
}

/** Returns the abstract that search and trending show; a daily card has none. */
function longestParagraphIn(element: Element, title: Element): string | undefined {
  const text = longestTextOf(element.querySelectorAll(PARAGRAPHS), title);
  return text.length > 60 ? text : undefined;
}

const PARAGRAPHS = 'p, blockquote, div, span';

function commentsIn(links: readonly HTMLAnchorElement[]): number | undefined {
  const link = links.find((each) => each.getAttribute('href')?.endsWith('#community'));
  return link && (numberOf(link.textContent ?? '') ?? 0);
}
