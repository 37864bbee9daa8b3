import { unwrap } from 'idb';
import { newNode } from '../paper/clock';
import type { PaperId } from '../paper/ids';
import type { Mark } from '../paper/mark';
import type { Paper } from '../paper/paper';
import { readClock } from './read-clock';
import { type LoadableRecordSet, makeRecordSet } from './record-set';
import { getEach, requestEach } from './requests';
import type { ClockRecord, Removed, WriteTransaction } from './schema';

/** The papers that a unit of work is about, which says what has to be loaded. */
export interface WriteScope {
  /** The ids of each paper. */
  readonly groups: readonly (readonly PaperId[])[];
  /** Returns other papers that the work turns out to be about, once these are loaded. */
  moreGroups?(paperOf: (id: PaperId) => Paper | undefined): readonly (readonly PaperId[])[];
  /** Loads what is in the bin for every paper, not only for papers that are new. */
  readonly withBin?: boolean;
  /** Loads marks only, no papers; an id that has a mark is taken as canonical. */
  readonly marksOnly?: boolean;
}

/** The records that a unit of work works on. */
export interface LoadedRecords {
  readonly papers: LoadableRecordSet<Paper>;
  readonly marks: LoadableRecordSet<Mark>;
  readonly aliases: LoadableRecordSet<PaperId>;
  readonly bin: LoadableRecordSet<Removed>;
  /** For each canonical id the aliases that the store has for it, as far as they were loaded. */
  readonly storedAliases: Map<PaperId, readonly PaperId[]>;
  /** For each id the canonical ids of the removed papers that have it. */
  readonly binned: Map<PaperId, readonly PaperId[]>;
  readonly clock: ClockRecord;
}

/** Loads the records of a scope, in as few round trips to the database as possible. */
export async function loadRecords(tx: WriteTransaction, scope: WriteScope): Promise<LoadedRecords> {
  const records: Omit<LoadedRecords, 'clock'> = {
    papers: makeRecordSet<Paper>(),
    marks: makeRecordSet<Mark>(),
    aliases: makeRecordSet<PaperId>(),
    bin: makeRecordSet<Removed>(),
    storedAliases: new Map(),
    binned: new Map(),
  };
  const canonical = (id: PaperId): PaperId => records.aliases.get(id) ?? id;

  const asked = new Set<PaperId>();
  const load = async (groups: WriteScope['groups']): Promise<void> => {
    const ids = [...new Set(groups.flat())].filter((id) => !asked.has(id));
    for (const id of ids) asked.add(id);
    await (scope.marksOnly ? loadMarks : loadByIds)(tx, records, ids);
    const elsewhere = new Set(ids.map(canonical).filter((id) => !asked.has(id)));
    await loadBoth(tx, records, [...elsewhere]);
  };
  const [stored, firstRemoved] = await Promise.all([
    readClock(tx.objectStore('meta')),
    tx.objectStore('bin').getKey(IDBKeyRange.lowerBound('')),
    load(scope.groups),
  ]);
  const more = scope.moreGroups?.((id) => records.papers.get(canonical(id))) ?? [];
  if (more.length > 0) await load(more);

  const ids = [...asked];
  const groups = [...scope.groups, ...more];
  const { toMerge, perhapsBinned } = findRelated({ ...scope, groups }, ids, records);
  if (scope.marksOnly) await loadAllAliases(tx, records, ids);
  // Most bins are empty, and then there is nothing to ask for each paper of an import.
  const removed = firstRemoved === undefined ? [] : [...new Set([...toMerge, ...perhapsBinned])];
  await Promise.all([loadAliases(tx, records, [...toMerge]), loadBin(tx, records, removed)]);
  return { ...records, clock: stored ?? { node: newNode(), seq: 0 } };
}

type Records = Omit<LoadedRecords, 'clock'>;

/**
 * Finds what else has to be loaded: all aliases of two records that turn out to be one paper, and
 * what the bin may have of a paper that is new.
 */
