import type { IDBPObjectStore } from 'idb';
import type { ClockRecord, Schema, StoreName } from './schema';

/** Resolves to the record of this machine's clock; undefined before the first change. */
export const readClock = (
  store: IDBPObjectStore<Schema, StoreName[], 'meta', IDBTransactionMode>,
): Promise<ClockRecord | undefined> => store.get('clock') as Promise<ClockRecord | undefined>;
