import { dateAmong } from './dates';
import { displayed, type Facts, isArchive, splitNote } from './found';
import type { Reader } from './reader';

/** The lines of one record: each tag with its values, in order. */
type Tags = Map<string, string[]>;

/**
 * EndNote's tagged format, which Google Scholar and publishers give under its name: `%T Title`, a
 * record from one `%0` to the next. A line without a tag goes on with the one before.
 */
export function enwReader(): Reader {
  return (text, at, isLast) => {
    const end = text.indexOf('\n%0 ', at + 1);
    if (end < 0 && !isLast) return undefined;
    const next = end < 0 ? text.length : end + 1;
    const record = text.slice(at, next);
    const start = at + record.length - record.trimStart().length;
    const tags = tagsIn(record);
    return { next, pieces: tags.has('0') ? [{ at: start, facts: factsOf(tags) }] : [] };
  };
}

function tagsIn(record: string): Tags {
  const tags: Tags = new Map();
  let values: string[] = [];
  for (const line of record.split('\n').map((line) => line.trimEnd())) {
    const [, tag, value = ''] = /^%(\S)(?: (.*))?$/.exec(line) ?? [];
    if (tag) {
      values = tags.get(tag) ?? [];
      tags.set(tag, values);
      values.push(value);
      continue;
    }
    if (values.length > 0) values.push(`${values.pop()}\n${line}`);
  }
  return tags;
}

function factsOf(tags: Tags): Facts {
  const all = (...names: string[]): string[] =>
    names.flatMap((name) => tags.get(name) ?? []).map((value) => value.trim());
  const [authors, editors] = [all('A'), all('E')];
  const isBook = /book$/i.test(all('0')[0] ?? '');
  const { note, machine } = splitNote(all('Z').join('\n\n'), () => false);
  return {
    key: all('F')[0],
    title: all('T')[0],
    authors: (authors.length > 0 ? authors : editors).map(displayed),
    abstract: all('X')[0],
    date: dateAmong(all('D', '8')),
    venue: all('J', 'B', 'I').find((venue) => venue && !isArchive(venue)),
    ids: [...all('R', 'M').filter((value) => /arxiv|10\.\d{4}|pmid/i.test(value)), ...machine],
    isbn: isBook ? all('@')[0] : undefined,
    pages: all('U').filter(Boolean),
    note,
    tags: all('K').flatMap((value) => value.split('\n')),
  };
}
