import type { Entry } from '../../paper/entry';
import { literal, texOf, texOfNote } from '../../tex/to-tex';
import {
  authorsOf,
  braced,
  bracedText,
  keywordsOf,
  signsIn,
  titleOf,
  verbatim,
  writeBibEntry,
} from './bib-entry';
import { localId, pageLink } from './paper-fields';
import { type PublicationType, publicationTypeOf } from './publication-type';

const ENTRY_TYPE: Record<PublicationType, string> = {
  preprint: 'online',
  article: 'article',
  proceedings: 'inproceedings',
  book: 'book',
};
const VENUE_FIELD: Record<PublicationType, string> = {
  preprint: 'howpublished',
  article: 'journaltitle',
  proceedings: 'booktitle',
  book: 'publisher',
};

/**
 * Writes an entry of a BibLaTeX file, which is UTF-8 and for biber. A preprint is `@online` with
 * `eprint`, `eprinttype`, `eprintclass`; dates are ISO 8601 (biblatex manual, "Entry Fields"). The
 * user's note goes to `annotation`, the tags to `keywords`.
 */
export function writeBiblatexEntry({ paper, mark }: Entry, key: string): string {
  const arxiv = localId(paper, 'arxiv');
  const pmid = arxiv ? undefined : localId(paper, 'pmid');
  const doi = localId(paper, 'doi');
  const isbn = localId(paper, 'isbn');
  const venue = texOf(paper.venue ?? '', signsIn);
  const known = publicationTypeOf(paper);
  // A venue of which nothing is left in TeX is none.
  const type = venue || known === 'book' ? known : 'preprint';
  return writeBibEntry(ENTRY_TYPE[type], key, [
    ['title', braced(titleOf(paper))],
    ['author', authorsOf(paper, 'biblatex')],
    [VENUE_FIELD[type], venue && braced(venue)],
    ['date', paper.published && braced(paper.published)],
    ['eprint', (arxiv ?? pmid) && braced((arxiv ?? pmid) as string)],
    ['eprinttype', arxiv ? '{arxiv}' : pmid && '{pubmed}'],
    ['eprintclass', arxiv && paper.categories?.[0] && braced(literal(paper.categories[0]))],
    ['isbn', isbn && braced(isbn)],
    ['doi', doi && braced(verbatim(doi))],
    ['url', braced(verbatim(pageLink(paper)))],
    ['abstract', bracedText(texOf(paper.abstract ?? ''))],
    ['keywords', keywordsOf(mark.tags)],
    ['annotation', bracedText(texOfNote(mark.note ?? ''))],
  ]);
}
