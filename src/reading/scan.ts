import type { Library } from '../library/schema';
import type { PaperId } from '../paper/ids';
import type { Mark } from '../paper/mark';
import type { Paper } from '../paper/paper';

/** What a batch may take from the request to its answer, in ms: the page's own part is less. */
const LONGEST_MS = 16;
const FIRST = 100;
/** A note, or an abstract, can have 100,000 characters. */
const MOST = 1_000;

interface Records {
  readonly marks: Mark;
  readonly papers: Paper;
}

/**
 * Reads a whole store, a batch at a time, each in a transaction of its own: whoever wants to write
 * has a turn in between, the page stays usable, and no more than one batch is in memory. What is
 * written meanwhile may be missed or seen: the caller follows the changes.
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

/** Larger batches while they are quick, since each costs a round trip; smaller at once when not. */
function nextSize(size: number, ms: number): number {
  if (ms > LONGEST_MS) return Math.max(FIRST / 4, Math.floor((size * LONGEST_MS) / ms));
  return Math.min(MOST, Math.ceil(size * 1.25));
}
