import { type IDBPObjectStore, unwrap } from 'idb';
import type { PaperId } from '../paper/ids';
import type { Schema, StoreName } from './schema';

type Readable<N extends StoreName> = IDBPObjectStore<Schema, StoreName[], N, IDBTransactionMode>;
type Writable<N extends StoreName> = IDBPObjectStore<Schema, StoreName[], N, 'readwrite'>;
/** The stores whose key is a paper's id. */
type ById = 'papers' | 'marks' | 'aliases';

/**
 * What a store has under each of the ids, in their order. One promise for all of them: of a thousand
 * records the promises would take longer than the reading.
 */
export function getEach<N extends ById>(
  store: Readable<N>,
  ids: readonly PaperId[],
): Promise<(Schema[N]['value'] | undefined)[]> {
  const plain = unwrap(store) as IDBObjectStore;
  return new Promise((resolve, reject) => {
    const found: (Schema[N]['value'] | undefined)[] = new Array(ids.length);
    let left = ids.length;
    if (left === 0) resolve(found);
    for (const [i, id] of ids.entries()) {
      const request = plain.get(id);
      request.onsuccess = () => {
        found[i] = request.result;
        left--;
        if (left === 0) resolve(found);
      };
      request.onerror = () => reject(request.error);
    }
  });
}

/** Puts a record, and leaves it to the transaction to tell whether it could be. */
export function putIn<N extends Exclude<StoreName, 'imports'>>(
  store: Writable<N>,
  value: Schema[N]['value'],
  key?: Schema[N]['key'],
): void {
  const plain = unwrap(store) as IDBObjectStore;
  if (key === undefined) plain.put(value);
  else plain.put(value, key);
}
