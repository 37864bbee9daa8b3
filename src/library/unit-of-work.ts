import { newNode, type Stamp, tick } from '../paper/clock';
import { compareIds, type PaperId } from '../paper/ids';
import type { Mark } from '../paper/mark';
import type { Paper } from '../paper/paper';
import { getEach, putIn } from './get-each';
import type { ClockRecord, Library, Removed, Schema, StoreName, WriteTransaction } from './schema';

/** What a write may change. */
const WRITTEN: StoreName[] = ['papers', 'marks', 'aliases', 'bin', 'meta'];

/** The records of one store that a write works on. */
export interface Pile<T> {
  get(id: PaperId): T | undefined;
  /** `undefined` takes the record away. */
  set(id: PaperId, value: T | undefined): void;
  /** What was read of the store. */
  was(id: PaperId): T | undefined;
  changed(): PaperId[];
}

/** What is stored under one canonical id; after damage to the disk, one half of it may be missing. */
export interface Known {
  readonly id: PaperId;
  readonly paper: Paper | undefined;
  readonly mark: Mark | undefined;
}

/**
 * The records that one write works on: read at once, changed in memory, and written at once, so that
 * a thousand papers wait for the database as often as one does.
 */
export interface Desk {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly papers: Pile<Paper>;
  readonly marks: Pile<Mark>;
  readonly aliases: Pile<PaperId>;
  readonly bin: Pile<Removed>;
  /** The time to give to what changes next; `signNext` is what makes it pass. */
  stamp(): Stamp;
  /** Lets the clock not fall behind a time that another machine gave. */
  hear(stamp: Stamp | undefined): void;
  /** The next number of the change sequence, for a record that was just changed. */
  signNext(): number;
  /** The name of the record that an id leads to, whether or not there is one. */
  canonical(id: PaperId): PaperId;
  /** The records that any of the ids leads to, the one that keeps its name first. */
  recordsOf(ids: readonly PaperId[]): Known[];
  /** What was removed under any of the ids. */
  removedAs(ids: readonly PaperId[]): Removed[];
  /** Every id that leads to the record. */
  aliasesOf(id: PaperId): PaperId[];
}

/** What a write is about: for each paper its ids, and the stores that it needs besides. */
export interface Subject {
  readonly groups: readonly (readonly PaperId[])[];
  /** Whether it is about what lies in the bin, and not only about papers that come anew. */
  readonly isAboutBin?: boolean;
  /** Whether it is about marks alone: then no paper is read, and an id that has a mark is its name. */
  readonly isOfMarks?: boolean;
}

/**
 * Runs a write in one transaction. Resolves once it is on disk; rejects, with nothing written, when
 * it cannot be committed.
 * @param find says what is to be on the desk
 * @param work changes it; may await the transaction's own requests, and nothing else
 * @param more stores that the write needs besides
 */
export async function writeOn<T>(
  db: Library,
  find: (tx: WriteTransaction) => Subject | Promise<Subject>,
  work: (desk: Desk, tx: WriteTransaction) => T | Promise<T>,
  now: number = Date.now(),
  more: readonly StoreName[] = [],
): Promise<T> {
  // Chromium's default since 121 acknowledges before the operating system has written.
  const tx = db.transaction([...WRITTEN, ...more], 'readwrite', { durability: 'strict' });
  try {
    const { desk, write } = await lay(tx, await find(tx), now);
    const result = await work(desk, tx);
    write();
    await tx.done;
    return result;
  } catch (error) {
    throw await abortFor(tx, error);
  }
}

/** Ends the transaction, if it did not end by itself, and tells why it failed: its own reason first. */
async function abortFor(tx: WriteTransaction, error: unknown): Promise<unknown> {
  try {
    tx.abort();
  } catch {
    // Already aborted by what failed in it.
  }
  await tx.done.catch(() => undefined);
  return tx.error ?? error;
}