function findRelated(
  { groups, withBin }: WriteScope,
  ids: readonly PaperId[],
  { papers, marks, aliases }: Records,
): { readonly toMerge: ReadonlySet<PaperId>; readonly perhapsBinned: ReadonlySet<PaperId> } {
  const canonical = (id: PaperId): PaperId => aliases.get(id) ?? id;
  const toMerge = new Set<PaperId>();
  // A paper may be asked for by another id than the one that the bin has it under.
  const perhapsBinned = new Set<PaperId>(withBin ? [...ids, ...ids.map(canonical)] : []);
  const uses = new Map<PaperId, number>();
  for (const id of groups.flat()) uses.set(id, (uses.get(id) ?? 0) + 1);
  for (const group of groups) {
    const found = new Set(group.map(canonical).filter((id) => papers.get(id) ?? marks.get(id)));
    if (found.size === 0) for (const id of group) perhapsBinned.add(id);
    // One group can create the record that another group turns out to be about.
    const isShared = group.some((id) => (uses.get(id) ?? 0) > 1);
    if (found.size > 1 || isShared) for (const id of found) toMerge.add(id);
  }
  return { toMerge, perhapsBinned };
}

/** Loads the papers and marks of canonical ids. */
async function loadBoth(
  tx: WriteTransaction,
  { papers, marks }: Records,
  ids: readonly PaperId[],
): Promise<void> {
  const [foundPapers, foundMarks] = await Promise.all([
    getEach(tx.objectStore('papers'), ids),
    getEach(tx.objectStore('marks'), ids),
  ]);
  for (const [i, id] of ids.entries()) {
    papers.load(id, foundPapers[i]);
    marks.load(id, foundMarks[i]);
  }
}

/** Loads the records of ids that are canonical, and where those that are aliases lead. */
async function loadByIds(
  tx: WriteTransaction,
  records: Records,
  ids: readonly PaperId[],
): Promise<void> {
  const [canonical] = await Promise.all([
    getEach(tx.objectStore('aliases'), ids),
    loadBoth(tx, records, ids),
  ]);
  for (const [i, id] of ids.entries()) records.aliases.load(id, canonical[i]);
}

async function loadMarks(
  tx: WriteTransaction,
  records: Records,
  ids: readonly PaperId[],
): Promise<void> {
  const found = await getEach(tx.objectStore('marks'), ids);
  for (const [i, id] of ids.entries()) records.marks.load(id, found[i]);
  await loadByIds(
    tx,
    records,
    ids.filter((_, i) => !found[i]),
  );
}

async function loadBin(
  tx: WriteTransaction,
  { bin, binned }: Records,
  ids: readonly PaperId[],
): Promise<void> {
  const index = unwrap(tx.objectStore('bin').index('by-any-id')) as IDBIndex;
  const found: Removed[][] = await requestEach(ids, (id) => index.getAll(id));
  for (const [i, id] of ids.entries()) {
    const removed = found[i] ?? [];
    for (const one of removed) bin.load(one.id, one);
    if (removed.length > 0)
      binned.set(
        id,
        removed.map((one) => one.id),
      );
  }
}

async function loadAliases(
  tx: WriteTransaction,
  { storedAliases }: Records,
  ids: readonly PaperId[],
): Promise<void> {
  const index = unwrap(tx.objectStore('aliases').index('by-canonical')) as IDBIndex;
  const found = await requestEach(ids, (id) => index.getAllKeys(id));
  for (const [i, id] of ids.entries()) storedAliases.set(id, (found[i] ?? []) as PaperId[]);
}

/** Aliases are read in one range if there are at most this many for each record that is wanted. */
const WORTH_READING = 4;

/** Loads the aliases of many records. */
async function loadAllAliases(
  tx: WriteTransaction,
  records: Records,
  ids: readonly PaperId[],
): Promise<void> {
  const index = tx.objectStore('aliases').index('by-canonical');
  const sorted = [...ids].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return;
  const range = IDBKeyRange.bound(first, last);
  if ((await index.count(range)) > WORTH_READING * ids.length) {
    await loadAliases(tx, records, ids);
    return;
  }
  // Few papers have an alias: two requests read them all, instead of one for each paper.
  const [names, aliases] = await Promise.all([index.getAll(range), index.getAllKeys(range)]);
  const { storedAliases } = records;
  for (const [i, name] of names.entries()) {
    storedAliases.set(name, [...(storedAliases.get(name) ?? []), aliases[i] as PaperId]);
  }
}
