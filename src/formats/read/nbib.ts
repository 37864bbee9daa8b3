import { displayName, initialsFirst, pagesIn } from './fields';
import type { FormatReader } from './format-reader';
import { stripMarkup } from './html-text';
import type { Reference } from './reference';
import { type Tags, taggedReader } from './tagged-lines';

/**
 * Reads what PubMed's "Save" and "Cite" give
 * (https://www.nlm.nih.gov/bsd/mms/medlineelements.html): a record from one `PMID-` to the next.
 */
export const nbibReader = (): FormatReader =>
  taggedReader({
    begin: 'PMID-',
    firstTag: 'PMID',
    // `FAU - Harris, Charles R`: a tag of up to four letters.
    line: /^([A-Z]{2,4}) *- ?(.*)$/s,
    // A line that continues the one before is indented.
    join: (value, line) => (line ? `${value} ${line.trimStart()}` : value),
    toReference,
  });

function toReference(tags: Tags): Reference {
  const all = (...names: string[]): string[] => names.flatMap((name) => tags.get(name) ?? []);
  const [full, short] = [all('FAU', 'FED'), all('AU', 'ED')];
  // A book, or a chapter of one: https://www.nlm.nih.gov/bsd/mms/medlineelements.html#bti
  const [title, ...others] = all('TI', 'BTI', 'CTI');
  // The locators include the publisher's own numbers.
  const locators = all('LID', 'AID').filter((value) => value.endsWith('[doi]'));
  const isInBook = all('BTI').length > 0 && all('JT', 'TA').length === 0;
  const isChapter = isInBook && all('TI').length > 0;
  const isBook = isInBook && !isChapter;
  const pmid = all('PMID').map((value) => `pmid:${value.trim()}`)[0];
  return {
    key: pmid,
    title: title && stripMarkup(title).replace(/\.$/, ''),
    authors: [
      ...(full.length > 0 ? full.map(displayName) : short.map(initialsFirst)),
      ...all('CN'),
    ],
    abstract: all('AB').map(stripMarkup)[0],
    date: all('DP')[0],
    venue: (isBook ? [...all('PB'), ...others] : [...all('JT', 'TA'), ...others, ...all('PB')])
      .map(stripMarkup)[0]
      ?.replace(/\.$/, ''),
    type: isBook
      ? 'book'
      : isChapter
        ? 'chapter'
        : all('JT', 'TA')[0]
          ? 'article-journal'
          : undefined,
    fields: {
      volume: all('VI')[0],
      issue: all('IP')[0],
      page: pagesIn(all('PG')[0]),
      edition: all('EN')[0],
      publisher: isBook ? undefined : all('PB')[0],
      // For an article, the country of the journal.
      'publisher-place': isBook ? all('PL')[0] : undefined,
      'collection-title': all('CTI')[0],
      'container-title-short': all('JT')[0] ? all('TA')[0] : undefined,
      ISSN: all('IS')[0]?.replace(/\s*\(.*$/, ''),
      ISBN: all('ISBN')[0]?.replace(/\s*\(.*$/, ''),
      language: all('LA')[0],
      PMCID: all('PMC')[0],
      editor: all('FED').length > 0 ? all('FED').map(displayName) : all('ED').map(initialsFirst),
    },
    ids: [pmid, ...locators.map((value) => value.slice(0, -'[doi]'.length).trim())],
    isbn: all('TI', 'JT').length === 0 ? all('ISBN')[0]?.split(/[\s(]/)[0] : undefined,
    tags: all('OT'),
  };
}
