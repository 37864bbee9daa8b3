import { newNode, tick } from '../../paper/clock';
import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';
import type { Mark } from '../../paper/mark';
import { fromFile, takeIn } from '../../paper/merge';
import { enrich, idsOf, type Paper } from '../../paper/paper';
import { entryFrom } from '../entries';
import type { Library } from '../schema';
import { sameRecord } from '../upsert';
import { nameAsKnown, otherName } from './known-name';

/** What importing an entry would do. */
export interface Preview {
  readonly entry: Entry;
  /** What the library has of the paper. */
  readonly known: Entry | undefined;
  /** What would change in it; empty where it is new, or where nothing would. */
  readonly changes: readonly ChangedField[];
}

/** A field of `Paper` or, without its "At", of `Mark`. */
export type ChangedField =
  | Exclude<keyof Paper, 'id'>
  | Exclude<keyof Mark, 'id' | 'times' | 'seq' | `${string}At`>
  | 'starred'
  | 'read'
  | 'dismissed';

/** So many entries are compared in one transaction, and told of together. */
const TOGETHER = 500;
/** Of more entries than this, not each is asked about: what the library has is read once. */
const MANY = 1_000;

/** What importing the entries would do, in their order, some at a time; writes nothing. */
export async function* previewImport(
  db: Library,
  entries: readonly Entry[],
  now: number = Date.now(),
): AsyncGenerator<readonly Preview[]> {
  const names = entries.length > MANY ? await allNames(db) : undefined;
  // Two papers of the file can be one to the library: the second adds to what the first has brought.
  const broughtTo = new Map<PaperId, readonly Entry[]>();
  for (let at = 0; at < entries.length; at += TOGETHER) {
    const some = entries.slice(at, at + TOGETHER);
    const tx = db.transaction(['marks', 'papers', 'aliases']);
    const knownOf = async (ids: readonly PaperId[]): Promise<Entry | undefined> => {
      for (const id of ids) {
        if (names && !names.has(id)) continue;
        const canonical = (await tx.objectStore('aliases').get(id)) ?? id;
        const mark = await tx.objectStore('marks').get(canonical);
        if (mark) return entryFrom(await tx.objectStore('papers').get(canonical), mark);
      }
      return undefined;
    };
    const compared = await Promise.all(
      some.map(async (entry) => {
        const own = await knownOf(idsOf(entry.paper));
        const name = otherName(entry.paper);
        const other = name && (await knownOf([name]));
        const named = nameAsKnown(entry, (id) => (id === name ? other : own)?.paper);
        return { named, known: named === entry ? own : other };
      }),
    );
    yield some.map((entry, i) => {
      const { named = entry, known: one } = compared[i] ?? {};
      if (!one) return { entry, known: one, changes: [] };
      const { id } = one.mark;
      const earlier = broughtTo.get(id) ?? [];
      const changes = changesOf(
        earlier.reduce((known, coming) => withBrought(known, coming, now), one),
        named,
        now,
      );
      if (changes.length > 0) broughtTo.set(id, [...earlier, named]);
      return { entry, known: one, changes };
    });
  }
}

/** Every id that leads to a paper of the library. */
async function allNames(db: Library): Promise<ReadonlySet<PaperId>> {
  const tx = db.transaction(['marks', 'aliases']);
  const names = await Promise.all([
    tx.objectStore('marks').getAllKeys(),
    tx.objectStore('aliases').getAllKeys(),
  ]);
  return new Set(names.flat());
}

/** The fields of a known paper that an entry of a file would change. */
export function changesOf(known: Entry, coming: Entry, now: number = Date.now()): ChangedField[] {
  const { paper, mark } = withBrought(known, coming, now);
  return [...differing(known.paper, paper), ...differing(known.mark, mark)];
}

const withBrought = (known: Entry, coming: Entry, now: number): Entry => ({
  paper: enrich(known.paper, fromFile(coming.paper, known.paper)),
  mark: takeIn(known.mark, coming.mark, now, tick(undefined, now, newNode())),
});

function differing<T extends object>(before: T, after: T): ChangedField[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof T)[];
  return fields
    .filter((field) => !['id', 'seq', 'times'].includes(field as string))
    .filter((field) => !sameRecord({ is: before[field] }, { is: after[field] }))
    .map((field) => (field as string).replace(/At$/, '') as ChangedField);
}
