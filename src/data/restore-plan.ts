import { openBackup } from '../library/backup';
import { openBackupFile } from '../library/backup-file';
import type { Damage, Opened } from '../library/opened';
import { previewRestore, type RestorePreview } from '../library/restore';
import type { Library } from '../library/schema';
import type { Entry } from '../paper/entry';
import { isPaperId } from '../paper/id';

/** Where a backup lies: in the library, under its time, or in a file. */
export type Source = number | File;

/** What restoring a backup would do, either way. */
export interface RestorePlan {
  readonly source: Source;
  /** When it was made, in ms since 1970; NaN where it does not say. */
  readonly at: number;
  /** What is wrong with it; then it is refused, and what is whole can still be merged. */
  readonly damage: readonly Damage[];
  readonly merge: RestorePreview;
  readonly exactly: RestorePreview;
}

/** So many papers are compared at once: more would hold the page up. */
const COMPARED = 100;

/** Opens the backup anew: of one that is read twice, the damage would be told twice. */
export async function open(db: Library, source: Source): Promise<Opened> {
  if (typeof source !== 'number') return openBackupFile(source);
  const opened = await openBackup(db, source);
  if (!opened) throw new Error(String(source));
  return opened;
}

/** Reads the backup from its beginning to its end, twice, and writes nothing. */
export async function planRestore(
  db: Library,
  source: Source,
  onRead: (papers: number) => void,
  signal: AbortSignal,
): Promise<RestorePlan> {
  let read = 0;
  const preview = async (how: 'merge' | 'exactly'): Promise<[RestorePreview, Opened]> => {
    const opened = await open(db, source);
    const entries = inSlices(opened.entries(), COMPARED, (papers) => {
      signal.throwIfAborted();
      read += papers;
      onRead(read / 2);
    });
    return [await previewRestore(db, entries, how), opened];
  };
  const [exactly, { at, damage }] = await preview('exactly');
  const [merge] = await preview('merge');
  return { source, at, damage, merge, exactly };
}

/** Fewer at a time, and of a file only what has the form of an entry at all. */
export async function* inSlices(
  entries: AsyncIterable<readonly Entry[]>,
  most: number,
  onSlice?: (papers: number) => void,
): AsyncGenerator<readonly Entry[]> {
  for await (const some of entries) {
    const whole = some.filter(isEntry);
    for (let at = 0; at < whole.length; at += most) {
      const slice = whole.slice(at, at + most);
      yield slice;
      onSlice?.(slice.length);
    }
  }
}

const isEntry = (value: Entry): boolean => {
  const { paper, mark }: Partial<Entry> = value;
  return isPaperId(paper?.id) && typeof mark === 'object' && mark !== null;
};
