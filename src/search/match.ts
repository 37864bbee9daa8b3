import { ID_PREFIXES } from '../paper/ids';
import { timeOfBound, type Years } from './dates';
import { type FieldMask, maskOf, ONLY_ABSTRACT, scoreOf } from './field';
import type { OpenSegment } from './open-segment';
import { phraseScores } from './phrase';
import type { QueryFlag, QueryNode, WordsNode } from './query-node';
import { firstAt, HAS, placeOf, rangeOf } from './segment';
import { idWord } from './text-of';

/** For each paper 0 if it is not found, else 1 plus the scores of all words that found it. */
export type Scores = Uint8Array | Uint16Array;

/** Most words whose scores are kept. */
const MAX_CACHED = 12;
const MAX_SCORE = 60_000;

/** Returns the scores of a segment's papers, dead ones included. Phrases need its positions. */
export function match(open: OpenSegment, node: QueryNode, now: number): Scores {
  switch (node.kind) {
    case 'and':
      return node.nodes.map((one) => match(open, one, now)).reduce(both);
    case 'or':
      return node.nodes.map((one) => match(open, one, now)).reduce(either);
    case 'not':
      return match(open, node.node, now).map((score) => (score === 0 ? 1 : 0));
    case 'words':
      return matchWords(open, node);
    case 'id':
      return matchId(open, node.id, node.isWhole);
    case 'is':
      return where(open, isTest(open, node.flag));
    case 'year':
      return where(open, yearTest(open, node));
    case 'added':
      return where(open, addedTest(open, node, now));
  }
}

function yearTest({ segment }: OpenSegment, years: Years): (n: number) => boolean {
  const { published } = segment.columns;
  const from = (years.from ?? 0) * 10_000;
  const to = (years.to ?? 9_999) * 10_000 + 9_999;
  return (n) => {
    const day = published[n] as number;
    return day > 0 && day >= from && day <= to;
  };
}

function addedTest(
  { segment }: OpenSegment,
  range: QueryNode & { readonly kind: 'added' },
  now: number,
): (n: number) => boolean {
  const { added } = segment.columns;
  const from = range.from ? timeOfBound(range.from, now) : Number.NEGATIVE_INFINITY;
  const to = range.to ? timeOfBound(range.to, now) : Number.POSITIVE_INFINITY;
  return (n) => {
    const at = added[n] as number;
    return at > 0 && at >= from && at < to;
  };
}

function both(a: Scores, b: Scores): Scores {
  const sums = new Uint16Array(a.length);
  for (let n = 0; n < sums.length; n++) {
    const [x, y] = [a[n] as number, b[n] as number];
    if (x !== 0 && y !== 0) sums[n] = Math.min(x + y - 1, MAX_SCORE);
  }
  return sums;
}

function either(a: Scores, b: Scores): Scores {
  const sums = new Uint16Array(a.length);
  for (let n = 0; n < sums.length; n++) {
    const [x, y] = [a[n] as number, b[n] as number];
    sums[n] = x !== 0 && y !== 0 ? Math.min(x + y - 1, MAX_SCORE) : x + y;
  }
  return sums;
}

function where({ ids }: OpenSegment, test: (n: number) => boolean): Scores {
  const found = new Uint8Array(ids.length);
  for (let n = 0; n < found.length; n++) if (test(n)) found[n] = 1;
  return found;
}

function isTest({ segment: { columns } }: OpenSegment, flag: QueryFlag): (n: number) => boolean {
  switch (flag) {
    case 'starred':
    case 'read':
    case 'dismissed':
      return (n) => (columns[flag][n] as number) > 0;
    case 'unread':
      return (n) => columns.read[n] === 0;
    default:
      return (n) => ((columns.flags[n] as number) & HAS[flag]) !== 0;
  }
}

function matchWords(open: OpenSegment, node: WordsNode): Scores {
  const key = `${node.fields} ${node.isPrefix} ${node.words.join(' ')}`;
  let scores = open.scoreCache.get(key);
  // The last used is the last to be dropped.
  if (scores) open.scoreCache.delete(key);
  else scores = node.words.length > 1 ? phraseScores(open, node) : wordScores(open, node);
  open.scoreCache.set(key, scores);
  if (open.scoreCache.size > MAX_CACHED)
    open.scoreCache.delete(open.scoreCache.keys().next().value as string);
  return scores;
}

/** For each set of fields that is asked for, the scores by the fields that a word is in. */
const tables = new Map<FieldMask, { readonly begun: Uint8Array; readonly whole: Uint8Array }>();

function tableOf(fields: FieldMask): { begun: Uint8Array; whole: Uint8Array } {
  let table = tables.get(fields);
  if (!table) {
    const score = (isWhole: boolean) =>
      Uint8Array.from({ length: 256 }, (_, mask) => {
        const found = scoreOf(mask & fields, isWhole);
        // One more than the score, because 0 means not found.
        return found === 0 ? 0 : found + 1;
      });
    table = { begun: score(false), whole: score(true) };
    tables.set(fields, table);
  }
  return table;
}

/** Returns the best score of each paper that has a word, or a word that begins so. */
function wordScores(
  { segment, ids }: OpenSegment,
  { words, fields, isPrefix }: WordsNode,
): Uint8Array {
  const [word = ''] = words;
  const scores = new Uint8Array(ids.length);
  const { begun, whole } = tableOf(fields);
  const { postings, postingStarts, charStarts } = segment;
  const [from, to] = rangeOf(segment, word, isPrefix);
  for (let n = from; n < to; n++) {
    const isWhole = (charStarts[n + 1] as number) - (charStarts[n] as number) === word.length;
    const table = isWhole ? whole : begun;
    const end = postingStarts[n + 1] as number;
    let paper = -1;
    for (let at = postingStarts[n] as number; at < end; ) {
      let byte = postings[at++] as number;
      let value = byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = postings[at++] as number;
        value |= (byte & 127) << shift;
      }
      paper += (value >>> 1) + 1;
      const score = table[value & 1 ? (postings[at++] as number) : ONLY_ABSTRACT] as number;
      if (score > (scores[paper] as number)) scores[paper] = score;
    }
  }
  return scores;
}

/** The prefixes that may precede the beginning of an id that is searched for. */
const PREFIXES = ['', ...ID_PREFIXES.map((prefix) => `${prefix}:`)];

function matchId(open: OpenSegment, id: string, isWhole: boolean): Scores {
  const found = new Uint8Array(open.ids.length);
  if (isWhole) {
    const place = placeOf(open.ids, id);
    if (place >= 0) found[place] = 1;
  } else {
    for (const kind of PREFIXES) {
      const end = firstAt(open.ids, `${kind}${id}\uffff`);
      for (let n = firstAt(open.ids, kind + id); n < end; n++) found[n] = 1;
    }
  }
  const fields = maskOf('id');
  for (const kind of isWhole ? [''] : PREFIXES) {
    const words = [idWord(kind + id)];
    const others = wordScores(open, { kind: 'words', fields, words, isPrefix: !isWhole });
    for (const [n, score] of others.entries()) if (score > 0) found[n] = 1;
  }
  return found;
}
