import Papa from 'papaparse';
import { dateAmong, displayed, type Facts, isArchive, splitList, splitNote, timeIn } from './found';
import { type Reader, shortly } from './reader';

type Name =
  | 'key'
  | 'id'
  | 'title'
  | 'authors'
  | 'author_count'
  | 'date'
  | 'year'
  | 'venue'
  | 'categories'
  | 'tags'
  | 'more_tags'
  | 'note'
  | 'extra'
  | 'doi'
  | 'arxiv'
  | 'pmid'
  | 'aliases'
  | 'page'
  | 'pdf'
  | 'code'
  | 'isbn'
  | 'starred'
  | 'read'
  | 'dismissed'
  | 'abstract'
  | 'added'
  | 'type';

/** What columns are called, letters alone: by Dogear, by Zotero, and by people. */
const CALLED: Record<Name, string> = {
  key: 'key citationkey citekey bibtexkey',
  id: 'id paperid identifier',
  title: 'title papertitle name documenttitle',
  authors: 'authors author creators creator authorfullnames by',
  author_count: 'authorcount',
  date: 'published date publicationdate issued dateofpublication',
  year: 'year publicationyear pubyear',
  venue: 'venue journal publicationtitle publication conference booktitle proceedingstitle source',
  categories: 'categories category subjects',
  tags: 'tags tag keywords keyword labels label manualtags topics topic collection collections',
  more_tags: 'automatictags',
  note: 'note notes comment comments annotation annote remarks',
  extra: 'extra',
  doi: 'doi doilink',
  arxiv: 'arxiv arxivid arxivnumber eprint',
  pmid: 'pmid pubmedid pubmed',
  aliases: 'aliases otherids',
  page: 'page url link links urls href website address webpage',
  pdf: 'pdf pdflink pdfurl',
  code: 'code codelink codeurl repository github',
  isbn: 'isbn',
  starred: 'starred starredat favorite favourite',
  read: 'read readat',
  dismissed: 'dismissed dismissedat',
  abstract: 'abstract abstractnote summary',
  added: 'dateadded added addedat timeadded createdat',
  type: 'itemtype type documenttype',
};
const NAME_OF = new Map(
  Object.entries(CALLED).flatMap(([name, called]) =>
    called.split(' ').map((header) => [header, name as Name] as const),
  ),
);

const nameOf = (header: string): Name | undefined =>
  NAME_OF.get(
    header
      .slice(0, 100)
      .toLowerCase()
      .replace(/[^a-z]/g, ''),
  );

type Columns = readonly (Name | undefined)[];

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
    const columns = (row.rows[0] ?? []).map(nameOf);
    const known = new Set(columns.filter(Boolean)).size;
    return [{ delimiter, columns, next: from + row.next, known }];
  });
  const [best] = headers.sort((a, b) => b.known - a.known);
  const has = (...names: Name[]) => names.some((name) => best?.columns.includes(name));
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
export function csvReader(): Reader {
  let header: Header | undefined;
  let unclosed = 0;
  return (text, at, isLast) => {
    if (!header) {
      header = csvHeader(text.slice(at));
      if (!header) return { next: text.length, pieces: [{ at, code: 'unknown', detail: '' }] };
      if (header.next > 0) return { next: at + header.next, pieces: [] };
    }
    if (at >= text.length) return { next: at, pieces: [] };
    const rest = text.slice(at);
    const { rows, next, isUnclosed } = rowAt(rest, header.delimiter, isLast);
    if (rows.length === 0 && !isUnclosed && !isLast) return undefined;
    if (isUnclosed) {
      const line = rest.indexOf('\n') + 1;
      const goesOn = unclosed++ < MOST_UNCLOSED && line > 0;
      const detail = shortly(rest.slice(0, 200));
      return {
        next: goesOn ? at + line : text.length,
        pieces: [{ at, code: 'unclosed', detail }],
      };
    }
    const [cells = []] = rows;
    const isEmpty = cells.every((cell) => !cell.trim());
    return {
      next: next > 0 ? at + next : text.length,
      pieces: isEmpty ? [] : [{ at, facts: factsOf(cells, header.columns) }],
    };
  };
}

/** See the writer: with it, a cell that began with apostrophes before such a sign has one more. */
const ESCAPED = /^'(?='*[=+\-@\t\r\n＝＋－＠])/;

function factsOf(cells: readonly string[], columns: Columns): Facts {
  const all = (...names: Name[]): string[] =>
    names.flatMap((name) =>
      cells
        .filter((cell, i) => columns[i] === name && cell.trim())
        .map((cell) => cell.replace(ESCAPED, '')),
    );
  const text = (...names: Name[]): string => all(...names)[0] ?? '';
  const { machine } = splitNote(text('extra'));
  const { note, machine: inNote } = splitNote(text('note'));
  // Dogear's own has the names as they are displayed, and semicolons alone between what is many.
  const isOwn = columns.includes('author_count');
  const names = isOwn ? text('authors').split(';') : namesIn(text('authors'));
  const isMore = /^(?:others|et al\.?)$/i;
  const pages = text('page').split(/\s*[;\n]\s*(?=http)|\s+(?=http)/);
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
      ...splitList(text('aliases')),
      ...machine,
      ...inNote,
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
    from: columns.includes('type') ? 'zotero' : 'csv',
  };
}

/** Ours and Zotero's have semicolons between them; commas part them only where there is none. */
const splitTags = (text: string): string[] =>
  /[;\n]/.test(text) ? text.split(/\s*[;\n]\s*/) : splitList(text);

/** "Vaswani, Ashish; Shazeer, Noam" (Zotero), "Ada Lovelace; Alan Turing", "A and B", "A, B, C". */
function namesIn(text: string): string[] {
  if (text.includes(';')) return text.split(';').map(displayed).filter(Boolean);
  if (/\sand\s/i.test(text)) return text.split(/\s+and\s+/i).map(displayed);
  const names = text.split(/\s*,\s*/).filter(Boolean);
  // One comma behind a single word is that of "Family, Given"; behind a whole name, that of "Jr.".
  const isInverted =
    names.length === 2 &&
    (!/\s/.test(names[0] ?? '') || /^(?:[js]r\.?|I{2,3}|IV)$/i.test(names[1] ?? ''));
  return isInverted ? [displayed(text)] : names;
}

/** A time, or a mere "yes". */
function whenIn(text: string, added: string): number | undefined {
  const isYes = /^(?:1|x|yes|true|✓)$/i.test(text.trim());
  return isYes ? (timeIn(added) ?? 0) : timeIn(text);
}
