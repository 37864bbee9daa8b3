import type { IDBPTransaction } from 'idb';
import { withKeyName } from './citation-keys';
import type { Library, Schema, StoreName } from './schema';

export type UpgradeTransaction = IDBPTransaction<Schema, readonly StoreName[], 'versionchange'>;

/**
 * Upgrades a database by one version, inside the upgrade's transaction. It may await only requests of
 * that transaction, which would end otherwise. An error undoes the whole upgrade.
 */
export type UpgradeStep = (db: Library, tx: UpgradeTransaction) => void | Promise<void>;

/** `UPGRADES[n]` upgrades version n to n + 1. Append; never change a step that was released. */
export const UPGRADES: readonly UpgradeStep[] = [
  createStores,
  addVisits,
  addBinTagsAndBackups,
  addSizeOfImports,
  addNamesOfKeys,
];

function createStores(db: Library): void {
  db.createObjectStore('papers', { keyPath: 'id' });
  const marks = db.createObjectStore('marks', { keyPath: 'id' });
  marks.createIndex('by-starred', 'starredAt');
  marks.createIndex('by-read', 'readAt');
  marks.createIndex('by-seq', 'seq');
  db.createObjectStore('aliases');
  db.createObjectStore('meta');
}

function addVisits(db: Library, tx: UpgradeTransaction): void {
  db.createObjectStore('visits', { keyPath: 'digest' });
  tx.objectStore('marks').createIndex('by-dismissed', 'dismissedAt');
}

function addBinTagsAndBackups(db: Library, tx: UpgradeTransaction): void {
  const bin = db.createObjectStore('bin', { keyPath: 'id' });
  bin.createIndex('by-removed', 'removedAt');
  bin.createIndex('by-seq', 'seq');
  bin.createIndex('by-any-id', 'ids', { multiEntry: true });
  // An empty key path indexes the value itself, which is a plain string here.
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

async function addSizeOfImports(_db: Library, tx: UpgradeTransaction): Promise<void> {
  const store = tx.objectStore('imports');
  store.deleteIndex('by-at' as never);
  store.createIndex('by-size', ['at', 'size']);
  for (const key of await store.getAllKeys()) {
    const record = await store.get(key);
    if (record) await store.put({ ...record, size: record.images.length });
  }
}

async function addNamesOfKeys(_db: Library, tx: UpgradeTransaction): Promise<void> {
  const store = tx.objectStore('exported');
  store.createIndex('by-key-name', 'keyName');
  for (const one of await store.getAll()) {
    if (one.citationKey !== undefined) await store.put(withKeyName(one));
  }
}