function makePile<T>(): Pile<T> & { read(id: PaperId, value: T | undefined): void } {
  const was = new Map<PaperId, T>();
  const now = new Map<PaperId, T>();
  const known = new Set<PaperId>();
  const changed = new Set<PaperId>();
  const put = (map: Map<PaperId, T>, id: PaperId, value: T | undefined): void => {
    if (value === undefined) map.delete(id);
    else map.set(id, value);
  };
  return {
    get: (id) => now.get(id),
    set(id, value) {
      // Of what was not read, nobody knows whether it is the same.
      if (known.has(id) && now.get(id) === value) return;
      known.add(id);
      put(now, id, value);
      changed.add(id);
    },
    was: (id) => was.get(id),
    changed: () => [...changed],
    read(id, value) {
      known.add(id);
      put(was, id, value);
      put(now, id, value);
    },
  };
}

/** Up to so many aliases are read to find those of one record. */
const WORTH_READING = 4;

/** By record, the ids that lead to it. */
async function readAllAliases(
  tx: WriteTransaction,
  ids: readonly PaperId[],
): Promise<Map<PaperId, PaperId[]>> {
  const index = tx.objectStore('aliases').index('by-canonical');
  const sorted = [...ids].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return new Map();
  const range = IDBKeyRange.bound(first, last);
  if ((await index.count(range)) > WORTH_READING * ids.length) {
    const read = async (id: PaperId) => [id, await index.getAllKeys(id)] as const;
    return new Map(await Promise.all(ids.map(read)));
  }
  // Few papers have a second name: all of them in two requests, instead of one for each paper.
  const [names, aliases] = await Promise.all([index.getAll(range), index.getAllKeys(range)]);
  const found = new Map<PaperId, PaperId[]>();
  for (const [i, name] of names.entries()) {
    found.set(name, [...(found.get(name) ?? []), aliases[i] as PaperId]);
  }
  return found;
}

