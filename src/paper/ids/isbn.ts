import { type IdKind, LONGEST_TEXT, type PaperId } from './kind';

/**
 * `isbn:9780262035613`: a book, by its thirteen digits.
 * Source of the form: https://www.isbn-international.org/content/isbn-users-manual
 */
export const isbn: IdKind = {
  prefix: 'isbn',
  parse: parseIsbn,
  // Its own page, so that a link to it leads back to the id.
  hosts: /^openlibrary\.org$/,
  parseAddress: ({ path }) => parseIsbn(/^isbn\/([^/]+)$/.exec(path)?.[1]),
  pageOf: (local) => `https://openlibrary.org/isbn/${local}`,
};

/** Returns the book of the first ISBN in a text, with or without its hyphens. */
export const isbnId = (text: string): PaperId | undefined =>
  parseIsbn(/(?:97[89][\s-]?)?(?:\d[\s-]?){9}[\dX]/i.exec(text.slice(0, LONGEST_TEXT))?.[0]);

/** Takes ten digits or thirteen, which then begin with 978 or 979. The check digit catches typing errors. */
function parseIsbn(text: string | undefined): PaperId | undefined {
  const digits = text && text.length < 30 ? text.replace(/[\s-]/g, '').toUpperCase() : '';
  if (/^\d{9}[\dX]$/.test(digits)) {
    const sum = [...digits].reduce((sum, c, i) => sum + (c === 'X' ? 10 : Number(c)) * (10 - i), 0);
    const body = `978${digits.slice(0, 9)}`;
    return sum % 11 === 0 ? (`isbn:${body}${checkDigit(body)}` as PaperId) : undefined;
  }
  const isValid = /^97[89]\d{10}$/.test(digits) && checkDigit(digits) === Number(digits[12]);
  return isValid ? (`isbn:${digits}` as PaperId) : undefined;
}

function checkDigit(digits: string): number {
  const sum = [...digits.slice(0, 12)].reduce((sum, c, i) => sum + Number(c) * (i % 2 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10;
}
