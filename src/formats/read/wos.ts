import type { CslType } from '../../paper/publication';
import { mostExactDate } from './dates';
import { displayName } from './fields';
import type { FormatReader } from './format-reader';
import { stripMarkup } from './html-text';
import type { Reference } from './reference';
import { type Tags, taggedReader } from './tagged-lines';

/**
 * Reads what Web of Science exports as a "Plain text file": records from one `PT` to the next, with
 * the tags of its tables (src/formats/read/csv-columns.ts). A line that continues the one before is
 * indented.
 */
export const wosReader = (): FormatReader =>
  taggedReader({
    begin: 'PT ',
    firstTag: 'PT',
    line: /^([A-Z][A-Z\d])(?: (.*))?$/s,
    join: (value, line) => `${value}\n${line.trimStart()}`,
    toReference,
  });

function toReference(tags: Tags): Reference {
  // Each name has a line of its own; everything else runs on over the lines.
  const lines = (tag: string): string[] => stripMarkup(tags.get(tag)?.[0] ?? '').split('\n');
  const text = (tag: string): string => lines(tag).join(' ');
  const names = [lines('AF'), lines('AU')].find(([first]) => first) ?? [];
  return {
    title: text('TI'),
    authors: names.map(displayName),
    abstract: text('AB'),
    date: mostExactDate([text('PY'), text('PD')]),
    venue: text('SO'),
    type: typeOf(text('PT'), text('DT')),
    fields: {
      volume: text('VL'),
      issue: text('IS'),
      // An article number where there are no pages.
      page: [text('BP'), text('EP')].filter(Boolean).join('-') || text('AR'),
      publisher: text('PU'),
      'publisher-place': text('PI'),
      'collection-title': text('SE'),
      'event-title': text('CT'),
      'event-place': text('CL'),
      'event-date': text('CY'),
      language: text('LA'),
      ISSN: text('SN'),
      ISBN: text('BN'),
      'container-title-short': text('JI'),
      editor: lines('BE').map(displayName),
    },
    ids: [text('DI'), text('PM') && `pmid:${text('PM')}`],
    isbn: /book$/i.test(text('DT')) ? text('BN').split(' ')[0] : undefined,
    // ID holds keywords that Web of Science added itself, and is left out.
    tags: text('DE').split(';'),
  };
}

function typeOf(publication: string, document: string): CslType | undefined {
  if (/proceedings paper/i.test(document)) return 'paper-conference';
  if (/chapter/i.test(document)) return 'chapter';
  if (/^B/i.test(publication)) return /^book$/i.test(document) ? 'book' : 'chapter';
  if (/^P/i.test(publication)) return 'patent';
  return /^J/i.test(publication) ? 'article-journal' : undefined;
}
