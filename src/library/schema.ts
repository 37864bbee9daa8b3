import { type DBSchema, deleteDB, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import type { Stamp } from '../paper/clock';
import type { PaperId } from '../paper/ids';
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
    indexes: {
      'by-starred': number;
      'by-read': number;
      'by-seq': number;
      'by-dismissed': number;
      /** The stamp of the note's last change. */
      'by-noted': string;
      /** Of each of a mark's tags. */
      'by-tag': string;
    };
  };
  /** Another id of a paper → its canonical id. */
  aliases: { key: PaperId; value: PaperId; indexes: { 'by-canonical': PaperId } };
  /** What was on a digest when it was last visited, by the digest's address. */
  visits: { key: string; value: Visit };
  /** What was removed, until it is emptied, by canonical id. */
  bin: {
    key: PaperId;
    value: Removed;
    indexes: {
      'by-removed': number;
      'by-seq': number;
      /** Of each of its paper's ids. */
      'by-any-id': PaperId;
    };
  };
  /** How a tag is shown, by its name; most have no record. */
  tags: { key: string; value: TagRecord };
  /** What an import changed, a thousand papers a record, so that it can be undone. */
  imports: { key: [string, number]; value: Imported; indexes: { 'by-size': [number, number] } };
  /** The library's own backups, by when each was made. */
  backups: { key: number; value: Backup };
  /** What the backups are made of, by the SHA-256 of what each holds. */
  chunks: { key: string; value: ArrayBuffer };
  /** One record: of the backups that the reader wrote to files. */
  files: { key: 'backup'; value: FileRecord };
  /** What is to be remembered of papers that left, by canonical id. */
  exported: { key: PaperId; value: Exported };
  /** Of what search reads, the parts; any of it can be made again of the papers and marks. */
  search: { key: string; value: unknown };
  /** One record: where this machine's clock and change sequence stand. */
  meta: { key: 'clock'; value: ClockRecord };
}

export interface ClockRecord {
  readonly node: string;
  readonly last?: Stamp;
  readonly seq: number;
}

/**
 * A paper that was removed, whole, so that it can come back. Where it was marked anew meanwhile it is
 * in the library, too: the later `seq` says how it stands.
 */
export interface Removed {
  readonly id: PaperId;
  /** Every id of its paper. */
  readonly ids: readonly PaperId[];
  /** Absent where only its mark was there: a damaged disk. */
  readonly paper?: Paper;
  readonly mark: Mark;
  /** Milliseconds since 1970. */
  readonly removedAt: number;
  /** Of the same sequence as the marks': whoever follows them hears of the removal too. */
  readonly seq: number;
  /**
   * Nothing is left to come back: the bin was emptied, an import was undone, or the record went into
   * another's. It stays so long for those who follow the sequence.
   */
  readonly isGone?: true;
}

/** What is known of a tag but its papers. */
export interface TagRecord {
  readonly name: string;
  /** The name of a colour: `TAG_COLOURS` (src/paper/mark.ts). */
  readonly colour?: string;
}

/** What was given to a paper when it left. */
export interface Exported {
  readonly id: PaperId;
  /** Its citation key, and the pattern that it was made by: a document that cites it goes on doing so. */
  readonly citationKey?: string;
  readonly keyPattern?: string;
  /** When it was sent to Zotero, in ms since 1970. */
  readonly zoteroAt?: number;
}

/** What one transaction of an import changed. */
export interface Imported {
  /** Which one: a name of the page's choice. */
  readonly id: string;
  /** Counts the transactions of the import. */
  readonly part: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** How many images there are: an index tells it, and nobody has to read them for it. */
  readonly size: number;
  readonly images: readonly Image[];
}

/** A record before and after a change; an absent half was not there. */
export interface Image {
  readonly id: PaperId;
  readonly before: { readonly paper?: Paper; readonly mark?: Mark };
  readonly after: { readonly paper?: Paper; readonly mark?: Mark };
}

export interface FileRecord {
  /** When the last one was written, in ms since 1970; absent where none was. */
  readonly writtenAt?: number;
  /** The reader does not want to be reminded. */
  readonly isQuiet?: boolean;
}

/** How the library was at one time. */
export interface Backup {
  /** When it was begun, in ms since 1970. */
  readonly at: number;
  /** Grows when an older Dogear could misread a newer backup. */
  readonly version: 1;
  /** Made of itself every day, or before something that changes much. */
  readonly reason: 'daily' | 'before-restore';
  /** The backup that was to be restored, by its `at`: where it was one of these, and no file. */
  readonly source?: number;
  /** The library's change sequence then. */
  readonly seq: number;
  /** When the library was last seen to be the same still. */
  readonly until: number;
  readonly counts: { readonly papers: number; readonly starred: number; readonly notes: number };
  /** The chunks, by their SHA-256, in the order of the ids in them. */
  readonly papers: readonly string[];
  readonly marks: readonly string[];
  /** Those of `Exported`, in the same way; absent in one that was made before they were kept. */
  readonly exported?: readonly string[];
  readonly tags: readonly TagRecord[];
  /** SHA-256 of all that is above. */
  readonly checksum: string;
}

