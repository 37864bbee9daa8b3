/** Parts that the entries of BibTeX and BibLaTeX share. */
import { isBalanced } from '../../paper/braces';
import type { Paper } from '../../paper/paper';
import type { BibtexFacts } from '../../paper/publication';
import { splitMath } from '../../tex/math';
import { clean, isDangerous, lineOf, literal, seen, texOf } from '../../tex/to-tex';
import { BIB_FIELDS, type BibDialect, isKnownGenre } from '../bibtex-types';
import { FAMILY_FIRST, splitName } from '../person-name';
import { areEditors, editorsOf, hasMoreAuthors, localId, namesOf } from './paper-fields';
import { wholeLetters } from './whole-letters';

export type BibField = readonly [name: string, value: string | undefined];

/**
 * Writes one entry, without the fields that have no value.
 * @param others fields as they once stood in a file; what is known better is not written twice
 */
export function writeBibEntry(
  type: string,
  key: string,
  fields: readonly BibField[],
  others: BibtexFacts['fields'] = {},
): string {
  let lines = '';
  const known = new Set<string>();
  for (const [name, value] of fields) {
    if (!value) continue;
    known.add(name);
    lines += `  ${name} = ${value},\n`;
  }
  for (const [name, value] of Object.entries(others)) {
    if (!known.has(name)) lines += `  ${name} = ${braced(asWritten(value))},\n`;
  }
  return `@${type}{${key},\n${lines}}\n`;
}

/** Returns TeX of a file as it stands there, unless it could do harm. */
const asWritten = (tex: string): string =>
  isBalanced(tex) && !isDangerous(tex) ? clean(tex) : literal(lineOf(tex));

export const braced = (value: string): string => `{${value}}`;

export const bracedText = (value: string): string | undefined => value && braced(value);

/** Encodes what BibTeX itself trips over in an address, which is not typeset as text. */
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

/**
 * Writes signs as commands: in LaTeX's default encoding, `<` would be printed as `¡`, and `|` as a
 * dash.
 */
export const signsIn = (words: string): string =>
  words.replace(/[<>|]/g, (sign) => SIGNS[sign] as string);

const keywordOf = (tag: string): string => (/[,;]/.test(tag) ? braced(literal(tag)) : literal(tag));

export function keywordsOf(tags: readonly string[] | undefined): string | undefined {
  // Web of Science has all its keywords in two pairs of braces, between semicolons.
  if (tags?.length === 1 && tags[0]?.includes(';')) {
    return braced(braced(literal(tags[0]).replaceAll(';', '{;}')));
  }
  return tags && braced(tags.map(keywordOf).join(', '));
}

/** Returns the authors; undefined where they are the editors, who have a field of their own. */
export function authorsOf(paper: Paper, dialect: BibDialect): string | undefined {
  if (areEditors(paper)) return undefined;
  return writeNames(namesOf(paper), dialect, hasMoreAuthors(paper));
}

function writeNames(
  all: readonly string[],
  dialect: BibDialect,
  hasMore = false,
): string | undefined {
  const names = all.map((name) => writeName(name, dialect)).filter(Boolean);
  if (names.length === 0) return undefined;
  if (hasMore) names.push('others');
  return braced(names.join(' and '));
}

/** The fields that are written for CSL's, in their order. */
const FIELDS: typeof BIB_FIELDS = [
  { csl: 'volume', bibtex: 'volume' },
  { csl: 'issue', bibtex: 'number' },
  { csl: 'number', bibtex: 'number' },
  { csl: 'collection-number', bibtex: 'number' },
  ...BIB_FIELDS,
];

/** Returns the fields of a publication beside its title, authors, venue, date, ids and addresses. */
export function publicationFields(paper: Paper, type: string, dialect: BibDialect): BibField[] {
  const { fields = {} } = paper;
  const written = FIELDS.map(({ csl, bibtex, biblatex = bibtex }): BibField => {
    const text = fields[csl] ?? '';
    const pages = csl === 'page' ? text.replace(/(?<=\w)-(?=\w)/g, '--') : text;
    return [dialect === 'bibtex' ? bibtex : biblatex, bracedText(texOf(pages, signsIn))];
  });
  const isGenreKnown = /thesis$/.test(type) && isKnownGenre(fields.genre ?? '');
  const isbn = fields.ISBN ?? localId(paper, 'isbn');
  const all: BibField[] = [
    ['editor', writeNames(editorsOf(paper), dialect)],
    ['translator', writeNames(fields.translator ?? [], dialect)],
    ['bookauthor', writeNames(fields['container-author'] ?? [], dialect)],
    ['type', isGenreKnown ? undefined : bracedText(texOf(fields.genre ?? '', signsIn))],
    ...written,
    ['isbn', bracedText(texOf(isbn ?? '', signsIn))],
  ];
  // An issue has the field of a number in a series, and comes first.
  const names = new Set<string>();
  return all.filter(([name, value]) => value && !names.has(name) && names.add(name));
}

/**
 * Returns the field that names who published a work, and its value: `school` of a thesis, and so on.
 * @param venue what its venue is, where that is the publisher
 */
export function publisherField(
  paper: Paper,
  type: string,
  dialect: BibDialect,
  venue: string,
): BibField {
  const publisher = texOf(paper.fields?.publisher ?? '', signsIn);
  const [known, other] = (PUBLISHER_FIELDS[type] ?? 'publisher howpublished').split(' ');
  const name = known === 'school' && dialect === 'biblatex' ? 'institution' : known;
  // What published a work of no kind may be a journal as well as a site.
  if (!publisher && venue) return [other ?? (name as string), braced(venue)];
  return [name as string, bracedText(publisher)];
}

