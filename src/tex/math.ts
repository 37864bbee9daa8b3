import { readWords } from './words';

/** Finds the formulas in titles and abstracts, and reads the TeX between them. */

/** A formula, or the words between two formulas. */
export interface Piece {
  readonly isMath: boolean;
  readonly text: string;
}

/** What may begin a formula, and the pairs after a backslash that do not. */
const MARK = /\\[(\\$]|\$\$?/g;

/**
 * Splits a text into formulas (`$…$`, `$$…$$`, `\(…\)`) and words. Dollars are paired in order, as
 * MathJax does (https://docs.mathjax.org/en/latest/input/tex/delimiters.html), but for prices ("from $5
 * to $10"). A lone dollar is part of the words.
 */
export function splitMath(text: string): Piece[] {
  if (!/\$|\\\(/.test(text)) return text ? [{ isMath: false, text }] : [];
  const pieces: Piece[] = [];
  let end = 0;
  MARK.lastIndex = 0;
  for (let mark = MARK.exec(text); mark; mark = MARK.exec(text)) {
    const close = formulaEnd(text, mark.index);
    if (close === undefined) continue;
    if (mark.index > end) pieces.push({ isMath: false, text: text.slice(end, mark.index) });
    pieces.push({ isMath: true, text: text.slice(mark.index, close) });
    end = close;
    MARK.lastIndex = close;
  }
  if (end < text.length) pieces.push({ isMath: false, text: text.slice(end) });
  return pieces;
}

/** Returns the end of the formula that begins at a place; undefined if none does. */
export function formulaEnd(text: string, at: number): number | undefined {
  if (text.startsWith('\\(', at)) return parenthesisEnd(text, at);
  if (text[at] !== '$') return undefined;
  if (text[at + 1] === '$') {
    const end = text.indexOf('$', at + 2);
    return end > at + 2 && text[end + 1] === '$' ? end + 2 : undefined;
  }
  const end = dollarAfter(text, at + 1);
  return end < 0 || isProse(text.slice(at + 1, end), text[end + 1] ?? '') ? undefined : end + 1;
}

function parenthesisEnd(text: string, at: number): number | undefined {
  for (let i = text.indexOf('\\', at + 2); i >= 0; i = text.indexOf('\\', i + 2)) {
    if (text[i + 1] === ')') return i > at + 2 ? i + 2 : undefined;
    if (text[i + 1] === '(') return undefined;
  }
  return undefined;
}

const DOLLAR_OR_BRACE = /\\.|[${}]/gs;
/** So many dollars may stand in braces in a formula: `$x \text{ of $y$}$`. */
const MOST_INNER = 8;

/** Returns the place of the next dollar that stands in no braces, or else of the next one; −1 if none. */
function dollarAfter(text: string, from: number): number {
  let [depth, first, count] = [0, -1, 0];
  DOLLAR_OR_BRACE.lastIndex = from;
  for (let sign = DOLLAR_OR_BRACE.exec(text); sign; sign = DOLLAR_OR_BRACE.exec(text)) {
    if (sign[0] === '{') depth++;
    if (sign[0] === '}') depth--;
    if (sign[0] !== '$') continue;
    if (depth <= 0) return sign.index;
    if (first < 0) first = sign.index;
    if (++count > MOST_INNER) break;
  }
  return first;
}

/** Matches a sign that words have not. */
const SIGN = /[\\^_={}<>+*/()|]/;

/**
 * Whether it is words that stand between two dollars: "$5 million and 10$", "$5–$10", "$HOME and $PATH".
 * @param next the character behind the second dollar
 */
function isProse(between: string, next: string): boolean {
  if (/\n\s*\n/.test(between)) return true;
  if (!/^\s*\d/.test(between)) {
    return /^\s|\s$/.test(between) && /\p{L}{2}/u.test(between) && !SIGN.test(between);
  }
  // A price, unless there is more of a formula than the number.
  if (/\s$/.test(between)) return true;
  if (/\d/.test(next) && /(?<!\\)[-–—/,;:(\s]\p{L}{0,3}$/u.test(between)) return true;
  return /\s\p{L}{3}/u.test(between) && !SIGN.test(between);
}

/** Returns words with TeX in them as they are shown: read, and with the quotation marks of TeX as such. */
export function readable(words: string): string {
  if (!/[\\{`']/.test(words)) return words;
  return readWords(words).replace(/``|''/g, '"');
}
