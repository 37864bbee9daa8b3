import Papa from 'papaparse';
import { type ColumnName, type Columns, columnsOf } from './csv-columns';
import { dateAmong } from './dates';
import { excerpt, type FormatReader } from './format-reader';
import { displayName, isArchive, type Reference, splitList, splitNote, timeIn } from './to-entry';

const DELIMITERS = [',', ';', '\t', '|'] as const;

/** Excel says so in a first line of its own. */
const SEPARATOR_LINE = /^sep=(.)\r?\n/i;

interface Header {
  readonly delimiter: string;
  readonly columns: Columns;
  /** Where the rows begin. */
  readonly next: number;
}

/** The first row, if it names columns that tell of papers. */
export function csvHeader(text: string): Header | undefined {
  // A comment before BibTeX may name the same things.
  if (text.startsWith('%')) return undefined;
  const sep = SEPARATOR_LINE.exec(text);
  const from = sep?.[0].length ?? 0;
  const head = text.slice(from, from + 20_000);
  const tried = sep?.[1] ? [sep[1]] : DELIMITERS;
  const headers = tried.flatMap((delimiter) => {
    const row = rowsOf(head, delimiter, true);
    const [cells = []] = row.rows;
    const columns = columnsOf(cells);
    const known = new Set(columns.filter(Boolean)).size;
    return [{ delimiter, columns, next: from + row.next, known }];
  });
  const [best] = headers.sort((a, b) => b.known - a.known);
  const has = (...names: ColumnName[]) => names.some((name) => best?.columns.includes(name));
  const isList = has('title', 'id', 'doi', 'arxiv', 'page', 'pmid');
  // A single column named "title" or "links" says little, and a line of prose may begin with "name".
  return best && isList && (best.known > 1 || best.columns.length === 1) ? best : undefined;
}

interface Rows {
  readonly rows: readonly (readonly string[])[];
  readonly next: number;
  readonly isUnclosed: boolean;
}

/** The row at the beginning of the text; one that may go on is left out. */
function rowsOf(text: string, delimiter: string, isLast: boolean): Rows {
  // CRLF parts at its LF, too: the CR is cut off with the blanks around the last cell.
  const parser = new Papa.Parser({
    delimiter,
    newline: '\n',
    preview: 1,
    fastMode: false,
  } as never);
  const { data, errors, meta } = (parser as unknown as LowParser).parse(text, 0, !isLast);
  const has = (code: string) => errors.some((error) => error.code === code);
  const hasStray = (row: string): boolean =>
    has('InvalidQuotes') &&
    row.trim().includes('\n') &&
    // What a mark at the end closes is told by what comes behind it.
    (data.length > 0 || !row.trimEnd().endsWith('"'));
  // A quotation mark within a cell is forgiven; not where the cell took other lines with it.
  const isUnclosed =
    has('MissingQuotes') || hasStray(data.length > 0 ? text.slice(0, meta.cursor) : text);
  return { rows: data, next: meta.cursor, isUnclosed };
}

/**
 * Most rows are short; where no quotation mark is near, all of the text is searched for one; and
 * where a stray one is, the cell does not end, however much of the text is looked at.
 */
const NEAR = 20_000;

function rowAt(text: string, delimiter: string, isLast: boolean): Rows {
  if (text.length <= NEAR) return rowsOf(text, delimiter, isLast);
  const near = rowsOf(text.slice(0, NEAR), delimiter, false);
  return near.rows.length > 0 || near.isUnclosed ? near : rowsOf(text, delimiter, isLast);
}

/** Papa Parse's own row reader, which it exports but does not describe in its types. */
interface LowParser {
  parse(
    text: string,
    from: number,
    ignoresLastRow: boolean,
  ): {
    readonly data: string[][];
    readonly errors: readonly { readonly code: string }[];
    readonly meta: { readonly cursor: number };
  };
}

/** A cell that does not end takes all that follows; so often is tried to go on behind its line. */
const MOST_UNCLOSED = 100;

/**
 * CSV with a header: Dogear's own columns, Zotero's export, or whatever a person called them. The
 * apostrophe is taken off that keeps spreadsheets from running a cell.
 */
export function csvReader(): FormatReader {
  let header: Header | undefined;
  let unclosed = 0;
  return (text, at, isLast) => {
    if (!header) {
      header = csvHeader(text.slice(at));
      if (!header) return { next: text.length, records: [{ at, code: 'unknown', detail: '' }] };
      if (header.next > 0) return { next: at + header.next, records: [] };
    }
    if (at >= text.length) return { next: at, records: [] };
    const rest = text.slice(at);
    const { rows, next, isUnclosed } = rowAt(rest, header.delimiter, isLast);
    if (rows.length === 0 && !isUnclosed && !isLast) return undefined;
    if (isUnclosed) {
      const line = rest.indexOf('\n') + 1;
      const goesOn = unclosed++ < MOST_UNCLOSED && line > 0;
      const detail = excerpt(rest.slice(0, 200));
      return {
        next: goesOn ? at + line : text.length,
        records: [{ at, code: 'unclosed', detail }],
      };
    }
    const [cells = []] = rows;
    const isEmpty = cells.every((cell) => !cell.trim());
    return {
      next: next > 0 ? at + next : text.length,
      records: isEmpty ? [] : [{ at, reference: toReference(cells, header.columns) }],
    };
  };
}

