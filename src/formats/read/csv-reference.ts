import { mendArxivNumber } from '../../paper/ids';
import { type CslType, NAME_FIELDS, TEXT_FIELDS } from '../../paper/publication';
import { unguardCell } from '../write/cells';
import { timeIn } from './checks';
import type { ColumnName, Columns } from './csv-columns';
import { mostExactDate } from './dates';
import {
  authorsIn,
  displayName,
  hasInitialsLast,
  initialsFirst,
  isArchive,
  namesByInitials,
  namesIn,
  pagesIn,
  splitList,
} from './fields';
import { stripMarkup } from './html-text';
import { parseJson } from './json-scan';
import { isByDatabase, splitNote } from './note-lines';
import type { MarkTime, Reference, ReferenceFields } from './reference';

/** The cells of a row, by what their columns are called. */
interface Row {
  /** Returns all cells with something in them, in the order of the names. */
  all(...names: ColumnName[]): string[];
  /** Returns the first of them; empty if there is none. */
  text(...names: ColumnName[]): string;
  has(name: ColumnName): boolean;
}

function makeRow(cells: readonly string[], columns: Columns): Row {
  const has = (name: ColumnName): boolean => columns.includes(name);
  const all = (...names: ColumnName[]): string[] =>
    names.flatMap((name) =>
      has(name)
        ? cells.filter((cell, i) => columns[i] === name && cell.trim()).map(unguardCell)
        : [],
    );
  return { all, has, text: (...names) => all(...names)[0] ?? '' };
}

export function toReference(cells: readonly string[], columns: Columns): Reference {
  const { all, has, text } = makeRow(cells, columns);
  // Dogear's own table has names as displayed, and only semicolons between the items of a list.
  const isOwn = has('author_count') && has('dismissed');
  // Only Zotero has this column.
  const isZotero = has('more_tags');
  const words = (text: string): string => (isOwn ? text : stripMarkup(text));
  const extra = splitNote(text('extra'), () => true);
  // Zotero puts all notes of an item into one cell.
  const notes = isZotero ? text('note').replace(/(?<=>); (?=<[a-z])/g, '\n') : text('note');
  const noted = isByDatabase(notes) ? '' : notes;
  const { note, idLines, readAt } = isOwn
    ? { note: text('note'), idLines: [], readAt: undefined }
    : splitNote(noted, () => false);
  const count = Number(text('author_count'));
  // Embase has beside the journal its volume and pages in one text.
  const venue = text('venue') || text('source');
  const { isRead, isStarred, folders } = placesOf(text('status'), text('folder'));
  return {
    key: text('key', 'id'),
    // Zotero's own keys are of no use elsewhere.
    isCited: !isZotero && has('key'),
    type: TYPES.get(text('type').toLowerCase()) ?? text('type'),
    fields: fieldsOf({ all, has, text }, isOwn),
    title: has('title') || has('name') ? words(text('title', 'name')) : undefined,
    isKnownByTitle: has('title'),
    ...authorsIn(
      has('joined_authors')
        ? splitJoined(words(text('joined_authors')))
        : namesOf(words(text('authors')), words(text('full_names')), isOwn, isZotero),
    ),
    authorCount: count > 0 ? count : undefined,
    abstract: words(text('abstract')),
    date: mostExactDate(all('year', 'date')),
    venue: venueOf(words(venue), words(text('field:publisher'))),
    categories: splitList(text('categories')),
    ids: [
      text('id'),
      text('doi'),
      arxivIn(text('arxiv'), isOwn && text('id') !== ''),
      text('pmid') && `pmid:${text('pmid')}`,
      // A DOI may contain commas and semicolons.
      ...text('aliases').split(/[;,\n](?=\s|[a-z]+:|10\.)/i),
      ...extra.idLines,
      ...idLines,
    ],
    isbn: /^(?:book)?$/i.test(text('type')) ? text('isbn').split(/[\s,;]+/)[0] : undefined,
    pages: text('page').split(/(?<![\s;])[\s;]+(?=http)/),
    pdf: text('pdf'),
    code: text('code'),
    note: [text('highlight'), note].filter(Boolean).join('\n\n'),
    // Zotero's automatic tags are those of the databases, and no tags of one's own.
    tags: [...(isOwn ? text('tags').split(';') : splitTags(words(text('tags')))), ...folders],
    starredAt: markedAt(isStarred ? 'yes' : text('starred'), text('added')),
    readAt:
      markedAt(isRead ? 'yes' : text('read'), text('added')) ??
      knownTime(extra.readAt ?? readAt, text('added')),
    dismissedAt: markedAt(text('dismissed'), text('added')),
    addedAt: timeIn(text('added')),
    from: isZotero ? 'zotero' : 'csv',
  };
}

