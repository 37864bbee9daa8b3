import { withArxivFacts } from '../../paper/arxiv-facts';
import type { Entry } from '../../paper/entry';
import { type PaperId, pageOf, splitId, withAngles } from '../../paper/ids';
import { emptyMark, LONGEST_NOTE, type Mark } from '../../paper/mark';
import { defined, idsOf, MOST, type Paper } from '../../paper/paper';
import { oneBlank } from '../../tex/to-tex';
import { withoutNumber } from '../person-name';
import { cslTypeOf } from '../write/publication-type';
import { isCount, isTime, shortAddress } from './checks';
import { parseDate } from './dates';
import { bareName } from './fields';
import { identify } from './identity';
import { excerpt, type Problem } from './problem';
import { publicationOf } from './publication';
import type { MarkTime, Reference } from './reference';

export interface EntryResult {
  /** Undefined if the paper has no identity; then `problems` says so. */
  readonly entry?: Entry;
  readonly problems: readonly Problem[];
}

type Report = (code: Problem['code'], detail: string) => void;

/** Longest tag or category, in characters. */
const LONGEST_TAG = 100;

/**
 * Turns a reference into an entry as the library takes it. The mark has no times of change, since
 * the file does not know them.
 * @param now milliseconds since 1970: when the file is read, the time of marks that have none
 */
export function toEntry(reference: Reference, now = Date.now()): EntryResult {
  const problems: Problem[] = [];
  const report: Report = (code, detail) => problems.push({ code, detail: excerpt(detail) });
  const title = cut(titleOf(reference), MOST.title, 'title', report);
  const authors = authorsOf(reference, report);
  const published = parseDate(reference.date ?? '');
  const pages = pagesOf(reference, report);
  const pdf = shortAddress(reference.pdf);
  const { ids, note } = identify(reference, pages, { pdf, title, author: authors[0], published });
  const [id, ...aliases] = ids;
  if (!id) {
    report('no-id', title ?? reference.pages?.find(Boolean) ?? reference.key ?? '');
    return { problems };
  }
  // An id is a poor title, but the only one of a paper that was starred by its id alone.
  if (!title && reference.title !== undefined) report('no-title', id);

  const page =
    pages.find((address) => !isSearch(address)) ??
    shortAddress(defaultPage(id, title ?? '')) ??
    pageOf(id);
  const paper = defined<Paper>({
    id,
    aliases: aliases.length > 0 ? aliases.slice(0, 100) : undefined,
    title: title ?? id,
    authors,
    authorCount: authorCountOf(reference, authors.length),
    abstract: cut(reference.abstract?.trim(), MOST.abstract, 'abstract', report),
    published,
    venue: cut(oneBlank(reference.venue ?? ''), MOST.venue, 'venue', report),
    ...publicationOf(reference, ids, (field) => report('trimmed', field)),
    categories: distinct(reference.categories, 100),
    links: defined({ page, pdf, code: shortAddress(reference.code) }),
    seen:
      isTime(reference.addedAt) && reference.from
        ? { site: reference.from, url: page, at: reference.addedAt }
        : undefined,
  });
  const { type, ...rest } = paper;
  const known = withArxivFacts(type && saysNothing(paper) ? rest : paper);
  return { entry: { paper: known, mark: markOf(id, note, reference, now, report) }, problems };
}

/**
 * Returns whether the type of a paper is no more than what a preprint is called: `@misc`, `@online`, and
 * CSL's `article`. A page may yet say where such a paper appeared.
 */
function saysNothing({ type, ...paper }: Paper): boolean {
  if (type !== 'document' && type !== 'webpage' && type !== 'article') return false;
  const kinds = idsOf(paper).map((id) => splitId(id)[0]);
  const isRegistered = !kinds.some((kind) => /^(?:title|url|isbn)$/.test(kind));
  const known = cslTypeOf(paper);
  return kinds.includes('arxiv') || known === type || (isRegistered && known === 'article');
}

