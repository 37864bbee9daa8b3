import { mostExactDate } from './dates';
import { authorsIn, isArchive, namesIn } from './fields';
import type { FormatReader } from './format-reader';
import { stripMarkup } from './html-text';
import { isByDatabase, joinSplit, splitNote } from './note-lines';
import type { Reference } from './reference';
import { type Tags, taggedReader } from './tagged-lines';

/**
 * Reads EndNote's tagged format, which Google Scholar and publishers offer as "EndNote": `%T
 * Title`, a record from one `%0` to the next. A line without a tag continues the one before.
 */
export const enwReader = (): FormatReader =>
  taggedReader({
    begin: '%0 ',
    firstTag: '0',
    line: /^%(\S)(?: (.*))?$/s,
    join: (value, line) => `${value}\n${line}`,
    toReference,
  });

function toReference(tags: Tags): Reference {
  const all = (...names: string[]): string[] =>
    names.flatMap((name) => tags.get(name) ?? []).map((value) => value.trim());
  const [authors, editors] = [all('A'), all('E')];
  const isBook = /book$/i.test(all('0')[0] ?? '');
  const words = (...names: string[]): string[] => all(...names).map(stripMarkup);
  const database = all('~', 'W').join(' ');
  const { note, idLines, readAt } = joinSplit(
    all('Z')
      .filter((text) => !isByDatabase(text, database))
      .map((text) => splitNote(text, () => false)),
  );
  return {
    key: all('F')[0],
    title: words('T')[0],
    ...authorsIn((authors.length > 0 ? authors : editors).map(stripMarkup).flatMap(namesIn)),
    abstract: words('X')[0],
    date: mostExactDate(all('D', '8')),
    venue: words('J', 'B', 'I').find((venue) => venue && !isArchive(venue)),
    ids: [...all('R', 'M').filter((value) => /arxiv|10\.\d{4}|pmid/i.test(value)), ...idLines],
    isbn: isBook ? all('@')[0] : undefined,
    pages: all('U').filter(Boolean),
    note,
    tags: words('K').flatMap((value) => value.split(/[\n;]/)),
    readAt,
  };
}
