import { withArxivFacts } from '../../paper/arxiv-facts';
import type { Entry } from '../../paper/entry';
import { defined, type Paper } from '../../paper/paper';
import { type CslType, isTextField, type TextField } from '../../paper/publication';
import { clean, lineOf } from '../../tex/to-tex';
import { splitName } from '../person-name';
import { paragraphsOf } from './html';
import { areEditors, editorsOf, localId, namesOf, pageLink } from './paper-fields';
import { plainOf } from './plain';
import { cslTypeOf } from './publication-type';

/** An item as Zotero's connector server takes it (`POST /connector/saveItems`). */
export interface ZoteroItem extends ZoteroFields {
  /** Identifies the item within its request. */
  readonly id: string;
  readonly itemType: string;
  readonly title: string;
  readonly creators: readonly ZoteroCreator[];
  readonly tags: readonly { readonly tag: string }[];
  readonly notes: readonly { readonly note: string }[];
  readonly attachments: readonly never[];
}

/** Fields of an item, by Zotero's names (https://api.zotero.org/schema). */
interface ZoteroFields {
  readonly abstractNote?: string;
  readonly date?: string;
  readonly url?: string;
  readonly DOI?: string;
  /** The archive of a preprint, and its number there, `arXiv:2401.12345`. */
  readonly repository?: string;
  readonly archiveID?: string;
  /** Lines for which Zotero has no field, such as `Citation Key: …` and `PMID: …`. */
  readonly extra?: string;
  readonly [field: string]: unknown;
}

export interface ZoteroCreator {
  readonly firstName?: string;
  readonly lastName: string;
  readonly creatorType: string;
  /** 1 if the name is in one piece. */
  readonly fieldMode?: 1;
}

interface ZoteroType {
  readonly type: string;
  /** The field of the venue. */
  readonly venue?: string;
  readonly publisher?: string;
  /** Fields that have another name in this type; an empty one is none. */
  readonly fields?: Partial<Record<TextField, string>>;
}

const BOOK = {
  ...{ 'collection-title': 'series', 'collection-number': 'seriesNumber', edition: 'edition' },
  ...{ 'number-of-volumes': 'numberOfVolumes', 'number-of-pages': 'numPages' },
};
const ARTICLE = {
  'collection-title': 'series',
  'container-title-short': 'journalAbbreviation',
} as const;
const thing = (
  type: string,
  venue?: string,
  publisher?: string,
  fields: ZoteroType['fields'] = {},
): ZoteroType => ({ type, ...defined({ venue, publisher }), fields });

const DOCUMENT = thing('document', undefined, 'publisher');
/** Zotero's types for CSL's; all others are documents. */
const TYPES: Partial<Record<CslType, ZoteroType>> = {
  article: thing('preprint', 'repository'),
  'article-journal': thing('journalArticle', 'publicationTitle', undefined, ARTICLE),
  'article-magazine': thing('magazineArticle', 'publicationTitle'),
  'article-newspaper': thing('newspaperArticle', 'publicationTitle', undefined, {
    edition: 'edition',
    section: 'section',
  }),
  'paper-conference': thing('conferencePaper', 'proceedingsTitle', 'publisher', {
    'collection-title': 'series',
    'event-title': 'conferenceName',
  }),
  chapter: thing('bookSection', 'bookTitle', 'publisher', { ...BOOK, 'number-of-pages': '' }),
  book: thing('book', 'publisher', 'publisher', BOOK),
  thesis: thing('thesis', 'university', 'university', {
    genre: 'thesisType',
    'number-of-pages': 'numPages',
  }),
  report: thing('report', 'institution', 'institution', {
    ...{ number: 'reportNumber', genre: 'reportType', 'collection-title': 'seriesTitle' },
  }),
  dataset: thing('dataset', 'repository', 'repository', { number: 'identifier' }),
  software: thing('computerProgram', 'company', 'company', { version: 'versionNumber' }),
  webpage: thing('webpage', 'websiteTitle', undefined, { genre: 'websiteType' }),
  patent: thing('patent', 'assignee', 'assignee', { number: 'patentNumber' }),
  manuscript: thing('manuscript', undefined, undefined, {
    genre: 'manuscriptType',
    'number-of-pages': 'numPages',
  }),
  'entry-encyclopedia': thing('encyclopediaArticle', 'encyclopediaTitle', 'publisher', BOOK),
  'entry-dictionary': thing('dictionaryEntry', 'dictionaryTitle', 'publisher', BOOK),
  'post-weblog': thing('blogPost', 'blogTitle'),
  standard: thing('standard', 'publisher', 'publisher', { number: 'number' }),
};

