import { dateAmong } from './dates';
import type { FormatReader } from './format-reader';
import { type Tags, taggedReader } from './tagged-lines';
import { displayName, type Reference } from './to-entry';

/**
 * What Web of Science exports as a "Plain text file": records from one `PT` to the next, with the tags
 * of its tables (src/formats/read/csv-columns.ts). What goes on from the line before is indented.
 */
export const wosReader = (): FormatReader =>
  taggedReader({
    begin: 'PT ',
    firstTag: 'PT',
    line: /^([A-Z][A-Z\d])(?: (.*))?$/,
    join: (value, line) => `${value}\n${line.trimStart()}`,
    toReference,
  });

function toReference(tags: Tags): Reference {
  // Each name has a line of its own; all else goes on over the lines.
  const lines = (tag: string): string[] => tags.get(tag)?.[0]?.split('\n') ?? [];
  const text = (tag: string): string => lines(tag).join(' ');
  const names = [lines('AF'), lines('AU')].find((some) => some.length > 0) ?? [];
  return {
    title: text('TI'),
    authors: names.map(displayName),
    abstract: text('AB'),
    date: dateAmong([text('PY'), text('PD')]),
    venue: text('SO'),
    ids: [text('DI'), text('PM') && `pmid:${text('PM')}`],
    isbn: /book$/i.test(text('DT')) ? text('BN').split(' ')[0] : undefined,
    // Its own keywords, in ID, are no tags of anybody's.
    tags: text('DE').split(';'),
  };
}
