import type { PaperId } from '../paper/ids';

/**
 * A part of the index: what it knows of some papers, as they were when it was made. It never changes;
 * a paper that does is in a newer segment again, and the older one's is dead. All of it is plain data
 * that IndexedDB can keep, in three records, of which only the first is always needed.
 */
export interface Segment {
  /** The papers' ids, in order, parted by line feeds: a paper's place in it is its number. */
  readonly ids: string;
  /** Ids that are no longer in the library; an older segment may still have them. */
  readonly gone: string;
  /** All words, sorted by UTF-16 code units, one after the other; and where each begins. */
  readonly chars: Uint16Array<ArrayBuffer>;
  readonly charStarts: Uint32Array<ArrayBuffer>;
  /**
   * For each word the papers that have it, in order: the distance to the one before less one, doubled,
   * as a varint; odd, where a byte with the fields follows, even, where it is only in the abstract.
   */
  readonly postings: Uint8Array<ArrayBuffer>;
  readonly postingStarts: Uint32Array<ArrayBuffer>;
  readonly columns: Columns;
}

/** Where the words stand; phrases need it. */
export interface Positions {
  /**
   * For each word, in the order of its papers, for each of the fields: the distances from one place to
   * the next, doubled, as varints; odd where one more follows.
   */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly starts: Uint32Array<ArrayBuffer>;
}

/** What the papers are sorted by, by title. */
export interface Titles {
  /** One key for each paper, parted by line feeds. */
  readonly keys: string;
  /** The papers' numbers, in order of their titles. */
  readonly order: Uint32Array<ArrayBuffer>;
}

/** All three of a segment. */
export interface Parts {
  readonly segment: Segment;
  readonly positions: Positions;
  readonly titles: Titles;
}

/** What there is to filter and to sort by, of each paper. Times in ms since 1970, 0 for never. */
export interface Columns {
  readonly seq: Uint32Array<ArrayBuffer>;
  readonly starred: Float64Array<ArrayBuffer>;
  readonly read: Float64Array<ArrayBuffer>;
  readonly dismissed: Float64Array<ArrayBuffer>;
  readonly added: Float64Array<ArrayBuffer>;
  /** `20260925`, `20260900` or `20260000`, as far as it is known; 0 where it is not. */
  readonly published: Uint32Array<ArrayBuffer>;
  readonly flags: Uint8Array<ArrayBuffer>;
}

export const HAS = { note: 1, tag: 2, code: 4, pdf: 8 } as const;

export function makeColumns(size: number): Columns {
  return {
    seq: new Uint32Array(size),
    starred: new Float64Array(size),
    read: new Float64Array(size),
    dismissed: new Float64Array(size),
    added: new Float64Array(size),
    published: new Uint32Array(size),
    flags: new Uint8Array(size),
  };
}

/** Splits what `join` joined; nothing is no line, and not one empty one. */
export const lines = (text: string): string[] => (text === '' ? [] : text.split('\n'));

/** How many words there are. */
export const sizeOf = ({ charStarts }: Segment): number => charStarts.length - 1;

export function wordAt({ chars, charStarts }: Segment, n: number): string {
  return String.fromCharCode(...chars.subarray(charStarts[n], charStarts[n + 1]));
}

/** How the n-th word compares to another: less than, equal to, or more than 0. */
function compareAt({ chars, charStarts }: Segment, n: number, word: string): number {
  const start = charStarts[n] as number;
  const length = (charStarts[n + 1] as number) - start;
  const both = Math.min(length, word.length);
  for (let i = 0; i < both; i++) {
    const difference = (chars[start + i] as number) - word.charCodeAt(i);
    if (difference !== 0) return difference;
  }
  return length - word.length;
}

/** The number of the first word that is not before this one. */
export function lowerBound(segment: Segment, word: string): number {
  let [low, high] = [0, sizeOf(segment)];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareAt(segment, middle, word) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The words that begin so, or the one that is so, as numbers from the first up to but not the last. */
export function rangeOf(
  segment: Segment,
  word: string,
  isPrefix: boolean,
): readonly [from: number, to: number] {
  const from = lowerBound(segment, word);
  // Nothing that is folded has this character, the last of all.
  if (isPrefix) return [from, lowerBound(segment, `${word}\uffff`)];
  const isThere = from < sizeOf(segment) && compareAt(segment, from, word) === 0;
  return [from, isThere ? from + 1 : from];
}

/** The place of an id in a sorted list, or -1. */
export function placeOf(ids: readonly string[], id: PaperId | string): number {
  const place = firstAt(ids, id);
  return ids[place] === id ? place : -1;
}

/** The place of the first id that is not before this one. */
export function firstAt(ids: readonly string[], id: string): number {
  let [low, high] = [0, ids.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ids[middle] as string) < id) low = middle + 1;
    else high = middle;
  }
  return low;
}
