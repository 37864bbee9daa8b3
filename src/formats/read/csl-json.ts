import { isCslType, NAME_FIELDS, TEXT_FIELDS } from '../../paper/publication';
import { unguardLines } from '../write/csl-json';
import { isInContainer } from '../write/publication-type';
import { isObject, type JsonObject, timeIn } from './checks';
import { parseDate } from './dates';
import { authorsIn, isArchive, isToCite, pagesIn, tagsIn } from './fields';
import type { FormatReader } from './format-reader';
import { stripMarkup } from './html-text';
import { jsonReader } from './json-reader';
import { isByDatabase, isZoteroLine, splitNote } from './note-lines';
import { excerpt } from './problem';
import type { Reference, ReferenceFields } from './reference';

/** Members that only CSL calls so. */
const CSL_FIELDS = ['issued', 'DOI', 'URL', 'container-title'];
/** Members that show a title to be that of a reference, of CSL where none of the others is there. */
const FIELDS = ['type', 'author', 'abstract', 'publisher', 'note'];
/** Members that other programs have for what CSL calls `author`, `DOI` and `URL`. */
const FOREIGN = ['authors', 'creators', 'doi', 'url', 'link', 'year', 'itemType'];

export function isCslItem(value: unknown): boolean {
  if (!isObject(value)) return false;
  if (typeof value.title !== 'string' && typeof value.DOI !== 'string') return false;
  const has = (name: string) => Object.hasOwn(value, name);
  return CSL_FIELDS.some(has) || (FIELDS.some(has) && !FOREIGN.some(has));
}

/**
 * Reads CSL-JSON (https://docs.citationstyles.org/en/stable/specification.html): a list, or
 * `{items}`.
 */
export function cslReader(): FormatReader {
  return jsonReader({
    isEntry: isCslItem,
    read({ name, isItem, value, at }) {
      if (isObject(value) && (isItem || isCslItem(value)))
        return [{ at, reference: toReference(value) }];
      return isItem && !name ? [{ at, code: 'broken', detail: excerpt(String(value)) }] : [];
    },
  });
}