/** See the writer: with it, a cell that began with apostrophes before such a sign has one more. */
const ESCAPED = /^'(?='*[=+\-@\t\r\n＝＋－＠])|'(?<=[;\t\n]"*')(?='*(?:[=+@＝＋＠]|[-－](?! )))/g;

function toReference(cells: readonly string[], columns: Columns): Reference {
  const all = (...names: ColumnName[]): string[] =>
    names.flatMap((name) =>
      columns.includes(name)
        ? cells
            .filter((cell, i) => columns[i] === name && cell.trim())
            .map((cell) => cell.replace(ESCAPED, ''))
        : [],
    );
  const text = (...names: ColumnName[]): string => all(...names)[0] ?? '';
  const { idLines } = splitNote(text('extra'), () => true);
  const { note, idLines: noteIdLines } = splitNote(text('note'), () => false);
  // Dogear's own has the names as they are displayName, and semicolons alone between what is many.
  const isOwn = columns.includes('author_count') && columns.includes('dismissed');
  // Only Zotero has this one; there, and in full names, one author is written as many are.
  const isZotero = columns.includes('more_tags');
  const [authors, full] = [text('authors'), text('full_names')];
  const names = isOwn
    ? authors.split(';')
    : full || isZotero
      ? splitNames(full || authors)
      : namesIn(authors);
  const isMore = /^(?:others|et al\.?)$/i;
  const pages = text('page').split(/(?<![\s;])[\s;]+(?=http)/);
  const count = Number(text('author_count'));
  return {
    key: text('key', 'id'),
    title: columns.includes('title') ? text('title') : undefined,
    authors: names.filter((name) => !isMore.test(name)),
    hasMoreAuthors: names.some((name) => isMore.test(name)),
    authorCount: count > 0 ? count : undefined,
    abstract: text('abstract'),
    date: dateAmong(all('year', 'date')),
    venue: isArchive(text('venue')) ? undefined : text('venue'),
    categories: splitList(text('categories')),
    ids: [
      text('id'),
      text('doi'),
      text('arxiv') && `arxiv:${text('arxiv').replace(/^arxiv:\s*/i, '')}`,
      text('pmid') && `pmid:${text('pmid')}`,
      // A DOI may have both signs in it.
      ...text('aliases').split(/[;,\n](?=\s|[a-z]+:|10\.)/i),
      ...idLines,
      ...(isOwn ? [] : noteIdLines),
    ],
    isbn: /^(?:book)?$/i.test(text('type')) ? text('isbn').split(/[\s,;]+/)[0] : undefined,
    pages,
    pdf: text('pdf'),
    code: text('code'),
    note,
    tags: [text('tags'), text('more_tags')].flatMap(isOwn ? (tags) => tags.split(';') : splitTags),
    starredAt: whenIn(text('starred'), text('added')),
    readAt: whenIn(text('read'), text('added')),
    dismissedAt: whenIn(text('dismissed'), text('added')),
    addedAt: timeIn(text('added')),
    from: isZotero ? 'zotero' : 'csv',
  };
}

/** Ours and Zotero's have semicolons between them; commas part them only where there is none. */
const splitTags = (text: string): string[] =>
  /[;\n]/.test(text) ? text.split(/[;\n]/) : splitList(text);

/** "Vaswani, Ashish; Shazeer, Noam" (Zotero), of Scopus with its numbers: "Vaswani, Ashish (5719)". */
const splitNames = (text: string): string[] =>
  text
    .split(';')
    .map((name) => displayName(name.replace(/ ?\(\d+\)/, '')))
    .filter(Boolean);

/** "Vaswani, Ashish; Shazeer, Noam", "Ada Lovelace; Alan Turing", "A and B", "A, B, C". */
function namesIn(text: string): string[] {
  if (text.includes(';')) {
    return splitNames(text).map((name) => (name.endsWith('.') ? turnInitials(name) : name));
  }
  if (/\sand\s/i.test(text)) return text.split(/\sand\s/i).map(displayName);
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  // PubMed ends the list with a full stop.
  if (/\.\s*$/.test(text) && names.every((name) => INITIALS_LAST.test(name))) {
    return names.map(turnInitials);
  }
  // One comma behind a single word, or "van der Maaten", is that of "Family, Given"; behind a whole name, that of "Jr.".
  const isInverted =
    names.length === 2 &&
    (/^(?:\S+|(?:\p{Ll}\S* )+\P{Ll}\S*)$/u.test(names[0] ?? '') ||
      /^(?:[js]r\.?|I{2,3}|IV)$/i.test(names[1] ?? ''));
  return isInverted ? [displayName(text)] : names;
}

/** "Harris C.R." (Scopus), "Harris CR" (PubMed). */
const INITIALS_LAST = /^(\p{L}.*) ((?:\p{Lu}\.-?)+|\p{Lu}{1,3})\.?\s*$/u;

const turnInitials = (name: string): string => {
  const [, family, initials] = INITIALS_LAST.exec(name) ?? [];
  return family ? `${initials} ${family}` : name;
};

/** A time, or a mere "yes". */
function whenIn(text: string, added: string): number | undefined {
  const isYes = /^(?:1|x|yes|true|✓)$/i.test(text.trim());
  return isYes ? (timeIn(added) ?? 0) : timeIn(text);
}
