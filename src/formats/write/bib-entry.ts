/** What BibTeX and BibLaTeX have in common. */
import type { Paper } from '../../paper/paper';
import { splitMath } from '../../tex/math';
import { clean, literal, seen, texOf } from '../../tex/to-tex';
import { FAMILY_FIRST, splitName } from '../person-name';
import { wholeLetters } from './whole-letters';
import { hasMoreAuthors, namesOf } from './work';

export type BibField = readonly [name: string, value: string | undefined];

/** Which program has to understand the names: classic `bibtex` knows ASCII alone, `biber` Unicode. */
export type BibDialect = 'bibtex' | 'biblatex';

/** One entry; fields without a value are left out. */
export function writeBibEntry(type: string, key: string, fields: readonly BibField[]): string {
  let lines = '';
  for (const [name, value] of fields) if (value) lines += `  ${name} = ${value},\n`;
  return `@${type}{${key},\n${lines}}\n`;
}

export const braced = (value: string): string => `{${value}}`;

export const bracedText = (value: string): string | undefined => value && braced(value);

/** Addresses are not typeset as text; only what BibTeX itself trips over is encoded. */
export const verbatim = (address: string): string =>
  address.replace(/[{}\\\s]/g, (char) => encodeURIComponent(char));

export function titleOf(paper: Paper): string {
  const title = seen(paper.title);
  return texOf(title, protectCapitalsIn(title)) || literal(paper.id);
}

const SIGNS: Record<string, string> = {
  '<': '{\\textless}',
  '>': '{\\textgreater}',
  '|': '{\\textbar}',
};

/** What is printed: in the encoding that LaTeX has by itself, `<` would come out as `¡`, `|` as a dash. */
export const signsIn = (words: string): string =>
  words.replace(/[<>|]/g, (sign) => SIGNS[sign] as string);

const keywordOf = (tag: string): string => (/[,;]/.test(tag) ? braced(literal(tag)) : literal(tag));

export const keywordsOf = (tags: readonly string[] | undefined): string | undefined =>
  tags && braced(tags.map(keywordOf).join(', '));

export function authorsOf(paper: Paper, dialect: BibDialect): string | undefined {
  const names = namesOf(paper)
    .map((name) => writeName(name, dialect))
    .filter(Boolean);
  if (names.length === 0) return undefined;
  if (hasMoreAuthors(paper)) names.push('others');
  return braced(names.join(' and '));
}

function writeName(display: string, dialect: BibDialect): string {
  const { given, particle, family, suffix } = splitName(clean(display));
  const keep = dialect === 'bibtex' ? wholeLetters : (tex: string) => tex;
  // A sign for a family name, or nothing that is seen, crashes biber; in one piece it does no harm.
  if (!/[\p{L}\p{N}]/u.test(family)) return keep(wholeOddName(display), true);
  if (!given) {
    const name = wholeName([particle, family, suffix].filter(Boolean).join(' '));
    // Nobody expects a command in a Chinese name; the label of `alpha` is all that would gain by it.
    return FAMILY_FIRST.test(family) ? name : keep(name, true);
  }
  const last = [particle && texOf(particle), familyOf(family, dialect)].filter(Boolean).join(' ');
  return [keep(last, true), suffix && part(suffix), keep(part(given))]
    .filter((text) => text !== '')
    .join(', ');
}

const wholeOddName = (display: string): string =>
  bracedText(texOf(display.replace(/[\p{Cf}\p{Z}\s]+/gu, ' '))) ?? '';

/** A name in one piece: braces keep BibTeX from taking it apart. */
const wholeName = (name: string): string =>
  /[\s~,-]/.test(name) ? braced(texOf(name)) : part(name);

/** To BibTeX a word begins in lower case if its first letter is one of ASCII's small ones. */
const BEGINS_UPPER: Record<BibDialect, RegExp> = {
  bibtex: /^[^A-Za-z\P{ASCII}]*(?:[A-Z]|(?!\p{Ll})\P{ASCII})/u,
  biblatex: /^\P{Ll}*[\p{Lu}\p{Lo}]/u,
};

/**
 * To BibTeX a word that begins in lower case, other than the last, is a particle, and a hyphen parts
 * words: braces keep "Müller-von Berg" and "ørsted Holm" in one piece.
 */
function familyOf(family: string, dialect: BibDialect): string {
  const words = family.split(dialect === 'bibtex' ? /[\s~-]+/ : /[\s~]+/);
  // biber makes a particle of a last word as well: of "boyd, danah" the family would be nothing.
  const before = dialect === 'bibtex' ? words.slice(0, -1) : words;
  const looksLikeParticle = before.some((word) => !BEGINS_UPPER[dialect].test(word));
  return looksLikeParticle || words.includes('') ? braced(texOf(family)) : part(family);
}

/**
 * A comma or an "and" in a part of a name would end it; the word "others" would end the list; and a
 * part of hyphens alone is none.
 */
function part(text: string): string {
  const tex = texOf(text);
  const isOdd = /,|\band\b|^others$/i.test(text) || !/[\p{L}\p{N}]/u.test(text);
  return isOdd && tex ? braced(tex) : tex;
}

/**
 * Bibliography styles lower all letters of a title but the first. Braces keep those that must stay:
 * abbreviations and names in mixed case always; in a title in sentence case, where a capital means
 * a proper name, these too.
 */
function protectCapitalsIn(title: string): (words: string) => string {
  const isSentenceCase = hasSmallWord(title);
  return (text) => {
    const kept = text.replace(/[\p{L}\p{N}\p{M}'’]+/gu, (word, at: number) => {
      const isFirst = at === 0 && title.trimStart().startsWith(word);
      return mustKeep(word, isFirst, isSentenceCase) ? braced(word) : word;
    });
    return signsIn(kept);
  };
}

/** Words of four letters and more that are small in any title. */
const SMALL = new Set(
  [
    'about above across after again against along also among amid around based because been before',
    'behind being below beneath beside besides between beyond both despite does done down during',
    'each even ever every except from have having here inside into just less like many more most much',
    'near once only onto other outside over past rather same should since some such than that their',
    'them then there these they this those though through throughout till toward towards under unless',
    'until upon using versus very were what when where whether which while whom whose will with within',
    'without would your vivo vitro silico novo priori posteriori',
  ].flatMap((line) => line.split(' ')),
);

/** A word behind the first, and not one after a hyphen, an accent in TeX or the point of an address. */
const SMALL_WORD = /(?<!^|[\p{L}\p{N}\p{M}\p{P}\p{S}])\p{Ll}[\p{Ll}\p{M}]{3,}(?![\p{L}\p{N}])/gu;

/** In title case, only particles are small; one word more, and the title is in sentence case. */
function hasSmallWord(title: string): boolean {
  const words = splitMath(title.trim()).map(({ isMath, text }) => (isMath ? '$' : text));
  return (words.join('').match(SMALL_WORD) ?? []).some((word) => !SMALL.has(word));
}

function mustKeep(word: string, isFirst: boolean, isSentenceCase: boolean): boolean {
  if (!/\p{Lu}/u.test(word)) return false;
  if (/^.+\p{Lu}/u.test(word) || /\p{N}/u.test(word)) return true;
  // "Vitamin C", but not the article
  if (word.length === 1) return word !== 'A';
  return isSentenceCase && !isFirst;
}
