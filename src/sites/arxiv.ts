import { type PaperId, pageOf, parseId, splitId } from '../paper/id';
import { defined, type Paper } from '../paper/paper';
import { type Group, groupByCard, type PaperLink } from './by-links';
import { dateIn, monthOf } from './date';
import type { Card, Page, PageKind, Site } from './site';
import { codeLinkIn, labelled, lineOf, webAddress } from './text';

const ABS_HREF = /(?:^|\/)abs\/([^?#]+)/;
const HEADINGS = 'h1, h2, h3, h4, h5, h6';

function kindOf({ pathname }: URL): PageKind | undefined {
  if (/^\/(?:list|catchup|search)(?:\/|$)/.test(pathname)) return 'digest';
  return pathname.startsWith('/abs/') && parseId(`https://arxiv.org${pathname}`)
    ? 'paper'
    : undefined;
}

function idOf(link: Element | null | undefined): PaperId | undefined {
  const local = ABS_HREF.exec(link?.getAttribute('href') ?? '')?.[1];
  return local ? parseId(`arxiv:${local}`) : undefined;
}

function cards(page: Page): Card[] {
  if (kindOf(page.url) === 'paper') return abstractPage(page);
  const entries = listEntries(page);
  return entries.length > 0 ? entries : searchResults(page);
}

interface Facts {
  readonly title: string;
  readonly authors: readonly string[];
  readonly abstract?: string | undefined;
  readonly published?: string | undefined;
  readonly venue?: string | undefined;
  readonly categories?: readonly string[] | undefined;
  readonly doi?: PaperId | undefined;
}

function makePaper(page: Page, id: PaperId, root: ParentNode, facts: Facts): Paper {
  const base = page.url.href;
  const pdf = root.querySelector('a[href*="/pdf/"]')?.getAttribute('href');
  const { doi, authors, categories } = facts;
  return defined<Paper>({
    id,
    aliases: doi && doi !== id ? [doi] : undefined,
    title: facts.title,
    authors,
    authorCount: authors.length > 0 ? authors.length : undefined,
    abstract: facts.abstract || undefined,
    published: facts.published ?? monthOf(id),
    venue: facts.venue || undefined,
    categories: categories && categories.length > 0 ? categories : undefined,
    links: defined({
      page: pageOf(id),
      pdf: webAddress(pdf, base) ?? `https://arxiv.org/pdf/${splitId(id)[1]}`,
      code: codeLinkIn(root, base),
    }),
    seen: { site: 'arxiv', url: base, at: page.now },
  });
}

/** Names link to a search for the author; in old pages to `/find/…/au:+…`. */
const AUTHOR_LINKS = 'a[href*="searchtype=author"], a[href*="/find/"], a[href*="au:"]';

function authorsIn(root: ParentNode, field: Element | null | undefined): string[] {
  const names = [...root.querySelectorAll(AUTHOR_LINKS)].map((link) => lineOf(link));
  if (names.length > 0) return names.filter(Boolean);
  const words = lineOf(field).replace(/^authors?:\s*/i, '');
  // "(author list is unavailable)"
  if (words.startsWith('(')) return [];
  return words.split(/\s*,\s*/).filter(Boolean);
}

/** `cs.CL` and `hep-ph` of "Computation and Language (cs.CL); … (hep-ph)", the primary one first. */
function categoriesIn(text: string): string[] {
  return [...text.matchAll(/\(([a-z-]+(?:\.[A-Za-z-]{2,})?)\)/g)].map(
    (match) => match[1] as string,
  );
}

const JOURNAL = /^Journal[- ]ref(?:erence)?\s*:/i;

// ---- lists: /list/…/new, recent, pastweek, YYYY-MM and /catchup: pairs of dt and dd

function listEntries(page: Page): Card[] {
  const entries: Card[] = [];
  for (const term of page.document.querySelectorAll<HTMLElement>('dt')) {
    const link =
      // In every layout since the 1990s …
      term.querySelector('a[title="Abstract"]') ??
      // … but a title is easily dropped.
      term.querySelector('a[href*="/abs/"]');
    const id = idOf(link);
    const entry = term.nextElementSibling;
    if (!id || entry?.localName !== 'dd') continue;
    const title = titleOf(entry);
    if (!title) continue;
    entries.push({
      element: term,
      id,
      anchor: term,
      look: 'line',
      read: () => readEntry(page, id, term, entry, title),
    });
  }
  return entries;
}

/** The field with the title, if it says anything. */
function titleOf(entry: Element): Element | undefined {
  const field = entry.querySelector('.list-title') ?? labelled(entry, /^Title:/)?.[0];
  return field && titleText(field) ? field : undefined;
}

const titleText = (field: Element): string => lineOf(field).replace(/^Title:\s*/, '');

function readEntry(page: Page, id: PaperId, term: Element, entry: Element, title: Element): Paper {
  const subjects = entry.querySelector('.list-subjects') ?? labelled(entry, /^Subjects?:/)?.[0];
  const paper = makePaper(page, id, entry, {
    title: titleText(title),
    authors: authorsIn(
      entry,
      entry.querySelector('.list-authors') ?? labelled(entry, /^Authors?:/)?.[0],
    ),
    abstract: abstractOfEntry(entry),
    published: dateOfEntry(page, id, term),
    venue: labelled(entry, JOURNAL)?.[1],
    categories: categoriesIn(lineOf(subjects)),
  });
  const pdf = term.querySelector('a[href*="/pdf/"]')?.getAttribute('href');
  return {
    ...paper,
    links: { ...paper.links, pdf: webAddress(pdf, page.url.href) ?? (paper.links.pdf as string) },
  };
}

/** Only /new and /catchup show abstracts: the paragraph that is none of the labelled fields. */
function abstractOfEntry(entry: Element): string | undefined {
  const paragraphs = [...entry.querySelectorAll('p, blockquote')].map((p) => lineOf(p));
  return paragraphs
    .map((text) => text.replace(/^Abstract:\s*/, ''))
    .filter((text) => !/^[A-Z][\w-]{2,20}:/.test(text))
    .reduce((a, b) => (b.length > a.length ? b : a), '');
}

/**
 * The day of the section that the entry stands in. A replacement was first published earlier, as the
 * month in its id says, and so was whatever else is listed long after that month.
 */
function dateOfEntry(page: Page, id: PaperId, term: Element): string | undefined {
  const section = headingBefore(term);
  const isReplacement = /replace/i.test(lineOf(section)) || /\(replaced\)/i.test(lineOf(term));
  if (isReplacement) return undefined;
  const day = dateIn(lineOf(section), page.now) ?? dateOfListing(page);
  const month = monthOf(id);
  return day && month && monthsBetween(month, day) <= 1 ? day : undefined;
}

function headingBefore(term: Element): Element | null {
  let before = term.previousElementSibling;
  while (before && !before.matches(HEADINGS)) before = before.previousElementSibling;
  return before;
}

/** "Showing new listings for Tuesday, 22 September 2026" */
function dateOfListing({ document, now }: Page): string | undefined {
  for (const heading of document.querySelectorAll(HEADINGS)) {
    const text = lineOf(heading);
    if (/listings? for|catchup|submissions? (?:for|received)/i.test(text)) {
      const day = dateIn(text, now);
      if (day && day.length === 10) return day;
    }
  }
  return undefined;
}

function monthsBetween(earlier: string, later: string): number {
  const [y1 = 0, m1 = 0] = earlier.split('-').map(Number);
  const [y2 = 0, m2 = 0] = later.split('-').map(Number);
  return Math.abs((y2 - y1) * 12 + m2 - m1);
}

// ---- search results

function searchResults(page: Page): Card[] {
  const found: PaperLink[] = [];
  for (const link of page.document.querySelectorAll<HTMLAnchorElement>('a[href*="/abs/"]')) {
    const id = idOf(link);
    // Abstracts and comments mention other papers; a result's own link says its id.
    if (id && /^\s*arXiv:/i.test(link.textContent ?? '') && !link.closest('nav, footer')) {
      found.push({ link, id });
    }
  }
  return groupByCard(found).flatMap((group) => {
    const title = titleOfResult(group.element);
    if (!title) return [];
    const { element, id, links } = group;
    const anchor = links[0]?.parentElement ?? element;
    return [
      { element, id, anchor, look: 'line' as const, read: () => readResult(page, group, title) },
    ];
  });
}

/** The title's field: by its class, or as what stands before the authors. */
function titleOfResult(result: Element): Element | undefined {
  const field = result.querySelector('.title') ?? blockBeforeAuthors(result);
  return field && lineOf(field) ? field : undefined;
}

function blockBeforeAuthors(result: Element): Element | undefined {
  const blocks = [...result.querySelectorAll(`p, ${HEADINGS}`)];
  const authors = blocks.findIndex((block) => /^\s*authors?:/i.test(block.textContent ?? ''));
  const before = blocks[authors - 1];
  return before && !before.querySelector('a[href*="/abs/"]') ? before : undefined;
}

function readResult(page: Page, { element, id }: Group, title: Element): Paper {
  const authors = labelled(element, /^Authors?:/)?.[0];
  return makePaper(page, id, element, {
    title: lineOf(title),
    authors: authorsIn(authors ?? element, authors),
    abstract: abstractOfResult(element),
    published: dateOfResult(element, page.now),
    venue: labelled(element, JOURNAL)?.[1],
    categories: tagsIn(element),
    doi: doiIn(element),
  });
}

/** The whole abstract is there, hidden, beside the shortened one. */
function abstractOfResult(result: Element): string | undefined {
  const whole =
    result.querySelector('[id$="abstract-full"]') ?? result.querySelector('.abstract-full');
  const text = whole ? lineOf(whole) : labelled(result, /^Abstract\s*:/)?.[1];
  return text?.replace(/\s*[△▽▵▿]\s*(?:Less|More)\s*$/, '');
}

/** "Submitted 11 December, 2025; v1 submitted 8 December, 2025; originally announced …": the first. */
function dateOfResult(result: Element, now: number): string | undefined {
  const text = labelled(result, /^Submitted/)?.[1] ?? '';
  return dateIn(/v1 submitted ([^;]+)/.exec(text)?.[1], now) ?? dateIn(text.split(';')[0], now);
}

/** Small labels by the id, the primary class first; each explains itself in a tooltip. */
function tagsIn(result: Element): string[] {
  const tags = [...result.querySelectorAll('[data-tooltip], .tag')].map((tag) => lineOf(tag));
  return [...new Set(tags)].filter(
    (tag) => /^[a-z-]+(?:\.[A-Za-z-]{2,})?$/.test(tag) && tag !== 'doi',
  );
}

/** The label "doi" with the link beside it; a DOI in the comments may be of something else. */
function doiIn(result: Element): PaperId | undefined {
  for (const link of result.querySelectorAll('a[href*="doi.org/10."]')) {
    const around = link.parentElement?.parentElement ?? link.parentElement;
    if (/^\s*doi/i.test(around?.textContent ?? ''))
      return parseId((link as HTMLAnchorElement).href);
  }
  return undefined;
}

// ---- a paper's own page

function abstractPage(page: Page): Card[] {
  const { document, url } = page;
  const id = parseId(url.href);
  const heading =
    document.querySelector<HTMLElement>('h1.title') ??
    // The site's own h1s are the archive's name and the labs' sections.
    labelled(document, /^Title:/)?.[0];
  const element = (heading?.closest('#abs') ?? heading?.parentElement) as
    | HTMLElement
    | null
    | undefined;
  if (!id || !heading || !element || !titleText(heading)) return [];
  const dateline = datelineIn(element);
  return [
    {
      element,
      id,
      anchor: dateline ?? (heading.parentElement as HTMLElement),
      look: 'line',
      read: () => readAbstractPage(page, id, element, heading, dateline),
    },
  ];
}

/** "[Submitted on 9 Sep 2026]" */
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
  const meta = (name: string): string | null | undefined =>
    document.querySelector(`meta[name="citation_${name}"]`)?.getAttribute('content');
  const authors = element.querySelector('.authors') ?? labelled(element, /^Authors?:/)?.[0];
  const abstract = element.querySelector('blockquote') ?? labelled(element, /^Abstract:/)?.[0];
  const doi = meta('doi') ?? labelled(element, /^Related DOI:/)?.[1];
  return makePaper(page, id, document, {
    title: titleText(heading),
    authors: authorsIn(authors ?? element, authors),
    abstract:
      lineOf(abstract).replace(/^Abstract:\s*/, '') ||
      (meta('abstract') ?? '').replace(/\s+/g, ' ').trim(),
    published: dateIn(meta('date'), now) ?? dateIn(lineOf(dateline), now),
    venue: labelled(element, JOURNAL)?.[1],
    categories: categoriesIn(labelled(element, /^Subjects?:/)?.[1] ?? ''),
    doi: doi ? parseId(doi) : undefined,
  });
}

/** arXiv, by its markup of 2021 to 2026, and that of its lists since long before. Served whole. */
export const arxiv: Site = {
  id: 'arxiv',
  name: 'arXiv',
  matches: ['https://arxiv.org/*'],
  hydrates: false,
  examples: {
    digest: [
      'https://arxiv.org/list/cs.CL/recent',
      'https://arxiv.org/list/cs.CL/recent?skip=50&show=2000',
      'https://arxiv.org/list/cond-mat.mtrl-sci/new',
      'https://arxiv.org/list/cs.CL/pastweek',
      'https://arxiv.org/list/cs.CL/2026-07',
      'https://arxiv.org/catchup/cs.CL/2026-07-01?abs=True',
      'https://arxiv.org/search/?query=distributed+systems&searchtype=all',
      'https://arxiv.org/search/cs?query=x',
      'https://arxiv.org/search/advanced?advanced=&terms-0-term=x',
    ],
    paper: [
      'https://arxiv.org/abs/2609.22268',
      'https://arxiv.org/abs/2609.22268v2',
      'https://arxiv.org/abs/math/0309136',
    ],
    neither: [
      'https://arxiv.org/',
      'https://arxiv.org/pdf/2609.22268',
      'https://arxiv.org/html/2609.22268v1',
      'https://arxiv.org/a/lovelace_a_1',
      'https://arxiv.org/abs/nonsense',
    ],
  },
  kindOf,
  cards,
};
