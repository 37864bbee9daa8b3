import { arxivId } from '../../paper/ids/arxiv';
import { type PaperId, splitId } from '../../paper/ids/kind';
import { defined, type Paper } from '../../paper/paper';
import { monthOfArxivId } from '../dom/date';
import { codeLinkIn, labelled, lineOf, originalLine } from '../dom/text';
import { isTranslated } from '../dom/translation';
import type { Page } from '../site';

const ABS_HREF = /(?:^|\/)abs\/([^?#]+)/;

/** Returns the paper whose abstract page a link leads to. */
export function idOfLink(link: Element | null | undefined): PaperId | undefined {
  const local = ABS_HREF.exec(link?.getAttribute('href') ?? '')?.[1];
  return arxivId(local);
}

/** What a page of arXiv says about a paper. */
export interface PaperFields {
  /** '' where only a translation of it is on the page. */
  readonly title: string;
  readonly authors: Authors;
  readonly abstract?: string | undefined;
  readonly published?: string | undefined;
  readonly venue?: string | undefined;
  readonly categories?: readonly string[] | undefined;
  readonly version?: number | undefined;
  /** A text with the DOI in it. */
  readonly doi?: string | null | undefined;
}

/**
 * Makes the paper of an id from what the page says about it.
 * @param root is searched for a link to the paper's code
 */
export function makePaper(page: Page, id: PaperId, root: ParentNode, fields: PaperFields): Paper {
  const base = page.url.href;
  const { authors, categories, version } = fields;
  const doi = doiIn(fields.doi);
  return defined<Paper>({
    id,
    aliases: doi && [doi],
    // As a paper of which only the id is known: a page that has the title mends it.
    title: fields.title || id,
    authors: authors.names,
    authorCount: authors.count > 0 ? authors.count : undefined,
    abstract: fields.abstract || undefined,
    published: fields.published ?? monthOfArxivId(id),
    venue: fields.venue || undefined,
    // The first one needs no mention.
    version: Number(version) > 1 ? version : undefined,
    categories: categories && categories.length > 0 ? categories : undefined,
    links: defined({
      page: `https://arxiv.org/abs/${splitId(id)[1]}`,
      // Of the latest version, whichever the page is about, and not at a mirror.
      pdf: `https://arxiv.org/pdf/${splitId(id)[1]}`,
      code: codeLinkIn(root, base),
    }),
    seen: { site: 'arxiv', url: base, at: page.now },
  });
}

/** Returns the version at the end of a text or an address, counted from 1. */
export const versionIn = (text: string | null | undefined): number | undefined =>
  Number(/v(\d{1,4})(?:-abstract-full)?\W*$/.exec(text ?? '')?.[1]) || undefined;

/**
 * Returns the id of the DOI in a text, as it is written there: the background brings it into the canonical
 * form, for which this script would have to carry the forms of other publishers' ids. Not that of a DOI
 * of arXiv's own, which is the paper's id.
 */
export function doiIn(text: string | null | undefined): PaperId | undefined {
  const doi = /10\.(?!48550\/)\d{4,9}\/\S+/.exec(text ?? '')?.[0];
  return doi ? (`doi:${doi.toLowerCase()}` as PaperId) : undefined;
}

/** The names that a page shows, and how many authors it says there are; 0 where it does not say it. */
export interface Authors {
  readonly names: readonly string[];
  readonly count: number;
}

/** No author is named. */
export const NOBODY: Authors = { names: [], count: 0 };

/** Names link to a search for the author; in old pages to `/find/…/au:+…`. */
const AUTHOR_LINKS = 'a[href*="searchtype=author"], a[href*="/find/"], a[href*="au:"]';

/** Returns the authors that the field for them names, or that the whole entry names where there is none. */
export function authorsIn(entry: Element): Authors {
  const field =
    entry.querySelector('.list-authors, .authors') ?? labelled(entry, /^Authors?:/)?.[0];
  const links = [...(field ?? entry).querySelectorAll(AUTHOR_LINKS)];
  if (links.some(isTranslated) || (field && isTranslated(field))) return NOBODY;
  const names = links.map((link) => lineOf(link)).filter(Boolean);
  const text = lineOf(field ?? links[0]?.parentElement).replace(/^authors?:\s*/i, '');
  if (names.length > 0) return { names, count: countAuthors(names, links, text) };
  // "(author list is unavailable)"
  if (text.startsWith('(')) return NOBODY;
  const written = text
    .replace(MORE_AUTHORS, '')
    .split(/\s*(?:,|\band\b)\s*/)
    .filter(Boolean);
  return { names: written, count: countAuthors(written, [], text) };
}

const MORE_AUTHORS = /,?\s*(?:et al\.?\s*)?\((\d+) additional authors? not shown\).*$/i;

/** A list names so many authors at most, and does not say whether there are more (seen 2026-06). */
const MOST_IN_LIST = 100;

/**
 * Counts the authors of "A, B, et al. (11 additional authors not shown)". Search names 25 of them, a
 * list and an abstract page some more; where the page keeps the others hidden behind a switch that
 * says so, they are among the names already.
 */
function countAuthors(names: readonly string[], links: readonly Element[], text: string): number {
  const more = Number(MORE_AUTHORS.exec(text)?.[1] ?? 0);
  if (names.length === MOST_IN_LIST && more === 0) return 0;
  const areHidden = links.some((link) => link.closest('[id="long-author-list"], [style*="none"]'));
  return names.length + (areHidden ? 0 : more);
}

/**
 * Returns the categories in a text, the primary one first: `cs.CL` and `hep-ph` for "Computation and
 * Language (cs.CL); … (hep-ph)".
 */
export function categoriesIn(text: string): string[] {
  return [...text.matchAll(/\(([a-z-]+(?:\.[A-Za-z-]{2,})?)\)/g)].map(
    (match) => match[1] as string,
  );
}

/** Returns the field of an entry that holds the title, if it says anything. */
export function titleFieldIn(entry: Element): Element | undefined {
  const field = entry.querySelector('.list-title') ?? labelled(entry, /^Title:/)?.[0];
  return field && hasTitle(field) ? field : undefined;
}

/** Checks a title field cheaply, once for each of 2,000 entries; the title itself is read on demand. */
export const hasTitle = ({ textContent }: Element): boolean =>
  (textContent ?? '').replace(/^\s*Title:/, '').trim() !== '';

/** Selects the label of a field; translated, its words are others. */
const LABEL = '.descriptor';

/**
 * Returns what a field says, without its label; '' where only a translation of it is on the page.
 * @param label matches the label where no element of its own has it
 */
export const textOfField = (field: Element | null | undefined, label: RegExp): string =>
  field?.querySelector(LABEL)
    ? originalLine(field, LABEL)
    : originalLine(field).replace(label, '').trim();

/** Returns the title that a field holds, without its label. */
export const titleText = (field: Element): string => textOfField(field, /^Title:/);

/** Returns the journal reference of an entry. */
export const journalIn = (entry: Element): string | undefined =>
  labelled(entry, /^Journal[- ]ref(?:erence)?\s*:/i)?.[1] ??
  // A translated page labels it in another language.
  lineOf(entry.querySelector('.list-journal-ref, .jref'), LABEL);
