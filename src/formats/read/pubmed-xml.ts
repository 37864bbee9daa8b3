import type { XmlElement } from '@rgrove/parse-xml';
import { toReference as cslReference } from './csl-json';
import { mostExactDate } from './dates';
import type { FormatReader } from './format-reader';
import type { Reference } from './reference';
import { all, textAt, textsAt, xmlReader } from './xml-records';

/**
 * Reads PubMed's XML (https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html): articles, and
 * books and chapters of its Bookshelf.
 */
export const pubmedXmlReader = (): FormatReader =>
  xmlReader(['PubmedArticle', 'PubmedBookArticle'], toReference);

function toReference(record: XmlElement): Reference {
  const [book] = all(record, 'BookDocument');
  const citation = book ?? all(record, 'MedlineCitation')[0];
  const [article] = book ? [book] : all(citation, 'Article');
  const [journal] = all(article, 'Journal');
  const [issue] = all(journal, 'JournalIssue');
  const inBook = textAt(book, 'Book', 'BookTitle');
  const title = textAt(article, 'ArticleTitle') || textAt(article, 'VernacularTitle') || inBook;
  const authors = all(article, 'AuthorList', 'Author').filter(({ parent }) => isOfAuthors(parent));
  const pmid = textAt(citation, 'PMID');
  const dates = [
    dateOf(all(issue, 'PubDate')[0] ?? all(book, 'Book', 'PubDate')[0]),
    dateOf(all(article, 'ArticleDate')[0]),
  ];
  const reference = cslReference({
    // PubMed ends every title with a full stop, and has translated ones in brackets.
    title: title.replace(/\.$/, '').replace(/^\[(.*?)\.?\]$/, '$1'),
    type: book ? (inBook === title ? 'book' : 'chapter') : 'article-journal',
    'container-title': textAt(journal, 'Title') || (inBook === title ? '' : inBook),
    'container-title-short': textAt(journal, 'ISOAbbreviation'),
    publisher: textAt(book, 'Book', 'Publisher', 'PublisherName'),
    ...{ volume: textAt(issue, 'Volume'), issue: textAt(issue, 'Issue') },
    page: textAt(article, 'Pagination', 'MedlinePgn'),
    ...{ ISSN: textAt(journal, 'ISSN'), language: textAt(article, 'Language') },
    issued: mostExactDate(dates),
    abstract: abstractOf(article),
  });
  return {
    ...reference,
    key: `pmid:${pmid}`,
    isCited: false,
    authors: authors.map(nameOf).filter(Boolean),
    hasMoreAuthors: all(article, 'AuthorList')[0]?.attributes.CompleteYN === 'N',
    ids: [
      pmid && `pmid:${pmid}`,
      // Not those of what it cites, which are further down.
      ...idsIn(all(record, book ? 'PubmedBookData' : 'PubmedData', 'ArticleIdList', 'ArticleId')),
      ...idsIn(all(article, 'ArticleIdList', 'ArticleId')),
      ...idsIn(all(article, 'ELocationID')),
    ],
    tags: all(citation, 'KeywordList')
      .filter(({ attributes }) => attributes.Owner !== 'NLM')
      .flatMap((list) => textsAt(list, 'Keyword')),
    from: 'pubmed',
  };
}

/** A book has a list of its editors, too. */
const isOfAuthors = (list: unknown): boolean =>
  (list as XmlElement | null)?.attributes.Type !== 'editors';

const nameOf = (author: XmlElement): string =>
  [
    textAt(author, 'ForeName') || textAt(author, 'FirstName') || textAt(author, 'Initials'),
    textAt(author, 'LastName'),
    textAt(author, 'Suffix'),
    textAt(author, 'CollectiveName'),
  ]
    .filter(Boolean)
    .join(' ');

const idsIn = (elements: readonly XmlElement[]): string[] =>
  elements
    .filter(({ attributes }) => (attributes.IdType ?? attributes.EIdType) === 'doi')
    .map(({ text }) => text.trim());

function dateOf(date: XmlElement | undefined): string {
  const [year, month, day] = ['Year', 'Month', 'Day'].map((part) => textAt(date, part));
  if (!year) return textAt(date, 'MedlineDate');
  return [year, month, month && day].filter(Boolean).join(/^\d/.test(month ?? '') ? '-' : ' ');
}

/** "Methods: …", one part on each line. */
const abstractOf = (article: XmlElement | undefined): string =>
  all(article, 'Abstract', 'AbstractText')
    .map(({ attributes, text }) => [attributes.Label, text.trim()].filter(Boolean).join(': '))
    .join('\n');
