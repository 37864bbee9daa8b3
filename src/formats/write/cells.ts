/** Writes the cells of CSV (RFC 4180), which no spreadsheet runs as a formula. */
import { clean } from '../../tex/to-tex';

/** A number stays one; a text stays one, whatever a spreadsheet would make of it. */
export type Cell = string | number;

/** The signs that begin a formula; East Asian spreadsheets take the wide ones, too. */
const SIGN = '[=+\\-@＝＋－＠]';

/**
 * The source of a pattern for the beginning of a cell that a spreadsheet would run
 * (https://owasp.org/www-community/attacks/CSV_Injection), with blanks and unseen marks before it or
 * not. Apostrophes may stand before all of that, so that removing one always gives the cell back.
 */
const FORMULA = String.raw`'*(?:[\s\p{Cf}]*${SIGN}|[\t\r\n])`;

/**
 * The same within a cell, where it begins a cell for a spreadsheet that splits at semicolons, as Excel
 * does wherever decimals have a comma: there, a quotation mark that opens behind a comma holds nothing
 * together. "- " begins an item of a list in a note.
 */
const FORMULA_WITHIN = "'*(?:[=+@＝＋＠]|[-－](?! ))";

const BEGINS = new RegExp(`^${FORMULA}`, 'u');
const WITHIN = new RegExp(String.raw`([;\t\n]"*)(?=${FORMULA_WITHIN})`, 'gu');
const BEGIN_GUARD = new RegExp(`^'(?=${FORMULA})`, 'u');
const WITHIN_GUARD = new RegExp(String.raw`'(?<=[;\t\n]"*')(?=${FORMULA_WITHIN})`, 'gu');

/** Returns a row of cells, with its end of line. */
export const writeRow = (cells: readonly Cell[]): string => `${cells.map(writeCell).join(',')}\r\n`;

/** Returns a cell, quoted where it has to be, with an apostrophe before all that would be run. */
export function writeCell(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  const text = clean(cell);
  const inner = text.replace(WITHIN, "$1'");
  const safe = BEGINS.test(cell) || BEGINS.test(text) ? `'${inner}` : inner;
  // LibreOffice splits at semicolons and tabs as well as at commas, unless told otherwise.
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Returns the text of a cell without the apostrophes that `writeCell` put there. */
export const unguardCell = (text: string): string =>
  // In this order: what stands within is part of what tells whether the beginning was guarded.
  text.replace(WITHIN_GUARD, '').replace(BEGIN_GUARD, '');
