import { dateAmong } from './dates';
import type { FormatReader } from './format-reader';
import { type Tags, taggedReader } from './tagged-lines';
import { displayName, isArchive, type Reference, splitNote } from './to-entry';

/**
 * EndNote's tagged format, which Google Scholar and publishers give under its name: `%T Title`, a
 * record from one `%0` to the next. A line without a tag goes on with the one before.
 */
export const enwReader = (): FormatReader =>
  taggedReader({
    begin: '%0 ',
    firstTag: '0',
    line: /^%(\S)(?: (.*))?$/,
    join: (value, line) => `${value}\n${line}`,
    toReference,
  });

function toReference(tags: Tags): Reference {
  const all = (...names: string[]): string[] =>
    names.flatMap((name) => tags.get(name) ?? []).map((value) => value.trim());
  const [authors, editors] = [all('A'), all('E')];
  const isBook = /book$/i.test(all('0')[0] ?? '');
  const { note, idLines } = splitNote(all('Z').join('\n\n'), () => false);
  return {
    key: all('F')[0],
    title: all('T')[0],
    authors: (authors.length > 0 ? authors : editors).map(displayName),
    abstract: all('X')[0],
    date: dateAmong(all('D', '8')),
    venue: all('J', 'B', 'I').find((venue) => venue && !isArchive(venue)),
    ids: [...all('R', 'M').filter((value) => /arxiv|10\.\d{4}|pmid/i.test(value)), ...idLines],
    isbn: isBook ? all('@')[0] : undefined,
    pages: all('U').filter(Boolean),
    note,
    tags: all('K').flatMap((value) => value.split('\n')),
  };
}