/** Returns where a work of no kind appeared, beside its publisher. */
export function howPublished(paper: Paper, venueField: string | undefined): BibField[] {
  const venue = texOf(paper.venue ?? '', signsIn);
  if (venueField || !venue || !paper.fields?.publisher) return [];
  return [['howpublished', braced(venue)]];
}

/** The fields for a publisher by the entry's type, and for a venue of which it is not known. */
const PUBLISHER_FIELDS: Readonly<Record<string, string>> = {
  ...{ thesis: 'institution', phdthesis: 'school', mastersthesis: 'school' },
  ...{ report: 'institution', techreport: 'institution', manual: 'organization' },
  ...{ book: 'publisher', mvbook: 'publisher', collection: 'publisher', proceedings: 'publisher' },
  ...{ mvcollection: 'publisher', mvproceedings: 'publisher', reference: 'publisher' },
  ...{ mvreference: 'publisher', inbook: 'publisher', dataset: 'publisher' },
};

function writeName(display: string, dialect: BibDialect): string {
  const { given, particle, family, suffix } = splitName(clean(display));
  const keep = dialect === 'bibtex' ? wholeLetters : (tex: string) => tex;
  // A family name of signs alone, or of nothing visible, crashes biber; in one piece it does no
  // harm.
  if (!/[\p{L}\p{N}]/u.test(family)) return keep(wholeOddName(display), true);
  if (!given) {
    const name = wholeName([particle, family, suffix].filter(Boolean).join(' '));
    // Only the label of `alpha` would gain by a command in a Chinese name, where nobody expects
    // one.
    return FAMILY_FIRST.test(family) ? name : keep(name, true);
  }
  const last = [particle && texOf(particle), familyOf(family, dialect)].filter(Boolean).join(' ');
  return [keep(last, true), suffix && part(suffix), keep(part(given))]
    .filter((text) => text !== '')
    .join(', ');
}

const wholeOddName = (display: string): string =>
  bracedText(texOf(display.replace(/[\p{Cf}\p{Z}\s]+/gu, ' '))) ?? '';

/** Writes a name in one piece: braces keep BibTeX from taking it apart. */
const wholeName = (name: string): string =>
  /[\s~,-]/.test(name) ? braced(texOf(name)) : part(name);

/**
 * Matches a word that begins in upper case: to BibTeX, any whose first letter is not a small one of
 * ASCII.
 */
const BEGINS_UPPER: Record<BibDialect, RegExp> = {
  bibtex: /^[^A-Za-z\P{ASCII}]*(?:[A-Z]|(?!\p{Ll})\P{ASCII})/u,
  biblatex: /^\P{Ll}*[\p{Lu}\p{Lo}]/u,
};

/**
 * Writes a family name. To BibTeX a word that begins in lower case, other than the last, is a
 * particle, and a hyphen separates words: braces keep "Müller-von Berg" and "ørsted Holm" in one
 * piece.
 */
function familyOf(family: string, dialect: BibDialect): string {
  const words = family.split(dialect === 'bibtex' ? /[\s~-]+/ : /[\s~]+/);
  // biber takes even the last word for a particle: "boyd, danah" would have no family name.
  const before = dialect === 'bibtex' ? words.slice(0, -1) : words;
  const looksLikeParticle = before.some((word) => !BEGINS_UPPER[dialect].test(word));
  return looksLikeParticle || words.includes('') ? braced(texOf(family)) : part(family);
}

/**
 * Writes a part of a name. A comma or an "and" would end it, and "others" the list; a part of
 * hyphens alone would be none.
 */
function part(text: string): string {
  const tex = texOf(text);
  const isOdd = /,|\band\b|^others$/i.test(text) || !/[\p{L}\p{N}]/u.test(text);
  return isOdd && tex ? braced(tex) : tex;
}

/**
 * Returns a function that protects capitals. Bibliography styles lower all letters of a title but
 * the first; braces keep abbreviations and names in mixed case, and in a title in sentence case,
 * where a capital means a proper name, all capitals.
 */
function protectCapitalsIn(title: string): (words: string) => string {
  const isSentenceCase = isInSentenceCase(title);
  return (text) => {
    const kept = text.replace(/[\p{L}\p{N}\p{M}'’]+/gu, (word, at: number) => {
      const isFirst = at === 0 && title.trimStart().startsWith(word);
      return mustKeep(word, isFirst, isSentenceCase) ? braced(word) : word;
    });
    return signsIn(kept);
  };
}

/** Words of four letters and more that are in lower case in any title. */
const LOWER_CASE = new Set(
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

/**
 * Matches a word in lower case after the first; not one after a hyphen, an accent in TeX or a dot
 * in an address.
 */
const LOWER_CASE_WORD =
  /(?<!^|[\p{L}\p{N}\p{M}\p{P}\p{S}])\p{Ll}[\p{Ll}\p{M}]{3,}(?![\p{L}\p{N}])/gu;

/**
 * Whether a title is in sentence case. In title case, only particles are in lower case; a single
 * other word shows that it is not.
 */
function isInSentenceCase(title: string): boolean {
  const words = splitMath(title.trim()).map(({ isMath, text }) => (isMath ? '$' : text));
  return (words.join('').match(LOWER_CASE_WORD) ?? []).some((word) => !LOWER_CASE.has(word));
}

function mustKeep(word: string, isFirst: boolean, isSentenceCase: boolean): boolean {
  if (!/\p{Lu}/u.test(word)) return false;
  if (/^.+\p{Lu}/u.test(word) || /\p{N}/u.test(word)) return true;
  // "Vitamin C", but not the article
  if (word.length === 1) return word !== 'A';
  return isSentenceCase && !isFirst;
}
