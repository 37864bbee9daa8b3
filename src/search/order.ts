import { compare } from './build';
import type { OpenSegment } from './match';
import type { Columns, Titles } from './segment';

/** What papers can be sorted by; `changed` is the last marked first. */
export type SortKey =
  | 'changed'
  | 'starred'
  | 'read'
  | 'dismissed'
  | 'added'
  | 'published'
  | 'title';

/** All papers of an index in one order, numbered through its segments. */
export interface Sorted {
  readonly papers: Uint32Array;
  /** How many of them, from the first, have what they are sorted by. The others come last. */
  readonly keyed: number;
}

/** Of a segment its papers in one order, with what they are compared by. */
interface Run {
  readonly papers: Uint32Array;
  readonly ids: readonly string[];
  readonly seq: Uint32Array;
  readonly numbers: ArrayLike<number> | undefined;
  readonly keys: readonly string[] | undefined;
  /** The number of its first paper among all. */
  readonly base: number;
}

/**
 * Sorts the papers of all segments: the latest first, by title from A; then the last marked first, then
 * by id. A segment is sorted once, and kept so; what is new is merged into it.
 */
export function sortAll(
  segments: readonly OpenSegment[],
  key: SortKey,
  titles: readonly Titles[],
): Sorted {
  let base = 0;
  const runs = segments.map((open, i): Run => {
    const { columns } = open.segment;
    const run: Run = {
      papers: sortOne(open, key, titles[i]),
      ids: open.ids,
      seq: columns.seq,
      numbers: key === 'title' ? undefined : columnOf(columns, key),
      keys: key === 'title' ? keysOf(titles[i] as Titles) : undefined,
      base,
    };
    base += open.ids.length;
    return run;
  });
  const papers = mergeRuns(runs, base);
  if (key === 'title') return { papers, keyed: papers.length };
  let keyed = papers.length;
  const bases = runs.map((run) => run.base);
  const isKeyed = (paper: number): boolean => {
    const run = runs[runOf(bases, paper)] as Run;
    return (run.numbers?.[paper - run.base] ?? 0) > 0;
  };
  while (keyed > 0 && !isKeyed(papers[keyed - 1] as number)) keyed--;
  return { papers, keyed };
}

const columnOf = (columns: Columns, key: Exclude<SortKey, 'title'>): ArrayLike<number> =>
  columns[key === 'changed' ? 'seq' : key];

/** The segment that a paper is in, by the numbers of their first ones. */
export function runOf(bases: readonly number[], paper: number): number {
  let run = bases.length - 1;
  while (run > 0 && (bases[run] as number) > paper) run--;
  return run;
}

const sortedOnes = new WeakMap<OpenSegment, Map<SortKey, Uint32Array>>();

/** After its columns were changed. */
export function forgetOrder(open: OpenSegment): void {
  sortedOnes.delete(open);
}

function sortOne(open: OpenSegment, key: SortKey, titles: Titles | undefined): Uint32Array {
  const known = sortedOnes.get(open) ?? new Map<SortKey, Uint32Array>();
  sortedOnes.set(open, known);
  let papers = known.get(key);
  if (!papers) {
    if (key === 'title') papers = byTitle(open, titles as Titles);
    else {
      const { columns } = open.segment;
      papers = sortByColumn(columnOf(columns, key), columns.seq, open.ids.length);
    }
    known.set(key, papers);
  }
  return papers;
}

/** So many papers can be numbered, and times told apart to so many ms, within 53 bits. */
const MOST_PAPERS = 2 ** 18;
const COARSE_MS = 128;
const COARSE_FROM = 2 ** 33;

/**
 * The papers with the largest number first, then the last changed. Numbers that hold both what is
 * compared and the paper are sorted by the engine itself, many times as fast as by a function; what
 * comes out equal is sorted by one.
 */
