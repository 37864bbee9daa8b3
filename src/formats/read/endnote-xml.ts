import type { XmlElement } from '@rgrove/parse-xml';
import { toReference as cslReference } from './csl-json';
import { displayName } from './fields';
import type { FormatReader } from './format-reader';
import type { Reference } from './reference';
import { all, textAt, textsAt, xmlReader } from './xml-records';

/**
 * Reads the XML that EndNote, and others for EndNote, export: `<xml><records><record>…`, in which
 * each text may be in several `<style>` elements.
 */
export const endnoteXmlReader = (): FormatReader => xmlReader(['record'], toReference);

/** CSL's types by EndNote's. */
const TYPES: Readonly<Record<string, string>> = {
  'journal article': 'article-journal',
  'electronic article': 'article-journal',
  book: 'book',
  'edited book': 'book',
  'electronic book': 'book',
  'book section': 'chapter',
  'electronic book section': 'chapter',
  'conference paper': 'paper-conference',
  'conference proceedings': 'paper-conference',
  thesis: 'thesis',
  report: 'report',
  'government document': 'report',
  'magazine article': 'article-magazine',
  'newspaper article': 'article-newspaper',
  'web page': 'webpage',
  dataset: 'dataset',
  'computer program': 'software',
  patent: 'patent',
  manuscript: 'manuscript',
};

function toReference(record: XmlElement): Reference {
  const text = (...path: string[]) => textAt(record, ...path);
  const names = (role: string) => textsAt(record, 'contributors', role, 'author').flatMap(lines);
  const type = typeOf(record);
  const isInside = type === 'chapter' || type === 'paper-conference';
  const [authors, editors] = [names('authors'), names('secondary-authors')];
  const journal = text('periodical', 'full-title') || text('titles', 'secondary-title');
  const reference = cslReference({
    title: oneLine(text('titles', 'title')),
    id: text('label') || text('rec-number'),
    type,
    ...{ 'container-title': oneLine(journal), publisher: text('publisher') },
    editor: isInside ? editors.map((literal) => ({ literal: displayName(literal) })) : undefined,
    'publisher-place': text('pub-location'),
    'collection-title': isInside ? text('titles', 'tertiary-title') : '',
    ...{ volume: text('volume'), issue: text('number'), page: text('pages') },
    ...{ edition: text('edition'), language: text('language') },
    [/^(?:article|paper)/.test(type) ? 'ISSN' : 'ISBN']: text('isbn'),
    issued: dateOf(text('dates', 'year'), text('dates', 'pub-dates', 'date')),
    abstract: text('abstract'),
  });
  const pages = [
    ...textsAt(record, 'urls', 'related-urls', 'url'),
    ...textsAt(record, 'urls', 'web-urls', 'url'),
  ].flatMap(lines);
  const accession = text('accession-num');
  return {
    ...reference,
    authors: (authors.length > 0 ? authors : editors).map((name) => displayName(name)),
    ids: [
      ...(reference.ids ?? []),
      text('electronic-resource-num'),
      // PubMed's numbers, in a record that came from there.
      /^\d{1,8}$/.test(accession) && /pubmed|medline|nlm/i.test(text('remote-database-name'))
        ? `pmid:${accession}`
        : undefined,
      /arxiv/i.test(accession) ? accession : undefined,
    ],
    pages: pages.filter((url) => /^https?:/i.test(url)),
    pdf: textsAt(record, 'urls', 'pdf-urls', 'url').find((url) => /^https?:/i.test(url)),
    note: [text('notes'), text('research-notes')].filter(Boolean).join('\n\n'),
    tags: textsAt(record, 'keywords', 'keyword').flatMap(lines),
    from: 'endnote',
  };
}

/** EndNote separates what one field has several of by carriage returns. */
const lines = (text: string): string[] => text.split(/[\r\n]+/).map((line) => line.trim());

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

/** "2020", and "Sep 17", "2020/09/17" or "9 September" beside it. */
const dateOf = (year: string, date: string): string =>
  /\d{4}/.test(date) || !date ? date || year : `${date} ${year}`;

function typeOf(record: XmlElement): string {
  const [type] = all(record, 'ref-type');
  return TYPES[type?.attributes.name?.toLowerCase() ?? ''] ?? 'document';
}
