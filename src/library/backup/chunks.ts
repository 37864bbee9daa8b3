import { fnv1a } from '../../paper/fnv';
import type { PaperId } from '../../paper/ids';
import type { Mark } from '../../paper/mark';
import type { Paper } from '../../paper/paper';
import type { Exported, Library } from '../schema';

/** So many records are read in one transaction: no write waits longer. */
export const MANY = 1_000;
/** A chunk ends, on average, after so many records … */
const USUAL = 64;
/** … and certainly after so many. */
export const MOST = 512;

/** The records of a range of ids. */
export interface Range {
  readonly papers: readonly Paper[];
  readonly marks: readonly Mark[];
}

/** The whole library in the order of the ids, up to a thousand records at a time. */
export async function* readLibrary(db: Library): AsyncGenerator<Range> {
  let from: PaperId | undefined;
  for (;;) {
    const tx = db.transaction(['marks', 'papers']);
    const rest = from === undefined ? undefined : IDBKeyRange.lowerBound(from, true);
    const marks = await tx.objectStore('marks').getAll(rest, MANY);
    const last = marks.at(-1)?.id;
    const isEnd = marks.length < MANY || last === undefined;
    // Papers without a mark (a damaged disk) are of the range that they lie in.
    const range = isEnd
      ? rest
      : from === undefined
        ? IDBKeyRange.upperBound(last)
        : IDBKeyRange.bound(from, last, true);
    yield { marks, papers: await tx.objectStore('papers').getAll(range) };
    if (isEnd) return;
    from = last;
  }
}

/** So often it is read anew where the library is changed meanwhile. */
const ATTEMPTS = 3;

/** The library's change sequence. */
export const seqOf = async (db: Library): Promise<number> =>
  (await db.get('meta', 'clock'))?.seq ?? 0;

/**
 * Reads the whole library, and reads it anew where it was changed meanwhile: records that became one
 * while they were read may be in it twice, or not at all.
 */
export async function readAtRest<T>(db: Library, read: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const seq = await seqOf(db);
    const result = await read();
    if (attempt === ATTEMPTS || seq === (await seqOf(db))) return result;
  }
}

/** What papers left with, in the order of the ids, up to a thousand at a time. */
export async function* readExported(db: Library): AsyncGenerator<readonly Exported[]> {
  let rest: IDBKeyRange | undefined;
  for (;;) {
    const some = await db.getAll('exported', rest, MANY);
    const last = some.at(-1)?.id;
    if (last === undefined) return;
    yield some;
    rest = IDBKeyRange.lowerBound(last, true);
  }
}

/**
 * Cuts records into chunks where their ids say so: one that comes or goes changes its own chunk, and
 * leaves where all others begin and end.
 */
export function makeCutter<T extends { readonly id: PaperId }>(): {
  /** The chunks that are whole with these records. */
  add(records: readonly T[]): T[][];
  /** What is left. */
  end(): T[][];
} {
  let open: T[] = [];
  return {
    add(records) {
      const whole: T[][] = [];
      for (const record of records) {
        open.push(record);
        if (!endsChunk(record.id) && open.length < MOST) continue;
        whole.push(open);
        open = [];
      }
      return whole;
    },
    end: () => (open.length > 0 ? [open] : []),
  };
}

/** Returns whether a chunk ends with an id: those with zeros in the low bits of their hash, one in 64. */
function endsChunk(id: PaperId): boolean {
  const hash = fnv1a(id);
  return ((hash ^ (hash >>> 15)) & (USUAL - 1)) === 0;
}

/** SHA-256 of a text, in base 64. */
export async function hashOf(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(bytes)));
}

export function gzip(text: string): Promise<ArrayBuffer> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
}

/** Rejects where the bytes are not, or not all of, what was compressed. */
export function gunzip(bytes: ArrayBuffer): Promise<string> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).text();
}