function markOf(
  id: PaperId,
  note: string,
  reference: Reference,
  now: number,
  report: Report,
): Mark {
  const tags = (reference.tags ?? []).map(oneBlank).filter((tag) => tag && tag !== '__proto__');
  if (tags.some((tag) => tag.length > LONGEST_TAG)) report('trimmed', 'tags');
  const time = (at: MarkTime | undefined) => (at === 'undated' ? now : isTime(at) ? at : undefined);
  return defined<Mark>({
    ...emptyMark(id),
    starredAt: time(reference.starredAt),
    readAt: time(reference.readAt),
    dismissedAt: time(reference.dismissedAt),
    note: cut(note, LONGEST_NOTE, 'note', report),
    tags: distinct(tags, 1_000),
  });
}

function titleOf({ title = '', ...reference }: Reference): string {
  const line = oneBlank(title);
  return isByDblp(reference) ? line.replace(/(?<![\s.])\.$/, '') : line;
}

/** Whether DBLP wrote the reference: it ends each title with a full stop. */
const isByDblp = ({ key = '', pages = [], ids = [] }: Reference): boolean =>
  /^DBLP:/i.test(key) ||
  [...pages, ...ids].some(
    (text) => typeof text === 'string' && /\bdblp\.(?:org|uni-trier\.de)\b/.test(text),
  );

function authorsOf(reference: Reference, report: Report): string[] {
  const names = (reference.authors ?? [])
    .map((name) => withoutNumber(oneBlank(bareName(name))))
    .filter(Boolean);
  if (names.length > MOST.authors) report('trimmed', 'author');
  return names
    .slice(0, MOST.authors)
    .map((name) => cut(name, MOST.name, 'author', report) as string);
}

/** The number of authors, if there are more than are named. */
function authorCountOf(reference: Reference, named: number): number | undefined {
  const count = reference.hasMoreAuthors ? named + 1 : reference.authorCount;
  return isCount(count) && count > named ? count : undefined;
}

function pagesOf(reference: Reference, report: Report): string[] {
  const pages: string[] = [];
  for (const page of (reference.pages ?? []).flatMap(addressesIn)) {
    const address = shortAddress(page && withAngles(page));
    if (address) pages.push(address);
    if (!address && page?.trim()) report('bad-link', page);
  }
  return pages;
}

/** Splits a field that holds several addresses, between blanks or signs. */
const addressesIn = (field = ''): string[] =>
  /\S[\s,;|]{1,9}(?:and\s)?https?:/i.test(field)
    ? field.split(/[\s,;|]{1,9}(?:and\s)?(?=https?:)/i)
    : [field];

function cut(
  text: string | undefined,
  longest: number,
  field: string,
  report: Report,
): string | undefined {
  if (!text || text.length <= longest) return text || undefined;
  report('trimmed', field);
  return text.slice(0, longest);
}

/** Returns distinct items of at most 100 characters; undefined if there are none. */
function distinct(
  items: readonly string[] | undefined,
  most: number,
): readonly string[] | undefined {
  const list = [...new Set((items ?? []).map((item) => item.slice(0, LONGEST_TAG).trim()))];
  const some = list.filter(Boolean).slice(0, most);
  return some.length > 0 ? some : undefined;
}

/** A paper without an address gets a search for it as its page. */
const SEARCH = 'https://scholar.google.com/scholar?q=';
const isSearch = (address: string): boolean => address.startsWith(SEARCH);
const defaultPage = (id: PaperId, title: string): string =>
  splitId(id)[0] === 'title'
    ? SEARCH + encodeURIComponent(wellFormed(title).slice(0, 200))
    : pageOf(id);

/** Removes half characters, such as a cut leaves, which cannot be encoded. */
const wellFormed = (text: string): string => text.slice(0, 200).replace(/\p{Surrogate}/gu, '');
