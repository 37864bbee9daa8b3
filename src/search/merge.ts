import { compare, ONLY_ABSTRACT, packWords, type Steps } from './build';
import { makeBytes, makeNumbers } from './bytes';
import { type Columns, lines, makeColumns, type Parts, sizeOf, wordAt } from './segment';

/** A segment to merge, and which of its papers are still alive. */
export interface Source {
  readonly parts: Parts;
  readonly alive: Uint8Array;
}

const WORDS_AT_ONCE = 300;
const PAPERS_AT_ONCE = 2_000;
const DEAD = 0xffff_ffff;

/**
 * One segment of several that follow one another, the oldest first, without what is dead in them.
 * @param isAll whether there is no older one left, in which something that is gone could still be
 */
export function* mergeSegments(sources: readonly Source[], isAll: boolean): Steps<Parts> {
  const idLists = sources.map(({ parts }) => lines(parts.segment.ids));
  yield;
  const living = idLists.flatMap((ids, from) =>
    ids.flatMap((id, n) => (sources[from]?.alive[n] ? { id, from, n } : [])),
  );
  yield;
  living.sort((a, b) => compare(a.id, b.id));
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
  sources: readonly Source[],
  numbers: readonly Uint32Array[],
  size: number,
): Steps<Parts['titles']> {
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
        (compare(keys[other] as string, keys[number] as string) || other - number) < 0;
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
  sources: readonly Source[],
  numbers: readonly Uint32Array[],
): Steps<MergedWords> {
  const next = sources.map(() => 0);
  const heads = sources.map(({ parts }) => headOf(parts, 0));
  const words: string[] = [];
  const [postings, positions] = [makeBytes(1 << 16), makeBytes(1 << 16)];
  const [postingStarts, positionStarts] = [makeNumbers(), makeNumbers()];
  const found = makePostings();
  for (let step = 1; ; step++) {
    const word = heads.reduce<string | undefined>(
      (least, head) => (head !== undefined && (least === undefined || head < least) ? head : least),
      undefined,
    );
    if (word === undefined) break;
    found.clear();
    for (const [from, head] of heads.entries()) {
      if (head !== word) continue;
      const { parts } = sources[from] as Source;
      found.read(parts, next[from] as number, numbers[from] as Uint32Array, from);
      heads[from] = headOf(parts, ++(next[from] as number));
    }
    // Only dead papers had it.
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

const headOf = ({ segment }: Parts, n: number): string | undefined =>
  n < sizeOf(segment) ? wordAt(segment, n) : undefined;

/** The papers of one word, of all the segments. */
interface Postings {
  readonly length: number;
  clear(): void;
  read(parts: Parts, word: number, numbers: Uint32Array, from: number): void;
  write(
    postings: ReturnType<typeof makeBytes>,
    positions: ReturnType<typeof makeBytes>,
    sources: readonly Source[],
  ): void;
}

function makePostings(): Postings {
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
        const { bytes } = (sources[froms[i] as number] as Source).parts.positions;
        positions.putAll(bytes, starts[i] as number, ends[i] as number);
      }
    },
  };
}

/** The places of one field end with the first even number. */
function endOfField(bytes: Uint8Array, start: number): number {
  let at = start;
  for (;;) {
    const isMore = (bytes[at] as number) & 1;
    while ((bytes[at++] as number) > 127);
    if (!isMore) return at;
  }
}
