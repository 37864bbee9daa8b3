import type { OpenSegment } from './open-segment';
import { type Columns, compareText, type Titles } from './segment';

/** The keys that papers can be sorted by; `changed` puts the last marked first. */
export type SortKey =
  | 'changed'
  | 'starred'
  | 'read'
  | 'dismissed'
  | 'added'
  | 'published'
  | 'title';

/** All papers of an index in one order, numbered across its segments. */
export interface Sorted {
  readonly papers: Uint32Array;
  /** Number of papers that have what they are sorted by; the others come after them. */
  readonly keyed: number;
}

/** The papers of one segment in order, with what they are compared by. */
interface SortedRun {
  readonly papers: Uint32Array;
  readonly ids: readonly string[];
  readonly seq: Uint32Array;
  readonly numbers: ArrayLike<number> | undefined;
  readonly keys: readonly string[] | undefined;
  /** Number of its first paper in the index. */
  readonly base: number;
}

/**
 * Sorts the papers of all segments: the latest first, titles from A; equal ones by the last marked
 * first, then by id. Each segment is sorted once, and its order kept; the orders are then merged.
 */
export function sortAll(
  segments: readonly OpenSegment[],
  key: SortKey,
  titles: readonly Titles[],
): Sorted {
  let base = 0;
  const runs = segments.map((open, i): SortedRun => {
    const { columns } = open.segment;
    const run: SortedRun = {
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
    const run = runs[runOf(bases, paper)] as SortedRun;
    return (run.numbers?.[paper - run.base] ?? 0) > 0;
  };
  while (keyed > 0 && !isKeyed(papers[keyed - 1] as number)) keyed--;
  return { papers, keyed };
}

const columnOf = (columns: Columns, key: Exclude<SortKey, 'title'>): ArrayLike<number> =>
  columns[key === 'changed' ? 'seq' : key];

/** Returns the index of the segment that a paper is in, by the numbers of their first papers. */
export function runOf(bases: readonly number[], paper: number): number {
  let run = bases.length - 1;
  while (run > 0 && (bases[run] as number) > paper) run--;
  return run;
}

/** The orders of each segment. */
const ordersOf = new WeakMap<OpenSegment, Map<SortKey, Uint32Array>>();

/** Forgets the order of a segment, after its columns were changed. */
export function forgetOrder(open: OpenSegment): void {
  ordersOf.delete(open);
}

function sortOne(open: OpenSegment, key: SortKey, titles: Titles | undefined): Uint32Array {
  const known = ordersOf.get(open) ?? new Map<SortKey, Uint32Array>();
  ordersOf.set(open, known);
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

/** A key of 53 bits holds a paper's number below this … */
const MAX_PAPERS = 2 ** 18;
/** … and a time to this many milliseconds; … */
const COARSE_MS = 128;
/** … numbers below this (dates, sequence numbers) exactly. */
const COARSE_FROM = 2 ** 33;

/**
 * Sorts papers by a column, the largest number first, then the last changed. Keys that hold both the
 * number and the paper are sorted natively, many times as fast as by a comparing function; only papers
 * with equal keys are sorted by one.
 */
function sortByColumn(column: ArrayLike<number>, seq: Uint32Array, size: number): Uint32Array {
  const isBefore = (a: number, b: number): number =>
    (column[b] as number) - (column[a] as number) ||
    (seq[b] as number) - (seq[a] as number) ||
    a - b;
  const papers = Uint32Array.from({ length: size }, (_, n) => n);
  if (size > MAX_PAPERS) return papers.sort(isBefore);
  let most = 0;
  for (let n = 0; n < size; n++) most = Math.max(most, column[n] as number);
  const unit = most > COARSE_FROM ? COARSE_MS : 1;
  const keys = new Float64Array(size);
  for (let n = 0; n < size; n++) {
    keys[n] = Math.floor((column[n] as number) / unit) * MAX_PAPERS + n;
  }
  keys.sort().reverse();
  for (let from = 0; from < size; ) {
    const key = Math.floor((keys[from] as number) / MAX_PAPERS);
    let to = from;
    for (; to < size && Math.floor((keys[to] as number) / MAX_PAPERS) === key; to++) {
      papers[to] = (keys[to] as number) % MAX_PAPERS;
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

/** Sorts by title. The stored order is by title and id; of equal titles the last marked comes first. */
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

/** Merges all runs into one, always the two shortest first. */
function mergeRuns(runs: readonly SortedRun[], size: number): Uint32Array {
  const owner = new Uint8Array(size);
  for (const [i, run] of runs.entries()) owner.fill(i, run.base, run.base + run.papers.length);
  const isBefore = (a: number, b: number): boolean => {
    const [x, y] = [runs[owner[a] as number] as SortedRun, runs[owner[b] as number] as SortedRun];
    const [i, j] = [a - x.base, b - y.base];
    const byKey =
      x.numbers && y.numbers
        ? (y.numbers[j] as number) - (x.numbers[i] as number)
        : compareText(x.keys?.[i] ?? '', y.keys?.[j] ?? '');
    const bySeq = byKey || (y.seq[j] as number) - (x.seq[i] as number);
    return (bySeq || compareText(x.ids[i] as string, y.ids[j] as string)) < 0;
  };
  const queue = runs.map(({ papers, base }) => (base === 0 ? papers : papers.map((n) => n + base)));
  for (;;) {
    queue.sort((a, b) => b.length - a.length);
    const [a, b] = [queue.pop(), queue.pop()];
    if (!a || !b) return a ?? new Uint32Array(0);
    queue.push(mergeTwo(a, b, isBefore));
  }
}

/** Merges a short run into a long one; what lies between two papers of the short one is copied at once. */
function mergeTwo(
  short: Uint32Array,
  long: Uint32Array,
  isBefore: (a: number, b: number) => boolean,
): Uint32Array {
  const merged = new Uint32Array(short.length + long.length);
  let at = 0;
  for (const [i, paper] of short.entries()) {
    let [low, high] = [at, long.length];
    // The next place is near if the short run has many papers, and anywhere if it has few.
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
