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
      keys: key === 'title' ? (titles[i] as Titles).keys.split('\n') : undefined,
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
      const column = columnOf(open.segment.columns, key);
      const { seq } = open.segment.columns;
      papers = Uint32Array.from(open.ids.keys());
      papers.sort(
        (a, b) =>
          (column[b] as number) - (column[a] as number) ||
          (seq[b] as number) - (seq[a] as number) ||
          a - b,
      );
    }
    known.set(key, papers);
  }
  return papers;
}

/** The stored order is by title and id; of the same titles the last marked comes first. */
function byTitle(open: OpenSegment, titles: Titles): Uint32Array {
  const papers = titles.order.slice();
  const keys = titles.keys.split('\n');
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
    const merged = new Uint32Array(a.length + b.length);
    let [i, j] = [0, 0];
    for (let k = 0; k < merged.length; k++) {
      const takesA = j === b.length || (i < a.length && isBefore(a[i] as number, b[j] as number));
      merged[k] = (takesA ? a[i++] : b[j++]) as number;
    }
    queue.push(merged);
  }
}
