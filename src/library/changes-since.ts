import type { Entry } from '../paper/entry';
import type { PaperId } from '../paper/ids';
import type { Mark } from '../paper/mark';
import { entryFrom } from './entries';
import { readClock } from './read-clock';
import type { Library } from './schema';

/** The changes of a library after a number of its sequence. */
export interface ChangeBatch {
  readonly entries: readonly Entry[];
  /** Ids that are no longer in the library. */
  readonly gone: readonly PaperId[];
  /** Number of the last change that is included. */
  readonly seq: number;
  /** Whether that was the library's last change. */
  readonly isAll: boolean;
  /** Id of the library's clock; empty before its first change. */
  readonly node: string;
  /** Whether the library has not reached the number that was asked for: it is another library. */
  readonly isBehind: boolean;
}

/** Resolves to the first `limit` changes after the number `seq`. */
export async function changesSince(db: Library, seq: number, limit: number): Promise<ChangeBatch> {
  const tx = db.transaction(['marks', 'papers', 'bin', 'meta']);
  const index = tx.objectStore('marks').index('by-seq');
  const marks = await index.getAll(IDBKeyRange.lowerBound(seq, true), limit);
  const isAll = marks.length < limit;
  const last = marks.at(-1)?.seq ?? seq;
  // Changes with the same number belong together.
  if (!isAll) {
    const known = new Set(marks.map(({ id }) => id));
    const others = await index.getAll(IDBKeyRange.only(last));
    marks.push(...others.filter(({ id }) => !known.has(id)));
  }
  const clock = await readClock(tx.objectStore('meta'));
  const end = isAll ? Math.max(clock?.seq ?? 0, last) : last;
  const gone =
    end > seq
      ? await tx
          .objectStore('bin')
          .index('by-seq')
          .getAllKeys(IDBKeyRange.bound(seq, end, true))
      : [];
  const papers = tx.objectStore('papers');
  const entries = await Promise.all(
    marks.map(async (mark) => entryFrom(await papers.get(mark.id), mark)),
  );
  const changed = new Set(marks.map(({ id }) => id));
  return {
    entries,
    // After two records were merged, the id of one is gone.
    gone: [...gone, ...entries.flatMap(({ paper }) => paper.aliases ?? [])].filter(
      (id) => !changed.has(id),
    ),
    seq: end,
    isAll,
    node: clock?.node ?? '',
    isBehind: (clock?.seq ?? 0) < seq,
  };
}

/** Figures that tell whether two states of a library are the same. */
export interface LibraryState {
  /** Id of the library's clock; empty before its first change. */
  readonly node: string;
  /** Number of the last change. */
  readonly seq: number;
  /** Number of marks. */
  readonly marks: number;
}

export async function readLibraryState(db: Library): Promise<LibraryState> {
  const tx = db.transaction(['marks', 'meta']);
  const [clock, marks] = await Promise.all([
    readClock(tx.objectStore('meta')),
    tx.objectStore('marks').count(),
  ]);
  return { node: clock?.node ?? '', seq: clock?.seq ?? 0, marks };
}

/** Resolves to the first `limit` entries after an id, in the order of ids; fewer only at the end. */
export async function entriesAfter(
  db: Library,
  after: PaperId | '',
  limit: number,
): Promise<Entry[]> {
  const tx = db.transaction(['marks', 'papers']);
  const range = IDBKeyRange.lowerBound(after, true);
  const [marks, papers] = await Promise.all([
    tx.objectStore('marks').getAll(range, limit),
    tx.objectStore('papers').getAll(range, limit),
  ]);
  // Both have nearly always the same ids, but after a missing half the positions differ.
  const known = new Map(papers.map((paper) => [paper.id, paper]));
  const last = papers.at(-1)?.id ?? '';
  const isLoaded = ({ id }: Mark): boolean => id <= last || papers.length < limit;
  return Promise.all(
    marks.map(async (mark) =>
      entryFrom(
        isLoaded(mark) ? known.get(mark.id) : await tx.objectStore('papers').get(mark.id),
        mark,
      ),
    ),
  );
}

/** Resolves to the entries of those ids that are in the library. */
export async function entriesWith(db: Library, ids: readonly PaperId[]): Promise<Entry[]> {
  const tx = db.transaction(['marks', 'papers']);
  const entries = await Promise.all(
    ids.map(async (id) => {
      const mark = await tx.objectStore('marks').get(id);
      return mark ? [entryFrom(await tx.objectStore('papers').get(id), mark)] : [];
    }),
  );
  return entries.flat();
}
