import { newNode, tick } from '../paper/clock';
import type { Entry } from '../paper/entry';
import type { Mark } from '../paper/mark';
import { enrich, idsOf, type Paper } from '../paper/paper';
import { fromFile, takeIn } from '../paper/take-in';
import { entryFrom } from './entries';
import type { Library } from './schema';
import { sameRecord } from './settle';

/** What importing an entry would do. */
export interface Preview {
  readonly entry: Entry;
  /** What the library has of the paper. */
  readonly known: Entry | undefined;
  /** What would change in it; empty where it is new, or where nothing would. */
  readonly changes: readonly Field[];
}

/** A field of `Paper` or, without its "At", of `Mark`. */
export type Field =
  | Exclude<keyof Paper, 'id'>
  | Exclude<keyof Mark, 'id' | 'times' | 'seq' | `${string}At`>
  | 'starred'
  | 'read'
  | 'dismissed';

/** What importing the entries would do; writes nothing. */
export async function previewImport(
  db: Library,
  entries: readonly Entry[],
  now: number = Date.now(),
): Promise<Preview[]> {
  const tx = db.transaction(['marks', 'papers', 'aliases']);
  const knownOf = async ({ paper }: Entry): Promise<Entry | undefined> => {
    for (const id of idsOf(paper)) {
      const canonical = (await tx.objectStore('aliases').get(id)) ?? id;
      const [mark, known] = await Promise.all([
        tx.objectStore('marks').get(canonical),
        tx.objectStore('papers').get(canonical),
      ]);
      if (mark) return entryFrom(known, mark);
    }
    return undefined;
  };
  const known = await Promise.all(entries.map(knownOf));
  return entries.map((entry, i) => {
    const one = known[i];
    return { entry, known: one, changes: one ? changesOf(one, entry, now) : [] };
  });
}

/** The fields of a known paper that an entry of a file would change. */
export function changesOf(known: Entry, coming: Entry, now: number = Date.now()): Field[] {
  const paper = enrich(known.paper, fromFile(coming.paper, known.paper));
  const mark = takeIn(known.mark, coming.mark, now, tick(undefined, now, newNode()));
  return [...differing(known.paper, paper), ...differing(known.mark, mark)];
}

function differing<T extends object>(before: T, after: T): Field[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof T)[];
  return fields
    .filter((field) => !['id', 'seq', 'times'].includes(field as string))
    .filter((field) => !sameRecord({ is: before[field] }, { is: after[field] }))
    .map((field) => (field as string).replace(/At$/, '') as Field);
}
