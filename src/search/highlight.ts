import { FIELDS, type SearchField } from './field';
import { eachWord, foldWord } from './fold';
import type { Query, QueryNode, WordsNode } from './query-node';
import { BOUND, valueWords } from './query-words';

/** A piece of a text. All pieces together are the text. */
export interface Highlighted {
  readonly text: string;
  /** Whether the query found it. */
  readonly isHit: boolean;
}

/** Number of characters that are searched for hits; nobody sees more of a text at once. */
const MAX_LENGTH = 20_000;

interface FoundWord {
  readonly word: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Splits a text into what a query hits and what it does not. Of a word that only begins as asked, the
 * beginning is hit; a formula is always hit as a whole, so that it can still be typeset. What the query
 * excludes is no hit.
 */
export function highlight(query: Query, field: SearchField, text: string): readonly Highlighted[] {
  const asked = query.root ? wordsIn(query.root, field) : [];
  const whole = [{ text, isHit: false }];
  if (asked.length === 0 || text === '') return whole;
  const places: FoundWord[] = [];
  eachWord(text.slice(0, MAX_LENGTH), (word, from, to) => places.push({ word, from, to }));
  const hits = asked.flatMap((words) => hitsOf(words, places, text));
  return hits.length === 0 ? whole : cut(text, hits);
}

/** Returns the words that a query looks for in a field. */
function wordsIn(node: QueryNode, field: SearchField): WordsNode[] {
  if (node.kind === 'and' || node.kind === 'or') {
    return node.nodes.flatMap((one) => wordsIn(one, field));
  }
  const bit = 1 << FIELDS.indexOf(field);
  return node.kind === 'words' && (node.fields & bit) !== 0 ? [node] : [];
}

type Hit = readonly [from: number, to: number];

function hitsOf(asked: WordsNode, places: readonly FoundWord[], text: string): Hit[] {
  // A tag that is asked for as a whole is hit as a whole or not at all.
  const isBounded = asked.words[0] === BOUND;
  const words = isBounded ? asked.words.slice(1, -1) : asked.words;
  if (isBounded) {
    return valueWords(text).join(' ') === words.join(' ') ? [[0, text.length]] : [];
  }
  const hits: Hit[] = [];
  for (let at = 0; at + words.length <= places.length; at++) {
    const isFound = words.every((word, k) => {
      const there = (places[at + k] as FoundWord).word;
      return asked.isPrefix && k === words.length - 1 ? there.startsWith(word) : there === word;
    });
    if (!isFound) continue;
    for (const [k, word] of words.entries()) {
      const { word: there, from, to } = places[at + k] as FoundWord;
      hits.push([from, there === word ? to : endOfPrefix(text, from, to, word)]);
    }
  }
  return hits;
}

/** Returns the offset at which a prefix of a word ends in the text: `stras` is all of `Straß`. */
function endOfPrefix(text: string, from: number, to: number, prefix: string): number {
  const raw = text.slice(from, to);
  // The parts of a word with TeX in it mean nothing by themselves.
  if (/[\\${}]/.test(raw)) return to;
  let end = 0;
  for (const { index, segment } of graphemes.segment(raw)) {
    end = index + segment.length;
    if (foldWord(raw.slice(0, end)).length >= prefix.length) break;
  }
  return from + end;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Cuts a text at the ends of its hits; hits that touch or overlap become one. */
function cut(text: string, hits: readonly Hit[]): Highlighted[] {
  const pieces: Highlighted[] = [];
  let end = 0;
  const put = (from: number, to: number, isHit: boolean): void => {
    if (to > from) pieces.push({ text: text.slice(from, to), isHit });
  };
  let [start, stop] = [0, 0];
  for (const [from, to] of [...hits].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    if (from > stop) {
      put(end, start, false);
      put(start, stop, true);
      [end, start, stop] = [stop, from, to];
      continue;
    }
    stop = Math.max(stop, to);
  }
  put(end, start, false);
  put(start, stop, true);
  put(stop, text.length, false);
  return pieces;
}
