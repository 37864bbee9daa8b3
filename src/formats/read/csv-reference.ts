import { mendArxivNumber } from '../../paper/ids';
import { unguardCell } from '../write/cells';
import { timeIn } from './checks';
import type { ColumnName, Columns } from './csv-columns';
import { mostExactDate } from './dates';
import { authorsIn, displayName, isArchive, splitList } from './fields';
import { splitNote } from './note-lines';
import type { Reference } from './reference';

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
  const { idLines } = splitNote(text('extra'), () => true);
  const { note, idLines: idLinesOfNote } = splitNote(text('note'), () => false);
  const count = Number(text('author_count'));
  return {
    key: text('key', 'id'),
    title: has('title') ? text('title') : undefined,
    ...authorsIn(namesOf(text('authors'), text('full_names'), isOwn, isZotero)),
    authorCount: count > 0 ? count : undefined,
    abstract: text('abstract'),
    date: mostExactDate(all('year', 'date')),
    venue: isArchive(text('venue')) ? undefined : text('venue'),
    categories: splitList(text('categories')),
    ids: [
      text('id'),
      text('doi'),
      arxivIn(text('arxiv'), isOwn && text('id') !== ''),
      text('pmid') && `pmid:${text('pmid')}`,
      // A DOI may contain commas and semicolons.
      ...text('aliases').split(/[;,\n](?=\s|[a-z]+:|10\.)/i),
      ...idLines,
      ...(isOwn ? [] : idLinesOfNote),
    ],
    isbn: /^(?:book)?$/i.test(text('type')) ? text('isbn').split(/[\s,;]+/)[0] : undefined,
    pages: text('page').split(/(?<![\s;])[\s;]+(?=http)/),
    pdf: text('pdf'),
    code: text('code'),
    note,
    tags: [text('tags'), text('more_tags')].flatMap(isOwn ? (tags) => tags.split(';') : splitTags),
    starredAt: markedAt(text('starred'), text('added')),
    readAt: markedAt(text('read'), text('added')),
    dismissedAt: markedAt(text('dismissed'), text('added')),
    addedAt: timeIn(text('added')),
    from: isZotero ? 'zotero' : 'csv',
  };
}

/** Splits tags at semicolons, as Dogear and Zotero do; at commas only if there are none. */
const splitTags = (text: string): string[] =>
  /[;\n]/.test(text) ? text.split(/[;\n]/) : splitList(text);

/** Zotero, and full names, have "Family, Given" even if there is only one author. */
function namesOf(authors: string, full: string, isOwn: boolean, isZotero: boolean): string[] {
  if (isOwn) return authors.split(';');
  return full || isZotero ? splitNames(full || authors) : namesIn(authors);
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

/**
 * Splits "Vaswani, Ashish; Shazeer, Noam", "Ada Lovelace; Alan Turing", "A and B" and "A, B, C".
 */
function namesIn(text: string): string[] {
  if (text.includes(';')) {
    return splitNames(text).map((name) => (name.endsWith('.') ? initialsFirst(name) : name));
  }
  if (/\sand\s/i.test(text)) return text.split(/\sand\s/i).map(displayName);
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  // PubMed ends the list with a full stop.
  if (/\.\s*$/.test(text) && names.every((name) => INITIALS_LAST.test(name))) {
    return names.map(initialsFirst);
  }
  // One comma after a single word or "van der Maaten" is that of "Family, Given"; after a whole
  // name, that of "Jr.".
  const isInverted =
    names.length === 2 &&
    (/^(?:\S+|(?:\p{Ll}\S* )+\P{Ll}\S*)$/u.test(names[0] ?? '') ||
      /^(?:[js]r\.?|I{2,3}|IV)$/i.test(names[1] ?? ''));
  return isInverted ? [displayName(text)] : names;
}

/** "Harris C.R." (Scopus), "Harris CR" (PubMed). */
const INITIALS_LAST = /^(\p{L}.*) ((?:\p{Lu}\.-?)+|\p{Lu}{1,3})\.?\s*$/u;

const initialsFirst = (name: string): string => {
  const [, family, initials] = INITIALS_LAST.exec(name) ?? [];
  return family ? `${initials} ${family}` : name;
};

/**
 * Returns the id in the column of arXiv. A bare number can have lost a zero; in Dogear's own table it was
 * written by an older version, and says no more than the column `id`.
 */
function arxivIn(cell: string, isKnownById: boolean): string | undefined {
  const number = cell.replace(/^arxiv:\s*/i, '');
  if (!number || (isKnownById && number === cell)) return undefined;
  return `arxiv:${number === cell ? mendArxivNumber(number) : number}`;
}

/** Returns the time in a cell; for a mere "yes", when the paper was added, or 0. */
function markedAt(text: string, added: string): number | undefined {
  const isYes = /^(?:1|x|yes|true|✓)$/i.test(text.trim());
  return isYes ? (timeIn(added) ?? 0) : timeIn(text);
}
