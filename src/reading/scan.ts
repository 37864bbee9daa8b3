import type { Library } from '../library/schema';
import type { PaperId } from '../paper/ids';
import type { Mark } from '../paper/mark';
import type { Paper } from '../paper/paper';

/** Longest time that a batch should take, from the request to its answer, in ms. */
const LONGEST_MS = 16;
/** Records in the first batch. */
const FIRST = 100;
/** Most records in a batch: a note or an abstract can have 100,000 characters. */
const MOST = 1_000;

interface Records {
  readonly marks: Mark;
  readonly papers: Paper;
}

/**
 * Reads a whole store in batches, each in a transaction of its own: writers come in between, the page
 * stays usable, and only one batch is in memory. What is written meanwhile may be missed or read, so
 * the caller has to follow the changes.
 */
export async function scan<K extends keyof Records>(
  connect: () => Promise<Library>,
  name: K,
  take: (record: Records[K]) => void,
  until: AbortSignal,
): Promise<void> {
  let size = FIRST;
  let range: IDBKeyRange | null = null;
  for (;;) {
    const db = await connect();
    const began = performance.now();
    const batch = (await db.getAll(name, range, size)) as Records[K][];
    if (until.aborted) return;
    for (const record of batch) take(record);
    const last: PaperId | undefined = batch.at(-1)?.id;
    if (last === undefined || batch.length < size) return;
    range = IDBKeyRange.lowerBound(last, true);
    size = nextSize(size, performance.now() - began);
  }
}

/** Returns a larger size while batches are quick, since each costs a round trip; else a smaller one. */
function nextSize(size: number, ms: number): number {
  if (ms > LONGEST_MS) return Math.max(FIRST / 4, Math.floor((size * LONGEST_MS) / ms));
  return Math.min(MOST, Math.ceil(size * 1.25));
}
