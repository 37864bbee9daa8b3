/** The TeX that titles and abstracts hold, read as text. */

/** A formula, or what stands between two. */
export interface Piece {
  readonly isMath: boolean;
  readonly text: string;
}

/**
 * As pandoc reads them, so that money stays money ("from $5 to $10", "$5-$10"): no blank inside
 * either dollar, and no digit after the second one.
 */
const MATH =
  /(?<!\\)(?:\$\$[^$]+\$\$|\$(?![\s$])(?:\\.|[^$\\])*?(?:\\.|[^$\\\s])\$(?!\d)|\\\((?:[^\\]|\\[^()])+\\\))/gs;

/** "$5 million and 10$": a number, and words without a sign of mathematics. */
const MONEY = /^\$\d(?=[^\\^_={}<>+*/()]*\$$).*?\s\p{L}{3}/su;

/** Takes formulas (`$…$`, `$$…$$`, `\(…\)`) apart from words. A lone dollar is a word. */
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

/** TeX's accents, and the combining marks that they are. */
export const ACCENTS: Readonly<Record<string, string>> = {
  '"': '\u0308',
  "'": '\u0301',
  '`': '\u0300',
  '^': '\u0302',
  '~': '\u0303',
  '=': '\u0304',
  '.': '\u0307',
  c: '\u0327',
  v: '\u030c',
  u: '\u0306',
  H: '\u030b',
  k: '\u0328',
  r: '\u030a',
  d: '\u0323',
  b: '\u0331',
  h: '\u0309',
  G: '\u030f',
};

const LETTERS: Record<string, string> = {
  aa: 'å',
  AA: 'Å',
  ae: 'æ',
  AE: 'Æ',
  oe: 'œ',
  OE: 'Œ',
  o: 'ø',
  O: 'Ø',
  l: 'ł',
  L: 'Ł',
  ss: 'ß',
};

/** `\"o`, `\"{o}`, `{\"o}`, `\'\i`; and with a name `\c{c}`, `\v c`. */
export const ACCENTED =
  /\{?(?:\\(["'`^~=.])\s*(?:\{\s*(\\[ij]|\p{L})\s*\}|(\\[ij](?![a-zA-Z])|\p{L}))|\\([cvuHkrdb])(?:\s*\{\s*(\\[ij]|\p{L})\s*\}|\s+(\p{L})(?!\p{L})))\}?/gu;

/** Braces that came with an accent go with it; a lone one stays. */
function accent(found: string, ...groups: (string | undefined)[]): string {
  const [sign, a, b, name, c, d] = groups;
  const letter = (a ?? b ?? c ?? d ?? '').replace('\\', '');
  const written = (letter + ACCENTS[sign ?? name ?? '']).normalize('NFC');
  const [opens, closes] = [found.startsWith('{'), /\}$/.test(found) && isClosedOnce(found)];
  if (opens && closes) return written;
  return `${opens ? '{' : ''}${written}${closes ? '}' : ''}`;
}

/** Whether the last brace closes something that was opened before the accent's own braces. */
const isClosedOnce = (found: string): boolean =>
  (found.match(/\}/g) ?? []).length > (found.slice(1).match(/\{/g) ?? []).length;

/** `\ss`, `{\o}`, `\L{}`: letters with a command of their own. */
export const NAMED_LETTER = /\{?\\(aa|AA|ae|AE|oe|OE|o|O|l|L|ss)(?![a-zA-Z])(?:\{\}|\}| )?/gu;

/** Words with TeX in them as they read: accents on their letters, escapes and commands gone. */
export function readable(words: string): string {
  if (!/[\\`']/.test(words)) return words;
  return words
    .replace(ACCENTED, accent)
    .replace(
      NAMED_LETTER,
      (found, name: string) =>
        (found.startsWith('{') && !found.endsWith('}') ? '{' : '') + LETTERS[name],
    )
    .replace(/\\(?:emph|text(?:it|bf|tt|sc|rm)?|mathrm)\{([^{}]*)\}/g, '$1')
    .replace(/\\([&%$#_])/g, '$1')
    .replace(/``|''/g, '"');
}
