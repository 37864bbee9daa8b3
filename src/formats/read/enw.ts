import type { CslType } from '../../paper/publication';
import { isInContainer } from '../write/publication-type';
import { mostExactDate } from './dates';
import { authorsIn, isArchive, isToCite, namesIn, pagesIn } from './fields';
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

/** CSL's types for EndNote's. */
const TYPES: ReadonlyMap<string, CslType> = new Map<string, CslType>([
  ['journal article', 'article-journal'],
  ['electronic article', 'article-journal'],
  ['magazine article', 'article-magazine'],
  ['newspaper article', 'article-newspaper'],
  ['book', 'book'],
  ['edited book', 'book'],
  ['electronic book', 'book'],
  ['book section', 'chapter'],
  ['electronic book section', 'chapter'],
  ['conference proceedings', 'paper-conference'],
  ['conference paper', 'paper-conference'],
  ['thesis', 'thesis'],
  ['report', 'report'],
  ['government document', 'report'],
  ['patent', 'patent'],
  ['manuscript', 'manuscript'],
  ['dataset', 'dataset'],
  ['computer program', 'software'],
  ['web page', 'webpage'],
]);

function toReference(tags: Tags): Reference {
  const all = (...names: string[]): string[] =>
    names.flatMap((name) => tags.get(name) ?? []).map((value) => value.trim());
  const [authors, editors] = [all('A'), all('E')];
  const type = TYPES.get((all('0')[0] ?? '').toLowerCase());
  const isBook = type === 'book';
  const isInside = type !== undefined && isInContainer(type);
  const words = (...names: string[]): string[] => all(...names).map(stripMarkup);
  const people = (names: readonly string[]): string[] => names.map(stripMarkup).flatMap(namesIn);
  const database = all('~', 'W').join(' ');
  const { note, idLines, readAt } = joinSplit(
    all('Z')
      .filter((text) => !isByDatabase(text, database))
      .map((text) => splitNote(text, () => false)),
  );
  return {
    key: all('F')[0],
    isCited: isToCite(all('F')[0]),
    type,
    fields: {
      volume: all('V')[0],
      issue: isInside ? all('N')[0] : undefined,
      number: isInside ? undefined : all('N')[0],
      page: pagesIn(all('P')[0]),
      publisher: all('J', 'B').some((venue) => !isArchive(venue)) ? words('I')[0] : undefined,
      'publisher-place': all('C')[0],
      edition: all('7')[0],
      'collection-title': words('S')[0],
      'number-of-volumes': all('6')[0],
      genre: all('9')[0],
      language: all('G')[0],
      'call-number': all('L')[0],
      ISBN: isBook || type === 'chapter' ? all('@')[0] : undefined,
      ISSN: isBook || type === 'chapter' ? undefined : all('@')[0],
      editor: people(editors),
      translator: people(all('?')),
    },
    title: words('T')[0],
    ...authorsIn(people(authors.length > 0 ? authors : editors)),
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
