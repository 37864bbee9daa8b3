import { type OpenSegment, openSegment } from '../../search/open-segment';
import { lines, type SegmentParts, type Titles } from '../../search/segment';
import type { Library } from '../schema';
import { readPositions, readTitles } from './store';

/** A segment in memory. */
export interface LoadedSegment {
  readonly name: string;
  readonly open: OpenSegment;
  /** Loaded when the order by title is first asked for. */
  titles: Titles | undefined;
  /** Whether the store has it, from which missing parts can be read. */
  isStored: boolean;
}

/** From this number of papers on, the parts of a stored segment that are seldom needed are dropped. */
const LARGE = 2_000;

/** Makes a loaded segment of new parts, which are not stored yet. */
export const newSegment = ({ segment, positions, titles }: SegmentParts): LoadedSegment => ({
  name: crypto.randomUUID(),
  open: openSegment(segment, positions),
  titles,
  isStored: false,
});

/** Returns all parts of a segment that is complete in memory. */
export function partsOf({ open, titles }: LoadedSegment): SegmentParts | undefined {
  const { segment, positions } = open;
  return positions && titles ? { segment, positions, titles } : undefined;
}

/** Marks a segment as stored, and drops what can be read again. */
export function setStored(loaded: LoadedSegment): void {
  if (loaded.isStored) return;
  loaded.isStored = true;
  if (loaded.open.ids.length < LARGE) return;
  loaded.open.positions = undefined;
  loaded.titles = undefined;
}

/** Loads the positions of a segment. Resolves to false if the store has lost them. */
export async function loadPositions(
  { name, open, isStored }: LoadedSegment,
  connect: () => Promise<Library>,
): Promise<boolean> {
  if (!open.positions && isStored) open.positions = await readPositions(await connect(), name);
  return open.positions !== undefined;
}

/** Loads the titles of a segment. Resolves to undefined if the store has lost them. */
export async function loadTitles(
  loaded: LoadedSegment,
  connect: () => Promise<Library>,
): Promise<Titles | undefined> {
  if (!loaded.titles && loaded.isStored) {
    loaded.titles = await readTitles(await connect(), loaded.name);
  }
  return loaded.titles;
}

/** Returns the number of papers and of ids that are gone; both take work. */
export const sizeOfSegment = ({ open: { ids, segment } }: LoadedSegment): number =>
  ids.length + lines(segment.gone).length;

/** Returns the number of papers that are alive. */
export const countAlive = (segments: readonly LoadedSegment[]): number =>
  segments.reduce((sum, { open }) => sum + open.alive.reduce((all, one) => all + one, 0), 0);
