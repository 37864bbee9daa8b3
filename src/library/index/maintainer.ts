import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';
import { supersede } from '../../search';
import { buildSegment, type Steps } from '../../search/build';
import { type OpenSegment, openSegment } from '../../search/match';
import { mergeSegments, type Source } from '../../search/merge';
import { lines, type Parts, type Titles } from '../../search/segment';
import { changesSince, entriesAfter, entriesWith, readLibraryState } from '../changes-since';
import type { Library } from '../schema';
import {
  EMPTY,
  type IndexState,
  readPositions,
  readSegment,
  readState,
  readTitles,
  writeIndex,
} from './store';

/** A segment as it is held in memory. */
export interface Held {
  readonly name: string;
  readonly open: OpenSegment;
  titles: Titles | undefined;
  /** Whether it is in the store, from which what is missing here can be read. */
  isStored: boolean;
}

/** Holds the index, brings it up to the library, and writes it. */
export interface Keeper {
  /** The oldest first. */
  readonly held: readonly Held[];
  /** The last change of the library that is in the index. */
  readonly seq: number;
  /** Of the clock of the library that it is of. */
  readonly node: string;
  /** Papers and removals that are not in the store yet. */
  readonly unsaved: number;
  /** Share of the library that is in the index. */
  readonly progress: number;
  /** Reads the index from the store, but for what is held of it, and forgets what was not stored. */
  load(): Promise<void>;
  /** After a part was not in the store: reads the index anew, or begins it anew where it is damaged. */
  recover(): Promise<void>;
  /** How many changes are to come. */
  behind(): Promise<number>;
  /** Takes in what is new, `limit` papers at most. False where there was nothing more. */
  goOn(limit: number): Promise<boolean>;
  /**
   * Makes good what the sequence of changes did not tell: a library that was put back from a copy, a
   * bin that was emptied. Once for what was loaded; `limit` as above.
   */
  check(limit: number): Promise<void>;
  /**
   * Merges what should be, where that is not more than `most` papers; tells how many that is. What is
   * new can be taken in meanwhile.
   */
  tidy(most: number): Promise<number>;
  /** Writes what is not in the store. Where another page did since, its index is read instead. */
  save(): Promise<void>;
  positionsOf(held: Held): Promise<boolean>;
  titlesOf(held: Held): Promise<Titles | undefined>;
}

/** With fewer segments than these of about one size, none are merged. */
const FEW = 4;
/** Of a large segment that is stored, what is seldom needed is not held. */
const LARGE = 2_000;

/**
 * @param run does work, at once or in slices
 * @param changed called whenever `held` is another, at once: what was alive in the old one may not be
 */
