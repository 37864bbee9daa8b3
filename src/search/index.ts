import type { PaperId } from '../paper/ids';
import { match } from './match';
import type { OpenSegment } from './open-segment';
import { runOf, type Sorted, type SortKey, sortAll } from './order';
import type { Query, QueryNode } from './query-node';
import { lines, placeOf, type Titles } from './segment';

/** A part of the library that has an order of its own. */
export type View = 'all' | 'starred' | 'read' | 'dismissed';

/** `best` sorts by score; without words to look for, it is the view's own order, the last marked first. */
export type Order = 'best' | 'starred' | 'added' | 'published' | 'read' | 'title';

export interface FindOptions {
  readonly view: View;
  readonly order: Order;
  /** Reverses the order; papers without the field they are sorted by come last all the same. */
  readonly reverse?: boolean;
}

/** The papers that were found, as they were at that time. */
export interface Found {
  readonly total: number;
  /** Returns the ids from one position up to but not including another. */
  ids(from: number, to: number): PaperId[];
  /** Returns the position of a paper, or -1. */
  indexOf(id: PaperId): number;
}

/** All segments of a library; each paper is alive in at most one of them. */
export interface Index {
  /** The oldest first. */
  readonly segments: readonly OpenSegment[];
  /** For each segment the number of its first paper in the index. */
  readonly bases: readonly number[];
  /** Number of papers, dead ones included. */
  readonly size: number;
  /** The orders that were asked for so far. */
  readonly sorted: Map<SortKey, Sorted>;
}

/** Makes an index of segments, the oldest first. */
export function makeIndex(segments: readonly OpenSegment[]): Index {
  const bases: number[] = [];
  let size = 0;
  for (const { ids } of segments) {
    bases.push(size);
    size += ids.length;
  }
  return { segments, bases, size, sorted: new Map() };
}

/** Marks as dead, in older segments, what a newer segment has or says is gone. */
export function supersede(older: readonly OpenSegment[], newer: OpenSegment): void {
  const ids = [...newer.ids, ...lines(newer.segment.gone)];
  for (const { ids: known, alive } of older) {
    for (const id of ids) {
      const place = placeOf(known, id);
      if (place >= 0) alive[place] = 0;
    }
  }
}

/** Whether a query needs the positions of words. */
export const needsPositions = (node: QueryNode | undefined): boolean =>
  node !== undefined &&
  ((node.kind === 'words' && node.words.length > 1) ||
    (node.kind === 'not' && needsPositions(node.node)) ||
    ((node.kind === 'and' || node.kind === 'or') && node.nodes.some(needsPositions)));

/**
 * Finds papers of a view. In the order `best`, those with the highest sum of the scores of the words
 * (see field.ts) come first, then the last marked.
 * @param now milliseconds since 1970
 * @param titles the titles of each segment; only the order `title` needs them
 */
export function findIn(
  index: Index,
  { root }: Query,
  options: FindOptions,
  now: number,
  titles: readonly Titles[] = [],
): Found {
  const scores = scoresOf(index, root, options.view, now);
  const key = keyOf(options);
  let sorted = index.sorted.get(key);
  if (!sorted) {
    sorted = sortAll(index.segments, key, titles);
    index.sorted.set(key, sorted);
  }
  const keyed: number[] | Uint32Array = pick(sorted.papers.subarray(0, sorted.keyed), scores);
  const rest = pick(sorted.papers.subarray(sorted.keyed), scores);
  if (options.order === 'best' && root) {
    const papers = byScore(append(keyed, rest), scores);
    return foundOf(index, options.reverse ? papers.reverse() : papers);
  }
  return foundOf(index, append(options.reverse ? keyed.reverse() : keyed, rest));
}

function keyOf({ view, order }: FindOptions): SortKey {
  if (order !== 'best') return order;
  return view === 'all' ? 'changed' : view;
}

/** Returns the score of every paper; 0 if it is dead, not in the view or not found. */
function scoresOf(index: Index, root: QueryNode | undefined, view: View, now: number): Uint16Array {
  const all = new Uint16Array(index.size);
  for (const [i, open] of index.segments.entries()) {
    const base = index.bases[i] as number;
    const scores = root ? match(open, root, now) : undefined;
    const times = view === 'all' ? undefined : open.segment.columns[view];
    const { alive } = open;
    for (let n = 0; n < alive.length; n++) {
      if (alive[n] === 0 || (times && times[n] === 0)) continue;
      all[base + n] = scores ? (scores[n] as number) : 1;
    }
  }
  return all;
}

function pick(papers: Uint32Array, scores: Uint16Array): Uint32Array {
  const picked = new Uint32Array(papers.length);
  let length = 0;
  for (let i = 0; i < papers.length; i++) {
    const paper = papers[i] as number;
    if (scores[paper] !== 0) picked[length++] = paper;
  }
  return picked.slice(0, length);
}

function append(a: Uint32Array, b: Uint32Array): Uint32Array {
  if (b.length === 0) return a;
  const all = new Uint32Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}

/** Sorts papers by score, the highest first; those with equal scores stay in their order. */
function byScore(papers: Uint32Array, scores: Uint16Array): Uint32Array {
  let most = 0;
  for (const paper of papers) most = Math.max(most, scores[paper] as number);
  const starts = new Uint32Array(most + 2);
  // Counted from the highest down: papers of one score begin after all that have a higher one.
  for (const paper of papers) {
    const place = most - (scores[paper] as number) + 1;
    starts[place] = (starts[place] as number) + 1;
  }
  for (let i = 1; i < starts.length; i++) {
    starts[i] = (starts[i] as number) + (starts[i - 1] as number);
  }
  const sorted = new Uint32Array(papers.length);
  for (const paper of papers) {
    const place = most - (scores[paper] as number);
    const at = starts[place] as number;
    sorted[at] = paper;
    starts[place] = at + 1;
  }
  return sorted;
}

function foundOf({ segments, bases }: Index, papers: Uint32Array): Found {
  const idOf = (paper: number): PaperId => {
    const run = runOf(bases, paper);
    return segments[run]?.ids[paper - (bases[run] as number)] as PaperId;
  };
  return {
    total: papers.length,
    ids: (from, to) => Array.from(papers.subarray(Math.max(0, from), Math.max(0, to)), idOf),
    indexOf(id) {
      // It may be in several segments; the newest is the one in which it can be alive.
      for (let run = segments.length - 1; run >= 0; run--) {
        const place = placeOf(segments[run]?.ids ?? [], id);
        const at = place < 0 ? -1 : papers.indexOf(place + (bases[run] as number));
        if (at >= 0) return at;
      }
      return -1;
    },
  };
}

/** Returns the number of papers in each view. */
export function countIn({ segments }: Index): Record<View, number> {
  const counts = { all: 0, starred: 0, read: 0, dismissed: 0 };
  for (const { alive, segment } of segments) {
    const { starred, read, dismissed } = segment.columns;
    for (let n = 0; n < alive.length; n++) {
      if (alive[n] === 0) continue;
      counts.all++;
      if ((starred[n] as number) > 0) counts.starred++;
      if ((read[n] as number) > 0) counts.read++;
      if ((dismissed[n] as number) > 0) counts.dismissed++;
    }
  }
  return counts;
}
