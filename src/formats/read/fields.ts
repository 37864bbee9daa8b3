/** Fields that many formats write in the same few ways. */
import { oneBlank } from '../../tex/to-tex';

/** Turns "Family, Given, Jr." into "Given Family Jr.", as displayed. */
export function displayName(name: string): string {
  const [family = '', second = '', ...rest] = oneBlank(name).split(/\s*,\s*/);
  const third = rest.join(', ');
  // "King, Martin Luther, Jr." (RIS) and "King, Jr., Martin Luther" (BibTeX)
  const isSuffix = /^(?:jr|sr)\.?$|^(?:ii|iii|iv)$/i;
  if (isSuffix.test(second)) return oneBlank(`${third} ${family} ${second}`);
  return oneBlank(`${second} ${family} ${third}`);
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
