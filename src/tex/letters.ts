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

/**
 * More of them, which are only read: LaTeX's own, and those of MathSciNet and Zentralblatt
 * (https://mirrors.ctan.org/macros/amstex/base/amsguide.pdf, "accents").
 */
export const OTHER_ACCENTS: Readonly<Record<string, string>> = {
  ...{ t: '\u0361', ocirc: '\u030a', polhk: '\u0328', udot: '\u0323', uarc: '\u0306' },
  ...{ soft: '\u030c', lfhook: '\u0326', textcommabelow: '\u0326', textogonekcentered: '\u0328' },
  cftil: '\u0302\u0303',
};

/** The letters that have a command of their own. */
export const LETTERS: Readonly<Record<string, string>> = {
  ...{ aa: 'å', AA: 'Å', ae: 'æ', AE: 'Æ', oe: 'œ', OE: 'Œ', o: 'ø', O: 'Ø', l: 'ł', L: 'Ł' },
  ...{ ss: 'ß', SS: 'ẞ', i: 'ı', j: 'ȷ', dh: 'ð', DH: 'Ð', dj: 'đ', DJ: 'Đ', ng: 'ŋ', NG: 'Ŋ' },
  ...{ th: 'þ', TH: 'Þ' },
};

const CYRILLIC =
  'CYRA:А CYRB:Б CYRV:В CYRG:Г CYRD:Д CYRE:Е CYRYO:Ё CYRZH:Ж CYRZ:З CYRI:И CYRISHRT:Й CYRK:К CYRL:Л CYRM:М CYRN:Н CYRO:О CYRP:П CYRR:Р CYRS:С CYRT:Т CYRU:У CYRF:Ф CYRH:Х CYRC:Ц CYRCH:Ч CYRSH:Ш CYRSHCH:Щ CYRHRDSN:Ъ CYRERY:Ы CYRSFTSN:Ь CYREREV:Э CYRYU:Ю CYRYA:Я CYRDJE:Ђ CYRIE:Є CYRDZE:Ѕ CYRII:І CYRYI:Ї CYRJE:Ј CYRLJE:Љ CYRNJE:Њ CYRTSHE:Ћ CYRUSHRT:Ў CYRDZHE:Џ CYRGUP:Ґ CYRYAT:Ѣ CYRFITA:Ѳ CYRIZH:Ѵ CYRSCHWA:Ә CYRABHCH:Ҽ CYRGHCRS:Ғ CYRKDSC:Қ CYRNDSC:Ң CYROTLD:Ө CYRY:Ү CYRYHCRS:Ұ CYRSHHA:Һ'
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]);

/**
 * Letters that are only read, since not every LaTeX has their commands: the soft and hard signs of
 * MathSciNet, and Cyrillic as Zotero writes it (https://mirrors.ctan.org/macros/latex/contrib/cyrillic).
 */
export const OTHER_LETTERS: Readonly<Record<string, string>> = {
  ...{ cprime: 'ʹ', cdprime: 'ʺ', lasp: 'ʽ', rasp: 'ʼ', Dbar: 'Đ', dbar: 'đ', cydot: '·' },
  ...{ cyrchar: '', ohorn: 'ơ', uhorn: 'ư', Ohorn: 'Ơ', Uhorn: 'Ư', textschwa: 'ə' },
  ...Object.fromEntries(CYRILLIC),
  ...Object.fromEntries(
    CYRILLIC.map(([name, letter]) => [name.toLowerCase(), letter.toLowerCase()]),
  ),
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
