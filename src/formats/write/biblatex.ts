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
import { citationKeys } from './citation-key';
import { localId, type PublicationType, pageLink, publicationTypeOf } from './work';

const TYPE: Record<PublicationType, string> = {
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
 * The papers as a BibLaTeX file, in UTF-8, for biber. A preprint is `@online` with `eprint`,
 * `eprinttype`, `eprintclass`; dates are ISO 8601 (biblatex manual, "Entry Fields"). The reader's
 * note goes to `annotation`, the tags to `keywords`.
 */
export function toBiblatex(entries: readonly Entry[], library: readonly Entry[] = []): string {
  const keys = citationKeys([...library, ...entries].map(({ paper }) => paper));
  return entries
    .map((entry) => writeBiblatexEntry(entry, keys.get(entry.paper.id) as string))
    .join('\n');
}

/** One entry of a BibLaTeX file. */
export function writeBiblatexEntry({ paper, mark }: Entry, key: string): string {
  const arxiv = localId(paper, 'arxiv');
  const pmid = arxiv ? undefined : localId(paper, 'pmid');
  const doi = localId(paper, 'doi');
  const isbn = localId(paper, 'isbn');
  const venue = texOf(paper.venue ?? '', signsIn);
  const said = publicationTypeOf(paper);
  // A venue of which nothing is left in TeX is none.
  const work = venue || said === 'book' ? said : 'preprint';
  return writeBibEntry(TYPE[work], key, [
    ['title', braced(titleOf(paper))],
    ['author', authorsOf(paper, 'biblatex')],
    [VENUE_FIELD[work], venue && braced(venue)],
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
