import type { Entry } from '../paper/entry';
import type { PaperId } from '../paper/ids';
import type { SlicedWork } from '../slices';
import { makeBytes, makeNumbers, type Numbers } from './bytes';
import { ONLY_ABSTRACT } from './field';
import {
  type Columns,
  compareText,
  makeColumns,
  type Positions,
  packWords,
  type Segment,
  type SegmentParts,
  type Titles,
} from './segment';
import { addedOf, eachWordOf, flagsOf, publishedOf, titleKeyOf } from './text-of';

/** Words whose postings are written before the work may be interrupted. */
const WORDS_AT_ONCE = 500;

/**
 * Builds the segment of these entries.
 * @param gone ids that are no longer in the library
 */
export function* buildSegment(
  entries: readonly Entry[],
  gone: readonly PaperId[] = [],
): SlicedWork<SegmentParts> {
  const byId = new Map(entries.map((entry) => [entry.mark.id, entry]));
  const ids = [...byId.keys()].sort();
  const columns = makeColumns(ids.length);
  const titleKeys: string[] = [];
  const occurrences = makeOccurrences(256 * ids.length);
  for (const [n, id] of ids.entries()) {
    const entry = byId.get(id) as Entry;
    fillColumns(columns, n, entry);
    titleKeys.push(titleKeyOf(entry));
    addOccurrences(occurrences, n, entry);
    yield;
  }

  const words = [...occurrences.numbers.keys()].sort();
  yield;
  const packed = packWords(words);
  const sorted = sortByWord(occurrences, words);
  yield;
  const { postings, postingStarts, positions } = yield* writePostings(
    occurrences,
    sorted,
    words.length,
  );
  return {
    segment: {
      ids: ids.join('\n'),
      gone: [...new Set(gone)].filter((id) => !byId.has(id)).join('\n'),
      ...packed,
      postings,
      postingStarts,
      columns,
    },
    positions,
    titles: sortTitles(titleKeys),
  };
}

function fillColumns(columns: Columns, n: number, entry: Entry): void {
  const { mark } = entry;
  columns.seq[n] = mark.seq;
  columns.starred[n] = mark.starredAt ?? 0;
  columns.read[n] = mark.readAt ?? 0;
  columns.dismissed[n] = mark.dismissedAt ?? 0;
  columns.added[n] = addedOf(entry);
  columns.published[n] = publishedOf(entry);
  columns.flags[n] = flagsOf(entry);
}

/** Every occurrence of every word, in the order of papers, fields and positions. */
interface Occurrences {
  /** The number of each word, in the order in which they were met. */
  readonly numbers: Map<string, number>;
  /** The number of the word that occurs. */
  readonly word: Numbers;
  /** The paper's number, times eight, plus that of the field. */
  readonly paperAndField: Numbers;
  readonly position: Numbers;
}

const makeOccurrences = (capacity: number): Occurrences => ({
  numbers: new Map(),
  word: makeNumbers(capacity),
  paperAndField: makeNumbers(capacity),
  position: makeNumbers(capacity),
});

function addOccurrences(
  { numbers, word, paperAndField, position }: Occurrences,
  paper: number,
  entry: Entry,
): void {
  eachWordOf(entry, (field, text, at) => {
    let number = numbers.get(text);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(text, number);
    }
    word.put(number);
    paperAndField.put(paper * 8 + field);
    position.put(at);
  });
}

/** The occurrences in the order of the words; those of one word stay in their order. */
interface SortedOccurrences {
  /** For each word the index of its first occurrence in `order`, and one more for the end. */
  readonly starts: Uint32Array;
  readonly order: Uint32Array;
}

/** Sorts the occurrences by their words, by counting them. */
function sortByWord({ numbers, word }: Occurrences, words: readonly string[]): SortedOccurrences {
  const [wordOf, count] = [word.values, word.length];
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
  const order = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const rank = rankOf[wordOf[i] as number] as number;
    const at = ends[rank] as number;
    order[at] = i;
    ends[rank] = at + 1;
  }
  return { starts, order };
}

/** Writes the postings and positions of all words, in the format that segment.ts describes. */
function* writePostings(
  { paperAndField, position }: Occurrences,
  { starts, order }: SortedOccurrences,
  wordCount: number,
): SlicedWork<Pick<Segment, 'postings' | 'postingStarts'> & { readonly positions: Positions }> {
  const [postings, positions] = [makeBytes(), makeBytes()];
  const [postingStarts, positionStarts] = [makeNumbers(), makeNumbers()];
  const [keyAt, positionAt] = [paperAndField.values, position.values];
  for (let rank = 0; rank < wordCount; rank++) {
    postingStarts.put(postings.length);
    positionStarts.put(positions.length);
    const end = starts[rank + 1] as number;
    let before = -1;
    for (let i = starts[rank] as number; i < end; ) {
      let key = keyAt[order[i] as number] as number;
      const paper = key >>> 3;
      let mask = 0;
      let last = -1;
      while (key >>> 3 === paper) {
        mask |= 1 << (key & 7);
        const at = positionAt[order[i] as number] as number;
        const next = ++i < end ? (keyAt[order[i] as number] as number) : Number.NaN;
        const isMore = next === key;
        positions.putVarint((at - last - 1) * 2 + (isMore ? 1 : 0));
        last = isMore ? at : -1;
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
    postings: postings.done(),
    postingStarts: postingStarts.done(),
    positions: { bytes: positions.done(), starts: positionStarts.done() },
  };
}

function sortTitles(keys: readonly string[]): Titles {
  const order = Uint32Array.from(keys.keys());
  order.sort((a, b) => compareText(keys[a] as string, keys[b] as string) || a - b);
  return { keys: keys.join('\n'), order };
}
