import { type Stamp, tick } from '../paper/clock';
import { compareIds, type PaperId } from '../paper/ids';
import type { Mark } from '../paper/mark';
import type { Paper } from '../paper/paper';
import { type LoadedRecords, loadRecords, type WriteScope } from './load-records';
import type { RecordSet } from './record-set';
import { requestDelete, requestPut } from './requests';
import type { ClockRecord, Library, Removed, Schema, StoreName, WriteTransaction } from './schema';

/** The record of one canonical id; on a damaged disk, one half may be missing. */
export interface StoredRecord {
  readonly id: PaperId;
  readonly paper: Paper | undefined;
  readonly mark: Mark | undefined;
}

/**
 * The records of one write: loaded together, changed in memory, and written together, so that a
 * thousand papers take as many round trips to the database as one.
 */
export interface UnitOfWork {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly papers: RecordSet<Paper>;
  readonly marks: RecordSet<Mark>;
  readonly aliases: RecordSet<PaperId>;
  readonly bin: RecordSet<Removed>;
  /** Returns the stamp of the next change; the same one until `nextSeq` is called. */
  stamp(): Stamp;
  /** Moves the clock forward to a stamp that another machine gave, so that the next one is later. */
  advanceTo(stamp: Stamp | undefined): void;
  /** Returns the next number of the change sequence, for a record that was just changed. */
  nextSeq(): number;
  /** Returns the canonical id for any id, whether or not there is a record. */
  canonical(id: PaperId): PaperId;
  /** Returns the records of any of the ids; the first is the one that others are merged into. */
  recordsOf(ids: readonly PaperId[]): StoredRecord[];
  /** Returns what was removed under any of the ids. */
  removedAs(ids: readonly PaperId[]): Removed[];
  /** Returns every other id that leads to the record. */
  aliasesOf(id: PaperId): PaperId[];
}

/** The stores that every unit of work may change. */
const WRITTEN: StoreName[] = ['papers', 'marks', 'aliases', 'bin', 'meta'];

/**
 * Runs a unit of work in one transaction. Resolves once it is on disk; rejects, with nothing written,
 * if it cannot be committed.
 * @param scopeOf says which papers the work is about
 * @param work changes the records; it may await only requests of the transaction
 * @param now milliseconds since 1970
 * @param moreStores stores that the work needs besides
 */
export async function runUnitOfWork<T>(
  db: Library,
  scopeOf: (tx: WriteTransaction) => WriteScope | Promise<WriteScope>,
  work: (unit: UnitOfWork, tx: WriteTransaction) => T | Promise<T>,
  now: number = Date.now(),
  moreStores: readonly StoreName[] = [],
): Promise<T> {
  // Chromium's default since 121 acknowledges before the operating system has written.
  const tx = db.transaction([...WRITTEN, ...moreStores], 'readwrite', { durability: 'strict' });
  try {
    const records = await loadRecords(tx, await scopeOf(tx));
    const clock = makeClock(records.clock, now);
    const result = await work(makeUnitOfWork(records, clock, now), tx);
    writeRecords(tx, records, clock.changed());
    await tx.done;
    return result;
  } catch (error) {
    throw await abort(tx, error);
  }
}

/** Ends the transaction, if it has not ended, and returns why it failed: its own reason first. */
async function abort(tx: WriteTransaction, error: unknown): Promise<unknown> {
  try {
    tx.abort();
  } catch {
    // It was aborted by whatever failed in it.
  }
  await tx.done.catch(() => undefined);
  return tx.error ?? error;
}

type Clock = Pick<UnitOfWork, 'stamp' | 'advanceTo' | 'nextSeq'> & {
  /** Returns the clock's record, if it has to be written. */
  changed(): ClockRecord | undefined;
};

function makeClock({ node, last: stored, seq: before }: ClockRecord, now: number): Clock {
  let last = stored;
  let seq = before;
  let upcoming: Stamp | undefined;
  const stamp = (): Stamp => {
    upcoming ??= tick(last, now, node);
    return upcoming;
  };
  return {
    stamp,
    advanceTo(other) {
      if (other === undefined || (last !== undefined && other <= last)) return;
      last = other;
      upcoming = undefined;
    },
    nextSeq() {
      last = stamp();
      upcoming = undefined;
      seq += 1;
      return seq;
    },
    changed: () => (seq === before ? undefined : { node, ...(last ? { last } : {}), seq }),
  };
}

function makeUnitOfWork(
  { papers, marks, aliases, bin, storedAliases, binned }: LoadedRecords,
  { stamp, advanceTo, nextSeq }: Clock,
  now: number,
): UnitOfWork {
  const canonical = (id: PaperId): PaperId => aliases.get(id) ?? id;
  return {
    ...{ now, papers, marks, aliases, bin, stamp, advanceTo, nextSeq, canonical },
    recordsOf(ids) {
      const names = [...new Set(ids.map(canonical))].sort(compareIds);
      return names
        .map((id) => ({ id, paper: papers.get(id), mark: marks.get(id) }))
        .filter(({ paper, mark }) => paper ?? mark);
    },
    removedAs(ids) {
      const names = new Set(ids.flatMap((id) => binned.get(id) ?? []));
      return [...names].flatMap((id) => bin.get(id) ?? []);
    },
    aliasesOf(id) {
      const known = [...(storedAliases.get(id) ?? []), ...(papers.get(id)?.aliases ?? [])];
      // Aliases made by a merge in this transaction are not in the store yet.
      const changed = aliases.changed();
      return [...new Set([...known, ...changed])].filter((alias) =>
        changed.includes(alias) || aliases.was(alias) !== undefined
          ? aliases.get(alias) === id
          : alias !== id,
      );
    },
  };
}

/** Requests what has changed; if a request fails, the transaction does. */
function writeRecords(
  tx: WriteTransaction,
  { papers, marks, aliases, bin }: LoadedRecords,
  clock: ClockRecord | undefined,
): void {
  const write = <N extends 'papers' | 'marks' | 'aliases' | 'bin'>(
    name: N,
    records: RecordSet<Schema[N]['value']>,
    hasInlineKey: boolean,
  ): void => {
    const store = tx.objectStore(name);
    for (const id of records.changed()) {
      const value = records.get(id);
      if (value === undefined) requestDelete(store, id);
      else requestPut(store, value, hasInlineKey ? undefined : id);
    }
  };
  write('papers', papers, true);
  write('marks', marks, true);
  write('aliases', aliases, false);
  write('bin', bin, true);
  if (clock) requestPut(tx.objectStore('meta'), clock, 'clock');
}
