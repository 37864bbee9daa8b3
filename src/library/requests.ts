import { type IDBPObjectStore, unwrap } from 'idb';
import type { PaperId } from '../paper/ids';
import type { Schema, StoreName } from './schema';

type Readable<N extends StoreName> = IDBPObjectStore<Schema, StoreName[], N, IDBTransactionMode>;
type Writable<N extends StoreName> = IDBPObjectStore<Schema, StoreName[], N, 'readwrite'>;
/** The stores whose key is a paper's id. */
type KeyedByPaper = 'papers' | 'marks' | 'aliases' | 'bin' | 'exported';

/** Resolves to what a store has under each of the ids, in their order. */
export function getEach<N extends KeyedByPaper>(
  store: Readable<N>,
  ids: readonly PaperId[],
): Promise<(Schema[N]['value'] | undefined)[]> {
  const plain = unwrap(store) as IDBObjectStore;
  return requestEach(ids, (id) => plain.get(id));
}

/**
 * Resolves to the answers to the requests that are made for each of the keys, in their order. It makes one
 * promise in all: for a thousand records, a promise each would take longer than the reading.
 */
export function requestEach<K extends string, T>(
  keys: readonly K[],
  request: (key: K) => IDBRequest<T>,
): Promise<T[]> {
  return new Promise((resolve, reject) => {
    const answers: T[] = new Array(keys.length);
    let left = keys.length;
    if (left === 0) resolve(answers);
    for (const [i, key] of keys.entries()) {
      const asked = request(key);
      asked.onsuccess = () => {
        answers[i] = asked.result;
        left--;
        if (left === 0) resolve(answers);
      };
      asked.onerror = () => reject(asked.error);
    }
  });
}

/** Requests a put without a promise. If it fails, the transaction does, whose `done` rejects. */
export function requestPut<N extends StoreName>(
  store: Writable<N>,
  value: Schema[N]['value'],
  key?: IDBValidKey,
): void {
  const plain = unwrap(store) as IDBObjectStore;
  if (key === undefined) plain.put(value);
  else plain.put(value, key);
}

/** Requests a deletion without a promise. If it fails, the transaction does, whose `done` rejects. */
export function requestDelete<N extends StoreName>(store: Writable<N>, key: IDBValidKey): void {
  (unwrap(store) as IDBObjectStore).delete(key);
}
