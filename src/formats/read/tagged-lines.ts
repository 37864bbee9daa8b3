import type { FormatReader } from './format-reader';
import type { Reference } from './to-entry';

/** The lines of one record: each tag with its values, in order. */
export type Tags = ReadonlyMap<string, readonly string[]>;

interface Kind {
  /** What each record's first line begins with, its tag in it. */
  readonly begin: string;
  readonly firstTag: string;
  /** A line that has a tag: the tag, and the value. */
  readonly line: RegExp;
  /** The value, with the line without a tag behind it. */
  join(value: string, line: string): string;
  toReference(tags: Tags): Reference;
}

/** Reads records of lines with a tag before each, one from one first tag to the next. */
export function taggedReader(kind: Kind): FormatReader {
  return (text, at, isLast) => {
    const end = text.indexOf(`\n${kind.begin}`, at + 1);
    if (end < 0 && !isLast) return undefined;
    const next = end < 0 ? text.length : end + 1;
    const record = text.slice(at, next);
    const start = at + record.length - record.trimStart().length;
    const tags = tagsIn(record, kind);
    return {
      next,
      records: tags.has(kind.firstTag) ? [{ at: start, reference: kind.toReference(tags) }] : [],
    };
  };
}

function tagsIn(record: string, kind: Kind): Tags {
  const tags = new Map<string, string[]>();
  let values: string[] = [];
  for (const line of record.split('\n').map((line) => line.trimEnd())) {
    const [, tag, value = ''] = kind.line.exec(line) ?? [];
    if (tag) {
      values = tags.get(tag) ?? [];
      tags.set(tag, values);
      values.push(value);
      continue;
    }
    const last = values.pop();
    if (last !== undefined) values.push(kind.join(last, line));
  }
  return tags;
}
