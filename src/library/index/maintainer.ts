import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';
import { supersede } from '../../search';
import { buildSegment } from '../../search/build';
import { mergeSegments } from '../../search/merge';
import type { MergeSource } from '../../search/merge-postings';
import type { Titles } from '../../search/segment';
import type { SlicedWork } from '../../slices';
import { changesSince, entriesAfter, entriesWith, readLibraryState } from '../changes-since';
import type { Library } from '../schema';
import {
  addSegment,
  countUnsaved,
  type LoadedIndex,
  loadIndex,
  makeLoadedIndex,
  progressOf,
  recoverIndex,
  saveIndex,
} from './loaded-index';
import {
  countAlive,
  type LoadedSegment,
  loadPositions,
  loadTitles,
  newSegment,
  partsOf,
  sizeOfSegment,
} from './loaded-segment';
import { firstToMerge } from './merge-policy';

/** Holds the index in memory, brings it up to date with the library, and writes it. */
export interface IndexMaintainer {
  /** The oldest first. */
  readonly segments: readonly LoadedSegment[];
  /** Number of the last change of the library that is in the index. */
  readonly seq: number;
  /** Id of the clock of the library that was indexed. */
  readonly node: string;
  /** Number of papers and removals that are not in the store yet. */
  readonly unsaved: number;
  /** Share of the library that is in the index, 0 to 1. */
  readonly progress: number;
  /** Reads the index from the store, except what is in memory, and forgets what was not stored. */
  load(): Promise<void>;
  /** Loads the index after a part was missing in the store; begins it again if that is damaged. */
  recover(): Promise<void>;
  /** Resolves to the number of changes that are not in the index. */
  countPending(): Promise<number>;
  /** Indexes at most `limit` papers that are new. Resolves to false if there is nothing more. */
  update(limit: number): Promise<boolean>;
  /**
   * Repairs what the change sequence does not tell, as after a library was restored from a copy, or
   * its bin emptied. It does so once for each index that was loaded, `limit` papers at a time.
   */
  check(limit: number): Promise<void>;
  /**
   * Merges segments if that is due and takes at most `limit` papers. Resolves to the number of papers
   * that the merge has or would have; 0 if none is due. The index can be updated meanwhile.
   */
  merge(limit: number): Promise<number>;
  /** Writes what is not in the store. If another page wrote since, its index is loaded instead. */
  save(): Promise<void>;
  /** Loads the positions of a segment. Resolves to false if the store has lost them. */
  loadPositions(segment: LoadedSegment): Promise<boolean>;
  /** Loads the titles of a segment. Resolves to undefined if the store has lost them. */
  loadTitles(segment: LoadedSegment): Promise<Titles | undefined>;
}

/** The context of the steps of maintenance. */
interface Maintenance {
  readonly index: LoadedIndex;
  readonly connect: () => Promise<Library>;
  readonly run: <T>(work: SlicedWork<T>) => Promise<T>;
}

/**
 * @param run does work, at once or in slices
 * @param changed called when `segments` changed, at once
 */
export function makeIndexMaintainer(
  connect: () => Promise<Library>,
  run: <T>(work: SlicedWork<T>) => Promise<T>,
  changed: () => void = () => undefined,
): IndexMaintainer {
  const index = makeLoadedIndex(changed);
  const maintenance: Maintenance = { index, connect, run };
  // Indexing what is new and loading what another page wrote would each undo the other.
  const inTurn = makeQueue();
  return {
    get segments() {
      return index.segments;
    },
    get seq() {
      return index.state.filledTo === undefined ? index.state.seq : 0;
    },
    get node() {
      return index.state.node;
    },
    get unsaved() {
      return countUnsaved(index);
    },
    get progress() {
      return progressOf(index);
    },
    load: () => inTurn(async () => loadIndex(index, await connect())),
    recover: () => inTurn(async () => recoverIndex(index, await connect(), index.state)),
    countPending: () => countPending(maintenance),
    update: (limit) => inTurn(() => update(maintenance, limit)),
    check: (limit) => inTurn(() => check(maintenance, limit)),
    merge: (limit) => merge(maintenance, limit),
    save: () => inTurn(async () => saveIndex(index, await connect())),
    loadPositions: (segment) => loadPositions(segment, connect),
    loadTitles: (segment) => loadTitles(segment, connect),
  };
}