/** The visits of one digest. */
export interface Visit {
  readonly digest: string;
  /** When the last one was, in ms since 1970. */
  readonly at: number;
  /** Every paper that was ever seen there, the last seen first, as many as are kept. */
  readonly ids: readonly PaperId[];
  /** How many of the papers, counted from the end, are of the visits before the last one. */
  readonly old: number;
}

export type Library = IDBPDatabase<Schema>;
export type Upgrade = IDBPTransaction<Schema, readonly StoreName[], 'versionchange'>;
export type WriteTransaction = IDBPTransaction<Schema, StoreName[], 'readwrite'>;
export type StoreName =
  | 'papers'
  | 'marks'
  | 'aliases'
  | 'visits'
  | 'bin'
  | 'tags'
  | 'imports'
  | 'backups'
  | 'chunks'
  | 'files'
  | 'exported'
  | 'search'
  | 'meta';

/**
 * Brings a database from the version before to this one, inside the upgrade's transaction. It awaits
 * nothing but that transaction's own requests, or the transaction ends under it. What it throws
 * undoes the whole upgrade.
 */
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

function createVisits(db: Library, tx: Upgrade): void {
  db.createObjectStore('visits', { keyPath: 'digest' });
  tx.objectStore('marks').createIndex('by-dismissed', 'dismissedAt');
}

function createShelves(db: Library, tx: Upgrade): void {
  const bin = db.createObjectStore('bin', { keyPath: 'id' });
  bin.createIndex('by-removed', 'removedAt');
  bin.createIndex('by-seq', 'seq');
  bin.createIndex('by-any-id', 'ids', { multiEntry: true });
  // Of a value that is a plain text, that text.
  tx.objectStore('aliases').createIndex('by-canonical', '');
  db.createObjectStore('tags', { keyPath: 'name' });
  const imports = db.createObjectStore('imports', { keyPath: ['id', 'part'] });
  imports.createIndex('by-at' as never, 'at');
  db.createObjectStore('backups', { keyPath: 'at' });
  db.createObjectStore('chunks');
  db.createObjectStore('files');
  db.createObjectStore('exported', { keyPath: 'id' });
  db.createObjectStore('search');
  tx.objectStore('marks').createIndex('by-tag', 'tags', { multiEntry: true });
  tx.objectStore('marks').createIndex('by-noted', 'times.note');
}

async function sizeImports(_db: Library, tx: Upgrade): Promise<void> {
  const store = tx.objectStore('imports');
  store.deleteIndex('by-at' as never);
  store.createIndex('by-size', ['at', 'size']);
  for (const key of await store.getAllKeys()) {
    const record = await store.get(key);
    if (record) await store.put({ ...record, size: record.images.length });
  }
}

/** `STEPS[n]` makes version n + 1 of version n. Append; never change a step that was released. */
export const STEPS: readonly Step[] = [createStores, createVisits, createShelves, sizeImports];

export const NAME = 'dogear';

export interface OpenOptions {
  readonly name?: string;
  readonly steps?: readonly Step[];
  /** The connection is of no more use: closed for another version's upgrade, or by the browser. */
  readonly onClosed?: () => void;
  /** How long to wait, in ms, before the database counts as one that cannot be opened. */
  readonly patience?: number;
}

/** Far more than a busy machine takes, and less than a reader waits before closing the tab. */
const PATIENCE_MS = 10_000;

/**
 * Opens the library, creating or upgrading it. Rejects with the DOMException of IndexedDB where the
 * browser refuses (no space, damaged files, a newer version's database), with what a step of the
 * upgrade threw, everything being as before it, and with a `TimeoutError` where the browser does
 * neither: a context that does not let go of an older version leaves a request to open it waiting.
 */
export async function openLibrary(options: OpenOptions = {}): Promise<Library> {
  const { name = NAME, steps = STEPS, onClosed, patience = PATIENCE_MS } = options;
  let upgrade: Promise<void> | undefined;
  let isBlocked = false;

  const opening = openDB<Schema>(name, steps.length, {
    upgrade(db, from, _to, tx) {
      // It has its turn, and a large library may take its time.
      clearTimeout(timer);
      upgrade = runSteps(steps.slice(from), db, tx as unknown as Upgrade);
      upgrade.catch(() => undefined);
    },
    blocked() {
      isBlocked = true;
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

  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const cause = isBlocked ? 'another page holds an older version of it' : 'it did not answer';
      reject(new DOMException(`After ${patience} ms: ${cause}.`, 'TimeoutError'));
    }, patience);
  });
  try {
    const db = await Promise.race([opening, tooLong]);
    await upgrade;
    return db;
  } catch (error) {
    // A connection that comes when nobody wants it would stand in the way of the next upgrade.
    opening.then((db) => db.close()).catch(() => undefined);
    // Of a failed step IndexedDB tells no more than that the upgrade was aborted.
    await upgrade;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** Runs the steps; where one fails, the transaction does, and the database stays what it was. */
async function runSteps(steps: readonly Step[], db: Library, tx: Upgrade): Promise<void> {
  tx.done.catch(() => undefined);
  try {
    for (const step of steps) await step(db, tx);
  } catch (error) {
    // Without this the upgrade would be committed half done: `idb` does not look at what we return.
    tx.abort();
    throw error;
  }
}

/** Removes the library and all that is in it. */
export async function deleteLibrary(name: string = NAME): Promise<void> {
  await deleteDB(name);
}
