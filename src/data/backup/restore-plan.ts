import type { Damage, OpenBackup } from '../../library/backup/open-backup';
import { openBackup } from '../../library/backup/open-stored';
import { previewRestore, type RestorePreview } from '../../library/backup/preview-restore';
import { openBackupFile } from '../../library/backup/read-file';
import { bringsExported } from '../../library/exported';
import type { Library } from '../../library/schema';
import { type Entry, isEntry } from '../../paper/entry';
import { formatMoment } from '../../ui/dates';

/** A backup: the time under which the library keeps it, or a file. */
export type BackupSource = number | File;

/** What restoring a backup would do, for either way to do it. */
export interface RestorePlan {
  readonly source: BackupSource;
  /** When it was made, in milliseconds since 1970; NaN if it does not say. */
  readonly at: number;
  /** What is wrong with it. A damaged backup can only be merged, as far as it is intact. */
  readonly damage: readonly Damage[];
  readonly merge: RestorePreview;
  readonly exactly: RestorePreview;
  /** Whether merging would add tag colours, citation keys or what was sent to Zotero. */
  readonly bringsMore: boolean;
}

/** Returns the file's name, or when the backup was made. */
export const backupName = ({ source }: Pick<RestorePlan, 'source'>): string =>
  typeof source === 'number' ? formatMoment(source) : source.name;

/** Papers that are compared at once. More would hold up the page. */
const COMPARED = 100;

/** Opens a backup. It is opened for each reading, or a second one would report its damage twice. */
export async function openSource(db: Library, source: BackupSource): Promise<OpenBackup> {
  if (typeof source !== 'number') return openBackupFile(source);
  const opened = await openBackup(db, source);
  if (!opened) throw new Error(String(source));
  return opened;
}

/** Reads the whole backup twice to find what restoring it would do. Writes nothing. */
export async function planRestore(
  db: Library,
  source: BackupSource,
  onRead: (papers: number) => void,
  signal: AbortSignal,
): Promise<RestorePlan> {
  let read = 0;
  const preview = async (how: 'merge' | 'exactly'): Promise<[RestorePreview, OpenBackup]> => {
    const opened = await openSource(db, source);
    const entries = readInSlices(opened.entries(), COMPARED, (papers) => {
      signal.throwIfAborted();
      read += papers;
      onRead(read / 2);
    });
    return [await previewRestore(db, entries, how), opened];
  };
  const [exactly, opened] = await preview('exactly');
  const [merge] = await preview('merge');
  const { at, damage } = opened;
  return { source, at, damage, merge, exactly, bringsMore: await bringsMore(db, opened) };
}

async function bringsMore(db: Library, { tags, exported = [] }: OpenBackup): Promise<boolean> {
  const known = new Set(await db.getAllKeys('tags'));
  const isNew = tags.some(({ name, colour }) => colour !== undefined && !known.has(name));
  return isNew || bringsExported(db, exported);
}

/**
 * Yields the entries in slices, without anything that does not have the form of an entry.
 *
 * @param onInvalid called with the title of each that was left out
 */
export async function* readInSlices(
  entries: AsyncIterable<readonly Entry[]>,
  most: number,
  onSlice?: (papers: number) => void,
  onInvalid?: (title: string) => unknown,
): AsyncGenerator<readonly Entry[]> {
  for await (const some of entries) {
    const whole = some.filter(isEntry).map(withTimes);
    if (onInvalid) for (const one of some) if (!isEntry(one)) onInvalid(titleOf(one));
    for (let at = 0; at < whole.length; at += most) {
      const slice = whole.slice(at, at + most);
      yield slice;
      onSlice?.(slice.length);
    }
  }
}

/** Adds the times that a file made by hand may lack. The background treats them as empty, too. */
const withTimes = (entry: Entry): Entry =>
  entry.mark.times ? entry : { ...entry, mark: { ...entry.mark, times: {} } };

const titleOf = ({ paper }: Partial<Entry>): string => String(paper?.title ?? paper?.id ?? '');
