import { ONLY_ABSTRACT } from './build';
import { FIELDS, scoreOf } from './field';
import type { OpenSegment } from './match';
import type { Words } from './query';
import { rangeOf } from './segment';

/** No field has more words than this; a paper and a field are this far from the next. */
const FIELD_SIZE = 2 ** 22;
const FIELD_COUNT = FIELDS.length;

/**
 * The papers in which these words follow one another in one field, with the scores of the best one.
 * The places of the first word are narrowed down to those after which all the others come.
 */
export function phraseScores(open: OpenSegment, { words, fields, isPrefix }: Words): Uint8Array {
  const scores = new Uint8Array(open.ids.length);
  let last: Float64Array | undefined;
  for (const [i, word] of words.entries()) {
    const isOpen = isPrefix && i === words.length - 1;
    const [from, to] = rangeOf(open.segment, word, isOpen);
    const before = last;
    const found: Float64Array[] = [];
    for (let n = from; n < to; n++) {
      const places = placesOf(open, n, fields);
      found.push(before ? after(before, places) : places);
    }
    if (i < words.length - 1) {
      last = found[0] ?? new Float64Array(0);
      if (last.length === 0) return scores;
      continue;
    }
    for (const [k, places] of found.entries()) {
      const { charStarts } = open.segment;
      const n = from + k;
      const isWhole = (charStarts[n + 1] as number) - (charStarts[n] as number) === word.length;
      for (const place of places) {
        const place0 = Math.floor(place / FIELD_SIZE);
        const paper = Math.floor(place0 / FIELD_COUNT);
        const score = scoreOf(1 << (place0 % FIELD_COUNT), isWhole) + 1;
        if (score > (scores[paper] as number)) scores[paper] = score;
      }
    }
  }
  return scores;
}

/** Those of `places` that come right after one of `before`; both are sorted. */
function after(before: Float64Array, places: Float64Array): Float64Array {
  const found = new Float64Array(Math.min(before.length, places.length));
  let length = 0;
  let i = 0;
  for (const place of places) {
    while (i < before.length && (before[i] as number) < place - 1) i++;
    if (before[i] === place - 1) found[length++] = place;
  }
  return found.subarray(0, length);
}

/** Where the n-th word stands in these fields: paper, field and place in one number, sorted. */
function placesOf({ segment, positions }: OpenSegment, n: number, fields: number): Float64Array {
  if (!positions) throw new Error('The positions of this segment are not loaded.');
  const { postings, postingStarts } = segment;
  const { bytes, starts } = positions;
  const end = postingStarts[n + 1] as number;
  let [places, length] = [new Float64Array(256), 0];
  let paper = -1;
  let at = starts[n] as number;
  for (let p = postingStarts[n] as number; p < end; ) {
    let byte = postings[p++] as number;
    let value = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = postings[p++] as number;
      value |= (byte & 127) << shift;
    }
    paper += (value >>> 1) + 1;
    const mask = value & 1 ? (postings[p++] as number) : ONLY_ABSTRACT;
    for (let field = 0; field < FIELD_COUNT; field++) {
      if (!(mask & (1 << field))) continue;
      const base = (paper * FIELD_COUNT + field) * FIELD_SIZE;
      const isWanted = (fields & (1 << field)) !== 0;
      let place = -1;
      for (let isMore = 1; isMore; ) {
        byte = bytes[at++] as number;
        value = byte & 127;
        for (let shift = 7; byte > 127; shift += 7) {
          byte = bytes[at++] as number;
          value |= (byte & 127) << shift;
        }
        isMore = value & 1;
        place += (value >>> 1) + 1;
        if (!isWanted) continue;
        if (length === places.length) {
          const larger = new Float64Array(2 * length);
          larger.set(places);
          places = larger;
        }
        places[length++] = base + place;
      }
    }
  }
  return places.subarray(0, length);
}
