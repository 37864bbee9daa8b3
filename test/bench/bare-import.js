/** In a page of the extension: what a bare page needs to write what an import has just written. */
(() => {
  const STORES = ['papers', 'marks', 'aliases', 'imports'];
  const MOST_TOGETHER = 1_000;

  /**
   * @template T
   * @param {IDBRequest<T>} request
   * @returns {Promise<T>}
   */
  const answerOf = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });

  /** @param {IDBDatabase} from a database with the stores and indexes to copy */
  function openCopy(from) {
    const opening = indexedDB.open('bare', 1);
    opening.onupgradeneeded = () => {
      const tx = from.transaction(STORES);
      for (const name of STORES) {
        const { keyPath, indexNames } = tx.objectStore(name);
        const store = opening.result.createObjectStore(name, keyPath === null ? {} : { keyPath });
        for (const index of indexNames) {
          const { keyPath, multiEntry } = tx.objectStore(name).index(index);
          store.createIndex(index, keyPath, { multiEntry });
        }
      }
    };
    return answerOf(opening);
  }

  /**
   * Reads a store, so many records at a time.
   * @param {IDBDatabase} db
   * @param {string} name
   * @param {number} size
   */
  async function* parts(db, name, size) {
    let range = null;
    for (;;) {
      const store = db.transaction(name).objectStore(name);
      const [values, keys] = await Promise.all([
        answerOf(store.getAll(range, size)),
        answerOf(store.getAllKeys(range, size)),
      ]);
      const last = keys.at(-1);
      if (last === undefined) return;
      yield values.map((value, i) => ({
        value,
        key: store.keyPath === null ? keys[i] : undefined,
      }));
      range = IDBKeyRange.lowerBound(last, true);
    }
  }

  /**
   * Puts the records of the library into another database with the same stores and indexes, in transactions
   * of a thousand, and resolves to the time that this took, in ms, without the reading.
   */
  async function copyLibrary() {
    const from = await answerOf(indexedDB.open('dogear'));
    const to = await openCopy(from);
    const all = STORES.map((name) => ({
      name,
      // A record of this store is of a thousand papers.
      source: parts(from, name, name === 'imports' ? 1 : MOST_TOGETHER),
    }));
    let ms = 0;
    for (;;) {
      const read = all.map(async ({ name, source }) => {
        const { value } = await source.next();
        return { name, records: value ?? [] };
      });
      const part = await Promise.all(read);
      if (part.every(({ records }) => records.length === 0)) break;
      const start = performance.now();
      const tx = to.transaction(STORES, 'readwrite');
      for (const { name, records } of part) {
        const store = tx.objectStore(name);
        for (const { value, key } of records) store.put(value, key);
      }
      await new Promise((resolve, reject) => {
        tx.oncomplete = resolve;
        tx.onabort = () => reject(tx.error);
      });
      ms += performance.now() - start;
    }
    from.close();
    to.close();
    return ms;
  }

  Object.assign(globalThis, { bareImport: { copyLibrary } });
})();
