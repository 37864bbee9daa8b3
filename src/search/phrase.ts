import { FIELDS, type FieldMask, ONLY_ABSTRACT, scoreOf } from './field';
import type { OpenSegment } from './open-segment';
import type { WordsNode } from './query-node';
import { rangeOf } from './segment';

/** No field has more words than this, so a position in a paper's field fits into one number. */
const FIELD_SIZE = 2 ** 22;
const FIELD_COUNT = FIELDS.length;

/**
 * Returns the best score of each paper in which these words follow one another in one field. The
 * positions of the first word are narrowed down to those after which all the others come.
 */
export function phraseScores(
  open: OpenSegment,
  { words, fields, isPrefix }: WordsNode,
): Uint8Array {
  const scores = new Uint8Array(open.ids.length);
  const { charStarts } = open.segment;
  let before: PositionList | undefined;
  for (const [i, word] of words.entries()) {
    const isLast = i === words.length - 1;
    const [from, to] = rangeOf(open.segment, word, isPrefix && isLast);
    const found = makePositionList();
    for (let n = from; n < to; n++) {
      found.length = 0;
      readPositions(open, n, fields, before, found);
      if (!isLast) continue;
      const length = (charStarts[n + 1] as number) - (charStarts[n] as number);
      putScores(scores, found, length === word.length);
    }
    if (isLast || found.length === 0) return scores;
    before = found;
  }
  return scores;
}

/** Sorted positions, each with its paper and field in one number. */
interface PositionList {
  values: Float64Array;
  length: number;
}

const makePositionList = (): PositionList => ({ values: new Float64Array(256), length: 0 });

function put(list: PositionList, value: number): void {
  if (list.length === list.values.length) {
    const larger = new Float64Array(2 * list.length);
    larger.set(list.values);
    list.values = larger;
  }
  list.values[list.length++] = value;
}

/** Returns the index, from the n-th on, of the first position not before this one, in growing steps. */
function firstFrom({ values, length }: PositionList, n: number, position: number): number {
  let [low, step] = [n, 1];
  while (low + step <= length && (values[low + step - 1] as number) < position) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step - 1, length);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

function putScores(scores: Uint8Array, { values, length }: PositionList, isWhole: boolean): void {
  for (let i = 0; i < length; i++) {
    const paperAndField = Math.floor((values[i] as number) / FIELD_SIZE);
    const paper = Math.floor(paperAndField / FIELD_COUNT);
    const score = scoreOf(1 << (paperAndField % FIELD_COUNT), isWhole) + 1;
    if (score > (scores[paper] as number)) scores[paper] = score;
  }
}

/**
 * Puts the positions of the n-th word in these fields into `found`; if positions `before` are given,
 * only those that come right after one of them.
 */
function readPositions(
  { segment, positions }: OpenSegment,
  n: number,
  fields: FieldMask,
  before: PositionList | undefined,
  found: PositionList,
): void {
  if (!positions) throw new Error('The positions of this segment are not loaded.');
  const { postings, postingStarts } = segment;
  const { bytes, starts } = positions;
  const end = postingStarts[n + 1] as number;
  let paper = -1;
  let at = starts[n] as number;
  let next = 0;
  for (let p = postingStarts[n] as number; p < end; ) {
    let byte = postings[p++] as number;
    let value = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = postings[p++] as number;
      value |= (byte & 127) << shift;
    }
    paper += (value >>> 1) + 1;
    const mask = value & 1 ? (postings[p++] as number) : ONLY_ABSTRACT;
    for (let field = 0; mask >>> field !== 0; field++) {
      if (!(mask & (1 << field))) continue;
      const base = (paper * FIELD_COUNT + field) * FIELD_SIZE;
      let isWanted = (fields & (1 << field)) !== 0;
      if (before && isWanted) {
        next = firstFrom(before, next, base);
        if (next === before.length) return;
        isWanted = (before.values[next] as number) < base + FIELD_SIZE;
      }
      let position = -1;
      for (let isMore = 1; isMore; ) {
        byte = bytes[at++] as number;
        value = byte & 127;
        for (let shift = 7; byte > 127; shift += 7) {
          byte = bytes[at++] as number;
          value |= (byte & 127) << shift;
        }
        isMore = value & 1;
        position += (value >>> 1) + 1;
        if (!isWanted) continue;
        if (before) {
          const wanted = base + position - 1;
          next = firstFrom(before, next, wanted);
          if (before.values[next] !== wanted || next >= before.length) continue;
        }
        put(found, base + position);
      }
    }
  }
}
