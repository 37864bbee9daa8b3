import { type PaperId, parseId, splitId } from '../paper/id';
import { defined, type Paper } from '../paper/paper';
import { type Group, groupByCard, type PaperLink, titleIn } from './by-links';
import { dateIn, monthOf } from './date';
import type { Card, Page, PageKind, Site } from './site';
import { codeLinkIn, labelled, lineOf, numberOf, webAddress } from './text';

const ORIGIN = 'https://huggingface.co';
/** Cheaper than parsing an address, and there are four such links in a card. */
const PAPER_HREF =
  /^(?:https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co))?\/papers\/([^/?#]+)\/?(?:[?#].*)?$/;
/** Parts of a page that lead elsewhere, also when they lead to a paper. */
const NO_CARDS = 'nav, footer, dialog, [role="navigation"]';

/** What the page itself knows of a paper, in `data-props`; unchecked. */
type Props = Readonly<Record<string, unknown>>;
type PropsById = ReadonlyMap<string, Props>;

function kindOf({ pathname }: URL): PageKind | undefined {
  const path = pathname.replace(/\/+$/, '');
  if (path === '/papers' || /^\/papers\/(?:trending$|date\/|week\/|month\/)/.test(path)) {
    return 'digest';
  }
  const id = /^\/papers\/([^/]+)$/.exec(path)?.[1];
  return id && parseId(`arxiv:${id}`) ? 'paper' : undefined;
}

function idOf(link: HTMLAnchorElement): PaperId | undefined {
  const local = PAPER_HREF.exec(link.getAttribute('href') ?? '')?.[1];
  return local ? parseId(`arxiv:${local}`) : undefined;
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
    if (id && !link.closest(NO_CARDS)) found.push({ link, id });
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
    anchor: isPicture ? element : (headingOf(title).parentElement ?? element),
    look: isPicture ? 'corner' : 'line',
    read: () => readDigestCard(page, group, title, props().get(splitId(id)[1])),
  };
}

const headingOf = (title: Element): Element =>
  title.closest('h1, h2, h3, h4, h5, h6, [role="heading"]') ?? title;

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
    authorCount: authorCountIn(element),
    abstract: longestParagraphIn(element, title),
    published: dateInCard(element, own.now),
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
    comments: shown.comments ?? countOf(props?.numComments),
    seen: { site: 'huggingface', url: page.url.href, at: page.now },
  });
}

// ---- what a card shows
// The avatars in a card are of those authors who have an account here, five at most, under their
// account's name: no list of authors. Only their number counts.

const LEAVES = 'li, div, span, time, p';

function textOfLeaf(element: ParentNode, pattern: RegExp): RegExpExecArray | undefined {
  for (const leaf of element.querySelectorAll(LEAVES)) {
    const text = leaf.textContent ?? '';
    const match = text.length < 40 && pattern.exec(text.trim());
    if (match) return match;
  }
  return undefined;
}

function authorCountIn(element: Element): number | undefined {
  const count = textOfLeaf(element, /^·?\s*(\d+)\s+authors?$/i)?.[1];
  return count ? Number(count) : undefined;
}

function dateInCard(element: Element, now: number): string | undefined {
  const machine = element.querySelector('time[datetime]')?.getAttribute('datetime');
  const words = textOfLeaf(
    element,
    /^(?:·|Published on|Submitted on|\s)*([a-z]{3,9}\.? \d{1,2}(?:, \d{4})?)$/i,
  );
  return dateIn(machine, now) ?? dateIn(words?.[1], now);
}

/** In search and trending; a daily card has none. */
function longestParagraphIn(element: Element, title: Element): string | undefined {
  let longest = '';
  for (const paragraph of element.querySelectorAll('p, blockquote')) {
    const text = lineOf(paragraph);
    if (text.length > longest.length && !paragraph.contains(title)) longest = text;
  }
  return longest.length > 60 ? longest : undefined;
}

function upvotesIn(element: Element): number | undefined {
  // Signed out, the box leads to the login page; signed in, it is a checkbox with a label around.
  for (const box of element.querySelectorAll('a[href*="/login?"], [role="checkbox"], label')) {
    const votes = numberOf(box.textContent ?? '');
    if (votes !== undefined) return votes;
  }
  return undefined;
}

function commentsIn(links: readonly HTMLAnchorElement[]): number | undefined {
  const link = links.find(({ hash }) => hash === '#community');
  return link && (numberOf(link.textContent ?? '') ?? 0);
}

// ---- a paper's own page

function paperCard(page: Page, props: () => PropsById): Card[] {
  const id = parseId(page.url.href);
  const heading = page.document.querySelector('main h1') ?? page.document.querySelector('h1');
  const element = heading?.parentElement;
  if (!id || !element || !heading || !lineOf(heading)) return [];
  return [
    {
      element,
      id,
      anchor: dateLineAfter(heading) ?? element,
      look: 'line',
      read: () => readPaperPage(page, id, heading, props().get(splitId(id)[1])),
    },
  ];
}

/** The row under the title that says "Published on …". */
function dateLineAfter(heading: Element): HTMLElement | undefined {
  const row = heading.nextElementSibling as HTMLElement | null;
  return row && /published on/i.test(row.textContent?.slice(0, 200) ?? '') ? row : undefined;
}

function readPaperPage(page: Page, id: PaperId, heading: Element, props: Props | undefined): Paper {
  const { document } = page;
  const abstract = [...document.querySelectorAll('h2, h3, h4')].find((h) =>
    /^abstract$/i.test(lineOf(h)),
  );
  return makePaper(page, id, lineOf(heading), props, {
    authors: labelled(document, /^authors?:/i)?.[1]
      .split(/\s*,\s*/)
      .filter(Boolean),
    abstract: lineOf(abstract?.parentElement?.querySelector('p')),
    published: dateIn(dateLineAfter(heading)?.textContent, page.now),
    code: undefined,
  });
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
      if (wrapper && paper && id) byId.set(id, { ...wrapper, ...paper });
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
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
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
export const huggingface: Site = {
  id: 'huggingface',
  name: 'Hugging Face',
  matches: ['https://huggingface.co/papers*'],
  hydrates: true,
  examples: {
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
  },
  kindOf,
  cards,
};