export function toReference(item: JsonObject): Reference {
  const text = (...names: string[]): string => {
    const member = names.map((name) => item[name]).find((value) => value !== '' && value != null);
    // Crossref's own JSON has lists of one.
    const value = Array.isArray(member) ? member[0] : member;
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const isWritten = isOwn(item);
  const type = text('type');
  const words = (...names: string[]): string =>
    isWritten ? text(...names) : stripMarkup(text(...names));
  const written = noteIn(text('note', 'annote'), isWritten);
  const { note, idLines, readAt } =
    isWritten || isByDatabase(written)
      ? { note: isWritten ? written : '', idLines: [], readAt: undefined }
      : splitNote(written, isExtra);
  const names = Array.isArray(item.author) ? item.author : item.editor;
  const isInside = isCslType(type) && isInContainer(type);
  const venue = words(
    ...['container-title', ...(isInside ? ['event-title', 'collection-title'] : [])],
    ...['publisher', 'event-title', 'collection-title'],
  );
  const key = text('citation-key', 'id');
  return {
    key,
    isCited: isToCite(key),
    type,
    fields: fieldsOf(item, words, text('container-title') ? '' : venue),
    title: words('title'),
    ...authorsIn((Array.isArray(names) ? names : []).map(nameOf)),
    authorCount: isObject(item.custom) ? Number(item.custom.authorCount) : undefined,
    abstract: words('abstract'),
    date: dateIn(item.issued) || dateIn(item['original-date']),
    venue: isArchive(venue) ? undefined : venue,
    ids: [
      text('DOI'),
      text('PMID') && `pmid:${text('PMID')}`,
      ...['number', 'archive_location', 'archiveID', 'archive-place', 'container-title']
        .map((name) => text(name))
        .filter((value) => /arxiv/i.test(value)),
      /^arxiv$/i.test(text('archive')) ? text('archive_location', 'number') : undefined,
      ...idLines,
    ],
    isbn: /^book$/.test(text('type')) ? text('ISBN') : undefined,
    pages: [text('URL')],
    note,
    tags: tagsIn(item.keyword ?? item.keywords ?? item.tags).map((tag) =>
      isWritten ? tag : stripMarkup(tag),
    ),
    readAt,
    addedAt: timeIn(item['date-added']),
  };
}

/** Members whose text is an id or a venue, and read as such. */
const isElsewhere = (name: string, value: string): boolean =>
  /^(?:number|archive|archive_location)$/.test(name) && /arxiv/i.test(value);

/** @param venue what is read as the venue, if that is not what the work stands in */
function fieldsOf(
  item: JsonObject,
  words: (name: string) => string,
  venue: string,
): ReferenceFields {
  const texts = TEXT_FIELDS.map((name): [string, string] => {
    const value = isObject(item[name]) ? dayIn(item[name]) : words(name);
    const isVenue = name === 'publisher' && value === venue;
    return [name, isVenue || isElsewhere(name, value) ? '' : value];
  });
  const isArxiv = /^arxiv$/i.test(words('archive'));
  const names = NAME_FIELDS.map((name) => {
    const list = item[name];
    return [name, Array.isArray(list) ? list.map(nameOf) : undefined] as const;
  });
  const fields: ReferenceFields = Object.fromEntries([...texts, ...names]);
  return {
    ...fields,
    page: pagesIn(fields.page),
    publisher: isArchive(fields.publisher ?? '') ? undefined : fields.publisher,
    ...(isArxiv && { archive_location: undefined }),
  };
}

const noteIn = (note: string, isWritten: boolean): string =>
  isWritten ? unguardLines(note) : note;

/**
 * Zotero's note is its "Extra", which begins with the ids that have no field, written exactly so.
 */
const isExtra = (line: string, isAtHead: boolean): boolean =>
  isAtHead && (/^(?:PMID|DOI): \S+$/.test(line) || isZoteroLine(line));

/** Whether Dogear wrote the item; then all texts are as they stand, and the note is the user's. */
const isOwn = (item: JsonObject): boolean =>
  isObject(item.custom) && item.custom.program === 'dogear';

function nameOf(name: unknown): string {
  if (typeof name === 'string') return name;
  if (!isObject(name)) return '';
  const parts = ['given', 'dropping-particle', 'non-dropping-particle', 'family', 'suffix'];
  const given = parts.map((part) => name[part]).filter((part) => typeof part === 'string' && part);
  const literal = name.literal ?? name.name;
  if (given.length > 0) return displaySuffix(name, given.join(' '));
  return typeof literal === 'string' ? literal : '';
}

/** Returns a date in ISO 8601, if it is one. */
const dayIn = (date: unknown): string => {
  const text = dateIn(date);
  return /^[\d-]+$/.test(text) ? (parseDate(text) ?? text) : text;
};

/** Puts a suffix that stands behind the given name, where citeproc reads it, at the end. */
function displaySuffix(name: JsonObject, display: string): string {
  const [, given = '', suffix] =
    /^(.*\S), ?([JS]r\.?|I{2,3}|IV|Ph\.?D\.?)$/i.exec(String(name.given)) ?? [];
  return suffix ? nameOf({ ...name, given, suffix }) : display;
}

/**
 * Returns the date in `{"date-parts": [[2017, 6, 12]]}`, `{"raw": "12 June 2017"}`, or a mere text.
 */
function dateIn(date: unknown): string {
  if (typeof date === 'string') return date;
  if (!isObject(date)) return '';
  const [first] = Array.isArray(date['date-parts']) ? date['date-parts'] : [];
  if (Array.isArray(first) && /^\d{1,4}$/.test(String(first[0]))) {
    const [year, month, day] = first.slice(0, 3).map((part) => String(part));
    return [year?.padStart(4, '0'), month, day].filter(Boolean).join('-');
  }
  const text = date.raw ?? date.literal;
  return typeof text === 'string' ? text : '';
}
