import type { FormatReader } from './format-reader';
import type { Reference } from './reference';

/** The values of each tag of a record, in order. */
export type Tags = ReadonlyMap<string, readonly string[]>;

interface TaggedFormat {
  /** The first tag of each record, as it begins a line. */
  readonly begin: string;
  readonly firstTag: string;
  /** Matches a line with a tag, and captures the tag and the value. */
  readonly line: RegExp;
  /** Returns a value continued by a line without a tag. */
  join(value: string, line: string): string;
  toReference(tags: Tags): Reference;
}

/** Reads records of lines that begin with a tag, each from one first tag to the next. */
export function taggedReader(format: TaggedFormat): FormatReader {
  return (text, at, isLast) => {
    const end = text.indexOf(`\n${format.begin}`, at + 1);
    if (end < 0 && !isLast) return undefined;
    const next = end < 0 ? text.length : end + 1;
    const record = text.slice(at, next);
    const start = at + record.length - record.trimStart().length;
    const tags = tagsIn(record, format);
    return {
      next,
      records: tags.has(format.firstTag)
        ? [{ at: start, reference: format.toReference(tags) }]
        : [],
    };
  };
}

function tagsIn(record: string, format: TaggedFormat): Tags {
  const tags = new Map<string, string[]>();
  let values: string[] = [];
  for (const line of record.split('\n').map((line) => line.trimEnd())) {
    const [, tag, value = ''] = format.line.exec(line) ?? [];
    if (tag) {
      values = tags.get(tag) ?? [];
      tags.set(tag, values);
      values.push(value);
      continue;
    }
    const last = values.pop();
    if (last !== undefined) values.push(format.join(last, line));
  }
  return tags;
}
