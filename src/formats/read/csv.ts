import { type ColumnName, type Columns, columnsOf } from './csv-columns';
import { toReference } from './csv-reference';
import { parseRow, type RowResult } from './csv-row';
import type { FormatReader } from './format-reader';
import { excerpt } from './problem';

const DELIMITERS = [',', ';', '\t', '|'] as const;

/** Excel names the delimiter in a first line of its own. */
const SEPARATOR_LINE = /^sep=(.)\r?\n/i;

interface Header {
  readonly delimiter: string;
  readonly columns: Columns;
  /** Offset of the first row behind the header. */
  readonly next: number;
}

/** Returns the first row, if it names columns that describe papers. */
export function csvHeader(text: string): Header | undefined {
  // A comment before BibTeX may name the same things.
  if (text.startsWith('%')) return undefined;
  const separator = SEPARATOR_LINE.exec(text);
  const from = separator?.[0].length ?? 0;
  const head = text.slice(from, from + 20_000);
  const delimiters = separator?.[1] ? [separator[1]] : DELIMITERS;
  const headers = delimiters.map((delimiter) => {
    const { cells = [], next } = parseRow(head, delimiter, true);
    const columns = columnsOf(cells);
    const known = new Set(columns.filter((name) => name && !SAYS_LITTLE.has(name))).size;
    const isTable = known > 1 || columns.length === 1 || isTitled(columns, head, next, delimiter);
    return { delimiter, columns, next: from + next, known, isTable };
  });
  const [best] = headers.sort((a, b) => b.known - a.known);
  const has = (...names: ColumnName[]) => names.some((name) => best?.columns.includes(name));
  const isList = has('title', 'name', 'id', 'doi', 'arxiv', 'page', 'pmid');
  // One known column among others says little: a line of prose may begin with "name".
  return best && isList && best.isTable ? best : undefined;
}

/** Columns that any table may have. */
const SAYS_LITTLE: ReadonlySet<ColumnName> = new Set(['status', 'folder', 'highlight']);

/** Whether a row with a column for titles, and others that are not known, is followed by one like it. */
function isTitled(columns: Columns, head: string, next: number, delimiter: string): boolean {
  if (!columns.includes('title') || next === 0) return false;
  const { cells = [] } = parseRow(head.slice(next), delimiter, true);
  return cells.length === columns.length;
}

/** Longest row that is looked for before the whole window is. */
const NEAR = 20_000;

/**
 * Parses the row at the beginning of a window. Most rows are short; only if no quotation mark is
 * near is all of the text searched for one. A cell with a stray mark does not end, however much is
 * searched.
 */
function rowAt(text: string, delimiter: string, isLast: boolean): RowResult {
  if (text.length <= NEAR) return parseRow(text, delimiter, isLast);
  const near = parseRow(text.slice(0, NEAR), delimiter, false);
  return near.cells || near.isUnclosed ? near : parseRow(text, delimiter, isLast);
}

/**
 * A cell that does not end takes all that follows; so often is reading resumed behind its first
 * line.
 */
const MOST_UNCLOSED = 100;

/**
 * Reads CSV with a header: Dogear's own columns, Zotero's export, or whatever a person called them.
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
    const { cells, next, isUnclosed } = rowAt(rest, header.delimiter, isLast);
    if (!cells && !isUnclosed && !isLast) return undefined;
    if (isUnclosed) {
      const line = rest.indexOf('\n') + 1;
      const goesOn = unclosed++ < MOST_UNCLOSED && line > 0;
      const detail = excerpt(rest.slice(0, 200));
      return {
        next: goesOn ? at + line : text.length,
        records: [{ at, code: 'unclosed', detail }],
      };
    }
    const isEmpty = !cells?.some((cell) => cell.trim());
    return {
      next: next > 0 ? at + next : text.length,
      records: isEmpty ? [] : [{ at, reference: toReference(cells ?? [], header.columns) }],
    };
  };
}
