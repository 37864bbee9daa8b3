/** arXiv's search results, and lists in a markup other than `dl`. */

import type { PaperId } from '../../paper/ids';
import type { Paper } from '../../paper/paper';
import { type Group, groupByCard, HEADING, isElsewhere, type PaperLink } from '../dom/by-links';
import { dateIn } from '../dom/date';
import { readOnce } from '../dom/read-once';
import { labelled, lineOf, originalLine } from '../dom/text';
import type { Card, Page } from '../site';
import { abstractOfEntry, dateOfEntry, sectionHeadingsOf } from './list';
import {
  authorsIn,
  categoriesIn,
  hasTitle,
  idOfLink,
  journalIn,
  makePaper,
  titleFieldIn,
  titleText,
  versionIn,
} from './paper';

/** Finds the papers of a page by the links that say the paper's own id. */
export function findResults(page: Page): Card[] {
  const found: PaperLink[] = [];
  const own = new Map<Element, PaperId>();
  for (const link of page.document.querySelectorAll<HTMLAnchorElement>('a[href*="/abs/"]')) {
    const id = idOfLink(link);
    // A paper's own link says its id, but so do mentions in the abstract and the comments.
    if (!id || !saysId(link) || isElsewhere(link) || isMention(link)) continue;
    // On a translated page, no label tells them.
    const result = link.closest('li');
    if (result && (own.get(result) ?? id) !== id) continue;
    if (result) own.set(result, id);
    found.push({ link, id });
  }
  const headings = readOnce(() => sectionHeadingsOf(page.document));
  return groupByCard(found).flatMap((group) => makeCard(page, group, headings));
}

const saysId = (link: Element): boolean =>
  link.getAttribute('title') === 'Abstract' || /^arXiv:/i.test(lineOf(link));

const MENTIONING =
  /^\s*(?:Title|Authors?|Abstract|Comments?|Subjects?|Journal[- ]ref\w*|Report|(?:MSC|ACM)[- ]class\w*)\s*:/i;

/** Whether a link stands in a labelled field, "Comments: extends arXiv:…". */
function isMention(link: Element): boolean {
  let up = link.parentElement;
  for (let level = 0; up && level < 6 && !up.matches('li, article, dt'); level++) {
    if (MENTIONING.test(beginningOf(up))) return true;
    up = up.parentElement;
  }
  return false;
}

/** Returns the first characters of an element's text; the element can be a list of 2,000 entries. */
function beginningOf(element: Element): string {
  let text = '';
  for (let node: Node | null = element; node && text.length < 40; ) {
    if (node.nodeType === 3) text = `${text}${node.nodeValue}`.trimStart();
    let next: Node | null = node.firstChild;
    for (let up: Node | null = node; !next && up && up !== element; up = up.parentNode) {
      next = up.nextSibling;
    }
    node = next;
  }
  return text;
}

function makeCard(page: Page, group: Group, headings: () => readonly Element[]): Card[] {
  const { element, id, links } = group;
  const [entry, title] = entryAndTitleOf(element) ?? [];
  if (!entry || !title) return [];
  return [
    {
      element,
      id,
      anchor: links[0]?.parentElement ?? element,
      look: 'line',
      foot: entry as HTMLElement,
      link: links[0],
      version: () => versionOf(entry),
      read: () => readResult(page, group, entry, title, headings()),
    },
  ];
}

/** Returns the element with the paper's fields, and its title: by class, by label, or by its place. */
function entryAndTitleOf(element: Element): [Element, Element] | undefined {
  const inside =
    element.querySelector('.title') ??
    labelled(element, /^Title:/)?.[0] ??
    blockBeforeAuthors(element);
  if (inside && hasTitle(inside)) return [element, inside];
  // A list's pair of elements that are not dt and dd.
  const next = element.nextElementSibling;
  const beside = next && !next.querySelector('a[title="Abstract"]') && titleFieldIn(next);
  return next && beside ? [next, beside] : undefined;
}

function blockBeforeAuthors(result: Element): Element | undefined {
  const authors = labelled(result, /^Authors?:/)?.[0];
  const blocks = [...result.querySelectorAll(`p, div, ${HEADING}`)];
  // Backwards from the authors to the nearest block that says something and does not contain them.
  return blocks
    .slice(0, authors ? blocks.indexOf(authors) : 0)
    .findLast(
      (block) => lineOf(block) !== '' && !block.contains(authors ?? null) && isTitle(block),
    );
}

const isTitle = (block: Element): boolean =>
  !block.querySelector('a[href*="/abs/"], a[href*="doi.org/"], [data-tooltip]');

function readResult(
  page: Page,
  { element, id }: Group,
  entry: Element,
  title: Element,
  headings: readonly Element[],
): Paper {
  const subjects = categoriesIn(labelled(entry, /^Subjects?:/)?.[1] ?? '');
  const submitted = dateOfResult(entry, page.now);
  return makePaper(page, id, entry, {
    // Results do not label their titles; one may begin with this word.
    title: title.matches('p.title') ? originalLine(title) : titleText(title),
    authors: authorsIn(entry),
    // A result labels its abstract, or shows none; a list does not label it.
    abstract: abstractOfResult(entry) ?? (submitted ? undefined : abstractOfEntry(entry)),
    published: submitted ?? dateOfEntry(page, id, element, headings),
    venue: journalIn(entry),
    version: versionOf(entry),
    categories: subjects.length > 0 ? subjects : categoryLabelsIn(element),
    doi: doiBesideLabel(element),
  });
}

/**
 * Returns the whole abstract: it is on the page, hidden, beside the shortened one, which ends in
 * "▽ More".
 */
function abstractOfResult(result: Element): string | undefined {
  const whole = wholeAbstractIn(result);
  const text = whole ? originalLine(whole) : labelled(result, /^Abstract\s*:/)?.[1];
  return text?.replace(/^.*[▽▿]\s*More\s+/, '').replace(/\s*[△▵▽▿]\s*(?:Less|More)\s*$/, '');
}

const wholeAbstractIn = (result: Element): Element | null =>
  result.querySelector('[id$="abstract-full"], .abstract-full');

/** Returns the version that the id of the whole abstract names, "2512.07321v2-abstract-full". */
const versionOf = (result: Element): number | undefined => versionIn(wholeAbstractIn(result)?.id);

/**
 * Returns the first date of "Submitted 11 December, 2025; v1 submitted 8 December, 2025; originally
 * announced …": that of version 1.
 */
function dateOfResult(result: Element, now: number): string | undefined {
  const text = labelled(result, /^Submitted/)?.[1] ?? '';
  return dateIn(/v1 submitted ([^;]+)/.exec(text)?.[1], now) ?? dateIn(text.split(';')[0], now);
}

/**
 * Returns the categories from the small labels beside the id, the primary one first; each label
 * explains itself in a tooltip.
 */
function categoryLabelsIn(result: Element): string[] {
  const labels = [...result.querySelectorAll('[data-tooltip], .tag')].map((label) => lineOf(label));
  return [...new Set(labels)].filter(
    (label) => /^[a-z-]+(?:\.[A-Za-z-]{2,})?$/.test(label) && label !== 'doi',
  );
}

/** Returns the DOI beside the label "doi"; a DOI in the comments may be another work's. */
function doiBesideLabel(result: Element): string | null | undefined {
  for (const link of result.querySelectorAll('a[href*="doi.org/10."]')) {
    const around = [link.parentElement, link.parentElement?.parentElement];
    if (around.some((box) => /^doi\b/i.test(lineOf(box)))) {
      return link.getAttribute('href');
    }
  }
  return undefined;
}
