import type { Entry } from '../../paper/entry';
import {
  compareIds,
  isbnId,
  type PaperId,
  pageOf,
  parseId,
  placeId,
  splitId,
  titleId,
} from '../../paper/ids';
import { emptyMark, LONGEST_NOTE, type Mark } from '../../paper/mark';
import { defined, MOST, type Paper } from '../../paper/paper';
import { webAddress } from '../../paper/web-address';
import { oneBlank } from '../../tex/to-tex';
import { plainOf } from '../write/plain';
import { unescapeHtml } from './bookmarks';
import { dateOf } from './dates';
import { excerpt, type Problem } from './format-reader';

/** What a file says of one paper, before anything of it is believed. */
export interface Reference {
  /** The file's own name for it: a citation key. */
  readonly key?: string | undefined;
  /** Undefined where a file has none for any of its papers. */
  readonly title?: string | undefined;
  /** As displayName, "Given Family". */
  readonly authors?: readonly string[] | undefined;
  /** The list of authors ends in "and others". */
  readonly hasMoreAuthors?: boolean | undefined;
  readonly authorCount?: number | undefined;
  readonly abstract?: string | undefined;
  /** In whatever form: "2017-06", "June 2017". */
  readonly date?: string | undefined;
  readonly venue?: string | undefined;
  readonly categories?: readonly string[] | undefined;
  /** What may hold an id: a DOI, an address, "arXiv:1706.03762 [cs]"; or a line of the note. */
  readonly ids?: readonly (string | NoteLine | undefined)[] | undefined;
  /** Where there is one of the book itself, and not of the one that a chapter is in. */
  readonly isbn?: string | undefined;
  /** Addresses of its page, the best first. */
  readonly pages?: readonly (string | undefined)[] | undefined;
  readonly pdf?: string | undefined;
  readonly code?: string | undefined;
  readonly note?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  /** Milliseconds since 1970, as are the next three. */
  readonly starredAt?: number | undefined;
  readonly readAt?: number | undefined;
  readonly dismissedAt?: number | undefined;
  readonly addedAt?: number | undefined;
  /** Whence it comes, for want of a site: `zotero`. */
  readonly from?: string | undefined;
}

/** A line of a note that names an id: it may be the file's, or the reader's own about another paper. */
export interface NoteLine {
  readonly line: string;
  /** Whether it says so of this paper also where a field names one: in Zotero's "Extra", mostly. */
  readonly isSure: boolean;
}

export interface Made {
  /** Absent where the paper has no identity; then `problems` says so. */
  readonly entry?: Entry;
  readonly problems: readonly Problem[];
}

/**
 * The entry of which the reference speak, such as the library takes it. The mark has no times: the file
 * does not know when what was changed.
 */
