/** Fields that many formats write in the same few ways. */
import { MOST_FIELDS } from '../../paper/publication';
import { oneBlank } from '../../tex/to-tex';
import { FAMILY_FIRST } from '../person-name';
import { stripMarkup } from './html-text';

/** Turns "Family, Given, Jr." and "Family G.H." into a name as displayed, "Given Family Jr.". */
export function displayName(name: string): string {
  const line = oneBlank(name);
  if (!line.includes(',')) return line.endsWith('.') ? initialsFirst(line) : line;
  const [family = '', second = '', ...rest] = line.split(',').map((part) => part.trim());
  // "王, 小明"
  if (rest.length === 0 && second && FAMILY_FIRST.test(family + second)) return family + second;
  const third = rest.join(', ');
  // "King, Martin Luther, Jr." (RIS) and "King, Jr., Martin Luther" (BibTeX)
  const isSuffix = /^(?:jr|sr)\.?$|^(?:ii|iii|iv)$/i;
  if (isSuffix.test(second)) return oneBlank(`${third} ${family} ${second}`);
  return oneBlank(`${second} ${family} ${third}`);
}

/** "Harris C.R." (Scopus), "Harris CR" (PubMed), "Ivanov Yu.A.". */
const INITIALS_LAST =
  /^((?=.*\p{L}{2})\p{L}.*(?<!\.)) ((?:(?:\p{Lu}|Ch|Dz|Kh|Sh|Th|Ts|Y[aeou]|Zh)\.[ -]?)+|\p{Lu}{1,3})$/u;

export const hasInitialsLast = (name: string): boolean =>
  name.length < 200 && INITIALS_LAST.test(name);

/** Turns "van der Walt S.J." into "S.J. van der Walt". */
export function initialsFirst(name: string): string {
  const [, family, initials] = (name.length < 200 && INITIALS_LAST.exec(name)) || [];
  return family ? `${initials} ${family}` : name;
}

/** The given names of "Lovelace, A.A.", without a word among them. */
const INITIALS = /^(?:\p{Lu}\p{Ll}?\.[\s-]*)+$/u;
const BARE_INITIALS = /^\p{Lu}{1,3}$/u;

/**
 * Splits "Lovelace, A., Babbage, C.D., van der Berg, E." into the names of three; undefined if the parts
 * between the commas are not families and initials in turn.
 */
export function namesByInitials(list: string): string[] | undefined {
  const parts = list.split(',').map((part) => part.trim());
  if (parts.at(-1) === '') parts.pop();
  const last = parts.at(-1) ?? '';
  const more = OTHERS.test(last) ? [parts.pop() as string] : [];
  const names: string[] = [];
  for (let i = 0; i < parts.length; i += 2) {
    const [family = '', given = ''] = [parts[i], parts[i + 1]];
    const isGiven = INITIALS.test(given) || (BARE_INITIALS.test(given) && /\p{Ll}/u.test(family));
    if (!isGiven || !/\p{L}{2}/u.test(family) || INITIALS.test(family)) return undefined;
    const isSuffix = /^(?:[JS]r\.?|I{2,3}|IV)$/.test(parts[i + 2] ?? '');
    names.push(`${given} ${family}${isSuffix ? ` ${parts[i + 2]}` : ''}`);
    if (isSuffix) i++;
  }
  return names.length > 0 ? [...names, ...more] : undefined;
}

/**
 * Returns the names in a field that ought to hold one, and in which some programs put all: "王小明;李华;"
 * and "Lovelace, A., Babbage, C.".
 */
export function namesIn(field: string): string[] {
  if (/[;；]/.test(field)) return field.split(/[;；]/).flatMap(namesIn);
  const parts = field.split(/[,，、]/).map((part) => part.trim());
  if (parts.length > 1 && parts.every((part) => part.length > 1 && FAMILY_FIRST.test(part))) {
    // "山田, 太郎" is one person, of whom family and given name are short.
    const isOne = /^\S{1,2}, \S{1,2}$/.test(field.trim());
    if (!isOne) return parts;
  }
  return (parts.length > 2 && namesByInitials(field)) || [displayName(field)].filter(Boolean);
}

const ADDRESS =
  /[(<[]?\s?(?:e-?mail:?\s?)?[\w.+-]{1,64}@[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,8}\s?[)>\]]?/gi;

/** Returns a name without markup and mail addresses; empty for "&NA;", by which publishers mean none. */
export function bareName(name: string): string {
  if (/^\\?&\s?na;?$/i.test(name)) return '';
  const words = stripMarkup(name);
  if (!words.includes('@')) return words;
  return oneBlank(words.replace(ADDRESS, ' ')).replace(/[ ,;]{1,9}$/, '') || words;
}

const OTHERS = /^(?:others|et al\.?)$/i;

/** Takes "others" and "et al." out of a list of names. */
export const authorsIn = (
  names: readonly string[],
): { readonly authors: string[]; readonly hasMoreAuthors: boolean } => ({
  authors: names.filter((name) => name && !OTHERS.test(name)),
  hasMoreAuthors: names.some((name) => OTHERS.test(name)),
});

/** Whether a venue is only the archive, or the index in which the paper was found. */
export const isArchive = (venue: string): boolean =>
  /^(?:arxiv\b|(?:corr|scopus)$)/i.test(venue.trim());

/** Splits a cell or field that holds several tags or categories. */
export const splitList = (text: string): string[] =>
  text
    .split(/[;,\n]/)
    .map(oneBlank)
    .filter(Boolean);

/** Returns the tags of a member of JSON: a list, or a text that holds several. */
export const tagsIn = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.filter((tag) => typeof tag === 'string')
    : splitList(typeof value === 'string' ? value : '');

/** Returns pages with one hyphen between them: `12-34` for "12 – 34" and "12--34". */
export const pagesIn = (text: string | undefined): string =>
  oneBlank((text ?? '').slice(0, MOST_FIELDS.text)).replace(/ ?[-–—]+ ?/g, '-');

/**
 * Returns whether a file's name for a paper may be one that documents cite, and not an id of the program's own:
 * EndNote's number, Zotero's address, Mendeley's "ITEM-1" or a UUID.
 */
export const isToCite = (key = ''): boolean =>
  key !== '' && !/^(?:https?:|ITEM-\d+$|[\da-f]{8}-[\da-f]{4}-|\d+$)/i.test(key);