function sortByColumn(column: ArrayLike<number>, seq: Uint32Array, size: number): Uint32Array {
  const isBefore = (a: number, b: number): number =>
    (column[b] as number) - (column[a] as number) ||
    (seq[b] as number) - (seq[a] as number) ||
    a - b;
  const papers = Uint32Array.from({ length: size }, (_, n) => n);
  if (size > MOST_PAPERS) return papers.sort(isBefore);
  let most = 0;
  for (let n = 0; n < size; n++) most = Math.max(most, column[n] as number);
  const unit = most > COARSE_FROM ? COARSE_MS : 1;
  const keys = new Float64Array(size);
  for (let n = 0; n < size; n++) {
    keys[n] = Math.floor((column[n] as number) / unit) * MOST_PAPERS + n;
  }
  keys.sort().reverse();
  for (let from = 0; from < size; ) {
    const key = Math.floor((keys[from] as number) / MOST_PAPERS);
    let to = from;
    for (; to < size && Math.floor((keys[to] as number) / MOST_PAPERS) === key; to++) {
      papers[to] = (keys[to] as number) % MOST_PAPERS;
    }
    if (to - from > 1) papers.subarray(from, to).sort(isBefore);
    from = to;
  }
  return papers;
}

const splitKeys = new WeakMap<Titles, readonly string[]>();

function keysOf(titles: Titles): readonly string[] {
  const keys = splitKeys.get(titles) ?? titles.keys.split('\n');
  splitKeys.set(titles, keys);
  return keys;
}

/** The stored order is by title and id; of the same titles the last marked comes first. */
function byTitle(open: OpenSegment, titles: Titles): Uint32Array {
  const papers = titles.order.slice();
  const keys = keysOf(titles);
  const { seq } = open.segment.columns;
  for (let from = 0; from < papers.length; ) {
    let to = from + 1;
    while (to < papers.length && keys[papers[to] as number] === keys[papers[from] as number]) to++;
    if (to - from > 1) {
      papers.subarray(from, to).sort((a, b) => (seq[b] as number) - (seq[a] as number) || a - b);
    }
    from = to;
  }
  return papers;
}

/** Merges all runs into one, the two shortest first. */
function mergeRuns(runs: readonly Run[], size: number): Uint32Array {
  const owner = new Uint8Array(size);
  for (const [i, run] of runs.entries()) owner.fill(i, run.base, run.base + run.papers.length);
  const isBefore = (a: number, b: number): boolean => {
    const [x, y] = [runs[owner[a] as number] as Run, runs[owner[b] as number] as Run];
    const [i, j] = [a - x.base, b - y.base];
    const byKey =
      x.numbers && y.numbers
        ? (y.numbers[j] as number) - (x.numbers[i] as number)
        : compare(x.keys?.[i] ?? '', y.keys?.[j] ?? '');
    const bySeq = byKey || (y.seq[j] as number) - (x.seq[i] as number);
    return (bySeq || compare(x.ids[i] as string, y.ids[j] as string)) < 0;
  };
  const queue = runs.map(({ papers, base }) => (base === 0 ? papers : papers.map((n) => n + base)));
  for (;;) {
    queue.sort((a, b) => b.length - a.length);
    const [a, b] = [queue.pop(), queue.pop()];
    if (!a || !b) return a ?? new Uint32Array(0);
    queue.push(mergeTwo(a, b, isBefore));
  }
}

/** Merges a short row into a long one: what lies between two of the short one's is copied at once. */
function mergeTwo(
  short: Uint32Array,
  long: Uint32Array,
  isBefore: (a: number, b: number) => boolean,
): Uint32Array {
  const merged = new Uint32Array(short.length + long.length);
  let at = 0;
  for (const [i, paper] of short.entries()) {
    let [low, high] = [at, long.length];
    // What comes next is mostly near where short ones are many, and anywhere where they are few.
    for (let step = 1; low + step < high; step *= 2) {
      if (isBefore(paper, long[low + step] as number)) high = low + step;
      else low += step;
    }
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(paper, long[middle] as number)) high = middle;
      else low = middle + 1;
    }
    merged.set(long.subarray(at, low), at + i);
    merged[low + i] = paper;
    at = low;
  }
  merged.set(long.subarray(at), at + short.length);
  return merged;
}
