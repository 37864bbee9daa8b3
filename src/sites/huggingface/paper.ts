import { arxivId } from '../../paper/ids/arxiv';
import { type PaperId, splitId } from '../../paper/ids/kind';
import { defined, type Paper } from '../../paper/paper';
import { linkAddress } from '../../paper/web-address';
import { dateIn, monthOfArxivId } from '../dom/date';
import { lineOf, numberOf, originalLine } from '../dom/text';
import type { Page } from '../site';
import { arrayOf, authorsOf, countOf, lineOfText, type Props, stringOf } from './props';

const ORIGIN = 'https://huggingface.co';
/** Cheaper than parsing an address, and a card has four such links. */
const PAPER_HREF =
  /^(?:(?:https?:)?\/\/(?:www\.)?(?:huggingface\.co|hf\.co))?\/papers\/([^/?#]+)\/?(?:[?#].*)?$/;

/** Returns the paper whose page on Hugging Face a link leads to. */
export function idOfLink(link: HTMLAnchorElement): PaperId | undefined {
  return idInAddress(link.getAttribute('href') ?? '');
}

/** Returns the paper whose page on Hugging Face an address, absolute or not, is. */
export function idInAddress(address: string): PaperId | undefined {
  return arxivId(PAPER_HREF.exec(address)?.[1]);
}

/** What a card or a paper's page shows. */
export interface ShownFields {
  readonly authors?: readonly string[] | undefined;
  readonly authorCount?: number | undefined;
  readonly abstract?: string | undefined;
  readonly published?: string | undefined;
  readonly upvotes?: number | undefined;
  readonly comments?: number | undefined;
  readonly code?: string | undefined;
}

/**
 * Makes a paper from what the page shows, completed by the data that the page has about the same id.
 * @param title '' where the page shows a translation only
 */
export function makePaper(
  page: Page,
  id: PaperId,
  title: string,
  props: Props | undefined,
  shown: ShownFields,
): Paper {
  const authors = authorsOf(props) ?? shown.authors ?? [];
  const count = Math.max(authors.length, shown.authorCount ?? 0);
  const local = splitId(id)[1];
  return defined<Paper>({
    id,
    // As a paper of which only the id is known, where the page shows nothing but a translation.
    title: lineOfText(props?.title) ?? (title || id),
    authors,
    authorCount: count > 0 ? count : undefined,
    abstract: (lineOfText(props?.summary) ?? shown.abstract) || undefined,
    published:
      dateIn(stringOf(props?.publishedAt), page.now) ?? shown.published ?? monthOfArxivId(id),
    links: defined({
      page: `${ORIGIN}/papers/${local}`,
      pdf: `https://arxiv.org/pdf/${local}`,
      code: linkAddress(stringOf(props?.githubRepo), page.url.href) ?? shown.code,
    }),
    // The card is newer than the data it was served with: the user's own upvote shows there first.
    upvotes: shown.upvotes ?? countOf(props?.upvotes),
    comments:
      shown.comments ?? countOf(props?.numComments) ?? countOf(arrayOf(props?.comments)?.length),
    seen: { site: 'huggingface', url: page.url.href, at: page.now },
  });
}

/**
 * Returns roughly when a paper appeared, in ms since 1970, as its id tells. A date without a year is
 * read relative to it and not to now: the page can be a saved one.
 */
export function timeNear(id: PaperId, now: number): number {
  const month = monthOfArxivId(id);
  return month ? Date.parse(`${month}-15`) : now;
}

const IN_PARAGRAPH = 'p, blockquote, div, ul, ol, article, section, h1, h2, h3, h4, h5, h6';

/** Returns the longest text among elements that contain nothing but text and are not about the title. */
export function longestTextOf(paragraphs: Iterable<Element>, title: Element): string {
  let longest = '';
  for (const paragraph of paragraphs) {
    // Cheap before dear: most candidates are boxes around a number.
    if ((paragraph.textContent?.length ?? 0) <= longest.length) continue;
    if (paragraph.contains(title) || title.contains(paragraph)) continue;
    if (paragraph.querySelector(IN_PARAGRAPH)) continue;
    // An organization's name can be long, and is a link; dialogs are not about the paper.
    if (!paragraph.matches('p, blockquote') && paragraph.closest('a, dialog')) continue;
    const text = originalLine(paragraph);
    if (text.length > longest.length && !isGenerated(paragraph, text)) longest = text;
  }
  return longest;
}

/** A paper's page, and some cards, show a summary by a model above the abstract, and label it. */
const GENERATED = /\bAI[- ]generated summary\b/i;
const isGenerated = (paragraph: Element, text: string): boolean =>
  /^AI[- ]generated/i.test(text) ||
  [paragraph.previousElementSibling, paragraph.nextElementSibling].some((beside) => {
    const words = (beside?.textContent?.length ?? 0) < 120 ? lineOf(beside) : '';
    return words.length < 60 && GENERATED.test(words);
  });

/** Returns the number of upvotes that the page shows. */
export function upvotesIn(element: Element): number | undefined {
  // Signed out, the box leads to the login page; signed in, it is a checkbox inside a label.
  for (const box of element.querySelectorAll(
    'a[href*="/login?"], [role="checkbox"], label, .leading-none',
  )) {
    const words = lineOf(box).replace(/^Upvoted?\s*/i, '');
    const votes = numberOf(words);
    if (votes !== undefined) return votes;
  }
  return undefined;
}
