import { supersede } from '../../search';
import { openSegment } from '../../search/open-segment';
import type { SegmentParts } from '../../search/segment';
import { readLibraryState } from '../changes-since';
import type { Library } from '../schema';
import {
  countAlive,
  type LoadedSegment,
  newSegment,
  partsOf,
  setStored,
  sizeOfSegment,
} from './loaded-segment';
import { EMPTY, type IndexState, readSegment, readState, writeIndex } from './store';

/** The index in memory. */
export interface LoadedIndex {
  /** The oldest first. A new array whenever it changes. */
  segments: readonly LoadedSegment[];
  /** The state that the segments have reached. */
  state: IndexState;
  /** Number of marks that the library had when it was last counted. */
  marks: number;
  /** Whether the ids were compared with the library's since it was loaded. */
  isChecked: boolean;
  /** Called when `segments` changed, at once: what was alive in the old ones may not be any more. */
  readonly changed: () => void;
}

export const makeLoadedIndex = (changed: () => void): LoadedIndex => ({
  ...{ segments: [], state: EMPTY, marks: 0, isChecked: false, changed },
});

/** Adds a segment, which supersedes older ones. */
export function addSegment(index: LoadedIndex, parts: SegmentParts): void {
  if (parts.segment.ids === '' && parts.segment.gone === '') return;
  const added = newSegment(parts);
  supersede(
    index.segments.map(({ open }) => open),
    added.open,
  );
  index.segments = [...index.segments, added];
  index.changed();
}

/** Reads the index from the store, except what is in memory, and forgets what was not stored. */
export async function loadIndex(index: LoadedIndex, db: Library): Promise<void> {
  const [read, library] = await Promise.all([readState(db), readLibraryState(db)]);
  // The library may have been restored from a copy, or deleted and begun again.
  const { generation } = read;
  const isOther = read.node !== library.node || read.seq > library.seq;
  const stored = isOther ? { ...EMPTY, generation, node: library.node, seq: library.seq } : read;
  const known = new Map(
    index.segments.filter(({ isStored }) => isStored).map((one) => [one.name, one]),
  );
  const segments = await Promise.all(
    stored.segments.map(({ name }) => known.get(name)?.open.segment ?? readSegment(db, name)),
  );
  const next: LoadedSegment[] = [];
  for (const [i, { name }] of stored.segments.entries()) {
    const [there, segment] = [known.get(name), segments[i]];
    if (!segment) return recoverIndex(index, db, stored);
    next.push(there ?? { name, open: openSegment(segment), titles: undefined, isStored: true });
  }
  // Nothing is awaited from here on: others ask at any time what is alive, and up to which change.
  index.state = stored;
  index.marks = library.marks;
  index.isChecked = false;
  for (const [i, { open }] of next.entries()) {
    open.alive.fill(1);
    supersede(
      next.slice(0, i).map((older) => older.open),
      open,
    );
  }
  index.segments = next;
  index.changed();
}

/**
 * Loads the index after a part was missing in the store. Either another page merged the part a moment
 * ago, or the store is damaged; then the index is begun again.
 * @param read the state that listed the part
 */
export async function recoverIndex(
  index: LoadedIndex,
  db: Library,
  read: IndexState,
): Promise<void> {
  const isNewer = (await readState(db)).generation !== read.generation;
  if (!isNewer) await writeIndex(db, { ...EMPTY, generation: read.generation }, new Map());
  return loadIndex(index, db);
}

/** Writes what is not in the store. If another page wrote since, its index is loaded instead. */
export async function saveIndex(index: LoadedIndex, db: Library): Promise<void> {
  const fresh = new Map<string, SegmentParts>();
  const saved = index.segments;
  for (const one of saved) {
    const parts = one.isStored ? undefined : partsOf(one);
    if (parts) fresh.set(one.name, parts);
  }
  const segments = saved.map(({ name, open }) => ({ name, papers: open.ids.length }));
  if (!(await writeIndex(db, { ...index.state, segments }, fresh))) return loadIndex(index, db);
  index.state = { ...index.state, segments, generation: index.state.generation + 1 };
  for (const one of saved) setStored(one);
}

/** Returns the number of papers and removals that are not in the store. */
export const countUnsaved = ({ segments }: LoadedIndex): number =>
  segments.reduce((sum, one) => sum + (one.isStored ? 0 : sizeOfSegment(one)), 0);

/** Returns the share of the library that is in the index, 0 to 1. */
export const progressOf = ({ segments, state, marks }: LoadedIndex): number =>
  state.filledTo === undefined || marks === 0 ? 1 : Math.min(1, countAlive(segments) / marks);
