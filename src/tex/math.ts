import { readWords } from './words';

/** Finds the formulas in titles and abstracts, and reads the TeX between them. */

/** A formula, or the words between two formulas. */
export interface Piece {
  readonly isMath: boolean;
  readonly text: string;
}

/**
 * Formulas as pandoc finds them, so that money stays money ("from $5 to $10", "$5-$10"): no blank inside
 * either dollar, and no digit after the second one.
 */
const MATH =
  /(?<!\\)(?:\$\$[^$]+\$\$|\$(?![\s$])(?:\\.|[^$\\])*?(?:\\.|[^$\\\s])\$(?!\d)|\\\((?:[^\\]|\\[^()])+\\\))/gs;

/** Matches "$5 million and 10$": a number, and words without a sign of mathematics. */
const MONEY = /^\$\d(?=[^\\^_={}<>+*/()]*\$$).*?\s\p{L}{3}/su;

/** Splits a text into formulas (`$…$`, `$$…$$`, `\(…\)`) and words. A lone dollar is part of the words. */
export function splitMath(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(MATH)) {
    if (MONEY.test(match[0])) continue;
    if (match.index > end) pieces.push({ isMath: false, text: text.slice(end, match.index) });
    pieces.push({ isMath: true, text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ isMath: false, text: text.slice(end) });
  return pieces;
}

/** Returns words with TeX in them as they are shown: read, and with the quotation marks of TeX as such. */
export function readable(words: string): string {
  if (!/[\\{`']/.test(words)) return words;
  return readWords(words).replace(/``|''/g, '"');
}