/** Reads what the subject needs, in as few waits as can be. */
async function lay(
  tx: WriteTransaction,
  { groups, isAboutBin = false, isOfMarks = false }: Subject,
  now: number,
): Promise<{ desk: Desk; write(): void }> {
  const papers = makePile<Paper>();
  const marks = makePile<Mark>();
  const aliases = makePile<PaperId>();
  const bin = makePile<Removed>();
  /** By record, the ids that the store of aliases knows of it. */
  const leadTo = new Map<PaperId, PaperId[]>();
  const binned = new Map<PaperId, PaperId[]>();

  const readRecord = async (id: PaperId): Promise<void> => {
    const [paper, mark] = await Promise.all([
      tx.objectStore('papers').get(id),
      tx.objectStore('marks').get(id),
    ]);
    papers.read(id, paper);
    marks.read(id, mark);
  };
  const readId = async (id: PaperId): Promise<void> => {
    const [canonical] = await Promise.all([tx.objectStore('aliases').get(id), readRecord(id)]);
    aliases.read(id, canonical);
  };
  const readMarks = async (ids: readonly PaperId[]): Promise<void> => {
    const found = await getEach(tx.objectStore('marks'), ids);
    for (const [i, id] of ids.entries()) marks.read(id, found[i]);
    await Promise.all(ids.filter((_, i) => !found[i]).map(readId));
  };
  const readBin = async (id: PaperId): Promise<void> => {
    const found = await tx.objectStore('bin').index('by-any-id').getAll(id);
    for (const one of found) bin.read(one.id, one);
    if (found.length > 0) {
      binned.set(
        id,
        found.map((one) => one.id),
      );
    }
  };
  const readAliases = async (id: PaperId): Promise<void> => {
    leadTo.set(id, await tx.objectStore('aliases').index('by-canonical').getAllKeys(id));
  };
  const canonical = (id: PaperId): PaperId => aliases.get(id) ?? id;
  const isThere = (id: PaperId): boolean => !!(papers.get(id) ?? marks.get(id));

  const ids = [...new Set(groups.flat())];
  const [stored] = await Promise.all([
    tx.objectStore('meta').get('clock'),
    ...(isOfMarks ? [readMarks(ids)] : ids.map(readId)),
  ]);
  const asked = new Set(ids);
  const elsewhere = new Set(ids.map(canonical).filter((id) => !asked.has(id)));
  await Promise.all([...elsewhere].map(readRecord));
  // Of a paper that is new, what may lie in the bin; of two records that turn out to be one, all ids.
  const toMerge = new Set<PaperId>();
  // A paper may be asked for under another name than the one that it lies in the bin under.
  const perhapsBinned = new Set<PaperId>(isAboutBin ? [...ids, ...ids.map(canonical)] : []);
  const times = new Map<PaperId, number>();
  for (const id of groups.flat()) times.set(id, (times.get(id) ?? 0) + 1);
  for (const group of groups) {
    const records = new Set(group.map(canonical).filter(isThere));
    if (records.size === 0) for (const id of group) perhapsBinned.add(id);
    // One group can make the record that another's turns out to be.
    const isShared = group.some((id) => (times.get(id) ?? 0) > 1);
    if (records.size > 1 || isShared) for (const id of records) toMerge.add(id);
  }
  if (isOfMarks) for (const [id, names] of await readAllAliases(tx, ids)) leadTo.set(id, names);
  await Promise.all([
    ...[...toMerge].map(readAliases),
    ...[...new Set([...toMerge, ...perhapsBinned])].map(readBin),
  ]);

  const clock = stored ?? { node: newNode(), seq: 0 };
  let { last, seq } = clock;
  let upcoming: Stamp | undefined;
  const stamp = (): Stamp => {
    upcoming ??= tick(last, now, clock.node);
    return upcoming;
  };

  const desk: Desk = {
    ...{ now, papers, marks, aliases, bin, stamp, canonical },
    hear(heard) {
      if (heard === undefined || (last !== undefined && heard <= last)) return;
      last = heard;
      upcoming = undefined;
    },
    signNext() {
      last = stamp();
      upcoming = undefined;
      seq += 1;
      return seq;
    },
    recordsOf(ids) {
      const names = [...new Set(ids.map(canonical))].sort(compareIds);
      return names.filter(isThere).map((id) => ({
        id,
        paper: papers.get(id),
        mark: marks.get(id),
      }));
    },
    removedAs(ids) {
      const names = new Set(ids.flatMap((id) => binned.get(id) ?? []));
      return [...names].flatMap((id) => bin.get(id) ?? []);
    },
    aliasesOf(id) {
      const named = [...(leadTo.get(id) ?? []), ...(papers.get(id)?.aliases ?? [])];
      // A merger in this very transaction is not in the store yet.
      const here = aliases.changed();
      return [...new Set([...named, ...here])].filter((alias) => {
        return here.includes(alias) || aliases.was(alias) !== undefined
          ? aliases.get(alias) === id
          : alias !== id;
      });
    },
  };
  const write = (): void => {
    const writePile = <N extends 'papers' | 'marks' | 'aliases' | 'bin'>(
      name: N,
      pile: Pile<Schema[N]['value']>,
      hasOwnKey: boolean,
    ): void => {
      const store = tx.objectStore(name);
      for (const id of pile.changed()) {
        const value = pile.get(id);
        if (value !== undefined) putIn(store, value, hasOwnKey ? undefined : id);
        // Of what fails, the transaction tells.
        else store.delete(id).catch(() => undefined);
      }
    };
    writePile('papers', papers, true);
    writePile('marks', marks, true);
    writePile('aliases', aliases, false);
    writePile('bin', bin, true);
    if (seq === clock.seq) return;
    const next: ClockRecord = { node: clock.node, ...(last ? { last } : {}), seq };
    tx.objectStore('meta')
      .put(next, 'clock')
      .catch(() => undefined);
  };
  return { desk, write };
}
