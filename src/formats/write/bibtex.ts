import { MONTH_NAMES } from '../../paper/date';
import type { Entry } from '../../paper/entry';
import type { Paper } from '../../paper/paper';
import { literal, texOf, texOfNote } from '../../tex/to-tex';
import { bibTypeOf } from '../bibtex-types';
import {
  authorsOf,
  type BibField,
  braced,
  bracedText,
  howPublished,
  keywordsOf,
  publicationFields,
  publisherField,
  signsIn,
  titleOf,
  verbatim,
  writeBibEntry,
} from './bib-entry';
import { areEditors, localId, pageLink } from './paper-fields';
import { cslTypeOf } from './publication-type';
import { wholeLetters } from './whole-letters';

/** The field of the venue by the entry's type; of other types, it is the publisher. */
const VENUE_FIELD: Readonly<Record<string, string>> = {
  article: 'journal',
  inproceedings: 'booktitle',
  conference: 'booktitle',
  incollection: 'booktitle',
  inbook: 'booktitle',
};

/**
 * Writes an entry of a BibTeX file, which is UTF-8 and for classic `bibtex` as well as for biber. A
 * preprint is `@misc` with `eprint`, `archivePrefix`, `primaryClass`
 * (https://info.arxiv.org/help/hypertex/bibstyles/index.html), and with `eprinttype`, without which
 * Zotero loses the number. The user's note goes to `annote`, which styles do not print, and the tags to
 * `keywords`.
 */
export function writeBibtexEntry({ paper, mark }: Entry, key: string): string {
  const arxiv = localId(paper, 'arxiv');
  const doi = localId(paper, 'doi');
  const pmid = localId(paper, 'pmid');
  const author = authorsOf(paper, 'bibtex');
  const venue = texOf(paper.venue ?? '', signsIn);
  const type = typeOf(paper, Boolean(venue && author && paper.published));
  const link = pageLink(paper);
  const venueField = VENUE_FIELD[type];
  const fields: BibField[] = [
    ['title', braced(titleOf(paper))],
    ['author', author],
    // Styles sort entries without an author by it.
    ['key', author || areEditors(paper) ? undefined : braced(wholeLetters(sortKeyOf(paper), true))],
    venueField ? [venueField, venue && braced(venue)] : ['', undefined],
    publisherField(paper, type, 'bibtex', venueField ? '' : venue),
    ...howPublished(paper, venueField),
    ...dateFields(paper.published),
    ...publicationFields(paper, type, 'bibtex'),
    ['eprint', arxiv && braced(arxiv)],
    ['archivePrefix', arxiv && braced('arXiv')],
    ['eprinttype', arxiv && braced('arxiv')],
    ['primaryClass', arxiv && paper.categories?.[0] && braced(literal(paper.categories[0]))],
    ['pmid', pmid && braced(pmid)],
    ['doi', doi && braced(verbatim(doi))],
    ['url', link && braced(verbatim(link))],
    ['abstract', bracedText(texOf(paper.abstract ?? ''))],
    ['keywords', keywordsOf(mark.tags)],
    ['annote', bracedText(texOfNote(mark.note ?? ''))],
  ];
  return writeBibEntry(type, key, fields, paper.bibtex?.fields);
}

/**
 * Returns the entry type. Styles complain of an article or a paper in proceedings without author,
 * year or venue; of `@misc` they expect nothing. What a file calls an article is one all the same. A
 * book is always one, since programs take an ISBN elsewhere for that of the book that a chapter is in.
 */
function typeOf(paper: Paper, isComplete: boolean): string {
  const csl = cslTypeOf(paper);
  if (!paper.type && csl !== 'book' && !isComplete) return 'misc';
  return bibTypeOf(csl, { genre: paper.fields?.genre, odd: paper.bibtex?.type }, 'bibtex');
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
