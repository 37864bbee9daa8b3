/** Facts of a paper that several formats write. */
import { pageOf, splitId } from '../../paper/ids';
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

/** Returns the names of the editors. */
export const editorsOf = ({ fields }: Paper): readonly string[] => fields?.editor ?? [];

/** Whether the names that stand for the authors are those of the editors: of a book that has only these. */
export const areEditors = ({ authors, fields }: Paper): boolean =>
  authors.length > 0 && JSON.stringify(authors) === JSON.stringify(fields?.editor);

/** Whether the paper has more authors than are named. */
export const hasMoreAuthors = (paper: Paper): boolean =>
  (paper.authorCount ?? 0) > paper.authors.length;

/** Returns `[2024, 1, 22]`, or as much of it as is known. */
export const dateParts = (published: string | undefined): number[] =>
  published ? published.split('-').map(Number) : [];

/** What finds a paper by its title, of which no page is known. */
const SEARCH = /^https:\/\/scholar\.google\.com\/scholar(?:\?|$)/;

const ON_ARXIV = /^https?:\/\/(?:[\w-]+\.)*arxiv\.org\//i;

/**
 * Returns the address of the paper's own page, encoded for a link in any format: arXiv's if it is there,
 * wherever it was met. A search is no address; undefined if there is no other.
 */
export function pageLink(paper: Paper): string | undefined {
  const arxiv = idsOf(paper).find((id) => splitId(id)[0] === 'arxiv');
  const known = pageAddress(paper);
  const address = arxiv && !ON_ARXIV.test(known) ? pageOf(arxiv) : known;
  return SEARCH.test(address) ? undefined : encodeLink(address);
}

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
