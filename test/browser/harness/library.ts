/** The library as it is on disk, seen and changed from a page of the extension by nothing of Dogear's. */
import type { Page } from 'puppeteer-core';
import type { Entry } from '../../../src/paper/entry';
import type { Mark } from '../../../src/paper/mark';
import type { Paper } from '../../../src/paper/paper';
import { ask } from './requests';
import { until } from './wait';

/** Resolves to what a request of IndexedDB answers. */
type Done = <T>(request: IDBRequest<T>) => Promise<T>;

/** Everything in the library, key and value, by store. */
export type Dump = Record<string, [key: unknown, value: unknown][]>;

/**
 * Runs a function in the page within one transaction of the library, and resolves to what it answers
 * once the transaction has ended; to undefined where there is no library, for to open it would make an
 * empty one. The function sees nothing but its parameters, and both ways go by JSON.
 */
async function inTransaction<A extends unknown[], T>(
  page: Page,
  mode: 'readonly' | 'readwrite',
  run: (tx: IDBTransaction, done: Done, ...args: A) => T,
  ...args: A
): Promise<Awaited<T> | undefined> {
  const json = await page.evaluate(`(async () => {
    const done = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    if (!(await indexedDB.databases()).some(({ name }) => name === 'dogear')) return undefined;
    const db = await done(indexedDB.open('dogear'));
    try {
      const tx = db.transaction([...db.objectStoreNames], '${mode}');
      const ended = new Promise((resolve, reject) => {
        tx.oncomplete = resolve;
        tx.onabort = () => reject(tx.error);
      });
      const value = await (${run})(tx, done, ...${JSON.stringify(args)});
      await ended;
      return JSON.stringify(value);
    } finally {
      db.close();
    }
  })()`);
  return typeof json === 'string' ? JSON.parse(json) : undefined;
}

// ---- reading

/** Reads every record of one store. */
export async function readStore<T>(page: Page, name: string): Promise<T[]> {
  const all = await inTransaction(
    page,
    'readonly',
    (tx, done, store) => done(tx.objectStore(store).getAll()),
    name,
  );
  return (all ?? []) as T[];
}

/** Reads every key of one store. */
export async function readKeys(page: Page, name: string): Promise<string[]> {
  const all = await inTransaction(
    page,
    'readonly',
    (tx, done, store) => done(tx.objectStore(store).getAllKeys()),
    name,
  );
  return (all ?? []) as string[];
}

/** Reads the whole library, but for what the background's maintenance writes when it finds time. */
export async function readLibrary(page: Page): Promise<Dump> {
  const dump = await inTransaction(page, 'readonly', async (tx, done) => {
    const names = [...tx.objectStoreNames].filter((name) => !/^(?:backups|chunks)$/.test(name));
    const stores = names.map(async (name) => {
      const store = tx.objectStore(name);
      const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
      return [name, keys.map((key, i) => [key, values[i]])] as const;
    });
    const dump = Object.fromEntries(await Promise.all(stores));
    dump.meta = dump.meta?.filter(([key]) => key !== 'looks') ?? [];
    return dump;
  });
  return (dump ?? {}) as Dump;
}

async function readRecord<T>(page: Page, store: string, key: string): Promise<T | undefined> {
  const record = await inTransaction(
    page,
    'readonly',
    async (tx, done, name, id) => (await done(tx.objectStore(name).get(id))) ?? null,
    store,
    key,
  );
  return (record ?? undefined) as T | undefined;
}

export const markOnDisk = (page: Page, id: string): Promise<Mark | undefined> =>
  readRecord(page, 'marks', id);

export const paperOnDisk = (page: Page, id: string): Promise<Paper | undefined> =>
  readRecord(page, 'papers', id);

/** Counts the marks, and those that have the tag. */
export async function countOnDisk(
  page: Page,
  tag: string,
): Promise<{ all: number; tagged: number }> {
  const counts = await inTransaction(
    page,
    'readonly',
    async (tx, done, name) => ({
      all: await done(tx.objectStore('marks').count()),
      tagged: await done(tx.objectStore('marks').index('by-tag').count(name)),
    }),
    tag,
  );
  return counts ?? { all: 0, tagged: 0 };
}

// ---- writing

/** Deletes the library and has the background make an empty one, as it really is. */
export async function renewLibrary(page: Page, entries: readonly Entry[] = []): Promise<void> {
  await deleteLibrary(page);
  await fillLibrary(page, entries);
}

/** Replaces all papers and marks in one transaction, as if they had been marked elsewhere. */
export async function fillLibrary(page: Page, entries: readonly Entry[]): Promise<void> {
  await ask(page, 'marksOf', []);
  if (entries.length === 0) return;
  await inTransaction(
    page,
    'readwrite',
    (tx, _, all) => {
      for (const name of ['papers', 'marks', 'aliases']) tx.objectStore(name).clear();
      for (const { paper, mark } of all) {
        tx.objectStore('papers').put(paper);
        tx.objectStore('marks').put(mark);
      }
      tx.objectStore('meta').put({ node: 'aaaaaaaa', seq: 1_000_000 }, 'clock');
    },
    entries,
  );
}

/** Puts one record into a store, under a key where the store has none of its own. */
export async function putRecord(
  page: Page,
  name: string,
  record: object,
  key?: string,
): Promise<void> {
  await inTransaction(
    page,
    'readwrite',
    (tx, _, store, value, at) => void tx.objectStore(store).put(value, at ?? undefined),
    name,
    record,
    key ?? null,
  );
}

/** Forgets everything in one store. */
export async function clearStore(page: Page, name: string): Promise<void> {
  await inTransaction(
    page,
    'readwrite',
    (tx, _, store) => void tx.objectStore(store).clear(),
    name,
  );
}

export function deleteLibrary(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.deleteDatabase('dogear');
        request.onsuccess = () => resolve();
        request.onerror = () => reject(request.error);
      }),
  );
}

/** Leaves what a newer Dogear would leave: a database that this one cannot open. */
export function breakLibrary(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('dogear', 99);
        request.onsuccess = () => {
          request.result.close();
          resolve();
        };
        request.onerror = () => reject(request.error);
      }),
  );
}

interface Holder {
  isHeld?: boolean;
}

/**
 * Keeps every write waiting, as a slow disk does.
 * @returns lets them go
 */
export async function holdWrites(page: Page): Promise<() => Promise<void>> {
  const holding = inTransaction(
    page,
    'readwrite',
    (tx) =>
      new Promise<void>((resolve) => {
        const holder = globalThis as unknown as Holder;
        holder.isHeld = true;
        const goOn = (): void => {
          if (holder.isHeld) tx.objectStore('meta').get('clock').onsuccess = goOn;
          else resolve();
        };
        goOn();
      }),
  );
  await until(() => page.evaluate(() => (globalThis as unknown as Holder).isHeld === true));
  return async () => {
    await page.evaluate(() => {
      (globalThis as unknown as Holder).isHeld = false;
    });
    await holding;
  };
}
