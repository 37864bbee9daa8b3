/**
 * TeX's accents, by command, and the combining marks that they are.
 * Source: https://mirrors.ctan.org/info/symbols/comprehensive/symbols-a4.pdf
 */
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

/** The letters that have a command of their own. */
export const LETTERS: Readonly<Record<string, string>> = {
  ...{ aa: 'å', AA: 'Å', ae: 'æ', AE: 'Æ', oe: 'œ', OE: 'Œ', o: 'ø', O: 'Ø', l: 'ł', L: 'Ł' },
  ...{ ss: 'ß', SS: 'ẞ', i: 'ı', j: 'ȷ', dh: 'ð', DH: 'Ð', dj: 'đ', DJ: 'Đ', ng: 'ŋ', NG: 'Ŋ' },
  ...{ th: 'þ', TH: 'Þ' },
};

/**
 * The source of a pattern for an accent with its letter: `\"o`, `\"{o}`, `\'\i`, `\c{c}`, `\v c`. Its
 * groups are those that `accented` takes. A named accent before a word is none: `\v alone`.
 */
export const ACCENTED = String.raw`\\(["'${'`'}^~=.])\s*(?:\{\s*(\\[ij]|\p{L})\s*\}|(\\[ij])(?![a-zA-Z])|(\p{L}))|\\([cvuHkrdb])(?:\s*\{\s*(\\[ij]|\p{L})\s*\}|\s+(\p{L})(?!\p{L}))`;

/** The number of groups in `ACCENTED`. */
export const ACCENTED_GROUPS = 7;

/** Returns the letter of a match of `ACCENTED`; undefined where that did not match. */
export function accented(groups: readonly (string | undefined)[]): string | undefined {
  const [sign, a, b, c, name, d, e] = groups;
  const mark = ACCENTS[sign ?? name ?? ''];
  const base = a ?? b ?? c ?? d ?? e;
  return mark && base ? (base.replace('\\', '') + mark).normalize('NFC') : undefined;
}
