import type { Paper } from '../../paper/paper';
import { localId } from './paper-fields';

/** The type of a paper, in terms that all formats have in some form. */
export type PublicationType = 'preprint' | 'article' | 'proceedings' | 'book';

/**
 * Returns the type of publication. A book has an ISBN, and its venue is its publisher. The venue
 * tells the type of everything else; without one, or on a preprint server, it is a preprint.
 */
export function publicationTypeOf(paper: Paper): PublicationType {
  if (localId(paper, 'isbn') !== undefined) return 'book';
  const venue = paper.venue?.trim();
  if (!venue || PREPRINT_SERVER.test(venue)) return 'preprint';
  return isProceedings(paper) ? 'proceedings' : 'article';
}

/** Matches bioRxiv, ChemRxiv, PsyArXiv, …, but not a number like LXXXIV. */
const PREPRINT_SERVER =
  /^(?!(?:[cdilmvx]+)\b)(?:[a-z]{2,}xiv|ssrn|research square|preprints\.org|osf preprints|authorea)\b/i;

const PROCEEDINGS =
  /\b(?:proc(?:eedings|\.)|conference|workshop|symposium|meeting of|findings of)\b/i;
/** Conferences that are known by their initials. */
const CONFERENCE =
  /(?:^|\W)(?:NeurIPS|NIPS|ICML|ICLR|AISTATS|UAI|COLT|CVPR|ICCV|ECCV|WACV|BMVC|ACL|EMNLP|NAACL|EACL|AACL|COLING|CoNLL|LREC|AAAI|IJCAI|KDD|SIGIR|CIKM|WSDM|RecSys|SIGGRAPH|CHI|ICRA|IROS|RSS|CoRL|ICASSP|Interspeech|MICCAI|SODA|STOC|FOCS)(?:$|\W)/;

function isProceedings(paper: Paper): boolean {
  const { venue = '' } = paper;
  if (localId(paper, 'acl') !== undefined || PROCEEDINGS.test(venue)) return true;
  return CONFERENCE.test(venue) && !/\b(?:journal|transactions|trans\.|J\.)(?:\W|$)/i.test(venue);
}
