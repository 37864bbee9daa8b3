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
import { localId, pageLink } from './paper-fields';
import { cslTypeOf } from './publication-type';

/** The field of the venue by the entry's type; of other types, it is the publisher. */
const VENUE_FIELD: Readonly<Record<string, string>> = {
  ...{ article: 'journaltitle', suppperiodical: 'journaltitle', review: 'journaltitle' },
  ...{ inproceedings: 'booktitle', conference: 'booktitle', incollection: 'booktitle' },
  ...{ inbook: 'booktitle', inreference: 'booktitle', bookinbook: 'booktitle' },
  ...{ suppbook: 'booktitle', suppcollection: 'booktitle' },
};

/**
 * Writes an entry of a BibLaTeX file, which is UTF-8 and for biber. A preprint is `@online` with
 * `eprint`, `eprinttype`, `eprintclass`; dates are ISO 8601 (biblatex manual, "Entry Fields"). The
 * user's note goes to `annote`, which biber reads as `annotation`, and Zotero knows alone; the tags to
 * `keywords`.
 */
export function writeBiblatexEntry({ paper, mark }: Entry, key: string): string {
  const arxiv = localId(paper, 'arxiv');
  const pmid = arxiv ? undefined : localId(paper, 'pmid');
  const doi = localId(paper, 'doi');
  const venue = texOf(paper.venue ?? '', signsIn);
  const type = typeOf(paper, venue);
  const link = pageLink(paper);
  const venueField = VENUE_FIELD[type];
  const fields: BibField[] = [
    ['title', braced(titleOf(paper))],
    ['author', authorsOf(paper, 'biblatex')],
    venueField ? [venueField, venue && braced(venue)] : ['', undefined],
    publisherField(paper, type, 'biblatex', venueField ? '' : venue),
    ...howPublished(paper, venueField),
    ['date', paper.published && braced(paper.published)],
    ...publicationFields(paper, type, 'biblatex'),
    ['eprint', (arxiv ?? pmid) && braced((arxiv ?? pmid) as string)],
    ['eprinttype', arxiv ? '{arxiv}' : pmid && '{pubmed}'],
    ['eprintclass', arxiv && paper.categories?.[0] && braced(literal(paper.categories[0]))],
    ['doi', doi && braced(verbatim(doi))],
    ['url', link && braced(verbatim(link))],
    ['abstract', bracedText(texOf(paper.abstract ?? ''))],
    ['keywords', keywordsOf(mark.tags)],
    ['annote', bracedText(texOfNote(mark.note ?? ''))],
  ];
  return writeBibEntry(type, key, fields, paper.bibtex?.fields);
}

function typeOf(paper: Paper, venue: string): string {
  const csl = cslTypeOf(paper);
  // A preprint, and what has a venue of which nothing is left in TeX.
  const isOnline = csl === 'article' || (!paper.type && csl !== 'book' && !venue);
  if (isOnline && !paper.bibtex?.type) return 'online';
  return bibTypeOf(csl, { genre: paper.fields?.genre, odd: paper.bibtex?.type }, 'biblatex');
}