export function toEntry(reference: Reference): Made {
  const problems: Problem[] = [];
  const tell = (code: Problem['code'], detail: string) =>
    problems.push({ code, detail: excerpt(detail) });
  const cut = (text: string | undefined, longest: number, field: string): string | undefined => {
    if (!text || text.length <= longest) return text || undefined;
    tell('trimmed', field);
    return text.slice(0, longest);
  };

  const title = cut(oneBlank(reference.title ?? ''), MOST.title, 'title');
  const names = (reference.authors ?? []).map(oneBlank).filter(Boolean);
  if (names.length > MOST.authors) tell('trimmed', 'author');
  const authors = names
    .slice(0, MOST.authors)
    .map((name) => cut(name, MOST.name, 'author') as string);
  const published = dateOf(reference.date ?? '');

  const pages: string[] = [];
  for (const page of reference.pages ?? []) {
    const address = shortAddress(page);
    if (address) pages.push(address);
    if (!address && page?.trim()) tell('bad-link', page);
  }
  const isText = (text: string | NoteLine | undefined) => typeof text !== 'object';
  const named = idsIn([...(reference.ids ?? []).filter(isText), ...pages, reference.pdf]);
  const isbn = reference.isbn ? isbnId(reference.isbn) : undefined;
  const { ids: noted, note } = takeNoted(reference, named, named.length === 0 && !isbn);
  const known = [...named, ...noted].sort(compareIds);
  if (known.length === 0 && isbn) known.push(isbn);
  const last =
    known.length > 0 ? undefined : lastResort(pages, reference, title, authors, published);
  if (last) known.push(last);
  const [id, ...aliases] = known;
  if (!id) {
    tell('no-id', title ?? reference.pages?.find(Boolean) ?? reference.key ?? '');
    return { problems };
  }
  // An id says little, but it is what a paper is called that was starred by its id alone.
  if (!title && reference.title !== undefined) tell('no-title', id);

  const count = reference.hasMoreAuthors ? authors.length + 1 : reference.authorCount;
  const page =
    pages.find((address) => !isSearch(address)) ?? shortAddress(pageFor(id, title ?? ''));
  const paper = defined<Paper>({
    id,
    aliases: aliases.length > 0 ? aliases.slice(0, 100) : undefined,
    title: title ?? id,
    authors,
    authorCount: isCount(count) && count > authors.length ? count : undefined,
    abstract: cut(reference.abstract?.trim(), MOST.abstract, 'abstract'),
    published,
    venue: cut(oneBlank(reference.venue ?? ''), MOST.venue, 'venue'),
    categories: listOf(reference.categories, 100),
    links: defined({
      page: page ?? pageOf(id),
      pdf: shortAddress(reference.pdf),
      code: shortAddress(reference.code),
    }),
    seen:
      isTime(reference.addedAt) && reference.from
        ? { site: reference.from, url: page ?? pageOf(id), at: reference.addedAt }
        : undefined,
  });
  const tags = (reference.tags ?? []).map(oneBlank).filter((tag) => tag && tag !== '__proto__');
  if (tags.some((tag) => tag.length > 100)) tell('trimmed', 'tags');
  const time = (at: number | undefined) => (isTime(at) ? at : undefined);
  const mark = defined<Mark>({
    ...emptyMark(id),
    starredAt: time(reference.starredAt),
    readAt: time(reference.readAt),
    dismissedAt: time(reference.dismissedAt),
    note: cut(note, LONGEST_NOTE, 'note'),
    tags: listOf(tags, 1_000),
  });
  return { entry: { paper, mark }, problems };
}

