import { MONTH_NAMES } from '../../paper/date';
import type { Entry } from '../../paper/entry';
import type { Paper } from '../../paper/paper';
import { literal, texOf, texOfNote } from '../../tex/to-tex';
import {
  authorsOf,
  type BibField,
  braced,
  bracedText,
  keywordsOf,
  signsIn,
  titleOf,
  verbatim,
  writeBibEntry,
} from './bib-entry';
import { localId, pageLink } from './paper-fields';
import { publicationTypeOf } from './publication-type';
import { wholeLetters } from './whole-letters';

type EntryType = 'article' | 'inproceedings' | 'book' | 'misc';

const VENUE_FIELD: Record<EntryType, string> = {
  article: 'journal',
  inproceedings: 'booktitle',
  book: 'publisher',
  misc: 'howpublished',
};

/**
 * Writes an entry of a BibTeX file, which is UTF-8 and for classic `bibtex` as well as for biber. A
 * preprint is `@misc` with `eprint`, `archivePrefix`, `primaryClass`
 * (https://info.arxiv.org/help/hypertex/bibstyles/index.html). The user's note goes to `annote`,
 * which styles do not print, and the tags to `keywords`.
 */
export function writeBibtexEntry({ paper, mark }: Entry, key: string): string {
  const arxiv = localId(paper, 'arxiv');
  const doi = localId(paper, 'doi');
  const isbn = localId(paper, 'isbn');
  const pmid = localId(paper, 'pmid');
  const author = authorsOf(paper, 'bibtex');
  const venue = texOf(paper.venue ?? '', signsIn);
  const type = typeOf(paper, Boolean(venue && author && paper.published));
  return writeBibEntry(type, key, [
    ['title', braced(titleOf(paper))],
    ['author', author],
    // Styles sort entries without an author by it.
    ['key', author ? undefined : braced(wholeLetters(sortKeyOf(paper), true))],
    [VENUE_FIELD[type], venue && braced(venue)],
    ...dateFields(paper.published),
    ['eprint', arxiv && braced(arxiv)],
    ['archivePrefix', arxiv && braced('arXiv')],
    ['primaryClass', arxiv && paper.categories?.[0] && braced(literal(paper.categories[0]))],
    ['isbn', isbn && braced(isbn)],
    ['pmid', pmid && braced(pmid)],
    ['doi', doi && braced(verbatim(doi))],
    ['url', braced(verbatim(pageLink(paper)))],
    ['abstract', bracedText(texOf(paper.abstract ?? ''))],
    ['keywords', keywordsOf(mark.tags)],
    ['annote', bracedText(texOfNote(mark.note ?? ''))],
  ]);
}

/**
 * Returns the entry type. Styles complain of an article or a paper in proceedings without author,
 * year or venue; of `@misc` they expect nothing. A book is always one, since programs take an ISBN
 * elsewhere for that of the book that a chapter is in.
 */
function typeOf(paper: Paper, isComplete: boolean): EntryType {
  const type = publicationTypeOf(paper);
  if (type === 'book') return 'book';
  if (type === 'preprint' || !isComplete) return 'misc';
  return type === 'proceedings' ? 'inproceedings' : 'article';
}

const sortKeyOf = (paper: Paper): string =>
  paper.title.replace(/[^\p{L}\p{M}\p{N} ]/gu, '').trim() || paper.id.replace(/[^a-z0-9]/gi, '');

function dateFields(published: string | undefined): BibField[] {
  const [year, month] = published?.split('-') ?? [];
  // Every style defines the macros of the months, which it sorts and translates, unlike numbers.
  return [
    ['year', year && braced(year)],
    ['month', month && MONTH_NAMES[Number(month) - 1]],
  ];
}
