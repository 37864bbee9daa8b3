import { type DBSchema, deleteDB, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import type { Stamp } from '../paper/clock';
import type { PaperId } from '../paper/id';
import type { Mark } from '../paper/mark';
import type { Paper } from '../paper/paper';

/** The stores. Times index numbers; a mark that is not starred has no key in `by-starred`. */
export interface Schema extends DBSchema {
  /** By canonical id. */
  papers: { key: PaperId; value: Paper };
  /** By canonical id. */
  marks: {
    key: PaperId;
    value: Mark;
    indexes: { 'by-starred': number; 'by-read': number; 'by-seq': number };
  };
  /** Another id of a paper → its canonical id. */
  aliases: { key: PaperId; value: PaperId };
  /** One record: where this machine's clock and change sequence stand. */
  meta: { key: 'clock'; value: ClockRecord };
}

export interface ClockRecord {
  readonly node: string;
  readonly last?: Stamp;
  readonly seq: number;
}

export type Library = IDBPDatabase<Schema>;
export type Upgrade = IDBPTransaction<Schema, readonly StoreName[], 'versionchange'>;
export type WriteTransaction = IDBPTransaction<Schema, StoreName[], 'readwrite'>;
export type StoreName = 'papers' | 'marks' | 'aliases' | 'meta';

/** Brings a database from the version before to this one, inside the upgrade's transaction. */
export type Step = (db: Library, tx: Upgrade) => void | Promise<void>;

function createStores(db: Library): void {
  db.createObjectStore('papers', { keyPath: 'id' });
  const marks = db.createObjectStore('marks', { keyPath: 'id' });
  marks.createIndex('by-starred', 'starredAt');
  marks.createIndex('by-read', 'readAt');
  marks.createIndex('by-seq', 'seq');
  db.createObjectStore('aliases');
  db.createObjectStore('meta');
}

/** `STEPS[n]` makes version n + 1 of version n. Append; never change a step that was released. */
export const STEPS: readonly Step[] = [createStores];

export const NAME = 'dogear';

export interface OpenOptions {
  readonly name?: string;
  readonly steps?: readonly Step[];
  /** The connection is of no more use: closed for another version's upgrade, or by the browser. */
  readonly onClosed?: () => void;
}

/**
 * Opens the library, creating or upgrading it. Rejects with the DOMException of IndexedDB where the
 * browser refuses (no space, damaged files, a newer version's database).
 */
export async function openLibrary(options: OpenOptions = {}): Promise<Library> {
  const { name = NAME, steps = STEPS, onClosed } = options;
  const db = await openDB<Schema>(name, steps.length, {
    async upgrade(db, from, _to, tx) {
      for (const step of steps.slice(from)) await step(db, tx as unknown as Upgrade);
    },
    blocking(_current, _blocked, event) {
      // A newer version waits in another context: its upgrade must not hang on us.
      (event.target as IDBDatabase).close();
      onClosed?.();
    },
    terminated() {
      onClosed?.();
    },
  });
  return db;
}

/** Removes the library and all that is in it. */
export async function deleteLibrary(name: string = NAME): Promise<void> {
  await deleteDB(name);
}