/** CSL's types for those that Zotero, Scopus and Web of Science call otherwise. */
const TYPES: ReadonlyMap<string, CslType> = new Map<string, CslType>([
  ['journalarticle', 'article-journal'],
  ['article', 'article-journal'],
  ['conferencepaper', 'paper-conference'],
  ['conference paper', 'paper-conference'],
  ['proceedings paper', 'paper-conference'],
  ['booksection', 'chapter'],
  ['book chapter', 'chapter'],
  ['magazinearticle', 'article-magazine'],
  ['newspaperarticle', 'article-newspaper'],
  ['computerprogram', 'software'],
  ['blogpost', 'post-weblog'],
  ['encyclopediaarticle', 'entry-encyclopedia'],
  ['dictionaryentry', 'entry-dictionary'],
]);

/** In what is in no journal or book, the publisher is the venue. */
const venueOf = (venue: string, publisher: string): string | undefined =>
  [venue, publisher].find((one) => one && !isArchive(one));

function fieldsOf({ all, text }: Row, isOwn: boolean): ReferenceFields {
  const texts = TEXT_FIELDS.map((name) => [name, text(`field:${name}`)] as const);
  const names = NAME_FIELDS.map(
    (name) =>
      [
        name,
        all(`field:${name}`).flatMap((cell) => (isOwn ? cell.split(';') : namesIn(cell))),
      ] as const,
  );
  const fields: ReferenceFields = Object.fromEntries([...texts, ...names]);
  const range = [text('first_page'), text('last_page')].filter(Boolean).join('-');
  return {
    ...fields,
    page: pagesIn(fields.page || range),
    ISBN: fields.ISBN || text('isbn'),
    publisher: venueOf(text('venue'), '') ? fields.publisher : undefined,
  };
}

/**
 * Splits tags: a list of JSON (Instapaper) or like one (Readwise, Omnivore), or a text with
 * semicolons (Dogear, Zotero), bars (Pocket), or commas if there is nothing else.
 */
