/** What the formats ask of a paper, each in its own words. */

import { splitId } from '../../paper/ids';
import { idsOf, type Paper, pageAddress } from '../../paper/paper';
import { webAddress } from '../../paper/web-address';

/** The paper's id of a kind, without the kind: `2401.12345` of `arxiv`. */
export function localId(paper: Paper, kind: string): string | undefined {
  for (const id of idsOf(paper)) {
    const [own, local] = splitId(id);
    if (own === kind) return local;
  }
  return undefined;
}

export type PublicationType = 'preprint' | 'article' | 'proceedings' | 'book';

/**
 * A book has an ISBN, and its venue is its publisher. All else is where it appeared, as its venue
 * says; where that says nothing, or names a server of preprints, it is a preprint.
 */
export function publicationTypeOf(paper: Paper): PublicationType {
  if (localId(paper, 'isbn') !== undefined) return 'book';
  const venue = paper.venue?.trim();
  if (!venue || SERVER.test(venue)) return 'preprint';
  return isProceedings(paper) ? 'proceedings' : 'article';
}

/** bioRxiv, ChemRxiv, PsyArXiv, …, but not a number like LXXXIV. */
const SERVER =
  /^(?!(?:[cdilmvx]+)\b)(?:[a-z]{2,}xiv|ssrn|research square|preprints\.org|osf preprints|authorea)\b/i;

const PROCEEDINGS =
  /\b(?:proc(?:eedings|\.)|conference|workshop|symposium|meeting of|findings of)\b/i;
/** Conferences that everybody calls by their letters. */
const CONFERENCE =
  /(?:^|\W)(?:NeurIPS|NIPS|ICML|ICLR|AISTATS|UAI|COLT|CVPR|ICCV|ECCV|WACV|BMVC|ACL|EMNLP|NAACL|EACL|AACL|COLING|CoNLL|LREC|AAAI|IJCAI|KDD|SIGIR|CIKM|WSDM|RecSys|SIGGRAPH|CHI|ICRA|IROS|RSS|CoRL|ICASSP|Interspeech|MICCAI|SODA|STOC|FOCS)(?:$|\W)/;

function isProceedings(paper: Paper): boolean {
  const { venue = '' } = paper;
  if (localId(paper, 'acl') !== undefined || PROCEEDINGS.test(venue)) return true;
  return CONFERENCE.test(venue) && !/\b(?:journal|transactions|trans\.|J\.)(?:\W|$)/i.test(venue);
}

/** The authors by name: of "Team GLM: Aohan Zeng, …" arXiv makes an author of the colon, too. */
export const namesOf = ({ authors }: Paper): string[] =>
  authors.filter((name) => !/^[\p{P}\s]*$/u.test(name));

/** Whether the paper has authors of whom only the number is known. */
export const hasMoreAuthors = (paper: Paper): boolean =>
  (paper.authorCount ?? 0) > paper.authors.length;

/** `[2024, 1, 22]`, as many of them as are known. */
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
