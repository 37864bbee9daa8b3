/**
 * The language of queries.
 *
 * | written | finds |
 * | --- | --- |
 * | `sparse atten` | both words, anywhere, each as the beginning of a word |
 * | `"in context"` | these words one after the other, whole |
 * | `author:vaswani` `title:"in context"` `title:(a OR b)` | in one field: author, title, abstract, note, tag, venue, cat |
 * | `tag:"to read"` `cat:"cs.CL"` | quoted: this tag or category, and no longer one |
 * | `year:2024` `year:2023..2025` `year:..2020` `year:>2020` | by the year of publication |
 * | `is:starred` `is:read` `is:unread` `is:dismissed` | by mark |
 * | `has:note` `has:tag` `has:code` `has:pdf` | by what there is |
 * | `added:<7d` `added:>2w` `added:2026-01` `added:2026-01..2026-03` | by when it came: less, or more, than so long ago; in a year, a month, on a day |
 * | `id:2401.12345`, or an id or a paper's address alone | that paper |
 * | `-word` `-is:read` `-(a b)` | without |
 * | `a OR b` | one of the two beside it |
 *
 * All else is joined by "and". Case does not matter, but that of OR.
 */
import { type PaperId, parseId } from '../paper/ids';
import { type Bound, readAdded, readYears, type Years } from './dates';
import { ANYWHERE, type Field, type FieldMask, maskOf } from './field';
import { wordsOf } from './fold';

export type { Field } from './field';

/** What a paper is or has. */
export type Flag = 'starred' | 'read' | 'unread' | 'dismissed' | 'note' | 'tag' | 'code' | 'pdf';

export interface Words {
  readonly kind: 'words';
  readonly fields: FieldMask;
  /** Folded; of several, each follows the one before, in one field. Never empty. */
  readonly words: readonly string[];
  /** Whether the last one may go on. */
  readonly isPrefix: boolean;
}

export type Node =
  | { readonly kind: 'and' | 'or'; readonly nodes: readonly Node[] }
  | { readonly kind: 'not'; readonly node: Node }
  | Words
  /** Ids that begin so; `isWhole`, that are so. */
  | { readonly kind: 'id'; readonly id: string; readonly isWhole: boolean }
  | { readonly kind: 'is'; readonly flag: Flag }
  | ({ readonly kind: 'year' } & Years)
  /** From the one, up to but not the other. */
  | { readonly kind: 'added'; readonly from?: Bound; readonly to?: Bound };

export type MistakeCode =
  | 'field_unknown'
  | 'value_missing'
  | 'is_unknown'
  | 'has_unknown'
  | 'year_form'
  | 'added_form'
  | 'range_order'
  | 'quote_open'
  | 'paren_open'
  | 'paren_close'
  | 'or_side'
  | 'too_deep'
  | 'too_long';

/** Something in a query that was left out, or read as well as could be. */
export interface Mistake {
  /** Offsets in the query's text. */
  readonly from: number;
  readonly to: number;
  readonly code: MistakeCode;
}

export interface Query {
  readonly text: string;
  /** Undefined where nothing is asked: all papers. */
  readonly root: Node | undefined;
  readonly mistakes: readonly Mistake[];
}

/** Begins and ends each tag and category, so that a whole one can be asked for. */
export const BOUND = '\u0001';

const MOST_DEEP = 20;
const LONGEST = 2_000;