/** Distinct items of at most 100 characters; undefined where there is none. */
function listOf(items: readonly string[] | undefined, most: number): readonly string[] | undefined {
  const list = [...new Set((items ?? []).map((item) => item.slice(0, 100).trim()))];
  const some = list.filter(Boolean).slice(0, most);
  return some.length > 0 ? some : undefined;
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isTime = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= 8.64e15;

export const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0;

function idsIn(texts: readonly (string | undefined)[]): PaperId[] {
  const ids = texts.flatMap((text) => (text && parseId(text)) || []);
  return [...new Set(ids)].sort(compareIds);
}

/**
 * Of the lines of a note the ids that the file has no field for, one of each kind, and the note without
 * those lines. A field says which paper it is; beside one, "Compare with:\narXiv:2401.00002" is the
 * reader's, and would make two papers one. Only where nothing else does is any line taken for it.
 */
function takeNoted(
  reference: Reference,
  named: readonly PaperId[],
  isNameless: boolean,
): { ids: PaperId[]; note: string } {
  const kinds = new Set(named.map((id) => splitId(id)[0]));
  const ids: PaperId[] = [];
  const lines = (reference.note ?? '').split('\n');
  for (const said of reference.ids ?? []) {
    const id = typeof said === 'object' ? parseId(said.line) : undefined;
    if (typeof said !== 'object' || !id) continue;
    const isNew = !kinds.has(splitId(id)[0]) && (said.isSure || isNameless);
    if (isNew) ids.push(id);
    kinds.add(splitId(id)[0]);
    if (!isNew && !(named.includes(id) && isZoteroLine(said.line))) continue;
    const place = lines.findIndex((line) => line.trim() === said.line);
    if (place >= 0) lines.splice(place, 1);
  }
  return { ids, note: lines.join('\n').trim() };
}

/** What no registry knows is where it is; what is nowhere is what it is called, without its TeX. */
function lastResort(
  pages: readonly string[],
  reference: Reference,
  title: string | undefined,
  authors: readonly string[],
  published: string | undefined,
): PaperId | undefined {
  const place = [...pages, shortAddress(reference.pdf)].find((page) => page && placeId(page));
  if (place) return placeId(place);
  return titleId(plainOf(title ?? ''), plainOf(authors[0] ?? ''), published?.slice(0, 4) ?? '');
}

/** The identity that two papers which share a page are told apart by. */
export function renameByTitle({ paper, mark }: Entry): Entry | undefined {
  const { title, authors, published } = paper;
  const id = titleId(plainOf(title), plainOf(authors[0] ?? ''), published?.slice(0, 4) ?? '');
  return id && { paper: { ...paper, id }, mark: { ...mark, id } };
}

/** A paper that is nowhere has at least a search for it. */
const SEARCH = 'https://scholar.google.com/scholar?q=';
const isSearch = (address: string): boolean => address.startsWith(SEARCH);
const pageFor = (id: PaperId, title: string): string =>
  splitId(id)[0] === 'title'
    ? SEARCH + encodeURIComponent(wellFormed(title).slice(0, 200))
    : pageOf(id);

/** Half of a character, left by a cut, cannot be encoded. */
const wellFormed = (text: string): string => text.slice(0, 200).replace(/\p{Surrogate}/gu, '');

/** Returns a web address that is no longer than the library takes. */
export function shortAddress(text: string | undefined): string | undefined {
  const address = webAddress(text);
  return address && address.length <= MOST.address ? address : undefined;
}

/** Milliseconds since 1970, from an ISO date or what JavaScript writes. */
export function timeIn(value: unknown): number | undefined {
  if (isTime(value) && value > 0) return value;
  if (typeof value !== 'string' || value.length > 100 || !/\d{4}/.test(value)) return undefined;
  const time = Date.parse(value);
  return isTime(time) ? time : undefined;
}

/** Where a venue stands, some write the archive, or the index that it was found in. */
export const isArchive = (venue: string): boolean =>
  /^(?:arxiv\b|(?:corr|scopus)$)/i.test(venue.trim());

/** Of a title or abstract in HTML, or in JATS (https://jats.nlm.nih.gov) as Crossref has it, the words. */
export const stripMarkup = (text: string): string =>
  unescapeHtml(
    text
      .replace(/<jats:title>Abstract<\/jats:title>/i, '')
      .replace(/<\/jats:p>\s*/gi, '\n')
      .replace(/<\/?(?:i|b|em|strong|sub|sup|scp|jats:[a-z-]{1,30})>/gi, ''),
  );

/** What Scopus writes where others have their notes. */
export const SCOPUS_NOTE = /^(?:cited by ?:|export date:)/i;

/** Tags in one cell or field. */
export const splitList = (text: string): string[] =>
  text
    .split(/[;,\n]/)
    .map(oneBlank)
    .filter(Boolean);

/** "Family, Given, Jr." as displayName: "Given Family Jr.". */
export function displayName(name: string): string {
  const [family = '', second = '', ...rest] = oneBlank(name).split(/\s*,\s*/);
  const third = rest.join(', ');
  // "King, Martin Luther, Jr." (RIS) and "King, Jr., Martin Luther" (BibTeX)
  const isSuffix = /^(?:jr|sr)\.?$|^(?:ii|iii|iv)$/i;
  if (isSuffix.test(second)) return oneBlank(`${third} ${family} ${second}`);
  return oneBlank(`${second} ${family} ${third}`);
}

/** "arXiv:1706.03762 [cs]", "PMID: 123": how Zotero keeps in "Extra" what it has no field for. */
const NAMES_ID =
  /^(?:arxiv:\s*[\w.\-/]+(?:\s*\[[\w.,\s-]+\])?(?:\s*version:\s*\d+)?|pmid:\s*\d+|doi:\s*10\.\S+|_?eprint:\s*\S+)$/i;

/** Nobody types these, so that one which only says the paper's own id again is no part of the note. */
export const isZoteroLine = (line: string): boolean => /\]|version:|^_eprint:/i.test(line);

/** What else it keeps there, in front of the reader's own. */
const BESIDE_ID =
  /^(?:PMCID|Citation Key|ISBN|ISSN|OCLC|ADS Bibcode|Publisher|Number|Type|Version|tex\.[\w.]{1,50}):/;

/**
 * A note, and those of its lines that name an id.
 * @param isSure of such a line whether it is about this paper for certain: `isAtHead` tells that nothing
 * stands before it but others of these
 */
export function splitNote(
  text: string,
  isSure: (line: string, isAtHead: boolean) => boolean,
): { note: string; idLines: NoteLine[] } {
  let isAtHead = true;
  const idLines: NoteLine[] = [];
  for (const line of text.split('\n').map((line) => line.trim())) {
    const namesId = NAMES_ID.test(line);
    if (namesId) idLines.push({ line, isSure: isSure(line, isAtHead) });
    isAtHead &&= namesId || BESIDE_ID.test(line);
  }
  return { note: text.trim(), idLines };
}
