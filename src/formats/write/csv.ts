import type { Entry } from '../../paper/entry';
import { idsOf } from '../../paper/paper';
import { NAME_FIELDS, TEXT_FIELDS, type TextField } from '../../paper/publication';
import { writeRow } from './cells';
import { localId, pageLink, webLink } from './paper-fields';

type Column = readonly [name: string, cellOf: (entry: Entry, key: string) => string | undefined];

/** A column "page" is an address, and "source" in other tables a journal. */
const columnOf = (name: TextField): string =>
  (({ page: 'pages', source: 'library-catalog' }) as Partial<Record<TextField, string>>)[name] ??
  name;

const listOf = (items: readonly string[] | undefined): string | undefined => items?.join('; ');

/**
 * The columns, in order. Lists are joined with "; ", times are ISO 8601 in UTC, and unknown facts
 * are empty. Titles, abstracts and names hold TeX as the page had it.
 */
const COLUMNS: readonly Column[] = [
  // The citation key.
  ['key', (_, key) => key],
  // Dogear's own id: arxiv:2401.12345.
  ['id', ({ paper }) => paper.id],
  ['title', ({ paper }) => paper.title],
  // Names as displayed, "Ada Lovelace; Alan Turing".
  ['authors', ({ paper }) => listOf(paper.authors)],
  // The number of authors, if a page said it.
  ['author_count', ({ paper }) => paper.authorCount?.toString()],
  // A date as precise as is known: 2024-01-22, 2024-01 or 2024.
  ['published', ({ paper }) => paper.published],
  // Journal or proceedings.
  ['venue', ({ paper }) => paper.venue],
  // The classes of arXiv or the like, the primary one first.
  ['categories', ({ paper }) => listOf(paper.categories)],
  ['tags', ({ mark }) => listOf(mark.tags)],
  ['note', ({ mark }) => mark.note],
  ['doi', ({ paper }) => localId(paper, 'doi')],
  // With its prefix: of a bare number, even a quoted one, a spreadsheet drops the last zero.
  ['arxiv', ({ paper }) => arxivCell(localId(paper, 'arxiv'))],
  // Other ids of the same paper.
  ['aliases', ({ paper }) => listOf(idsOf(paper).slice(1))],
  ['page', ({ paper }) => pageLink(paper)],
  ['pdf', ({ paper }) => webLink(paper.links.pdf)],
  ['code', ({ paper }) => webLink(paper.links.code)],
  ['starred', ({ mark }) => timeOf(mark.starredAt)],
  ['read', ({ mark }) => timeOf(mark.readAt)],
  ['dismissed', ({ mark }) => timeOf(mark.dismissedAt)],
  ['abstract', ({ paper }) => paper.abstract],
  // CSL's type, where a file or the user said it, and its fields by CSL's names.
  ['type', ({ paper }) => paper.type],
  ...TEXT_FIELDS.map((name): Column => [columnOf(name), ({ paper }) => paper.fields?.[name]]),
  ...NAME_FIELDS.map((name): Column => [name, ({ paper }) => listOf(paper.fields?.[name])]),
];

export const CSV_COLUMNS: readonly string[] = COLUMNS.map(([name]) => name);

const arxivCell = (local: string | undefined): string | undefined => local && `arXiv:${local}`;

const timeOf = (at: number | undefined): string | undefined =>
  at === undefined ? undefined : new Date(at).toISOString();

/** The first row. Excel takes a file for UTF-8 only if it begins with a byte order mark. */
export const CSV_HEAD = `\uFEFF${CSV_COLUMNS.join(',')}\r\n`;

/** Writes one row (RFC 4180, UTF-8, CRLF). */
export function writeCsvRow(entry: Entry, key: string): string {
  return writeRow(COLUMNS.map(([, cellOf]) => cellOf(entry, key) ?? ''));
}
