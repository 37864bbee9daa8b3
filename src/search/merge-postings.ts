import type { Bytes } from './bytes';
import { ONLY_ABSTRACT } from './field';
import type { SegmentParts } from './segment';

/** A segment to merge. */
export interface MergeSource {
  readonly parts: SegmentParts;
  /** 1 for each paper that is alive. */
  readonly alive: Uint8Array;
}

/** The new number of a paper that is dead. */
export const DEAD = 0xffff_ffff;

/** The postings of one word, from all segments. */
interface MergedPostings {
  readonly length: number;
  clear(): void;
  /** Adds the postings of a word in one segment. */
  read(parts: SegmentParts, word: number, numbers: Uint32Array, from: number): void;
  /** Writes them by the papers' new numbers. */
  write(postings: Bytes, positions: Bytes, sources: readonly MergeSource[]): void;
}

export function makeMergedPostings(): MergedPostings {
  let papers: number[] = [];
  let masks: number[] = [];
  let froms: number[] = [];
  let starts: number[] = [];
  let ends: number[] = [];
  let isSorted = true;
  return {
    get length() {
      return papers.length;
    },
    clear() {
      [papers, masks, froms, starts, ends, isSorted] = [[], [], [], [], [], true];
    },
    read({ segment, positions }, word, numbers, from) {
      const { postings, postingStarts } = segment;
      const end = postingStarts[word + 1] as number;
      let at = positions.starts[word] as number;
      let paper = -1;
      for (let p = postingStarts[word] as number; p < end; ) {
        let byte = postings[p++] as number;
        let value = byte & 127;
        for (let shift = 7; byte > 127; shift += 7) {
          byte = postings[p++] as number;
          value |= (byte & 127) << shift;
        }
        paper += (value >>> 1) + 1;
        const mask = value & 1 ? (postings[p++] as number) : ONLY_ABSTRACT;
        const start = at;
        for (let fields = mask; fields !== 0; fields &= fields - 1) {
          at = endOfField(positions.bytes, at);
        }
        const number = numbers[paper] as number;
        if (number === DEAD) continue;
        if (number < (papers.at(-1) ?? -1)) isSorted = false;
        papers.push(number);
        masks.push(mask);
        froms.push(from);
        starts.push(start);
        ends.push(at);
      }
    },
    write(postings, positions, sources) {
      const order = isSorted
        ? undefined
        : Uint32Array.from(papers.keys()).sort(
            (a, b) => (papers[a] as number) - (papers[b] as number),
          );
      let before = -1;
      for (let k = 0; k < papers.length; k++) {
        const i = order ? (order[k] as number) : k;
        const [paper, mask] = [papers[i] as number, masks[i] as number];
        const isPlain = mask === ONLY_ABSTRACT;
        postings.putVarint((paper - before - 1) * 2 + (isPlain ? 0 : 1));
        if (!isPlain) postings.putByte(mask);
        before = paper;
        const { bytes } = (sources[froms[i] as number] as MergeSource).parts.positions;
        positions.putAll(bytes, starts[i] as number, ends[i] as number);
      }
    },
  };
}

/** Returns the offset after a field's positions, the last of which is the first even number. */
function endOfField(bytes: Uint8Array, start: number): number {
  let at = start;
  for (;;) {
    const isMore = (bytes[at] as number) & 1;
    while ((bytes[at++] as number) > 127);
    if (!isMore) return at;
  }
}
