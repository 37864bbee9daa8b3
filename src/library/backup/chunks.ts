import { fnv1a } from '../../paper/fnv';
import type { PaperId } from '../../paper/ids';
import type { Mark } from '../../paper/mark';
import type { Paper } from '../../paper/paper';
import { withoutKeyName } from '../citation-keys';
import { readClock } from '../read-clock';
import type { Exported, Library } from '../schema';

/** Records that are read in one transaction, which is how long a write may have to wait. */
export const MANY = 1_000;
/** Average number of records in a chunk. */
const USUAL = 64;
/** Largest number of records in a chunk. */
export const MOST = 512;

/** The records of a range of ids. */
export interface RecordRange {
  readonly papers: readonly Paper[];
  readonly marks: readonly Mark[];
}

/** Yields the whole library in the order of the ids, up to a thousand records at a time. */
export async function* readLibrary(db: Library): AsyncGenerator<RecordRange> {
  let from: PaperId | undefined;
  for (;;) {
    const tx = db.transaction(['marks', 'papers']);
    const rest = from === undefined ? undefined : IDBKeyRange.lowerBound(from, true);
    const marks = await tx.objectStore('marks').getAll(rest, MANY);
    const last = marks.at(-1)?.id;
    const isEnd = marks.length < MANY || last === undefined;
    // Papers without a mark (a damaged disk) belong to the range that they lie in.
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

/** How often the library is read, if it is changed meanwhile. */
const ATTEMPTS = 3;

/** Resolves to the number of the library's last change. */
export const seqOf = async (db: Library): Promise<number> =>
  (await readClock(db.transaction('meta').store))?.seq ?? 0;

/**
 * Reads the whole library, and reads it again if it was changed meanwhile: records that were merged
 * while they were read may be in the result twice, or not at all.
 */
export async function readAtRest<T>(db: Library, read: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const seq = await seqOf(db);
    const result = await read();
    if (attempt === ATTEMPTS || seq === (await seqOf(db))) return result;
  }
}

/** Yields what is remembered of exported papers, in the order of the ids, up to a thousand at a time. */
export async function* readExported(db: Library): AsyncGenerator<readonly Exported[]> {
  let rest: IDBKeyRange | undefined;
  for (;;) {
    const some = await db.getAll('exported', rest, MANY);
    const last = some.at(-1)?.id;
    if (last === undefined) return;
    yield some.map(withoutKeyName);
    rest = IDBKeyRange.lowerBound(last, true);
  }
}

/**
 * Makes a cutter that cuts records into chunks at certain ids. So a record that comes or goes changes
 * only its own chunk, and not where the others begin and end.
 */
export function makeCutter<T extends { readonly id: PaperId }>(): {
  /** Adds records, and returns the chunks that are complete with them. */
  add(records: readonly T[]): T[][];
  /** Returns the last chunk, if any records are left. */
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

/** Resolves to the SHA-256 of a text, in base 64. */
export async function hashOf(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(bytes)));
}

/** Compresses a text. */
export function gzip(text: string): Promise<ArrayBuffer> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
}

/** Decompresses a text. Rejects if the bytes are damaged or incomplete. */
export function gunzip(bytes: ArrayBuffer): Promise<string> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).text();
}
