import type { Entry } from '../paper/entry';
import type { PaperId } from '../paper/ids';
import type { Mark } from '../paper/mark';
import { entryFrom } from './entries';
import type { Library } from './schema';

/** What is new in a library after some change of its sequence. */
export interface Changes {
  readonly entries: readonly Entry[];
  /** What was removed. */
  readonly gone: readonly PaperId[];
  /** The change that this is up to. */
  readonly seq: number;
  /** Whether there is nothing after it. */
  readonly isAll: boolean;
  /** Of the library's clock; empty before its first change. */
  readonly node: string;
  /** Whether the library has never come to `seq`: it is not the one that was asked before. */
  readonly isBehind: boolean;
}

/** The changes after `seq`, the first `limit` of them. */
export async function changesSince(db: Library, seq: number, limit: number): Promise<Changes> {
  const tx = db.transaction(['marks', 'papers', 'bin', 'meta']);
  const index = tx.objectStore('marks').index('by-seq');
  const marks = await index.getAll(IDBKeyRange.lowerBound(seq, true), limit);
  const isAll = marks.length < limit;
  const last = marks.at(-1)?.seq ?? seq;
  // Changes of one sequence number belong together.
  if (!isAll) {
    const known = new Set(marks.map(({ id }) => id));
    const others = await index.getAll(IDBKeyRange.only(last));
    marks.push(...others.filter(({ id }) => !known.has(id)));
  }
  const clock = await tx.objectStore('meta').get('clock');
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
    // What two records were is one now, under one of their names.
    gone: [...gone, ...entries.flatMap(({ paper }) => paper.aliases ?? [])].filter(
      (id) => !changed.has(id),
    ),
    seq: end,
    isAll,
    node: clock?.node ?? '',
    isBehind: (clock?.seq ?? 0) < seq,
  };
}

/** Where a library's clock stands, and how many marks it has. */
export interface Standing {
  readonly node: string;
  readonly seq: number;
  readonly marks: number;
}

export async function standingOf(db: Library): Promise<Standing> {
  const tx = db.transaction(['marks', 'meta']);
  const [clock, marks] = await Promise.all([
    tx.objectStore('meta').get('clock'),
    tx.objectStore('marks').count(),
  ]);
  return { node: clock?.node ?? '', seq: clock?.seq ?? 0, marks };
}

/** The entries after an id, in order of ids, the first `limit` of them: fewer only at the end. */
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
  // Nearly always the same ids; where one half is missing, all after it are a place off.
  const known = new Map(papers.map((paper) => [paper.id, paper]));
  const last = papers.at(-1)?.id ?? '';
  const isRead = ({ id }: Mark): boolean => id <= last || papers.length < limit;
  return Promise.all(
    marks.map(async (mark) =>
      entryFrom(
        isRead(mark) ? known.get(mark.id) : await tx.objectStore('papers').get(mark.id),
        mark,
      ),
    ),
  );
}

/** The entries of these ids that are in the library. */
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
