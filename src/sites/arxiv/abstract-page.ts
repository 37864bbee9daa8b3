/** arXiv's page of one paper, `/abs/…`. */

import { arxivIdAt } from '../../paper/ids/arxiv';
import type { PaperId } from '../../paper/ids/kind';
import type { Paper } from '../../paper/paper';
import { dateIn } from '../dom/date';
import { labelled, lineOf } from '../dom/text';
import type { Card, Page } from '../site';
import {
  type Authors,
  authorsIn,
  categoriesIn,
  hasTitle,
  journalIn,
  makePaper,
  textOfField,
  titleText,
  versionIn,
} from './paper';

/** Finds the page's paper. */
export function findAbstractPage(page: Page): Card[] {
  const { document, url } = page;
  const id = arxivIdAt(url.href);
  const heading =
    document.querySelector<HTMLElement>('h1.title') ??
    // The site's own h1s are the archive's name and the labs' sections.
    (labelled(document, /^Title:/)?.[0] as HTMLElement | undefined);
  if (!id || !heading || !hasTitle(heading)) return [];
  const element = boxAround(heading);
  const dateline = datelineIn(element);
  return [
    {
      element,
      id,
      anchor: dateline ?? (heading.parentElement as HTMLElement),
      look: 'line',
      foot: heading.parentElement as HTMLElement,
      version: () => versionOf(page, dateline),
      read: () => readAbstractPage(page, id, element, heading, dateline),
    },
  ];
}

/** Returns the element that holds the title, the abstract and the table of fields. */
function boxAround(heading: HTMLElement): HTMLElement {
  const box = heading.closest<HTMLElement>('#abs');
  if (box) return box;
  const parent = heading.parentElement ?? heading;
  for (let up: HTMLElement | null = parent; up && up.localName !== 'body'; up = up.parentElement) {
    if (labelled(up, /^Subjects?:/)) return up;
  }
  return parent;
}

/** Returns the line "[Submitted on 9 Sep 2026]". */
function datelineIn(element: Element): HTMLElement | undefined {
  const byClass = element.querySelector<HTMLElement>('.dateline');
  if (byClass) return byClass;
  return [...element.querySelectorAll<HTMLElement>('div, p')].findLast((line) =>
    /^\s*[[(]?(?:Submitted|v\d+ submitted)/i.test(line.textContent ?? ''),
  );
}

function readAbstractPage(
  page: Page,
  id: PaperId,
  element: Element,
  heading: Element,
  dateline: Element | undefined,
): Paper {
  const { document, now } = page;
  // Translators leave the head of a page alone.
  const meta = (name: string): string =>
    (document.querySelector(`meta[name="citation_${name}"]`)?.getAttribute('content') ?? '')
      .replace(/\s+/g, ' ')
      .trim();
  const authors = authorsIn(element);
  const abstract = element.querySelector('blockquote') ?? labelled(element, /^Abstract:/)?.[0];
  const subjects = element.querySelector('.subjects') ?? labelled(element, /^Subjects?:/)?.[0];
  return makePaper(page, id, element, {
    title: titleText(heading) || meta('title'),
    authors: authors.count > 0 ? authors : (authorsInMeta(document) ?? authors),
    abstract: textOfField(abstract, /^Abstract:/) || meta('abstract'),
    published: dateIn(meta('date'), now) ?? dateIn(lineOf(dateline), now),
    venue: journalIn(element),
    version: versionOf(page, dateline),
    categories: categoriesIn(lineOf(subjects)),
    doi: meta('doi') || labelled(element, /^Related DOI:/)?.[1],
  });
}

/** Returns the version that the page is about; a line without any is of a paper that has only one. */
function versionOf({ url }: Page, dateline: Element | undefined): number | undefined {
  const line = lineOf(dateline);
  // "(this version, v3)]", in whatever language; "(v3)]" is the latest, and the address says which this is.
  const text = /[^(](v\d+)\)\]?$/.exec(line)?.[1] ?? url.pathname;
  return versionIn(text) ?? (line && !/v\d/.test(line) ? 1 : undefined);
}

/** Reads the authors from `<meta name="citation_author" content="Upadhyay, Manas V.">`, one for each. */
function authorsInMeta(document: Document): Authors | undefined {
  const names = [...document.querySelectorAll('meta[name="citation_author"]')]
    .map((meta) => meta.getAttribute('content') ?? '')
    .map((name) => name.replace(/^([^,]+),\s*(.+)$/, '$2 $1').trim())
    .filter(Boolean);
  return names.length > 0 ? { names, count: names.length } : undefined;
}
