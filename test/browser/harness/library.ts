/** The library as it is on disk, seen and changed from a page of the extension. */
import type { Page } from 'puppeteer-core';
import type { Entry } from '../../../src/paper/entry';
import type { PaperId } from '../../../src/paper/ids';
import type { Mark } from '../../../src/paper/mark';

interface ExtensionGlobal {
  readonly chrome: {
    runtime: { sendMessage(message: unknown): Promise<{ ok: boolean; value?: unknown }> };
  };
}

/** Sends one request, as the overlay and the pages do; asks again while the background is starting. */
export function send(page: Page, request: string, ...args: unknown[]): Promise<{ ok: boolean }> {
  return page.evaluate(
    async (envelope) => {
      const { chrome } = globalThis as unknown as ExtensionGlobal;
      for (let tries = 0; ; tries++) {
        try {
          return await chrome.runtime.sendMessage(envelope);
        } catch (error) {
          if (tries > 20) throw error;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      }
    },
    { request, args },
  );
}

/** Makes the library anew, with these papers, as if they had been marked elsewhere. */
export async function renewLibrary(page: Page, entries: readonly Entry[]): Promise<void> {
  await page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase('dogear');
        request.onsuccess = resolve;
        request.onerror = () => reject(request.error);
      }),
  );
  // The background makes it as it really is.
  const { ok } = await send(page, 'marksOf', []);
  if (!ok) throw new Error('The background has no library.');
  await page.evaluate(async (json) => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('dogear');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const tx = db.transaction(['papers', 'marks', 'meta'], 'readwrite');
    for (const { paper, mark } of JSON.parse(json) as { paper: unknown; mark: unknown }[]) {
      tx.objectStore('papers').put(paper);
      tx.objectStore('marks').put(mark);
    }
    tx.objectStore('meta').put({ node: 'aaaaaaaa', seq: 1_000_000 }, 'clock');
    await new Promise((resolve, reject) => {
      tx.oncomplete = resolve;
      tx.onabort = () => reject(tx.error);
    });
    db.close();
  }, JSON.stringify(entries));
}

/** The mark as it is on disk. */
export function markOnDisk(page: Page, id: PaperId): Promise<Mark | undefined> {
  return page.evaluate(async (key) => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('dogear');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const request = db.transaction('marks').objectStore('marks').get(key);
    const mark = await new Promise((resolve) => {
      request.onsuccess = () => resolve(request.result);
    });
    db.close();
    return mark as never;
  }, id);
}

/** How many marks there are, and how many of them have the tag. */
export function countOnDisk(page: Page, tag: string): Promise<{ all: number; tagged: number }> {
  return page.evaluate(async (name) => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('dogear');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const marks = db.transaction('marks').objectStore('marks');
    const count = (request: IDBRequest<number>) =>
      new Promise<number>((resolve) => {
        request.onsuccess = () => resolve(request.result);
      });
    const counted = {
      all: await count(marks.count()),
      tagged: await count(marks.index('by-tag').count(name)),
    };
    db.close();
    return counted;
  }, tag);
}

/** What a newer Dogear would leave: a database that this one cannot open. */
export function breakLibrary(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('dogear', 99);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    db.close();
  });
}