export function makeKeeper(
  connect: () => Promise<Library>,
  run: <T>(steps: Steps<T>) => Promise<T>,
  changed: () => void = () => undefined,
): Keeper {
  let held: Held[] = [];
  let state: IndexState = EMPTY;
  let marks = 0;
  let isChecked = false;

  // Reading what is new and reading what another page wrote would each undo the other.
  let turn: Promise<unknown> = Promise.resolve();
  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const mine = turn.then(act);
    turn = mine.catch(() => undefined);
    return mine;
  }

  const alive = (): number =>
    held.reduce((sum, { open }) => sum + open.alive.reduce((all, one) => all + one, 0), 0);

  function add(parts: Parts): void {
    const { segment, positions, titles } = parts;
    if (segment.ids === '' && segment.gone === '') return;
    const open = openSegment(segment, positions);
    supersede(
      held.map((older) => older.open),
      open,
    );
    held = [...held, { name: crypto.randomUUID(), open, titles, isStored: false }];
    changed();
  }

  async function take(entries: readonly Entry[], gone: readonly PaperId[] = []): Promise<void> {
    add(await run(buildSegment(entries, gone)));
  }

  async function load(): Promise<void> {
    const db = await connect();
    const [read, standing] = await Promise.all([readState(db), readLibraryState(db)]);
    // A library that was put back from a copy, or begun anew.
    const { generation } = read;
    const isOther = read.node !== standing.node || read.seq > standing.seq;
    const stored = isOther
      ? { ...EMPTY, generation, node: standing.node, seq: standing.seq }
      : read;
    const known = new Map(held.filter(({ isStored }) => isStored).map((one) => [one.name, one]));
    const segments = await Promise.all(
      stored.segments.map(({ name }) => known.get(name)?.open.segment ?? readSegment(db, name)),
    );
    const next: Held[] = [];
    for (const [i, { name }] of stored.segments.entries()) {
      const [there, segment] = [known.get(name), segments[i]];
      if (!segment) return lost(db, stored);
      next.push(there ?? { name, open: openSegment(segment), titles: undefined, isStored: true });
    }
    // Without a pause from here on: what is alive, and how far it has come, is asked all the time.
    state = stored;
    marks = standing.marks;
    isChecked = false;
    for (const [i, { open }] of next.entries()) {
      open.alive.fill(1);
      supersede(
        next.slice(0, i).map((older) => older.open),
        open,
      );
    }
    held = next;
    changed();
  }

  /** A part is not there: another page merged it a moment ago, or the store was damaged. */
  async function lost(db: Library, read: IndexState): Promise<void> {
    const isNewer = (await readState(db)).generation !== read.generation;
    if (!isNewer) await writeIndex(db, { ...EMPTY, generation: read.generation }, new Map());
    return load();
  }

  async function goOn(limit: number): Promise<boolean> {
    const db = await connect();
    if (state.filledTo !== undefined) return fill(db, limit);
    const changes = await changesSince(db, state.seq, limit);
    // The reader cleared the browser's data while the page was open: nothing in the index is there.
    if (changes.isBehind || (state.node !== '' && changes.node !== state.node)) {
      held = [];
      await load();
      return true;
    }
    await take(changes.entries, changes.gone);
    state = { ...state, node: changes.node, seq: changes.seq };
    return !changes.isAll;
  }

  async function fill(db: Library, limit: number): Promise<boolean> {
    const entries = await entriesAfter(db, state.filledTo ?? '', limit);
    await take(entries);
    const { filledTo: _, ...filled } = state;
    const last = entries.at(-1)?.mark.id;
    state = entries.length < limit || !last ? filled : { ...filled, filledTo: last };
    return true;
  }

  /** Where the library has not the papers that the index has, all its ids are compared. */
  async function check(limit: number): Promise<void> {
    if (isChecked) return;
    const db = await connect();
    const standing = await readLibraryState(db);
    marks = standing.marks;
    // Something came meanwhile: whoever tells of it has this done again.
    if (standing.seq !== state.seq) return;
    isChecked = true;
    if (marks === alive()) return;
    const inIndex = new Set<string>();
    for (const { open } of held) {
      for (const [n, id] of open.ids.entries()) if (open.alive[n]) inIndex.add(id);
    }
    const missing: PaperId[] = [];
    for (const id of await db.getAllKeys('marks')) if (!inIndex.delete(id)) missing.push(id);
    await take([], [...inIndex] as PaperId[]);
    for (let at = 0; at < missing.length; at += limit) {
      await take(await entriesWith(db, missing.slice(at, at + limit)));
    }
  }

  async function tidy(most: number): Promise<number> {
    const first = firstToMerge(held.map(({ open }) => sizeOfHeld(open)));
    if (first < 0) return 0;
    const merged = held.slice(first);
    const papers = merged.reduce((sum, { open }) => sum + open.ids.length, 0);
    if (papers > most) return papers;
    const sources: Source[] = [];
    for (const one of merged) {
      const titles = await titlesOf(one);
      if (!(await positionsOf(one)) || !titles) return 0;
      const { segment, positions, alive } = one.open;
      sources.push({
        parts: { segment, titles, positions: positions as NonNullable<typeof positions> },
        alive,
      });
    }
    const { segment, positions, titles } = await run(mergeSegments(sources, first === 0));
    // The index was read anew meanwhile, and these are no longer all in it.
    if (merged.some((one, i) => held[first + i] !== one)) return 0;
    const open = openSegment(segment, positions);
    const newer = held.slice(first + merged.length);
    for (const one of newer) supersede([open], one.open);
    const one = { name: crypto.randomUUID(), open, titles, isStored: false };
    held = [...held.slice(0, first), one, ...newer];
    changed();
    return papers;
  }

  async function save(): Promise<void> {
    const db = await connect();
    const fresh = new Map<string, Parts>();
    const saved = held;
    for (const { name, open, titles, isStored } of saved) {
      if (isStored || !open.positions || !titles) continue;
      fresh.set(name, { segment: open.segment, positions: open.positions, titles });
    }
    const segments = saved.map(({ name, open }) => ({ name, papers: open.ids.length }));
    if (!(await writeIndex(db, { ...state, segments }, fresh))) return load();
    state = { ...state, segments, generation: state.generation + 1 };
    for (const one of saved) {
      if (one.isStored) continue;
      one.isStored = true;
      if (one.open.ids.length < LARGE) continue;
      one.open.positions = undefined;
      one.titles = undefined;
    }
  }

  async function positionsOf({ name, open, isStored }: Held): Promise<boolean> {
    if (!open.positions && isStored) open.positions = await readPositions(await connect(), name);
    return open.positions !== undefined;
  }

  async function titlesOf(one: Held): Promise<Titles | undefined> {
    if (!one.titles && one.isStored) one.titles = await readTitles(await connect(), one.name);
    return one.titles;
  }

  return {
    get held() {
      return held;
    },
    get seq() {
      return state.filledTo === undefined ? state.seq : 0;
    },
    get node() {
      return state.node;
    },
    get unsaved() {
      return held.reduce((sum, one) => sum + (one.isStored ? 0 : sizeOfHeld(one.open)), 0);
    },
    get progress() {
      return state.filledTo === undefined || marks === 0 ? 1 : Math.min(1, alive() / marks);
    },
    load: () => inTurn(load),
    recover: () => inTurn(async () => lost(await connect(), state)),
    async behind() {
      const db = await connect();
      if (state.filledTo !== undefined) {
        return db.count('marks', IDBKeyRange.lowerBound(state.filledTo, true));
      }
      return db.countFromIndex('marks', 'by-seq', IDBKeyRange.lowerBound(state.seq, true));
    },
    goOn: (limit) => inTurn(() => goOn(limit)),
    check: (limit) => inTurn(() => check(limit)),
    tidy,
    save: () => inTurn(save),
    positionsOf,
    titlesOf,
  };
}

/** Papers, and what is gone: both take work. */
const sizeOfHeld = ({ ids, segment }: OpenSegment): number =>
  ids.length + lines(segment.gone).length;

/**
 * From which segment on all are merged into one, or -1: as many as are, together, not much smaller
 * than the first of them. What is large is so written again only when much has come after it, and there
 * are never more segments than a few of each size.
 */
export function firstToMerge(sizes: readonly number[]): number {
  let first = -1;
  let after = 0;
  for (let i = sizes.length - 1; i >= 0; i--) {
    const size = sizes[i] as number;
    if (sizes.length - i >= FEW && size <= 3 * after) first = i;
    after += size;
  }
  return first;
}
