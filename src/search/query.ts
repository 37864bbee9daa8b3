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
 * | `has:note` `has:tag` `has:code` `has:pdf` | by what the paper has |
 * | `added:<7d` `added:>2w` `added:2026-01` `added:2026-01..2026-03` | by when it came into the library: less or more than so long ago; in a year, a month, on a day |
 * | `id:2401.12345`, or an id or a paper's address alone | that paper |
 * | `-word` `-is:read` `-(a b)` | without |
 * | `a OR b` | one of the two beside it |
 *
 * Everything else is joined by "and". Case does not matter, except that of OR.
 */
import { parseId } from '../paper/ids';
import { ANYWHERE, type FieldMask, maskOf } from './field';
import { isFieldName, readFact, wordField } from './query-fields';
import {
  joinNodes,
  type Mistake,
  type MistakeCode,
  type Query,
  type QueryNode,
} from './query-node';
import { type QueryValue, wordsNode } from './query-words';

export type { SearchField } from './field';
export { joinQueries, type Query } from './query-node';

/** Deepest nesting of parentheses. */
const MAX_DEPTH = 20;
/** Longest query that is read, in characters. */
const MAX_LENGTH = 2_000;

const QUOTE = /["“”„]/;
const BLANK = /\s/;

/** How far a query was read. */
interface Parser {
  readonly source: string;
  /** Offset of the next character. */
  at: number;
  readonly mistakes: Mistake[];
}

/** The surroundings of a part of a query. */
interface Context {
  /** Number of parentheses around it. */
  readonly depth: number;
  /** The fields that the parentheses belong to, as in `title:(a b)`. */
  readonly fields: FieldMask;
}

/** Parses a query. What is wrong in it is left out of `root` and listed in `mistakes`; never throws. */
export function parseQuery(text: string): Query {
  const parser: Parser = { source: text.slice(0, MAX_LENGTH), at: 0, mistakes: [] };
  const root = readAll(parser, { depth: 0, fields: ANYWHERE });
  if (text.length > MAX_LENGTH) addMistake(parser, 'too_long', MAX_LENGTH, text.length);
  return { text, root, mistakes: parser.mistakes.sort((a, b) => a.from - b.from) };
}

function addMistake({ mistakes }: Parser, code: MistakeCode, from: number, to: number): undefined {
  mistakes.push({ code, from, to });
}

function skipBlanks(parser: Parser): void {
  while (BLANK.test(parser.source[parser.at] ?? '')) parser.at++;
}

/** Reads everything up to the closing parenthesis, or the end. */
function readAll(parser: Parser, context: Context): QueryNode | undefined {
  const nodes: QueryNode[] = [];
  let or: { readonly from: number; readonly left: QueryNode } | undefined;
  for (;;) {
    skipBlanks(parser);
    const { source, at } = parser;
    if (at >= source.length || (source[at] === ')' && context.depth > 0)) break;
    if (source[at] === ')') {
      addMistake(parser, 'paren_close', at, at + 1);
      parser.at++;
      continue;
    }
    const operator = readOperator(parser);
    if (operator === 'OR') {
      const left = or ? undefined : nodes.pop();
      if (left) or = { from: at, left };
      else addMistake(parser, 'or_side', at, at + 2);
    }
    if (operator) continue;
    const node = readOne(parser, context);
    const joined = or ? joinNodes('or', node ? [or.left, node] : [or.left]) : node;
    if (joined) nodes.push(joined);
    or = undefined;
  }
  if (or) {
    addMistake(parser, 'or_side', or.from, or.from + 2);
    nodes.push(or.left);
  }
  return joinNodes('and', nodes);
}

function readOperator(parser: Parser): string | undefined {
  const { source, at } = parser;
  const [word] = /^(?:OR|AND)(?=[\s()]|$)/.exec(source.slice(at, at + 4)) ?? [];
  if (word) parser.at += word.length;
  return word;
}

/** Reads one term, with a minus before it or not. */
function readOne(parser: Parser, context: Context): QueryNode | undefined {
  const { source, at } = parser;
  const isNot = source[at] === '-' && /[^\s)]/.test(source[at + 1] ?? ' ');
  if (isNot) parser.at++;
  const node = readTerm(parser, context);
  return isNot && node ? { kind: 'not', node } : node;
}

function readTerm(parser: Parser, context: Context): QueryNode | undefined {
  const { source, at } = parser;
  if (source[at] === '(') return readGroup(parser, context);
  const [prefix = '', name = ''] = /^([A-Za-z]+):/.exec(source.slice(at, at + 40)) ?? [];
  if (isFieldName(name.toLowerCase())) return readField(parser, context, name.toLowerCase());
  const value = readValue(parser);
  if (prefix && !value.isQuoted && value.text.length > prefix.length) {
    const id = parseId(value.text);
    if (id) return { kind: 'id', id, isWhole: true };
    const asked = value.text.slice(prefix.length);
    // "COVID:19" is a word, but a year after the colon was meant for a field.
    if (!/^\d|^\/\//.test(asked) || /^\d{4}(?:\.\.(?:\d{4})?)?$/.test(asked)) {
      return addMistake(parser, 'field_unknown', at, at + prefix.length - 1);
    }
  }
  return wordsNode(value, context.fields);
}

function readGroup(parser: Parser, { depth, fields }: Context): QueryNode | undefined {
  const from = parser.at++;
  if (depth >= MAX_DEPTH) return addMistake(parser, 'too_deep', from, from + 1);
  const node = readAll(parser, { depth: depth + 1, fields });
  if (parser.source[parser.at] === ')') parser.at++;
  else addMistake(parser, 'paren_open', from, from + 1);
  return node;
}

function readField(parser: Parser, { depth }: Context, name: string): QueryNode | undefined {
  const from = parser.at;
  const end = from + name.length + 1;
  parser.at = end;
  skipBlanks(parser);
  const next = parser.source[parser.at];
  if (next === undefined || next === ')') {
    return addMistake(parser, 'value_missing', from, end);
  }
  const field = wordField(name);
  if (field && next === '(') return readGroup(parser, { depth, fields: maskOf(field) });
  const value = readValue(parser);
  if (field) return wordsNode(value, maskOf(field));
  const fact = readFact(name, value.text);
  return typeof fact === 'string' ? addMistake(parser, fact, value.from, value.to) : fact;
}

/** Reads a quoted text, or everything up to a blank or a parenthesis that was not opened in it. */
function readValue(parser: Parser): QueryValue {
  const { source, at: from } = parser;
  return QUOTE.test(source[from] ?? '') ? readQuoted(parser) : readBare(parser);
}

function readQuoted(parser: Parser): QueryValue {
  const { source, at: from } = parser;
  let at = from + 1;
  while (at < source.length && !QUOTE.test(source[at] as string)) at++;
  const text = source.slice(from + 1, at);
  const isOpen = at >= source.length;
  if (isOpen) addMistake(parser, 'quote_open', from, from + 1);
  else at++;
  parser.at = at;
  return { text, from, to: at, isQuoted: true, isOpen };
}

function readBare(parser: Parser): QueryValue {
  const { source, at: from } = parser;
  let at = from;
  for (let open = 0; at < source.length; at++) {
    const char = source[at] as string;
    if (char === '(') open++;
    if (BLANK.test(char) || (char === ')' && --open < 0)) break;
  }
  parser.at = at;
  return { text: source.slice(from, at), from, to: at, isQuoted: false, isOpen: false };
}
