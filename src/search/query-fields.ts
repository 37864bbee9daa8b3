import { parseId } from '../paper/ids';
import { readAdded, readYears } from './dates';
import type { SearchField } from './field';
import type { MistakeCode, QueryFlag, QueryNode } from './query-node';

/** The fields that hold words, by all their names. */
const WORD_FIELDS: Readonly<Record<string, SearchField>> = {
  title: 'title',
  author: 'author',
  authors: 'author',
  abstract: 'abstract',
  note: 'note',
  notes: 'note',
  tag: 'tag',
  tags: 'tag',
  venue: 'venue',
  cat: 'cat',
  category: 'cat',
};

const IS: Readonly<Record<string, QueryFlag>> = {
  starred: 'starred',
  read: 'read',
  unread: 'unread',
  dismissed: 'dismissed',
};

const HAS: Readonly<Record<string, QueryFlag>> = {
  note: 'note',
  notes: 'note',
  tag: 'tag',
  tags: 'tag',
  code: 'code',
  pdf: 'pdf',
};

/** The fields whose values are no words. */
const FACT_FIELDS = ['is', 'has', 'year', 'added', 'id'];

const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

/** Returns the field of words that has this name, in lower case. */
export const wordField = (name: string): SearchField | undefined => own(WORD_FIELDS, name);

/** Whether a name, in lower case, is that of any field. */
export const isFieldName = (name: string): boolean =>
  wordField(name) !== undefined || FACT_FIELDS.includes(name);

/** Reads the value of a field whose values are no words; returns a mistake's code if it cannot. */
export function readFact(name: string, value: string): QueryNode | MistakeCode {
  const text = value.trim().toLowerCase();
  if (name === 'id') {
    const id = parseId(value);
    return { kind: 'id', id: id ?? text, isWhole: id !== undefined };
  }
  if (name === 'year') {
    const years = readYears(text);
    return typeof years === 'string' ? years : { kind: 'year', ...years };
  }
  if (name === 'added') {
    const range = readAdded(text);
    return typeof range === 'string' ? range : { kind: 'added', ...range };
  }
  const flag = own(name === 'is' ? IS : HAS, text);
  if (flag) return { kind: 'is', flag };
  return name === 'is' ? 'is_unknown' : 'has_unknown';
}