/** Makes a function that runs tasks one after the other. */
function makeQueue(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const result = last.then(task);
    last = result.catch(() => undefined);
    return result;
  };
}

async function indexEntries(
  { index, run }: Maintenance,
  entries: readonly Entry[],
  gone: readonly PaperId[] = [],
): Promise<void> {
  addSegment(index, await run(buildSegment(entries, gone)));
}

async function countPending({ index: { state }, connect }: Maintenance): Promise<number> {
  const db = await connect();
  if (state.filledTo !== undefined) {
    return db.count('marks', IDBKeyRange.lowerBound(state.filledTo, true));
  }
  return db.countFromIndex('marks', 'by-seq', IDBKeyRange.lowerBound(state.seq, true));
}

async function update(maintenance: Maintenance, limit: number): Promise<boolean> {
  const { index, connect } = maintenance;
  const db = await connect();
  if (index.state.filledTo !== undefined) return fill(maintenance, db, limit);
  const { node } = index.state;
  const changes = await changesSince(db, index.state.seq, limit);
  // The user cleared the browser's data while the page was open: nothing that is indexed is left.
  if (changes.isBehind || (node !== '' && changes.node !== node)) {
    index.segments = [];
    await loadIndex(index, await connect());
    return true;
  }
  await indexEntries(maintenance, changes.entries, changes.gone);
  index.state = { ...index.state, node: changes.node, seq: changes.seq };
  return !changes.isAll;
}

/** Goes on with indexing a whole library, in the order of the ids. */
async function fill(maintenance: Maintenance, db: Library, limit: number): Promise<boolean> {
  const { index } = maintenance;
  const entries = await entriesAfter(db, index.state.filledTo ?? '', limit);
  await indexEntries(maintenance, entries);
  const { filledTo: _, ...filled } = index.state;
  const last = entries.at(-1)?.mark.id;
  index.state = entries.length < limit || !last ? filled : { ...filled, filledTo: last };
  return true;
}

/** Compares all ids with those of the library, if the index does not have as many papers. */
async function check(maintenance: Maintenance, limit: number): Promise<void> {
  const { index, connect } = maintenance;
  if (index.isChecked) return;
  const db = await connect();
  const library = await readLibraryState(db);
  index.marks = library.marks;
  // If there was a change meanwhile, this is called again once that is indexed.
  if (library.seq !== index.state.seq) return;
  index.isChecked = true;
  if (index.marks === countAlive(index.segments)) return;
  const inIndex = new Set<string>();
  for (const { open } of index.segments) {
    for (const [n, id] of open.ids.entries()) if (open.alive[n]) inIndex.add(id);
  }
  const missing: PaperId[] = [];
  for (const id of await db.getAllKeys('marks')) if (!inIndex.delete(id)) missing.push(id);
  await indexEntries(maintenance, [], [...inIndex] as PaperId[]);
  for (let at = 0; at < missing.length; at += limit) {
    await indexEntries(maintenance, await entriesWith(db, missing.slice(at, at + limit)));
  }
}

async function merge({ index, connect, run }: Maintenance, limit: number): Promise<number> {
  const first = firstToMerge(index.segments.map(sizeOfSegment));
  if (first < 0) return 0;
  const merged = index.segments.slice(first);
  const papers = merged.reduce((sum, { open }) => sum + open.ids.length, 0);
  if (papers > limit) return papers;
  const sources: MergeSource[] = [];
  for (const one of merged) {
    await loadTitles(one, connect);
    await loadPositions(one, connect);
    const parts = partsOf(one);
    if (!parts) return 0;
    sources.push({ parts, alive: one.open.alive });
  }
  const added = newSegment(await run(mergeSegments(sources, first === 0)));
  // The index was loaded again meanwhile, and these segments are no longer all in it.
  if (merged.some((one, i) => index.segments[first + i] !== one)) return 0;
  const newer = index.segments.slice(first + merged.length);
  for (const one of newer) supersede([added.open], one.open);
  index.segments = [...index.segments.slice(0, first), added, ...newer];
  index.changed();
  return papers;
}
