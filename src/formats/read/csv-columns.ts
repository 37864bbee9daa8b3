/** The columns that a table of papers can have. */
export type ColumnName =
  | 'key'
  | 'id'
  | 'title'
  | 'authors'
  | 'full_names'
  | 'author_count'
  | 'date'
  | 'year'
  | 'venue'
  | 'categories'
  | 'tags'
  | 'more_tags'
  | 'note'
  | 'extra'
  | 'doi'
  | 'arxiv'
  | 'pmid'
  | 'aliases'
  | 'page'
  | 'pdf'
  | 'code'
  | 'isbn'
  | 'starred'
  | 'read'
  | 'dismissed'
  | 'abstract'
  | 'added'
  | 'type';

/**
 * The headings of columns, without anything but letters: those of Dogear, Zotero, Web of Science,
 * Scopus, PubMed and the like, and those that people choose.
 */
const HEADINGS: Record<ColumnName, string> = {
  key: 'key citationkey citekey bibtexkey',
  id: 'id paperid identifier',
  title: 'title papertitle name documenttitle articletitle',
  authors: 'authors author creators creator by',
  full_names: 'authorfullnames',
  author_count: 'authorcount',
  date: 'published date publicationdate issued dateofpublication datepublished',
  year: 'year publicationyear pubyear',
  venue:
    'venue journal journaltitle journalbook sourcetitle publicationtitle publication conference conferencetitle conferencename booktitle proceedingstitle source',
  categories: 'categories category subjects',
  tags: 'tags tag keywords keyword authorkeywords labels label manualtags topics topic collection collections',
  more_tags: 'automatictags',
  note: 'note notes comment comments annotation annote remarks',
  extra: 'extra',
  doi: 'doi doilink',
  arxiv: 'arxiv arxivid arxivnumber eprint',
  pmid: 'pmid pubmedid pubmed',
  aliases: 'aliases otherids',
  page: 'page url link links urls href website address webpage articleurl',
  pdf: 'pdf pdflink pdfurl fulltexturl',
  code: 'code codelink codeurl repository github',
  isbn: 'isbn',
  starred: 'starred starredat favorite favourite',
  read: 'read readat',
  dismissed: 'dismissed dismissedat',
  abstract: 'abstract abstractnote summary',
  added: 'dateadded added addedat timeadded createdat',
  type: 'itemtype type documenttype',
};
const NAME_BY_HEADING = new Map(
  Object.entries(HEADINGS).flatMap(([name, headings]) =>
    headings.split(' ').map((heading) => [heading, name as ColumnName] as const),
  ),
);

/**
 * The tags of Web of Science's own tables, which begin with PT; its ID, left out here, holds
 * keywords.
 */
const WOS_TAGS = new Map<string, ColumnName>(
  Object.entries({
    ...{ TI: 'title', AU: 'authors', AF: 'full_names', SO: 'venue', AB: 'abstract', DE: 'tags' },
    ...{ PD: 'date', PY: 'year', DI: 'doi', PM: 'pmid', DT: 'type', BN: 'isbn' },
  }),
);

/** Returns what a column with this heading holds. "PMID: 31452105" is a paper and no heading. */
const nameOf = (heading: string): ColumnName | undefined =>
  /\d{4}|\/\d/.test(heading)
    ? undefined
    : NAME_BY_HEADING.get(
        heading
          .slice(0, 100)
          .toLowerCase()
          .replace(/[^a-z]/g, ''),
      );

export type Columns = readonly (ColumnName | undefined)[];

/**
 * Returns what the columns under these headings hold; undefined for a heading that is not known.
 */
export const columnsOf = (headings: readonly string[]): Columns =>
  headings.map(headings[0] === 'PT' ? (tag) => WOS_TAGS.get(tag.trim()) : nameOf);
