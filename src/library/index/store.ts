import type { PaperId } from '../../paper/ids';
import type { Parts, Positions, Segment, Titles } from '../../search/segment';
import type { Library } from '../schema';

/** What this program's segments look like, and how texts are folded: another number, another index. */
export const FORMAT = 1;

/** The record that says which segments there are, and how far they have come. */
export interface IndexState {
  readonly format: number;
  /** One more with every write: whoever began from another one has to begin again. */
  readonly generation: number;
  /** Of the library's clock: another one's index is of no use. */
  readonly node: string;
  /** The last change that is in the index. */
  readonly seq: number;
  /** While a whole library is read, in order of ids: the last one that is in the index. */
  readonly filledTo?: PaperId | '';
  /** The oldest first. */
  readonly segments: readonly StoredSegment[];
}

export interface StoredSegment {
  readonly name: string;
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

/** How the stored index stands; one of another format counts for nothing, but its generation. */
export async function readState(db: Library): Promise<IndexState> {
  return asState(await db.get('search', STATE));
}

function asState(stored: unknown): IndexState {
  const state = stored as IndexState | undefined;
  if (!state) return EMPTY;
  return state.format === FORMAT ? state : { ...EMPTY, generation: state.generation };
}

/** Undefined where it is no longer there: it was merged into another. */
export const readSegment = (db: Library, name: string): Promise<Segment | undefined> =>
  db.get('search', `segment ${name}`) as Promise<Segment | undefined>;

export const readPositions = (db: Library, name: string): Promise<Positions | undefined> =>
  db.get('search', `positions ${name}`) as Promise<Positions | undefined>;

export const readTitles = (db: Library, name: string): Promise<Titles | undefined> =>
  db.get('search', `titles ${name}`) as Promise<Titles | undefined>;

/**
 * Writes new segments and the state that lists them, and removes all that it does not list, in one
 * transaction. False, with nothing written, where another page wrote since `state` was read.
 * @param state as it shall be, with the generation that it was made from
 */
export async function writeIndex(
  db: Library,
  state: IndexState,
  fresh: ReadonlyMap<string, Parts>,
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
