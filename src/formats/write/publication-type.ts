import type { Paper } from '../../paper/paper';
import type { CslType } from '../../paper/publication';
import { localId } from './paper-fields';

/**
 * Returns CSL's type of a paper: the known one, or else what its venue tells. A book has an ISBN, and
 * its venue is its publisher; without a venue, or on a preprint server, it is a preprint, which CSL
 * calls `article`.
 */
export function cslTypeOf(paper: Paper): CslType {
  if (paper.type) return paper.type;
  if (localId(paper, 'isbn') !== undefined) return 'book';
  const venue = paper.venue?.trim();
  if (!venue || PREPRINT_SERVER.test(venue)) return 'article';
  return isProceedings(paper) ? 'paper-conference' : 'article-journal';
}

/** Types of works that stand in something else, which is their venue. */
const IN_CONTAINER: ReadonlySet<CslType> = new Set<CslType>([
  ...(['article-journal', 'article-magazine', 'article-newspaper', 'paper-conference'] as const),
  ...(['chapter', 'entry', 'entry-dictionary', 'entry-encyclopedia', 'review'] as const),
  ...(['review-book', 'post', 'post-weblog', 'webpage', 'broadcast', 'figure'] as const),
]);

/** Returns whether the venue of a work of this type is what it stands in, and not its publisher. */
export const isInContainer = (type: CslType): boolean => IN_CONTAINER.has(type);

const SHORT: Partial<Record<CslType, string>> = {
  article: 'preprint',
  'article-journal': 'article',
  'paper-conference': 'proceedings',
};

/** Returns the type in a word: `preprint`, `article`, `proceedings`, or CSL's own for any other. */
export const publicationTypeOf = (paper: Paper): string => {
  const type = cslTypeOf(paper);
  return SHORT[type] ?? type;
};

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
