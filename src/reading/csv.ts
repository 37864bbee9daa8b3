/** A table as text: RFC 4180, which every spreadsheet opens. */

/** Numbers are numbers; what is a text stays one, whatever a spreadsheet would make of it. */
export type Cell = string | number;

export function toCsv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');
}

/**
 * A spreadsheet runs a cell that begins like this as a formula, blanks before it or not, and East
 * Asian ones take the wide signs too. A tag can be any text, also one from an imported file.
 */
const FORMULA = /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

function cellOf(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
