import { arxivId, arxivIdAt, type PaperId, splitId } from '../paper/ids';
import { defined, type Paper } from '../paper/paper';
import { type Group, groupByCard, HEADING, isElsewhere, type PaperLink, titleIn } from './by-links';
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
import { codeLinkIn, labelled, lineOf, numberOf, webAddress } from './text';

const ORIGIN = 'https://huggingface.co';
/** Cheaper than parsing an address, and there are four such links in a card. */
const PAPER_HREF =
  /^(?:(?:https?:)?\/\/(?:www\.)?(?:huggingface\.co|hf\.co))?\/papers\/([^/?#]+)\/?(?:[?#].*)?$/;

/** What the page itself knows of a paper, in `data-props`; unchecked. */
type Props = Readonly<Record<string, unknown>>;
type PropsById = ReadonlyMap<string, Props>;

function kindOf({ pathname }: URL): PageKind | undefined {
  const path = pathname.replace(/\/+$/, '');
  if (path === '/papers' || /^\/papers\/(?:trending$|date\/|week\/|month\/)/.test(path)) {
    return 'digest';
  }
  const id = /^\/papers\/([^/]+)$/.exec(path)?.[1];
  return arxivId(id) ? 'paper' : undefined;
}

function idOf(link: HTMLAnchorElement): PaperId | undefined {
  const local = PAPER_HREF.exec(link.getAttribute('href') ?? '')?.[1];
  return arxivId(local);
}

function cards(page: Page): Card[] {
  const props = readOnce(() => readProps(page.document));
  return kindOf(page.url) === 'paper' ? paperCard(page, props) : digestCards(page, props);
}

function readOnce<T>(read: () => T): () => T {
  let value: T | undefined;
  return () => {
    value ??= read();
    return value;
  };
}

function digestCards(page: Page, props: () => PropsById): Card[] {
  const found: PaperLink[] = [];
  for (const link of page.document.querySelectorAll<HTMLAnchorElement>('a[href*="/papers/"]')) {
    const id = idOf(link);
    if (id && !isElsewhere(link)) found.push({ link, id });
  }
  return groupByCard(found).flatMap((group) => {
    const title = titleIn(group);
    return title ? [digestCard(page, group, title, props)] : [];
  });
}

function digestCard(page: Page, group: Group, title: Element, props: () => PropsById): Card {
  const { element, id } = group;
  const isPicture = hasPictureBefore(title, group);
  return {
    element,
    id,
    // A picture's corner is free; without one the control goes under the title.
    anchor: isPicture ? element : boxOf(title, element),
    look: isPicture ? 'corner' : 'line',
    foot: element,
    link: title.closest<HTMLElement>('a') ?? title.querySelector<HTMLElement>('a') ?? undefined,
    read: () => readDigestCard(page, group, title, props().get(splitId(id)[1])),
  };
}

/** What the title's line stands in, out of the link: a button in a link is none. */
function boxOf(title: Element, card: HTMLElement): HTMLElement {
  const line = title.closest(HEADING) ?? title;
  const box = (line.closest('a') ?? line).parentElement;
  return box && card.contains(box) ? box : card;
}

/** Whether the card begins with a link to the paper that is a picture and not words. */
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
  const own = { now: page.now, base: page.url.href };
  return makePaper(page, id, lineOf(title), props, {
    authors: namesIn(links),
    authorCount: authorCountIn(element),
    abstract: longestParagraphIn(element, title),
    published: dateInCard(element, id, own.now),
    upvotes: upvotesIn(element),
    comments: commentsIn(links),
    code: codeLinkIn(element, own.base),
  });
}

interface Shown {
  readonly authors?: readonly string[] | undefined;
  readonly authorCount?: number | undefined;
  readonly abstract?: string | undefined;
  readonly published?: string | undefined;
  readonly upvotes?: number | undefined;
  readonly comments?: number | undefined;
  readonly code?: string | undefined;
}

/** The paper from what the card shows, completed by what the page knows of the same id. */
function makePaper(
  page: Page,
  id: PaperId,
  title: string,
  props: Props | undefined,
  shown: Shown,
): Paper {
  const authors = authorsOf(props) ?? shown.authors ?? [];
  const count = Math.max(authors.length, shown.authorCount ?? 0);
  const local = splitId(id)[1];
  return defined<Paper>({
    id,
    title,
    authors,
    authorCount: count > 0 ? count : undefined,
    abstract: (lineOfText(props?.summary) ?? shown.abstract) || undefined,
    published: dateIn(stringOf(props?.publishedAt), page.now) ?? shown.published ?? monthOf(id),
    links: defined({
      page: `${ORIGIN}/papers/${local}`,
      pdf: `https://arxiv.org/pdf/${local}`,
      code: webAddress(stringOf(props?.githubRepo), page.url.href) ?? shown.code,
    }),
    // The card is newer than the data it was served with: a reader's own upvote shows there first.
    upvotes: shown.upvotes ?? countOf(props?.upvotes),
    comments:
      shown.comments ?? countOf(props?.numComments) ?? countOf(arrayOf(props?.comments)?.length),
    seen: { site: 'huggingface', url: page.url.href, at: page.now },
  });
}

// ---- what a card shows

const LEAVES = 'li, div, span, time, p, a';

function textOfLeaf(element: ParentNode, pattern: RegExp): RegExpExecArray | undefined {
  for (const leaf of element.querySelectorAll(LEAVES)) {
    const text = leaf.textContent ?? '';
    // Whitespace between nodes counts, but no sentence is meant.
    const match = text.length < 200 && pattern.exec(text.replace(/\s+/g, ' ').trim());
    if (match) return match;
  }
  return undefined;
}

/**
 * The authors by their avatars, five at most, which the page shows in reverse. One who has an account
 * here goes by its name, a single word: not a name to cite.
 */
function namesIn(links: readonly HTMLAnchorElement[]): string[] {
  const avatars = links.flatMap((link) => [...link.querySelectorAll('li[title]')]);
  return avatars
    .map((avatar) => (avatar.getAttribute('title') ?? '').trim())
    .filter((name) => /\S\s+\S/.test(name))
    .reverse();
}

function authorCountIn(element: Element): number | undefined {
  const count = textOfLeaf(element, /^[·•]?\s*(\d+)\s+authors?$/i)?.[1];
  return count ? Number(count) : undefined;
}

// By the months' names: "Upvote 87" has the shape of a day too.
const DAY = String.raw`((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}(?:, \d{4})?)`;
const DAY_ALONE = new RegExp(`^[·•\\s]*(?:(?:Published|Submitted)(?: on)? )?${DAY}$`, 'i');
const DAY_PUBLISHED = new RegExp(`\\bPublished(?: on)? ${DAY}`, 'i');

function dateInCard(element: Element, id: PaperId, now: number): string | undefined {
  const machine = element.querySelector('time[datetime]')?.getAttribute('datetime');
  const words =
    textOfLeaf(element, DAY_ALONE) ??
    // "Paper • 2609.31620 • Published Sep 25 • 110", as smaller cards have it.
    textOfLeaf(element, DAY_PUBLISHED);
  return dateIn(machine, now) ?? dateIn(words?.[1], timeNear(id, now));
}

/**
 * When a paper appeared, roughly, as its id tells, in ms since 1970: a date without a year was
 * written in the year of the page, which can be a saved one.
 */
function timeNear(id: PaperId, now: number): number {
  const month = monthOf(id);
  return month ? Date.parse(`${month}-15`) : now;
}

/** In search and trending; a daily card has none. */
function longestParagraphIn(element: Element, title: Element): string | undefined {
  const text = longestOf(element.querySelectorAll(PARAGRAPHS), title);
  return text.length > 60 ? text : undefined;
}

const PARAGRAPHS = 'p, blockquote, div, span';
const IN_PARAGRAPH = 'p, blockquote, div, ul, ol, article, section, h1, h2, h3, h4, h5, h6';

/** The longest text of those that hold text alone, and are not about the title. */
function longestOf(paragraphs: Iterable<Element>, title: Element): string {
  let longest = '';
  for (const paragraph of paragraphs) {
    // Cheap before dear: most candidates are boxes around a number.
    if ((paragraph.textContent?.length ?? 0) <= longest.length) continue;
    if (paragraph.contains(title) || title.contains(paragraph)) continue;
    if (paragraph.querySelector(IN_PARAGRAPH)) continue;
    // The name of an organization is long at times, and links to it; dialogs are not of the paper.
    if (!paragraph.matches('p, blockquote') && paragraph.closest('a, dialog')) continue;
    const text = lineOf(paragraph);
    if (text.length > longest.length && !isGenerated(paragraph, text)) longest = text;
  }
  return longest;
}

/** A paper's page, and some cards, show a summary by a model above the abstract, and say so. */
const GENERATED = /\bAI[- ]generated summary\b/i;
const isGenerated = (paragraph: Element, text: string): boolean =>
  /^AI[- ]generated/i.test(text) ||
  [paragraph.previousElementSibling, paragraph.nextElementSibling].some((beside) => {
    const words = beside?.textContent ?? '';
    return words.length < 60 && GENERATED.test(words);
  });

function upvotesIn(element: Element): number | undefined {
  // Signed out, the box leads to the login page; signed in, it is a checkbox with a label around.
  for (const box of element.querySelectorAll(
    'a[href*="/login?"], [role="checkbox"], label, .leading-none',
  )) {
    const words = (box.textContent ?? '').trim().replace(/^Upvoted?\s*/i, '');
    const votes = numberOf(words);
    if (votes !== undefined) return votes;
  }
  return undefined;
}

function commentsIn(links: readonly HTMLAnchorElement[]): number | undefined {
  const link = links.find((each) => each.getAttribute('href')?.endsWith('#community'));
  return link && (numberOf(link.textContent ?? '') ?? 0);
}

// ---- a paper's own page

function paperCard(page: Page, props: () => PropsById): Card[] {
  const id = arxivId(PAPER_HREF.exec(page.url.href)?.[1]);
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

/** The heading that says what the page's title says; a banner can have a heading too. */
function headingOfPage(document: Document): Element | undefined {
  const named = [
    document.querySelector('meta[property="og:title"]')?.getAttribute('content'),
    document.title,
  ].map((name) => (name ?? '').replace(/^Paper page\s*[-–:]\s*/i, '').replace(/\s+/g, ' '));
  const headings = [...document.querySelectorAll(HEADING)].filter((h) => !isElsewhere(h));
  return (
    headings.find((h) => lineOf(h) !== '' && named.includes(lineOf(h))) ??
    document.querySelector('main h1') ??
    document.querySelector('h1') ??
    undefined
  );
}

/** The row under the title, or under a box around it, that says "Published on …". */
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
  return makePaper(page, id, lineOf(heading), props, {
    authors: labelled(main, /^authors?:/i)?.[1]
      .split(/\s*,\s*/)
      .filter(Boolean),
    abstract: abstractOfPage(main, heading),
    published: dateIn(/published on\s+(.{3,20})/i.exec(lineOf(row))?.[1], timeNear(id, now)),
    upvotes: row?.parentElement ? upvotesIn(row.parentElement) : undefined,
    code: codeButtonIn(main, page.url.href),
  });
}

/** What is under the heading "Abstract". */
function abstractOfPage(main: Element, title: Element): string | undefined {
  const heading = [...main.querySelectorAll(HEADING)].find((h) => /^abstract$/i.test(lineOf(h)));
  for (let up = heading?.parentElement; up && !up.contains(title); up = up.parentElement) {
    const text = longestOf(up.querySelectorAll('p, blockquote'), title);
    if (text) return text;
  }
  return undefined;
}

/** The button "GitHub 1.2k"; readers' comments lead to other code. */
function codeButtonIn(main: Element, base: string): string | undefined {
  for (const link of main.querySelectorAll('a[href*="github.com/"], a[href*="gitlab.com/"]')) {
    if (/^(?:git(?:hub|lab)|code)\b/i.test(lineOf(link)))
      return codeLinkIn(link.parentElement, base);
  }
  return undefined;
}

// ---- what the page knows: https://huggingface.co/papers embeds its data as JSON in `data-props`

function readProps(document: Document): PropsById {
  const byId = new Map<string, Props>();
  for (const holder of document.querySelectorAll('[data-props*="authors"]')) {
    const data = parseJson(holder.getAttribute('data-props'));
    // After in-page navigation these are of the page before: each is used for its own id only.
    for (const item of [...listOf(data?.dailyPapers), ...listOf(data?.searchResults), data]) {
      const wrapper = recordOf(item);
      const paper = recordOf(wrapper?.paper);
      const id = stringOf(paper?.id);
      if (wrapper && paper && id) byId.set(id.replace(/v\d+$/, ''), { ...wrapper, ...paper });
    }
  }
  return byId;
}

function parseJson(text: string | null): Props | undefined {
  try {
    return recordOf(JSON.parse(text ?? ''));
  } catch {
    return undefined; // another element's props, or a page that was cut: the cards still tell
  }
}

const recordOf = (value: unknown): Props | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Props)
    : undefined;