/** The names that most types have in common. */
const FIELDS: Partial<Record<TextField, string>> = {
  ...{ volume: 'volume', issue: 'issue', page: 'pages', 'publisher-place': 'place' },
  ...{ ISSN: 'ISSN', ISBN: 'ISBN', language: 'language', rights: 'rights' },
  ...{ 'title-short': 'shortTitle', 'call-number': 'callNumber', source: 'libraryCatalog' },
  ...{ archive: 'archive', archive_location: 'archiveLocation', accessed: 'accessDate' },
};

/**
 * Returns the paper as an item for Zotero. If the venue says that the paper appeared, the item is
 * of that type, and its arXiv number goes to `extra`, where Zotero's own translator for arXiv puts
 * it. So do the fields that its type does not have, in the form in which Zotero reads them there.
 * @param key the citation key; Zotero keeps it in `extra`
 */
export function toZoteroItem(entry: Entry, key?: string): ZoteroItem {
  const { mark } = entry;
  const paper = withArxivFacts(entry.paper);
  const arxiv = localId(paper, 'arxiv');
  const pmid = localId(paper, 'pmid');
  const csl = cslTypeOf(paper);
  const type = TYPES[csl] ?? DOCUMENT;
  const venue = plainOf(paper.venue ?? '') || undefined;
  const isPreprint = type.type === 'preprint';
  const [primary] = paper.categories ?? [];
  const known = paper.authors.length;
  const { fields, others } = fieldsOf(paper, type);
  const extra = [
    arxiv && `arXiv:${arxiv}${primary ? ` [${clean(primary)}]` : ''}`,
    pmid && `PMID: ${pmid}`,
    key && `Citation Key: ${key}`,
    type === DOCUMENT && csl !== 'document' && `Type: ${csl}`,
    ...others,
    (paper.authorCount ?? 0) > known && `Authors: ${paper.authorCount}, of whom ${known} are named`,
  ].filter(Boolean);
  const authors = areEditors(paper) ? [] : namesOf(paper);
  return defined<ZoteroItem>({
    id: paper.id,
    itemType: type.type,
    title: plainOf(paper.title) || paper.id,
    creators: [
      ...creators(authors, csl === 'patent' ? 'inventor' : 'author'),
      ...creators(editorsOf(paper), HAS_EDITORS.has(type.type) ? 'editor' : 'contributor'),
      ...creators(paper.fields?.translator ?? [], 'translator'),
    ],
    ...fields,
    ...(type.venue && venue && !(type.venue in fields) && { [type.venue]: venue }),
    abstractNote: plainOf(paper.abstract ?? '') || undefined,
    date: paper.published,
    url: pageLink(paper),
    DOI: localId(paper, 'doi'),
    repository: isPreprint ? (arxiv ? 'arXiv' : venue) : (fields.repository as undefined),
    archiveID: isPreprint && arxiv ? `arXiv:${arxiv}` : undefined,
    ISBN: (fields.ISBN as string | undefined) ?? localId(paper, 'isbn'),
    extra: extra.join('\n') || undefined,
    tags: (mark.tags ?? []).map((tag) => ({ tag: lineOf(tag) })),
    notes: mark.note?.trim() ? [{ note: paragraphsOf(mark.note) }] : [],
    attachments: [],
  });
}

/** Types whose creators may be editors. */
const HAS_EDITORS: ReadonlySet<string> = new Set([
  ...['journalArticle', 'conferencePaper', 'bookSection', 'book', 'encyclopediaArticle'],
  ...['dictionaryEntry', 'document', 'preprint'],
]);

/** Returns the fields that the type has, and lines for the others. */
function fieldsOf(paper: Paper, type: ZoteroType) {
  const fields: Record<string, unknown> = {};
  const others: string[] = [];
  for (const [name, value] of Object.entries(paper.fields ?? {})) {
    if (typeof value !== 'string' || !isTextField(name)) continue;
    const own = type.fields?.[name] ?? (name === 'publisher' ? type.publisher : FIELDS[name]);
    if (own) fields[own] = plainOf(value);
    else others.push(`${name}: ${plainOf(value)}`);
  }
  return { fields, others };
}

const creators = (names: readonly string[], creatorType: string): ZoteroCreator[] =>
  names.flatMap((name) => toCreator(name, creatorType) ?? []);

function toCreator(display: string, creatorType: string): ZoteroCreator | undefined {
  const { given, particle, family, suffix } = splitName(plainOf(display));
  if (!family) return undefined;
  const lastName = [particle, family].filter(Boolean).join(' ');
  // Zotero has no field for "Jr.", and reads it behind a comma.
  if (!given) {
    const name = [lastName, suffix].filter(Boolean).join(' ');
    return { lastName: name, creatorType, fieldMode: 1 };
  }
  const firstName = [given, suffix].filter(Boolean).join(', ');
  return { firstName, lastName, creatorType };
}
