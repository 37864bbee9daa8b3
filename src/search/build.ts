import type { Entry } from '../paper/entry';
import type { PaperId } from '../paper/ids';
import { makeBytes, makeNumbers } from './bytes';
import { maskOf } from './field';
import { makeColumns, type Parts, type Titles } from './segment';
import { addedOf, eachWordOf, flagsOf, publishedOf, titleKeyOf } from './text-of';

/** Fields of words that are only in the abstract, which most are. */
export const ONLY_ABSTRACT = maskOf('abstract');

/** After so many words the work may be put down for a moment. */
const WORDS_AT_ONCE = 500;

/** Work that can be put down: each step takes a millisecond or so. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Does all of it at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * The segment of these entries.
 * @param gone ids that are no longer in the library
 */
export function* buildSegment(
  entries: readonly Entry[],
  gone: readonly PaperId[] = [],
): Steps<Parts> {
  const byId = new Map(entries.map((entry) => [entry.mark.id, entry]));
  const ids = [...byId.keys()].sort();
  const columns = makeColumns(ids.length);
  const titleKeys: string[] = [];

  // Each occurrence, in order of paper, field and place.
  const numbers = new Map<string, number>();
  const room = 256 * ids.length;
  const [word, paperAndField, places] = [makeNumbers(room), makeNumbers(room), makeNumbers(room)];
  for (const [n, id] of ids.entries()) {
    const entry = byId.get(id) as Entry;
    const { mark } = entry;
    columns.seq[n] = mark.seq;
    columns.starred[n] = mark.starredAt ?? 0;
    columns.read[n] = mark.readAt ?? 0;
    columns.dismissed[n] = mark.dismissedAt ?? 0;
    columns.added[n] = addedOf(entry);
    columns.published[n] = publishedOf(entry);
    columns.flags[n] = flagsOf(entry);
    titleKeys.push(titleKeyOf(entry));
    eachWordOf(entry, (field, text, place) => {
      let number = numbers.get(text);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(text, number);
      }
      word.put(number);
      paperAndField.put(n * 8 + field);
      places.put(place);
    });
    yield;
  }

  const words = [...numbers.keys()].sort();
  yield;
  const { chars, charStarts } = packWords(words);
  const order = orderByWord(word.values, word.length, words, numbers);
  yield;

  const [postings, positions] = [makeBytes(), makeBytes()];
  const [postingStarts, positionStarts] = [makeNumbers(), makeNumbers()];
  const [keyAt, placeAt] = [paperAndField.values, places.values];
  for (let rank = 0; rank < words.length; rank++) {
    postingStarts.put(postings.length);
    positionStarts.put(positions.length);
    const end = order.starts[rank + 1] as number;
    let before = -1;
    for (let i = order.starts[rank] as number; i < end; ) {
      let key = keyAt[order.places[i] as number] as number;
      const paper = key >>> 3;
      let mask = 0;
      let last = -1;
      while (key >>> 3 === paper) {
        mask |= 1 << (key & 7);
        const place = placeAt[order.places[i] as number] as number;
        const next = ++i < end ? (keyAt[order.places[i] as number] as number) : Number.NaN;
        const isMore = next === key;
        positions.putVarint((place - last - 1) * 2 + (isMore ? 1 : 0));
        last = isMore ? place : -1;
        if (i === end) break;
        key = next;
      }
      const isPlain = mask === ONLY_ABSTRACT;
      postings.putVarint((paper - before - 1) * 2 + (isPlain ? 0 : 1));
      if (!isPlain) postings.putByte(mask);
      before = paper;
    }
    if (rank % WORDS_AT_ONCE === 0) yield;
  }
  postingStarts.put(postings.length);
  positionStarts.put(positions.length);

  return {
    segment: {
      ids: ids.join('\n'),
      gone: [...new Set(gone)].filter((id) => !byId.has(id)).join('\n'),
      chars,
      charStarts,
      postings: postings.done(),
      postingStarts: postingStarts.done(),
      columns,
    },
    positions: { bytes: positions.done(), starts: positionStarts.done() },
    titles: sortTitles(titleKeys),
  };
}

/** Words, which are sorted, one after the other. */
export function packWords(words: readonly string[]): {
  chars: Uint16Array<ArrayBuffer>;
  charStarts: Uint32Array<ArrayBuffer>;
} {
  const charStarts = new Uint32Array(words.length + 1);
  for (const [i, text] of words.entries()) {
    charStarts[i + 1] = (charStarts[i] as number) + text.length;
  }
  const chars = new Uint16Array(charStarts[words.length] as number);
  for (const [i, text] of words.entries()) {
    const start = charStarts[i] as number;
    for (let c = 0; c < text.length; c++) chars[start + c] = text.charCodeAt(c);
  }
  return { chars, charStarts };
}

/** The occurrences by word, those of one word as they came. */
function orderByWord(
  wordOf: Uint32Array,
  count: number,
  words: readonly string[],
  numbers: ReadonlyMap<string, number>,
): { starts: Uint32Array; places: Uint32Array } {
  const rankOf = new Uint32Array(words.length);
  for (const [rank, text] of words.entries()) rankOf[numbers.get(text) as number] = rank;
  const starts = new Uint32Array(words.length + 1);
  for (let i = 0; i < count; i++) {
    const next = (rankOf[wordOf[i] as number] as number) + 1;
    starts[next] = (starts[next] as number) + 1;
  }
  for (let rank = 0; rank < words.length; rank++) {
    starts[rank + 1] = (starts[rank + 1] as number) + (starts[rank] as number);
  }
  const ends = starts.slice();
  const places = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const rank = rankOf[wordOf[i] as number] as number;
    const at = ends[rank] as number;
    places[at] = i;
    ends[rank] = at + 1;
  }
  return { starts, places };
}

function sortTitles(keys: readonly string[]): Titles {
  const order = Uint32Array.from(keys.keys());
  order.sort((a, b) => compare(keys[a] as string, keys[b] as string) || a - b);
  return { keys: keys.join('\n'), order };
}

export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
