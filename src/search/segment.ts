import type { PaperId } from '../paper/ids';

/**
 * A part of the index: some papers as they were when it was made. A segment never changes; a paper that
 * does is indexed again in a newer segment, and is dead in the older one. It is plain data that
 * IndexedDB can store, in three records, of which only this first one is always needed. The format is
 * explained in src/library/index/README.md.
 */
export interface Segment {
  /** The papers' ids, sorted, separated by line feeds. A paper's position is its number. */
  readonly ids: string;
  /** Ids that are no longer in the library, though older segments may have them. */
  readonly gone: string;
  /** All words, sorted by UTF-16 code units, one after the other. */
  readonly chars: Uint16Array<ArrayBuffer>;
  /** Offset of each word in `chars`, and one more for the end. */
  readonly charStarts: Uint32Array<ArrayBuffer>;
  /**
   * For each word the papers that have it, in order: the distance to the paper before, less one and
   * doubled, as a varint. It is odd if a byte with the fields follows, and even if the word is only in
   * the abstract.
   */
  readonly postings: Uint8Array<ArrayBuffer>;
  /** Offset of each word's postings, and one more for the end. */
  readonly postingStarts: Uint32Array<ArrayBuffer>;
  readonly columns: Columns;
}

/** The positions of the words in their fields. Only phrases need them. */
export interface Positions {
  /**
   * For each word, for each of its papers, for each field with the word: the distances from one
   * position to the next, less one and doubled, as varints. A distance is odd if another follows.
   */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Offset of each word's positions, and one more for the end. */
  readonly starts: Uint32Array<ArrayBuffer>;
}

/** The order of the papers by title. */
export interface Titles {
  /** The sort key of each paper, separated by line feeds. */
  readonly keys: string;
  /** The papers' numbers, in order of their titles. */
  readonly order: Uint32Array<ArrayBuffer>;
}

/** The three records of a segment. */
export interface SegmentParts {
  readonly segment: Segment;
  readonly positions: Positions;
  readonly titles: Titles;
}

/** Values to filter and sort papers by. Times are in milliseconds since 1970, 0 for never. */
export interface Columns {
  readonly seq: Uint32Array<ArrayBuffer>;
  readonly starred: Float64Array<ArrayBuffer>;
  readonly read: Float64Array<ArrayBuffer>;
  readonly dismissed: Float64Array<ArrayBuffer>;
  readonly added: Float64Array<ArrayBuffer>;
  /** Date of publication: `20260925`, `20260900` or `20260000` as far as it is known, else 0. */
  readonly published: Uint32Array<ArrayBuffer>;
  /** Bits of `HAS`. */
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

/** Splits a text into lines; an empty text has none. */
export const lines = (text: string): string[] => (text === '' ? [] : text.split('\n'));

/** Returns the number of words. */
export const sizeOf = ({ charStarts }: Segment): number => charStarts.length - 1;

export function wordAt({ chars, charStarts }: Segment, n: number): string {
  return String.fromCharCode(...chars.subarray(charStarts[n], charStarts[n + 1]));
}

/** Compares the n-th word to another one: negative, 0 or positive. */
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

/** Returns the number of the first word that does not sort before this one. */
export function lowerBound(segment: Segment, word: string): number {
  let [low, high] = [0, sizeOf(segment)];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareAt(segment, middle, word) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Returns the range of the words that begin so, or of the one that is so; its end is not included. */
export function rangeOf(
  segment: Segment,
  word: string,
  isPrefix: boolean,
): readonly [from: number, to: number] {
  const from = lowerBound(segment, word);
  // No folded word has this character, which sorts after all others.
  if (isPrefix) return [from, lowerBound(segment, `${word}\uffff`)];
  const isThere = from < sizeOf(segment) && compareAt(segment, from, word) === 0;
  return [from, isThere ? from + 1 : from];
}

/** Returns the position of an id in a sorted list, or -1. */
export function placeOf(ids: readonly string[], id: PaperId | string): number {
  const place = firstAt(ids, id);
  return ids[place] === id ? place : -1;
}

/** Returns the position of the first id that does not sort before this one. */
export function firstAt(ids: readonly string[], id: string): number {
  let [low, high] = [0, ids.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ids[middle] as string) < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Compares two texts by UTF-16 code units, as IndexedDB does. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Packs sorted words into one array of characters. */
export function packWords(words: readonly string[]): Pick<Segment, 'chars' | 'charStarts'> {
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
