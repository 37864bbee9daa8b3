import { type ReadonlySignal, signal } from '@preact/signals';
import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';
import { type Change, subscribe } from '../../protocol/changes';
import type { KnownEntries } from './known-entries';
import type { LibraryReader } from './library-reader';

/** What published changes are passed on to. */
export interface Followers {
  readonly entries: KnownEntries;
  readonly library: Pick<LibraryReader, 'entriesOf' | 'follow'>;
  /** Reads the rows anew. */
  refresh(): Promise<void>;
}

/** Takes over whatever is published, and returns the number of times that this happened. */
export function followChanges(followers: Followers, until: AbortSignal): ReadonlySignal<number> {
  const { entries, library, refresh } = followers;
  const changes = signal(0);

  async function follow(published: readonly Change[]): Promise<void> {
    library.follow(published);
    const ids = published.map(({ mark }) => mark.id);
    const read = await readEntries(library, entries, ids);
    entries.remove(goneIds(published, read));
    changes.value++;
    await refresh();
  }

  subscribe((published) => void follow(published).catch(console.error), until);
  return changes;
}

/** Returns what was removed, and the other names of records that have become one. */
export function goneIds(
  published: readonly Change[],
  read: readonly (Entry | undefined)[],
): readonly PaperId[] {
  return published.flatMap(({ mark, ids }, i) =>
    ids.filter((id) => id !== mark.id || read[i] === undefined),
  );
}

/** Reads entries from the library, and puts them among those that are known. */
export async function readEntries(
  library: Pick<LibraryReader, 'entriesOf'>,
  entries: KnownEntries,
  ids: readonly PaperId[],
): Promise<readonly (Entry | undefined)[]> {
  const read = await library.entriesOf(ids);
  entries.put(read.filter((entry) => entry !== undefined));
  return read;
}
