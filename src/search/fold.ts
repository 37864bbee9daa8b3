import { toLatin } from '../paper/latin';
import { spell } from './spell';

/** Number of characters by which words are compared; nobody types more of one. */
export const LONGEST_WORD = 64;

/** Called with a folded word and the offsets of its beginning and end in the text. */
export type VisitWord = (word: string, from: number, to: number) => void;

/**
 * Calls `visit` with each word of a text, folded for searching: in lower case, without accents, TeX
 * read as text. Chinese, Japanese and the scripts of South East Asia do not separate words: each of
 * their characters counts as a word, and a word typed in them is a phrase.
 */
export function eachWord(text: string, visit: VisitWord): void {
  const spelled = spell(text);
  if (!spelled) {
    scan(text, visit);
    return;
  }
  scan(spelled.text, (word, from, to) => {
    visit(word, spelled.from[from] as number, spelled.to[to - 1] as number);
  });
}

/** Returns the folded words of a text, in order. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  eachWord(text, (word) => words.push(word));
  return words;
}

const ASCII_WORD = new Uint8Array(128);
for (const char of '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ') {
  ASCII_WORD[char.charCodeAt(0)] = 1;
}

const ALONE =
  /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bopomofo}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]$/u;
/** Halfwidth Japanese writes the voicing mark as a character of its own. */
const MARK = /^[\p{M}\uff9e\uff9f]$/u;
const LETTER = /^[\p{L}\p{N}]$/u;

type CharKind = 'letter' | 'alone' | 'mark' | 'other';
const kinds = new Map<number, CharKind>();

function kindOf(point: number): CharKind {
  let kind = kinds.get(point);
  if (!kind) {
    const char = String.fromCodePoint(point);
    kind = MARK.test(char)
      ? 'mark'
      : !LETTER.test(char)
        ? 'other'
        : ALONE.test(char)
          ? 'alone'
          : 'letter';
    kinds.set(point, kind);
  }
  return kind;
}

/** Visits the words of a text without TeX. */
function scan(text: string, visit: VisitWord): void {
  let start = -1;
  let isPlain = true;
  let isAlone = false;
  const end = (at: number): void => {
    if (start < 0) return;
    if (isPlain) {
      const to = Math.min(at, start + LONGEST_WORD);
      visit(text.slice(start, to).toLowerCase(), start, at);
    } else visitFolded(text.slice(start, at), start, at, visit);
    start = -1;
  };
  const begin = (at: number, plain: boolean, alone: boolean): void => {
    start = at;
    isPlain = plain;
    isAlone = alone;
  };

  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code < 128) {
      if (!ASCII_WORD[code]) end(at);
      else {
        if (isAlone) end(at);
        if (start < 0) begin(at, true, false);
      }
      at++;
      continue;
    }
    const point = text.codePointAt(at) as number;
    const kind = kindOf(point);
    if (kind === 'other') end(at);
    else if (kind === 'alone') {
      end(at);
      begin(at, false, true);
    } else if (start >= 0 && (kind === 'mark' || !isAlone)) isPlain = false;
    else if (kind === 'letter') {
      end(at);
      begin(at, false, false);
    }
    at += point > 0xffff ? 2 : 1;
  }
  end(text.length);
}

/** Visits a word that needs folding. A few signs become several words: `½` is `1⁄2`. */
function visitFolded(raw: string, from: number, to: number, visit: VisitWord): void {
  const folded = foldWord(raw);
  if (folded === '') return;
  if (isOneWord(folded)) visit(folded.slice(0, LONGEST_WORD), from, to);
  else if (folded !== raw) scan(folded, (word) => visit(word, from, to));
}

function isOneWord(folded: string): boolean {
  let [alone, others] = [0, 0];
  for (const char of folded) {
    const kind = kindOf(char.codePointAt(0) as number);
    if (kind === 'other') return false;
    if (kind === 'alone') alone++;
    if (kind === 'letter') others++;
  }
  return alone === 0 || (alone === 1 && others === 0);
}

const GREEK =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi omega'.split(
    ' ',
  );
const GREEK_LETTERS = 'αβγδεζηθικλμνξοπρστυφχψω';

/**
 * Returns a word in lower case, without accents. A single Greek letter becomes its name, as TeX writes
 * it, so that `α` and `$\alpha$` are the same.
 */
export function foldWord(word: string): string {
  const latin = toLatin(word).replaceAll('ς', 'σ');
  if (latin.length === 1) {
    const place = GREEK_LETTERS.indexOf(latin);
    if (place >= 0) return GREEK[place] as string;
  }
  return latin;
}
