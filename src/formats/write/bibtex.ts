import type { Entry } from '../../paper/entry';
import type { Paper } from '../../paper/paper';
import { literal, texOf, texOfNote } from '../../tex/to-tex';
import { MONTHS } from '../months';
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
import { citationKeys } from './citation-key';
import { wholeLetters } from './whole-letters';
import { localId, pageLink, publicationTypeOf } from './work';

/**
 * The papers as a BibTeX file, in UTF-8, for classic `bibtex` as well as for biber. A preprint is
 * `@misc` with `eprint`, `archivePrefix`, `primaryClass`
 * (https://info.arxiv.org/help/hypertex/bibstyles/index.html). The reader's note goes to `annote`,
 * which styles do not print, and the tags to `keywords`.
 * @param library all there is: of papers that would share a key, it tells which was first
 */
export function toBibtex(entries: readonly Entry[], library: readonly Entry[] = []): string {
  const keys = citationKeys([...library, ...entries].map(({ paper }) => paper));
  return entries
    .map((entry) => writeBibtexEntry(entry, keys.get(entry.paper.id) as string))
    .join('\n');
}

type EntryType = 'article' | 'inproceedings' | 'book' | 'misc';

const VENUE_FIELD: Record<EntryType, string> = {
  article: 'journal',
  inproceedings: 'booktitle',
  book: 'publisher',
  misc: 'howpublished',
};

/** One entry of a BibTeX file. */
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
    // Styles sort by it what has no author.
    ['key', author ? undefined : braced(wholeLetters(sortKeyOf(paper), true))],
    [VENUE_FIELD[type], venue && braced(venue)],
    ...dateOf(paper.published),
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
 * Styles complain of what appeared without author, year or venue; of `@misc` they expect nothing. Only
 * a book is always one: readers take an ISBN for that of the book that a chapter is in.
 */
function typeOf(paper: Paper, isComplete: boolean): EntryType {
  const work = publicationTypeOf(paper);
  if (work === 'book') return 'book';
  if (work === 'preprint' || !isComplete) return 'misc';
  return work === 'proceedings' ? 'inproceedings' : 'article';
}

const sortKeyOf = (paper: Paper): string =>
  paper.title.replace(/[^\p{L}\p{M}\p{N} ]/gu, '').trim() || paper.id.replace(/[^a-z0-9]/gi, '');

function dateOf(published: string | undefined): BibField[] {
  const [year, month] = published?.split('-') ?? [];
  // The months' macros are defined by every style, and sort and translate as numbers do not.
  return [
    ['year', year && braced(year)],
    ['month', month && MONTHS[Number(month) - 1]],
  ];
}
