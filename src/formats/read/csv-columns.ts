/** What the columns of a table are called. */
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
 * What columns are called, letters alone: by Dogear, by Zotero, by Web of Science, Scopus, PubMed and
 * the like, and by people.
 */
const CALLED: Record<ColumnName, string> = {
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
const NAME_OF = new Map(
  Object.entries(CALLED).flatMap(([name, called]) =>
    called.split(' ').map((header) => [header, name as ColumnName] as const),
  ),
);

/** The tags of Web of Science's own tables, the first of which is PT; its ID holds keywords. */
const OF_WOS = new Map<string, ColumnName>(
  Object.entries({
    ...{ TI: 'title', AU: 'authors', AF: 'full_names', SO: 'venue', AB: 'abstract', DE: 'tags' },
    ...{ PD: 'date', PY: 'year', DI: 'doi', PM: 'pmid', DT: 'type', BN: 'isbn' },
  }),
);

/** Of "PMID: 31452105", which is a paper, none. */
const nameOf = (heading: string): ColumnName | undefined =>
  /\d{4}|\/\d/.test(heading)
    ? undefined
    : NAME_OF.get(
        heading
          .slice(0, 100)
          .toLowerCase()
          .replace(/[^a-z]/g, ''),
      );

export type Columns = readonly (ColumnName | undefined)[];

/** What the columns under these headings hold; undefined where nobody knows. */
export const columnsOf = (headings: readonly string[]): Columns =>
  headings.map(headings[0] === 'PT' ? (tag) => OF_WOS.get(tag.trim()) : nameOf);
