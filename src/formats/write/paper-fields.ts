/** Facts of a paper that several formats write. */
import { splitId } from '../../paper/ids';
import { idsOf, type Paper, pageAddress } from '../../paper/paper';
import { webAddress } from '../../paper/web-address';

/** Returns the paper's id of a kind, without the kind: `2401.12345` for `arxiv`. */
export function localId(paper: Paper, kind: string): string | undefined {
  for (const id of idsOf(paper)) {
    const [itsKind, local] = splitId(id);
    if (itsKind === kind) return local;
  }
  return undefined;
}

/**
 * Returns the authors' names. arXiv takes the colon of "Team GLM: Aohan Zeng, …" for an author; it
 * is left out.
 */
export const namesOf = ({ authors }: Paper): string[] =>
  authors.filter((name) => !/^[\p{P}\s]*$/u.test(name));

/** Whether the paper has more authors than are named. */
export const hasMoreAuthors = (paper: Paper): boolean =>
  (paper.authorCount ?? 0) > paper.authors.length;

/** Returns `[2024, 1, 22]`, or as much of it as is known. */
export const dateParts = (published: string | undefined): number[] =>
  published ? published.split('-').map(Number) : [];

/** Returns the address of the paper's own page, encoded for a link in any format. */
export const pageLink = (paper: Paper): string => encodeLink(pageAddress(paper));

/** Returns a web address encoded for a link in any format; undefined for anything else. */
export function webLink(text: string | undefined): string | undefined {
  const address = webAddress(text);
  return address && encodeLink(address);
}

const encodeLink = (address: string): string =>
  address.replace(/["<>\\^`{|}]/g, encodeURIComponent);

/** Returns the number of authors beyond those that are named. */
export const moreAuthors = (paper: Paper): number =>
  Math.max(0, (paper.authorCount ?? 0) - paper.authors.length);