/** The fields that hold words, by all their names. */
const IN_FIELD: Readonly<Record<string, Field>> = {
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
const IS: Readonly<Record<string, Flag>> = {
  starred: 'starred',
  read: 'read',
  unread: 'unread',
  dismissed: 'dismissed',
};
const HAS: Readonly<Record<string, Flag>> = {
  note: 'note',
  notes: 'note',
  tag: 'tag',
  tags: 'tag',
  code: 'code',
  pdf: 'pdf',
};
const OTHER_FIELDS = ['is', 'has', 'year', 'added', 'id'];

const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

const QUOTE = /["“”„]/;
const BLANK = /\s/;

/** The value of a field, or a word: what was written, without its quotes. */
interface Value {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly isQuoted: boolean;
  /** Still being typed. */
  readonly isOpen: boolean;
}

/** Reads a query. What is wrong in it is left out of `root` and told in `mistakes`; never throws. */
export function parseQuery(text: string): Query {
  const mistakes: Mistake[] = [];
  const source = text.slice(0, LONGEST);
  let at = 0;

  const mistake = (code: MistakeCode, from: number, to: number): undefined => {
    mistakes.push({ code, from, to });
  };
  const skipBlanks = (): void => {
    while (at < source.length && BLANK.test(source[at] as string)) at++;
  };

  /** All up to the parenthesis that closes, or the end. */
  function readAll(depth: number, fields: FieldMask | undefined): Node | undefined {
    const nodes: Node[] = [];
    let or: { from: number; left: Node | undefined } | undefined;
    for (;;) {
      skipBlanks();
      if (at >= source.length || (source[at] === ')' && depth > 0)) break;
      if (source[at] === ')') {
        mistake('paren_close', at, ++at);
        continue;
      }
      const [word] = /^(?:OR|AND)(?=[\s()]|$)/.exec(source.slice(at, at + 4)) ?? [];
      if (word) {
        if (word === 'OR') {
          if (or || nodes.length === 0) mistake('or_side', at, at + 2);
          else or = { from: at, left: nodes.pop() };
        }
        at += word.length;
        continue;
      }
      const node = readOne(depth, fields);
      if (node && or?.left) nodes.push(join('or', [or.left, node]) as Node);
      else if (node) nodes.push(node);
      else if (or?.left) nodes.push(or.left);
      or = undefined;
    }
    if (or?.left) {
      mistake('or_side', or.from, or.from + 2);
      nodes.push(or.left);
    }
    return join('and', nodes);
  }

  function readOne(depth: number, fields: FieldMask | undefined): Node | undefined {
    const isNot = source[at] === '-' && /[^\s)]/.test(source[at + 1] ?? ' ');
    if (isNot) at++;
    const node = readPositive(depth, fields);
    return isNot && node ? { kind: 'not', node } : node;
  }

  function readPositive(depth: number, fields: FieldMask | undefined): Node | undefined {
    if (source[at] === '(') return readGroup(depth, fields);
    const [prefix, name = ''] = /^([A-Za-z]+):/.exec(source.slice(at, at + 40)) ?? [];
    if (prefix) {
      const field = own(IN_FIELD, name.toLowerCase());
      if (field || OTHER_FIELDS.includes(name.toLowerCase())) {
        return readField(depth, name.toLowerCase(), field, prefix.length);
      }
    }
    const from = at;
    const value = readValue();
    if (prefix && !value.isQuoted && value.text.length > prefix.length) {
      const id = parseId(value.text);
      if (id) return { kind: 'id', id, isWhole: true };
      const asked = value.text.slice(prefix.length);
      // "COVID:19" is a word; what is asked for by a year was meant for a field.
      if (!/^\d|^\/\//.test(asked) || /^\d{4}(?:\.\.(?:\d{4})?)?$/.test(asked)) {
        return mistake('field_unknown', from, from + prefix.length - 1);
      }
    }
    return wordsNode(value, fields ?? ANYWHERE);
  }

  function readGroup(depth: number, fields: FieldMask | undefined): Node | undefined {
    const from = at++;
    if (depth >= MOST_DEEP) return mistake('too_deep', from, at);
    const node = readAll(depth + 1, fields);
    if (source[at] === ')') at++;
    else mistake('paren_open', from, from + 1);
    return node;
  }

  function readField(
    depth: number,
    name: string,
    field: Field | undefined,
    length: number,
  ): Node | undefined {
    const from = at;
    at += length;
    skipBlanks();
    if (at >= source.length || source[at] === ')') {
      return mistake('value_missing', from, from + length);
    }
    if (field && source[at] === '(') return readGroup(depth, maskOf(field));
    const value = readValue();
    if (field) return wordsNode(value, maskOf(field));
    return readFact(name, value);
  }

  /** What is asked by name, and is no word in a text. */
  function readFact(name: string, value: Value): Node | undefined {
    const { from, to } = value;
    const text = value.text.trim().toLowerCase();
    if (name === 'id') {
      const id = parseId(value.text);
      return { kind: 'id', id: id ?? text, isWhole: id !== undefined };
    }
    if (name === 'year') {
      const years = readYears(text);
      return typeof years === 'string' ? mistake(years, from, to) : { kind: 'year', ...years };
    }
    if (name === 'added') {
      const range = readAdded(text);
      return typeof range === 'string' ? mistake(range, from, to) : { kind: 'added', ...range };
    }
    const flag = own(name === 'is' ? IS : HAS, text);
    if (!flag) return mistake(name === 'is' ? 'is_unknown' : 'has_unknown', from, to);
    return { kind: 'is', flag };
  }

  /** A quoted text, or all up to a blank or a parenthesis that was not opened in it. */
  function readValue(): Value {
    const from = at;
    if (QUOTE.test(source[at] as string)) {
      at++;
      while (at < source.length && !QUOTE.test(source[at] as string)) at++;
      const text = source.slice(from + 1, at);
      const isOpen = at >= source.length;
      if (isOpen) mistake('quote_open', from, from + 1);
      else at++;
      return { text, from, to: at, isQuoted: true, isOpen };
    }
    let open = 0;
    for (; at < source.length; at++) {
      const char = source[at] as string;
      if (char === '(') open++;
      if (BLANK.test(char) || (char === ')' && --open < 0)) break;
    }
    return { text: source.slice(from, at), from, to: at, isQuoted: false, isOpen: false };
  }

  const root = readAll(0, undefined);
  if (text.length > LONGEST) mistake('too_long', LONGEST, text.length);
  return { text, root, mistakes: mistakes.sort((a, b) => a.from - b.from) };
}

/**
 * Joins two parsed queries: what it finds is found by both. Text and mistakes are those of the
 * first, which the user typed. Joining the texts instead would let the end of one change what the
 * other means: after an OR, in an open quote, as the value of a field.
 */
export function joinQueries(typed: Query, filter: Query): Query {
  const roots = [typed.root, filter.root].filter((root) => root !== undefined);
  return { ...typed, root: join('and', roots) };
}

function join(kind: 'and' | 'or', nodes: readonly Node[]): Node | undefined {
  if (nodes.length <= 1) return nodes[0];
  const [first, ...rest] = nodes as [Node, ...Node[]];
  // `a OR b OR c` is one.
  return { kind, nodes: first.kind === kind ? [...first.nodes, ...rest] : nodes };
}

const WHOLE_VALUES = maskOf('tag') | maskOf('cat');

function wordsNode({ text, isQuoted, isOpen }: Value, fields: FieldMask): Node | undefined {
  const isOneField = fields !== ANYWHERE;
  const words = isOneField && fields & WHOLE_VALUES ? valueWords(text) : wordsOf(text);
  const isPrefix = !isQuoted || isOpen;
  const id = isQuoted || isOneField ? undefined : idIn(text);
  if (words.length === 0) return undefined;
  if (id && /^https?:/i.test(text)) return { kind: 'id', id, isWhole: true };
  const isBounded = isQuoted && !isOpen && isOneField && (fields & WHOLE_VALUES) > 0;
  const node: Words = {
    kind: 'words',
    fields,
    words: isBounded ? [BOUND, ...words, BOUND] : words,
    isPrefix,
  };
  return id ? { kind: 'or', nodes: [{ kind: 'id', id, isWhole: true }, node] } : node;
}

/** An address of a paper, or an id that cannot be an ordinary word. */
function idIn(text: string): PaperId | undefined {
  return /\d/.test(text) || /^https?:/i.test(text) ? parseId(text) : undefined;
}

/** The words of a tag or a category; of one that has none, such as a lone emoji, itself. */
export function valueWords(text: string): string[] {
  const words = wordsOf(text);
  const bare = text.trim().toLowerCase();
  return words.length > 0 || bare === '' ? words : [bare];
}
