import Papa from 'papaparse';

export interface RowResult {
  /** Undefined if the row may go on behind the text. */
  readonly cells: readonly string[] | undefined;
  /** Offset of the next row. */
  readonly next: number;
  /** Whether a cell in quotation marks does not end, or took other lines with it. */
  readonly isUnclosed: boolean;
}

/** Papa Parse's own row parser, which it exports but does not describe in its types. */
interface RowParser {
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

/** Parses the row at the beginning of the text. */
export function parseRow(text: string, delimiter: string, isLast: boolean): RowResult {
  // A row that ends in CRLF is split at the LF, too: the CR is trimmed from the last cell.
  const parser: RowParser = new Papa.Parser({
    delimiter,
    newline: '\n',
    preview: 1,
    fastMode: false,
  } as never) as never;
  const { data, errors, meta } = parser.parse(text, 0, !isLast);
  const has = (code: string) => errors.some((error) => error.code === code);
  const hasStrayMark = (row: string): boolean =>
    has('InvalidQuotes') &&
    row.trim().includes('\n') &&
    // Whether a mark at the end closes a cell depends on what follows.
    (data.length > 0 || !row.trimEnd().endsWith('"'));
  // A quotation mark within a cell is forgiven, unless the cell took other lines with it.
  const isUnclosed =
    has('MissingQuotes') || hasStrayMark(data.length > 0 ? text.slice(0, meta.cursor) : text);
  return { cells: data[0], next: meta.cursor, isUnclosed };
}
