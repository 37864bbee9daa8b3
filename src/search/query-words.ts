import { type PaperId, parseId } from '../paper/ids';
import { ANYWHERE, type FieldMask, maskOf } from './field';
import { wordsOf } from './fold';
import { joinNodes, type QueryNode, type WordsNode } from './query-node';

/** Stands before and after each tag and category in the index, so that a whole one can be asked for. */
export const BOUND = '\u0001';

/** A word or the value of a field, as written but without its quotes. */
export interface QueryValue {
  readonly text: string;
  /** Offset in the query. */
  readonly from: number;
  /** Offset of the end, not included. */
  readonly to: number;
  readonly isQuoted: boolean;
  /** Whether the closing quote is missing: the value is still being typed. */
  readonly isOpen: boolean;
}

/** The fields whose values are asked for as a whole if they are quoted. */
const WHOLE_VALUES = maskOf('tag', 'cat');

/** Returns the node that looks for a value in these fields; undefined if it has no words. */
export function wordsNode(
  { text, isQuoted, isOpen }: QueryValue,
  fields: FieldMask,
): QueryNode | undefined {
  const isOneField = fields !== ANYWHERE;
  const isWhole = isOneField && (fields & WHOLE_VALUES) > 0;
  const words = isWhole ? valueWords(text) : wordsOf(text);
  const id = isQuoted || isOneField ? undefined : idIn(text);
  if (words.length === 0) return undefined;
  if (id && /^https?:/i.test(text)) return { kind: 'id', id, isWhole: true };
  const node: WordsNode = {
    kind: 'words',
    fields,
    words: isWhole && isQuoted && !isOpen ? [BOUND, ...words, BOUND] : words,
    isPrefix: !isQuoted || isOpen,
  };
  return id ? joinNodes('or', [{ kind: 'id', id, isWhole: true }, node]) : node;
}

/** Returns the id in an address, or in a text that cannot be an ordinary word. */
function idIn(text: string): PaperId | undefined {
  return /\d/.test(text) || /^https?:/i.test(text) ? parseId(text) : undefined;
}

/** Returns the words of a tag or category; the text itself if it has none, such as a lone emoji. */
export function valueWords(text: string): string[] {
  const words = wordsOf(text);
  const bare = text.trim().toLowerCase();
  return words.length > 0 || bare === '' ? words : [bare];
}
