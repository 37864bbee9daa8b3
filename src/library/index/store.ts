import type { PaperId } from '../../paper/ids';
import type { Positions, Segment, SegmentParts, Titles } from '../../search/segment';
import type { Library } from '../schema';

/** Number of the format: of the segments, and of how texts are folded. Raised to discard older indexes. */
export const FORMAT = 2;

/** The record that lists the segments, and says which changes are in them. */
export interface IndexState {
  readonly format: number;
  /** Raised by every write: a writer that began from another generation has to begin again. */
  readonly generation: number;
  /** Id of the library's clock; the index of another library is of no use. */
  readonly node: string;
  /** Number of the last change that is in the index. */
  readonly seq: number;
  /** While a whole library is read, in the order of ids: the last id that is in the index. */
  readonly filledTo?: PaperId | '';
  /** The oldest first. */
  readonly segments: readonly StoredSegment[];
}

/** A segment in the store. */
export interface StoredSegment {
  readonly name: string;
  /** Number of papers, dead ones included. */
  readonly papers: number;
}

export const EMPTY: IndexState = {
  format: FORMAT,
  generation: 0,
  node: '',
  seq: 0,
  filledTo: '',
  segments: [],
};

const STATE = 'state';

/** Resolves to the state of the stored index. One of another format counts as empty. */
export async function readState(db: Library): Promise<IndexState> {
  return asState(await db.get('search', STATE));
}

function asState(stored: unknown): IndexState {
  const state = stored as IndexState | undefined;
  if (!state) return EMPTY;
  return state.format === FORMAT ? state : { ...EMPTY, generation: state.generation };
}

/** Resolves to undefined if the segment is gone, because it was merged into another. */
export const readSegment = (db: Library, name: string): Promise<Segment | undefined> =>
  db.get('search', `segment ${name}`) as Promise<Segment | undefined>;

export const readPositions = (db: Library, name: string): Promise<Positions | undefined> =>
  db.get('search', `positions ${name}`) as Promise<Positions | undefined>;

export const readTitles = (db: Library, name: string): Promise<Titles | undefined> =>
  db.get('search', `titles ${name}`) as Promise<Titles | undefined>;

/**
 * Writes new segments and the state that lists them, and deletes those it does not list, in one
 * transaction.
 * @param state the new state, with the generation that it was made from
 * @returns false, with nothing written, if another page wrote since that generation
 */
export async function writeIndex(
  db: Library,
  state: IndexState,
  fresh: ReadonlyMap<string, SegmentParts>,
): Promise<boolean> {
  const tx = db.transaction('search', 'readwrite');
  const stored = asState(await tx.store.get(STATE));
  if (stored.generation !== state.generation) {
    await tx.done;
    return false;
  }
  const kept = new Set(state.segments.map(({ name }) => name));
  for (const key of await tx.store.getAllKeys()) {
    if (key !== STATE && !kept.has(key.slice(key.indexOf(' ') + 1))) await tx.store.delete(key);
  }
  for (const [name, { segment, positions, titles }] of fresh) {
    await tx.store.put(segment, `segment ${name}`);
    await tx.store.put(positions, `positions ${name}`);
    await tx.store.put(titles, `titles ${name}`);
  }
  await tx.store.put({ ...state, generation: state.generation + 1 }, STATE);
  await tx.done;
  return true;
}
