import { FIELDS, type Field } from './field';
import { eachWord, foldWord } from './fold';
import { BOUND, type Node, type Query, valueWords, type Words } from './query';

/** A piece of a text, and whether the query hit it. All pieces together are the text. */
export interface Highlighted {
  readonly text: string;
  readonly isHit: boolean;
}

/** Longer texts are not read to their end: nobody sees so much of one at once. */
const LONGEST = 20_000;

interface Place {
  readonly word: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Which parts of a text, as it is written, a query hits: of a word that only begins as asked, its
 * beginning; of a formula, always all of it, so that it can still be typeset. What is asked not to be
 * there is no hit.
 */
export function highlight(query: Query, field: Field, text: string): readonly Highlighted[] {
  const asked = query.root ? wordsIn(query.root, field) : [];
  const whole = [{ text, isHit: false }];
  if (asked.length === 0 || text === '') return whole;
  const places: Place[] = [];
  eachWord(text.slice(0, LONGEST), (word, from, to) => places.push({ word, from, to }));
  const hits = asked.flatMap((words) => hitsOf(words, places, text));
  return hits.length === 0 ? whole : cut(text, hits);
}

/** What is looked for in this field. */
function wordsIn(node: Node, field: Field): Words[] {
  if (node.kind === 'and' || node.kind === 'or') {
    return node.nodes.flatMap((one) => wordsIn(one, field));
  }
  const bit = 1 << FIELDS.indexOf(field);
  return node.kind === 'words' && (node.fields & bit) !== 0 ? [node] : [];
}

type Hit = readonly [from: number, to: number];

function hitsOf(asked: Words, places: readonly Place[], text: string): Hit[] {
  // A tag that was asked for as a whole is this one, or it is no hit.
  const isBounded = asked.words[0] === BOUND;
  const words = isBounded ? asked.words.slice(1, -1) : asked.words;
  if (isBounded) {
    return valueWords(text).join(' ') === words.join(' ') ? [[0, text.length]] : [];
  }
  const hits: Hit[] = [];
  for (let at = 0; at + words.length <= places.length; at++) {
    const isFound = words.every((word, k) => {
      const there = (places[at + k] as Place).word;
      return asked.isPrefix && k === words.length - 1 ? there.startsWith(word) : there === word;
    });
    if (!isFound) continue;
    for (const [k, word] of words.entries()) {
      const { word: there, from, to } = places[at + k] as Place;
      hits.push([from, there === word ? to : endOfPrefix(text, from, to, word)]);
    }
  }
  return hits;
}

/** Where, in a word of the text, what it begins with ends: `stras` is all of `Straß`. */
function endOfPrefix(text: string, from: number, to: number, prefix: string): number {
  const raw = text.slice(from, to);
  // TeX in it: its parts mean nothing by themselves.
  if (/[\\${}]/.test(raw)) return to;
  let end = 0;
  for (const { index, segment } of graphemes.segment(raw)) {
    end = index + segment.length;
    if (foldWord(raw.slice(0, end)).length >= prefix.length) break;
  }
  return from + end;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Cuts the text at the ends of its hits; those that touch or overlap are one. */
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