const arrayOf = (value: unknown): readonly unknown[] | undefined =>
  Array.isArray(value) ? value : undefined;
const listOf = (value: unknown): readonly unknown[] => arrayOf(value) ?? [];
const stringOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
const countOf = (value: unknown): number | undefined =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : undefined;

/** Summaries hold hard newlines. */
const lineOfText = (value: unknown): string | undefined =>
  stringOf(value)?.replace(/\s+/g, ' ').trim();

/** Those whom the page shows: an author can ask to be hidden. */
function authorsOf(props: Props | undefined): string[] | undefined {
  const names = listOf(props?.authors).flatMap((author) => {
    const record = recordOf(author);
    const name = lineOfText(record?.name);
    return name && record?.hidden !== true ? [name] : [];
  });
  return names.length > 0 ? names : undefined;
}

/**
 * Hugging Face papers, by their markup of 2024 to 2026. Its pages are served as HTML and hydrated
 * by Svelte. Ids are arXiv's.
 */
export const huggingfacePlace: Place = {
  id: 'huggingface',
  name: 'Hugging Face',
  matches: ['https://huggingface.co/papers*'],
  kindOf,
};

export const huggingface: Site = /* @__PURE__ */ makeSite(huggingfacePlace, {
  hydrates: true,
  shortcuts: [],
  cards,
  idOf: (link) => idOf(link) ?? arxivIdAt(link.href),
  linkedIn(document) {
    const links = document.querySelectorAll<HTMLAnchorElement>('a[href*="/papers/"]');
    return new Set(
      [...links]
        .filter((link) => !isElsewhere(link))
        .map(idOf)
        .filter(Boolean),
    ).size;
  },
});

export const examples: Examples = {
  digest: [
    'https://huggingface.co/papers',
    'https://huggingface.co/papers/',
    'https://huggingface.co/papers?q=neural+networks',
    'https://huggingface.co/papers/date/2026-09-28',
    'https://huggingface.co/papers/week/2026-W39',
    'https://huggingface.co/papers/month/2026-09',
    'https://huggingface.co/papers/trending',
  ],
  paper: [
    'https://huggingface.co/papers/2609.31620',
    'https://huggingface.co/papers/2609.31620#community',
  ],
  neither: ['https://huggingface.co/papers/submit', 'https://huggingface.co/papersplease'],
};
