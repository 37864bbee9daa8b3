import type { SlicedWork } from '../slices';
import { makeBytes, makeNumbers } from './bytes';
import { DEAD, type MergeSource, makeMergedPostings } from './merge-postings';
import {
  type Columns,
  compareText,
  lines,
  makeColumns,
  packWords,
  type SegmentParts,
  sizeOf,
  wordAt,
} from './segment';

/** Words that are merged before the work may be interrupted. */
const WORDS_AT_ONCE = 300;
/** Papers that are merged before the work may be interrupted. */
const PAPERS_AT_ONCE = 2_000;
/**
 * Merges segments that follow one another, the oldest first, and leaves out what is dead.
 * @param isAll whether there is no older segment, which could still have what is gone
 */
export function* mergeSegments(
  sources: readonly MergeSource[],
  isAll: boolean,
): SlicedWork<SegmentParts> {
  const idLists = sources.map(({ parts }) => lines(parts.segment.ids));
  yield;
  const living = idLists.flatMap((ids, from) =>
    ids.flatMap((id, n) => (sources[from]?.alive[n] ? { id, from, n } : [])),
  );
  yield;
  living.sort((a, b) => compareText(a.id, b.id));
  yield;
  const numbers = idLists.map((ids) => new Uint32Array(ids.length).fill(DEAD));
  for (const [i, { from, n }] of living.entries()) (numbers[from] as Uint32Array)[n] = i;

  const columns = makeColumns(living.length);
  for (const name of Object.keys(columns) as (keyof Columns)[]) {
    for (const [i, { from, n }] of living.entries()) {
      columns[name][i] = sources[from]?.parts.segment.columns[name][n] as number;
    }
    yield;
  }
  const ids = living.map(({ id }) => id);
  const alive = new Set(ids);
  const gone = isAll ? [] : sources.flatMap(({ parts }) => lines(parts.segment.gone));
  const titles = yield* mergeTitles(sources, numbers, living.length);
  const words = yield* mergeWords(sources, numbers);
  return {
    segment: {
      ids: ids.join('\n'),
      gone: [...new Set(gone)].filter((id) => !alive.has(id)).join('\n'),
      chars: words.chars,
      charStarts: words.charStarts,
      postings: words.postings,
      postingStarts: words.postingStarts,
      columns,
    },
    positions: { bytes: words.positions, starts: words.positionStarts },
    titles,
  };
}

function* mergeTitles(
  sources: readonly MergeSource[],
  numbers: readonly Uint32Array[],
  size: number,
): SlicedWork<SegmentParts['titles']> {
  const keys = new Array<string>(size);
  let order: number[] = [];
  for (const [from, { parts }] of sources.entries()) {
    const old = parts.titles.keys.split('\n');
    const numberOf = numbers[from] as Uint32Array;
    for (const [n, number] of numberOf.entries()) if (number !== DEAD) keys[number] = old[n] ?? '';
    const next: number[] = [];
    for (const n of parts.titles.order) {
      const number = numberOf[n] as number;
      if (number !== DEAD) next.push(number);
    }
    yield;
    const merged: number[] = [];
    let i = 0;
    for (const [k, number] of next.entries()) {
      const isAfter = (other: number): boolean =>
        (compareText(keys[other] as string, keys[number] as string) || other - number) < 0;
      while (i < order.length && isAfter(order[i] as number)) merged.push(order[i++] as number);
      merged.push(number);
      if (k % PAPERS_AT_ONCE === 0) yield;
    }
    while (i < order.length) merged.push(order[i++] as number);
    order = merged;
  }
  return { keys: keys.join('\n'), order: Uint32Array.from(order) };
}

interface MergedWords extends ReturnType<typeof packWords> {
  readonly postings: Uint8Array<ArrayBuffer>;
  readonly postingStarts: Uint32Array<ArrayBuffer>;
  readonly positions: Uint8Array<ArrayBuffer>;
  readonly positionStarts: Uint32Array<ArrayBuffer>;
}

function* mergeWords(
  sources: readonly MergeSource[],
  numbers: readonly Uint32Array[],
): SlicedWork<MergedWords> {
  const next = sources.map(() => 0);
  const heads = sources.map(({ parts }) => headOf(parts, 0));
  const words: string[] = [];
  const [postings, positions] = [makeBytes(1 << 16), makeBytes(1 << 16)];
  const [postingStarts, positionStarts] = [makeNumbers(), makeNumbers()];
  const found = makeMergedPostings();
  for (let step = 1; ; step++) {
    const word = heads.reduce<string | undefined>(
      (least, head) => (head !== undefined && (least === undefined || head < least) ? head : least),
      undefined,
    );
    if (word === undefined) break;
    found.clear();
    for (const [from, head] of heads.entries()) {
      if (head !== word) continue;
      const { parts } = sources[from] as MergeSource;
      found.read(parts, next[from] as number, numbers[from] as Uint32Array, from);
      heads[from] = headOf(parts, ++(next[from] as number));
    }
    // Otherwise only dead papers had it.
    if (found.length > 0) {
      words.push(word);
      postingStarts.put(postings.length);
      positionStarts.put(positions.length);
      found.write(postings, positions, sources);
    }
    if (step % WORDS_AT_ONCE === 0) yield;
  }
  postingStarts.put(postings.length);
  positionStarts.put(positions.length);
  yield;
  return {
    ...packWords(words),
    postings: postings.done(),
    postingStarts: postingStarts.done(),
    positions: positions.done(),
    positionStarts: positionStarts.done(),
  };
}

const headOf = ({ segment }: SegmentParts, n: number): string | undefined =>
  n < sizeOf(segment) ? wordAt(segment, n) : undefined;