function splitTags(text: string): string[] {
  const [, inner] = /^\s*\[(.*)\]\s*$/s.exec(text) ?? [];
  if (inner !== undefined) {
    const list = parseJson(text);
    if (Array.isArray(list)) return list.map(String);
    return splitList(inner).map((tag) => tag.replace(/^(['"])(.*)\1$/s, '$2'));
  }
  const sign = /[;\n]/.exec(text)?.[0] ?? /\|/.exec(text)?.[0];
  return sign ? text.split(sign === '|' ? '|' : /[;\n]/) : splitList(text);
}

/** Where programs for reading later keep what was read and what was not. */
const READ_PLACE = /^(?:archived?|read|done|finished|completed)$/i;
const STARRED_PLACE = /^(?:starred|favou?rites?)$/i;
const OTHER_PLACE = /^(?:unread|unsorted|inbox|new|later|shortlist|feed|home|active|trash|-1|0)$/i;

/** Reads the state and folder of a saved page; a folder of the reader's own is a tag. */
function placesOf(status: string, folder: string) {
  const isIn = (place: RegExp) => place.test(status.trim()) || place.test(folder.trim());
  const isOwnFolder = ![READ_PLACE, STARRED_PLACE, OTHER_PLACE].some((p) => p.test(folder.trim()));
  return {
    isRead: isIn(READ_PLACE),
    isStarred: isIn(STARRED_PLACE),
    folders: isOwnFolder ? folder.split('/') : [],
  };
}

/** Zotero, and full names, have "Family, Given" even if there is only one author. */
function namesOf(authors: string, full: string, isOwn: boolean, isZotero: boolean): string[] {
  if (isOwn) return authors.split(';');
  // OpenAlex
  if (authors.includes('|')) return authors.split('|').map((name) => name.trim());
  return full || isZotero ? splitNames(full || authors) : namesInCell(authors);
}

/**
 * Splits "Vaswani, Ashish; Shazeer, Noam" (Zotero), and with numbers, "Vaswani, Ashish (5719)"
 * (Scopus).
 */
const splitNames = (text: string): string[] =>
  text
    .split(';')
    .map((name) => displayName(name.replace(/ ?\(\d+\)/, '')))
    .filter(Boolean);

/** Splits "Ada LovelaceCharles BabbageMary McDonald", as Springer writes authors. */
const splitJoined = (text: string): string[] =>
  text.split(/(?<=\p{Ll}|\.)(?<!(?:^|[\s-])(?:Ma?c|De|Di|Du|La|Le|Van|Von|O))(?=\p{Lu})/u);

/**
 * Splits "Vaswani, Ashish; Shazeer, Noam", "Ada Lovelace; Alan Turing", "A and B", "A, B, C" and
 * "Lovelace, A., Babbage, C.".
 */
function namesInCell(text: string): string[] {
  if (text.includes(';')) {
    return splitNames(text).map((name) => (name.endsWith('.') ? initialsFirst(name) : name));
  }
  if (/\sand\s/i.test(text)) return namesJoined(text.split(/,?\sand\s/i));
  const list = namesByInitials(text);
  if (list) return list;
  if (/[，、]/.test(text)) return namesIn(text);
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  // PubMed ends the list with a full stop.
  const bare = names.map((name) => name.replace(/(?<=\p{Lu})\.$/u, ''));
  if (/\.\s*$/.test(text) && [names, bare].some((some) => some.every(hasInitialsLast))) {
    return (names.every(hasInitialsLast) ? names : bare).map(initialsFirst);
  }
  // One comma after a single word or "van der Maaten" is that of "Family, Given"; after a whole
  // name, that of "Jr.".
  const isInverted =
    names.length === 2 &&
    (/^(?:\S+|(?:\p{Ll}\S* )+\P{Ll}\S*)$/u.test(names[0] ?? '') ||
      /^(?:[js]r\.?|I{2,3}|IV)$/i.test(names[1] ?? ''));
  return isInverted ? [displayName(text)] : names;
}

/** The last two names are joined by "and", in "Ada Lovelace, Charles Babbage and Alan Turing". */
function namesJoined(parts: readonly string[]): string[] {
  return parts.flatMap((part) => {
    const list = namesByInitials(part);
    if (list) return list;
    const isList =
      parts.length === 2 && part.split(',').every((name) => /\S\s+\S/.test(name.trim()));
    return isList ? part.split(',').map(displayName) : [displayName(part)];
  });
}

/** Returns a time; for an unknown one, when the paper was added, if that is known. */
const knownTime = (at: MarkTime | undefined, added: string): MarkTime | undefined =>
  at === 'undated' ? (timeIn(added) ?? at) : at;

/**
 * Returns the id in the column of arXiv. A bare number can have lost a zero; in Dogear's own table it was
 * written by an older version, and says no more than the column `id`.
 */
function arxivIn(cell: string, isKnownById: boolean): string | undefined {
  const number = cell.replace(/^arxiv:\s*/i, '');
  if (!number || (isKnownById && number === cell)) return undefined;
  return `arxiv:${number === cell ? mendArxivNumber(number) : number}`;
}

/** Returns the time in a cell; for a mere "yes", when the paper was added, if that is known. */
function markedAt(text: string, added: string): MarkTime | undefined {
  const isYes = /^(?:1|x|y|yes|true|[✓✔★⭐*])$/iu.test(text.trim());
  return isYes ? (timeIn(added) ?? 'undated') : timeIn(text);
}
