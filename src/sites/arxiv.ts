import { arxivId, arxivIdAt, doiId, type PaperId, splitId } from '../paper/ids';
import { defined, type Paper } from '../paper/paper';
import { type Group, groupByCard, HEADING, isElsewhere, type PaperLink } from './by-links';
import { dateIn, monthOf } from './date';
import {
  type Card,
  type Examples,
  makeSite,
  type Page,
  type PageKind,
  type Place,
  type Site,
} from './site';
import { codeLinkIn, labelled, lineOf, webAddress } from './text';

const ABS_HREF = /(?:^|\/)abs\/([^?#]+)/;

function kindOf({ pathname }: URL): PageKind | undefined {
  if (/^\/(?:list|catchup|search)(?:\/|$)/.test(pathname)) return 'digest';
  return pathname.startsWith('/abs/') && arxivIdAt(`https://arxiv.org${pathname}`)
    ? 'paper'
    : undefined;
}

function idOf(link: Element | null | undefined): PaperId | undefined {
  const local = ABS_HREF.exec(link?.getAttribute('href') ?? '')?.[1];
  return arxivId(local);
}

function cards(page: Page): Card[] {
  if (kindOf(page.url) === 'paper') return abstractPage(page);
  const entries = listEntries(page);
  return entries.length > 0 ? entries : looseEntries(page);
}

interface Facts {
  readonly title: string;
  readonly authors: Authors;
  readonly abstract?: string | undefined;
  readonly published?: string | undefined;
  readonly venue?: string | undefined;
  readonly categories?: readonly string[] | undefined;
  readonly doi?: PaperId | undefined;
}

/** `links` holds the paper's own link to its PDF, `root` what else the page says of it. */
function makePaper(
  page: Page,
  id: PaperId,
  root: ParentNode,
  links: ParentNode,
  facts: Facts,
): Paper {
  const base = page.url.href;
  const { doi, authors, categories } = facts;
  return defined<Paper>({
    id,
    aliases: doi && doi !== id ? [doi] : undefined,
    title: facts.title,
    authors: authors.names,
    authorCount: authors.count > 0 ? authors.count : undefined,
    abstract: facts.abstract || undefined,
    published: facts.published ?? monthOf(id),
    venue: facts.venue || undefined,
    categories: categories && categories.length > 0 ? categories : undefined,
    links: defined({
      page: `https://arxiv.org/abs/${splitId(id)[1]}`,
      pdf: pdfLinkIn(links, id, base) ?? `https://arxiv.org/pdf/${splitId(id)[1]}`,
      code: codeLinkIn(root, base),
    }),
    seen: { site: 'arxiv', url: base, at: page.now },
  });
}

/** The paper's own PDF: its comments may lead to others. */
function pdfLinkIn(root: ParentNode, id: PaperId, base: string): string | undefined {
  for (const link of root.querySelectorAll('a[href*="/pdf/"]')) {
    const address = webAddress(link.getAttribute('href'), base);
    if (address && arxivIdAt(address) === id) return address;
  }
  return undefined;
}

interface Authors {
  readonly names: readonly string[];
  readonly count: number;
}

/** Names link to a search for the author; in old pages to `/find/…/au:+…`. */
const AUTHOR_LINKS = 'a[href*="searchtype=author"], a[href*="/find/"], a[href*="au:"]';

/** The authors that a field, or where it is not known, an entry names. */
function authorsIn(entry: ParentNode, field: Element | null | undefined): Authors {
  const links = [...(field ?? entry).querySelectorAll(AUTHOR_LINKS)];
  const names = links.map((link) => lineOf(link)).filter(Boolean);
  const words = lineOf(field ?? links[0]?.parentElement).replace(/^authors?:\s*/i, '');
  if (names.length > 0) return { names, count: countAll(names, links, words) };
  // "(author list is unavailable)"
  if (words.startsWith('(')) return { names: [], count: 0 };
  const written = words
    .replace(REST, '')
    .split(/\s*(?:,|\band\b)\s*/)
    .filter(Boolean);
  return { names: written, count: countAll(written, [], words) };
}

const REST = /,?\s*(?:et al\.?\s*)?\((\d+) additional authors? not shown\).*$/i;

/**
 * "et al. (11 additional authors not shown)": search names 25, a list and an abstract's page some
 * more, and the page keeps the others behind a switch that says so, hidden.
 */
function countAll(names: readonly string[], links: readonly Element[], words: string): number {
  const rest = Number(REST.exec(words)?.[1] ?? 0);
  const kept = links.some((link) => link.closest('[id="long-author-list"], [style*="none"]'));
  return names.length + (kept ? 0 : rest);
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
  const headings = readOnce(() => headingsOf(page.document));
  const entries: Card[] = [];
  for (const term of page.document.querySelectorAll<HTMLElement>('dt')) {
    const link =
      // In every layout since the 1990s …
      term.querySelector('a[title="Abstract"]') ??
      // … but a title is easily dropped.
      term.querySelector('a[href*="/abs/"]');
    const id = idOf(link);
    const entry = id && entryAfter(term);
    if (!id || !entry) continue;
    const title = titleOf(entry);
    if (!title) continue;
    entries.push({
      element: term,
      id,
      anchor: term,
      look: 'line',
      foot: entry as HTMLElement,
      link: link as HTMLElement,
      read: () => readEntry(page, id, term, entry, title, headings()),
    });
  }
  return entries;
}

function readOnce<T>(read: () => T): () => T {
  let value: T | undefined;
  return () => {
    value ??= read();
    return value;
  };
}

/** The `dd` of a `dt`; another entry's `dt` ends the search, an empty one does not. */
function entryAfter(term: Element): Element | undefined {
  let next = term.nextElementSibling;
  while (next && next.localName !== 'dd' && !next.querySelector('a'))
    next = next.nextElementSibling;
  return next?.localName === 'dd' ? next : undefined;
}

/** The field with the title, if it says anything. */
function titleOf(entry: Element): Element | undefined {
  const field = entry.querySelector('.list-title') ?? labelled(entry, /^Title:/)?.[0];
  return field && saysTitle(field) ? field : undefined;
}

/** A cheap look, which each of 2,000 entries gets; the title itself is read when it is asked for. */
const saysTitle = ({ textContent }: Element): boolean =>
  (textContent ?? '').replace(/^\s*Title:/, '').trim() !== '';

const titleText = (field: Element): string => lineOf(field).replace(/^Title:\s*/, '');

function readEntry(
  page: Page,
  id: PaperId,
  term: Element,
  entry: Element,
  title: Element,
  headings: readonly Element[],
): Paper {
  const subjects = entry.querySelector('.list-subjects') ?? labelled(entry, /^Subjects?:/)?.[0];
  return makePaper(page, id, entry, term, {
    title: titleText(title),
    authors: authorsIn(
      entry,
      entry.querySelector('.list-authors') ?? labelled(entry, /^Authors?:/)?.[0],
    ),
    abstract: abstractOfEntry(entry),
    published: dateOfEntry(page, id, term, headings),
    venue: labelled(entry, JOURNAL)?.[1],
    categories: categoriesIn(lineOf(subjects)),
  });
}

/** Only /new and /catchup show abstracts: the paragraph that is none of the labelled fields. */
function abstractOfEntry(entry: Element): string | undefined {
  const paragraphs = [...entry.querySelectorAll('p, blockquote')].map((p) => lineOf(p));
  return paragraphs
    .map((text) => text.replace(/^Abstract:\s*/, ''))
    .filter((text) => !FIELD.test(text))
    .reduce((a, b) => (b.length > a.length ? b : a), '');
}

const FIELD =
  /^(?:Title|Authors?|Comments?|Subjects?|Journal[- ]ref\w*|Report(?:[- ]no\w*| number)|(?:MSC|ACM)[- ]class\w*|DOI)\s*:/i;

/** The headings of the page's sections, in document order; one in an entry is of a paper. */
const headingsOf = (document: Document): Element[] =>
  [...document.querySelectorAll(HEADING)].filter((heading) => !heading.closest('dd, dt, li'));

/**
 * The day of the section that the entry stands in. A replacement was first published earlier, as the
 * month in its id says, and so was whatever else is listed long after that month.
 */
function dateOfEntry(
  page: Page,
  id: PaperId,
  term: Element,
  headings: readonly Element[],
): string | undefined {
  const section = lineOf(lastBefore(term, headings));
  const isReplacement = /\breplace/i.test(section) || /\(replaced\)/i.test(lineOf(term));
  if (isReplacement) return undefined;
  const day = dayIn(section, page.now) ?? dateOfListing(page, headings);
  const month = monthOf(id);
  return day && month && monthsBetween(month, day) <= 1 ? day : undefined;
}

/** The last heading before an element, within its list or above it, in whatever wrapper. */
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

/** "Showing new listings for Tuesday, 22 September 2026", "Catchup results for … on Wed, 01 Jul 2026" */
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

// ---- search results, and lists that are no dl

function looseEntries(page: Page): Card[] {
  const found: PaperLink[] = [];
  for (const link of page.document.querySelectorAll<HTMLAnchorElement>('a[href*="/abs/"]')) {
    const id = idOf(link);
    // A paper's own link says its id, but so do mentions in the abstract and the comments.
    if (id && saysId(link) && !isElsewhere(link) && !isMention(link)) found.push({ link, id });
  }
  const headings = readOnce(() => headingsOf(page.document));
  return groupByCard(found).flatMap((group) => looseEntry(page, group, headings));
}

const saysId = (link: Element): boolean =>
  link.getAttribute('title') === 'Abstract' || /^\s*arXiv:/i.test(link.textContent ?? '');

const MENTIONING =
  /^\s*(?:Title|Authors?|Abstract|Comments?|Subjects?|Journal[- ]ref\w*|Report|(?:MSC|ACM)[- ]class\w*)\s*:/i;

/** Whether a link stands in a labelled field, "Comments: extends arXiv:…". */
function isMention(link: Element): boolean {
  let up = link.parentElement;
  for (let steps = 0; up && steps < 6 && !up.matches('li, article, dt'); steps++) {
    if (MENTIONING.test(beginningOf(up))) return true;
    up = up.parentElement;
  }
  return false;
}

/** The first words of an element, which can be a list of 2,000 entries. */
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

function looseEntry(page: Page, group: Group, headings: () => readonly Element[]): Card[] {
  const { element, id, links } = group;
  const [entry, title] = entryOf(element) ?? [];
  if (!entry || !title) return [];
  return [
    {
      element,
      id,
      anchor: links[0]?.parentElement ?? element,
      look: 'line',
      foot: entry as HTMLElement,
      link: links[0],
      read: () => readResult(page, group, entry, title, headings()),
    },
  ];
}

/** Where the facts stand, and there the title: by its class, by its label, by its place. */
function entryOf(element: Element): [Element, Element] | undefined {
  const inside =
    element.querySelector('.title') ??
    labelled(element, /^Title:/)?.[0] ??
    blockBeforeAuthors(element);
  if (inside && saysTitle(inside)) return [element, inside];
  // A list's pair in other clothes than dt and dd.
  const next = element.nextElementSibling;
  const beside = next && !next.querySelector('a[title="Abstract"]') && titleOf(next);
  return next && beside ? [next, beside] : undefined;
}

function blockBeforeAuthors(result: Element): Element | undefined {
  const authors = labelled(result, /^Authors?:/)?.[0];
  const blocks = [...result.querySelectorAll(`p, div, ${HEADING}`)];
  // Backwards from the authors to the nearest block that says something and is no wrapper of them.
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
  const authors = entry.querySelector('.list-authors') ?? labelled(entry, /^Authors?:/)?.[0];
  const subjects = categoriesIn(labelled(entry, /^Subjects?:/)?.[1] ?? '');
  const submitted = dateOfResult(entry, page.now);
  return makePaper(page, id, entry, element, {
    title: titleText(title),
    authors: authorsIn(entry, authors),
    // A result labels its abstract, or shows none; a list does not label it.
    abstract: abstractOfResult(entry) ?? (submitted ? undefined : abstractOfEntry(entry)),
    published: submitted ?? dateOfEntry(page, id, element, headings),
    venue: labelled(entry, JOURNAL)?.[1],
    categories: subjects.length > 0 ? subjects : tagsIn(element),
    doi: doiIn(element),
  });
}

/** The whole abstract is there, hidden, beside the shortened one, which ends in "▽ More". */
function abstractOfResult(result: Element): string | undefined {
  const whole =
    result.querySelector('[id$="abstract-full"]') ?? result.querySelector('.abstract-full');
  const text = whole ? lineOf(whole) : labelled(result, /^Abstract\s*:/)?.[1];
  return text?.replace(/^.*[▽▿]\s*More\s+/, '').replace(/\s*[△▵▽▿]\s*(?:Less|More)\s*$/, '');
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
    const around = [link.parentElement, link.parentElement?.parentElement];
    if (around.some((box) => /^\s*doi\b/i.test(box?.textContent ?? ''))) {
      return doiId(link.getAttribute('href') ?? '');
    }
  }
  return undefined;
}

// ---- a paper's own page

function abstractPage(page: Page): Card[] {
  const { document, url } = page;
  const id = arxivIdAt(url.href);
  const heading =
    document.querySelector<HTMLElement>('h1.title') ??
    // The site's own h1s are the archive's name and the labs' sections.
    (labelled(document, /^Title:/)?.[0] as HTMLElement | undefined);
  if (!id || !heading || !saysTitle(heading)) return [];
  const element = boxAround(heading);
  const dateline = datelineIn(element);
  return [
    {
      element,
      id,
      anchor: dateline ?? (heading.parentElement as HTMLElement),
      look: 'line',
      foot: heading.parentElement as HTMLElement,
      read: () => readAbstractPage(page, id, element, heading, dateline),
    },
  ];
}

/** What holds the title, the abstract and the table of facts. */
function boxAround(heading: HTMLElement): HTMLElement {
  const box = heading.closest<HTMLElement>('#abs');
  if (box) return box;
  const parent = heading.parentElement ?? heading;
  for (let up: HTMLElement | null = parent; up && up.localName !== 'body'; up = up.parentElement) {
    if (labelled(up, /^Subjects?:/)) return up;
  }
  return parent;
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
  const field = element.querySelector('.authors') ?? labelled(element, /^Authors?:/)?.[0];
  const authors = authorsIn(element, field);
  const abstract = element.querySelector('blockquote') ?? labelled(element, /^Abstract:/)?.[0];
  const doi = meta('doi') ?? labelled(element, /^Related DOI:/)?.[1];
  return makePaper(page, id, element, document, {
    title: titleText(heading),
    authors: authors.count > 0 ? authors : authorsOfMeta(document),
    abstract:
      lineOf(abstract).replace(/^Abstract:\s*/, '') ||
      (meta('abstract') ?? '').replace(/\s+/g, ' ').trim(),
    published: dateIn(meta('date'), now) ?? dateIn(lineOf(dateline), now),
    venue: labelled(element, JOURNAL)?.[1],
    categories: categoriesIn(labelled(element, /^Subjects?:/)?.[1] ?? ''),
    doi: doi ? doiId(doi) : undefined,
  });
}

/** `<meta name="citation_author" content="Upadhyay, Manas V.">`, one each. */
function authorsOfMeta(document: Document): Authors {
  const names = [...document.querySelectorAll('meta[name="citation_author"]')]
    .map((meta) => meta.getAttribute('content') ?? '')
    .map((name) => name.replace(/^([^,]+),\s*(.+)$/, '$2 $1').trim())
    .filter(Boolean);
  return { names, count: names.length };
}

/** arXiv, by its markup of 2021 to 2026, and that of its lists since long before. Served whole. */
export const arxivPlace: Place = {
  id: 'arxiv',
  name: 'arXiv',
  matches: ['https://arxiv.org/*'],
  kindOf,
};

export const arxiv: Site = /* @__PURE__ */ makeSite(arxivPlace, {
  hydrates: false,
  shortcuts: [],
  cards,
  idOf: ({ href }) => arxivIdAt(href),
  linkedIn(document) {
    const links = [...document.querySelectorAll('a[href*="/abs/"]')];
    return new Set(
      links
        .filter((link) => !isElsewhere(link))
        .map(idOf)
        .filter(Boolean),
    ).size;
  },
});

export const examples: Examples = {
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
};
