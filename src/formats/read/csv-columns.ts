import { NAME_FIELDS, type NameField, TEXT_FIELDS, type TextField } from '../../paper/publication';

/** The columns that a table of papers can have. */
export type ColumnName =
  | 'key'
  | 'id'
  | 'title'
  | 'name'
  | 'authors'
  | 'full_names'
  | 'joined_authors'
  | 'author_count'
  | 'date'
  | 'year'
  | 'venue'
  | 'source'
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
  | 'status'
  | 'folder'
  | 'highlight'
  | 'read'
  | 'dismissed'
  | 'abstract'
  | 'added'
  | 'type'
  | 'first_page'
  | 'last_page'
  | FieldColumn;

/** A column that holds a field of the publication: `field:volume`. */
type FieldColumn = `field:${TextField | NameField}`;

/**
 * The headings of columns, without anything but letters: those of Dogear, Zotero, Web of Science,
 * Scopus, PubMed, OpenAlex, Embase, Springer, IEEE, ERIC, of Pocket, Instapaper, Readwise, Raindrop
 * and Omnivore, and those that people choose.
 */
const HEADINGS: Partial<Record<Exclude<ColumnName, FieldColumn>, string>> = {
  key: 'key citationkey citekey bibtexkey',
  id: 'id paperid identifier',
  title: 'title papertitle documenttitle articletitle itemtitle displayname',
  name: 'name',
  authors:
    'authors author creators creator by authornames authorshipsauthordisplayname authorshipsrawauthorname',
  full_names: 'authorfullnames',
  author_count: 'authorcount',
  date: 'published date publicationdate issued dateofpublication datepublished publishedat issuedate onlinedate',
  year: 'year publicationyear pubyear publicationdateyear',
  venue:
    'venue journal journaltitle journalbook sourcetitle publicationtitle publication conference conferencetitle conferencename booktitle proceedingstitle journalname primarylocationsourcedisplayname hostvenuedisplayname',
  source: 'source',
  categories: 'categories category subjects subject',
  tags: 'tags tag keywords keyword authorkeywords labels label manualtags topics topic collection collections documenttags',
  more_tags: 'automatictags',
  note: 'note notes comment comments annotation annote remarks',
  extra: 'extra',
  doi: 'doi doilink itemdoi',
  arxiv: 'arxiv arxivid arxivnumber eprint',
  pmid: 'pmid pubmedid pubmed medlinepmid idspmid',
  aliases: 'aliases otherids',
  page: 'page url link links urls href website address webpage articleurl fulltextlink primarylocationlandingpageurl',
  pdf: 'pdf pdflink pdfurl fulltexturl primarylocationpdfurl bestoalocationpdfurl',
  code: 'code codelink codeurl repository github',
  isbn: 'isbn',
  starred: 'starred starredat favorite favourite isfavorite isfavourite isstarred',
  read: 'read readat',
  dismissed: 'dismissed dismissedat',
  abstract: 'abstract abstractnote summary description',
  added:
    'dateadded added addedat timeadded createdat created timestamp saveddate savedat datesaved',
  status: 'status state location readstatus',
  folder: 'folder',
  highlight: 'highlight highlights selection',
  type: 'itemtype type documenttype',
  first_page: 'pagestart startpage firstpage',
  last_page: 'pageend endpage lastpage',
};

/** More headings for fields than their names. A column "page" is an address, and "source" a venue. */
const FIELD_HEADINGS: Partial<Record<TextField | NameField, string>> = {
  ...{ volume: 'volume vol', issue: 'issue issuenumber', page: 'pages pagerange' },
  ...{ 'publisher-place': 'publisherplace place', 'collection-title': 'collectiontitle series' },
  ...{ 'collection-number': 'collectionnumber seriesnumber', editor: 'editor editors' },
  ...{ 'number-of-pages': 'numberofpages numpages', 'number-of-volumes': 'numberofvolumes' },
  ...{ translator: 'translator translators', 'title-short': 'titleshort shorttitle' },
  ...{ 'container-title-short': 'containertitleshort journalabbreviation abbreviatedsourcetitle' },
  ...{ language: 'language languageoforiginaldocument', rights: 'rights license' },
  ...{ 'event-place': 'eventplace conferencelocation', 'event-date': 'eventdate conferencedate' },
  ...{ number: 'number reportnumber', source: 'librarycatalog', PMCID: 'pmcid' },
};

const normalized = (heading: string): string => heading.toLowerCase().replace(/[^a-z]/g, '');
const NAME_BY_HEADING = new Map([
  ...[...TEXT_FIELDS, ...NAME_FIELDS].flatMap((field) =>
    (FIELD_HEADINGS[field] ?? normalized(field))
      .split(' ')
      .map((heading): [string, ColumnName] => [heading, `field:${field}`]),
  ),
  ...Object.entries(HEADINGS).flatMap(([name, headings]) =>
    headings.split(' ').map((heading): [string, ColumnName] => [heading, name as ColumnName]),
  ),
]);

/**
 * The tags of Web of Science's own tables, which begin with PT; its ID, left out here, holds
 * keywords.
 */
const WOS_TAGS = new Map<string, ColumnName>(
  Object.entries({
    ...{ TI: 'title', AU: 'authors', AF: 'full_names', SO: 'venue', AB: 'abstract', DE: 'tags' },
    ...{ VL: 'field:volume', IS: 'field:issue', BP: 'first_page', EP: 'last_page' },
    ...{ SN: 'field:ISSN', LA: 'field:language', SE: 'field:collection-title' },
    ...{ CT: 'field:event-title', JI: 'field:container-title-short', BE: 'field:editor' },
    ...{ PU: 'field:publisher', PI: 'field:publisher-place' },
    ...{ PD: 'date', PY: 'year', DI: 'doi', PM: 'pmid', DT: 'type', BN: 'isbn' },
  }),
);

/** Returns what a column with this heading holds. "PMID: 31452105" is a paper and no heading. */
const nameOf = (heading: string): ColumnName | undefined =>
  /\d{4}|\/\d/.test(heading) ? undefined : NAME_BY_HEADING.get(normalized(heading.slice(0, 100)));

/** Tables that call other things by a common name, each with a heading that no other has. */
const OWN_NAMES: readonly {
  readonly sign: RegExp;
  readonly names: Readonly<Record<string, ColumnName>>;
}[] = [
  // Springer writes "Ada LovelaceCharles Babbage".
  { sign: /^Item DOI$/, names: { Authors: 'joined_authors' } },
  // In Readwise's table each row is a highlight, and the paper is its book.
  { sign: /^Highlight$/, names: { 'Book Title': 'title', 'Book Author': 'authors' } },
  // Dogear's own has CSL's fields by their names.
  { sign: /^author_count$/, names: { status: 'field:status' } },
];

export type Columns = readonly (ColumnName | undefined)[];

/**
 * Returns what the columns under these headings hold; undefined for a heading that is not known.
 */
export function columnsOf(headings: readonly string[]): Columns {
  if (headings[0] === 'PT') return headings.map((tag) => WOS_TAGS.get(tag.trim()));
  const names = headings.map(nameOf);
  const own = OWN_NAMES.find(({ sign }) => headings.some((heading) => sign.test(heading.trim())));
  return own ? headings.map((heading, i) => own.names[heading.trim()] ?? names[i]) : names;
}
