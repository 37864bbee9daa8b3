/** The pages of a library that is large, in a real browser, and a bare page that reads the same one. */
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import type { Kind } from '../browser/harness/find-browser';
import { launch } from '../browser/harness/session';
import { pause, until } from '../browser/harness/wait';
import { launchChromium } from './chromium';
import type { Bench } from './figures';
import { libraryProfile } from './library-of';

export const LIST = '/src/list/index.html';
export const POPUP = '/src/popup/index.html';
export const BARE = '/bare/index.html';

/** A browser with a library in it. */
export interface LibraryBrowser {
  readonly browser: Browser;
  readonly origin: string;
}

/** What `list-probe.js` puts into the pages. */
export interface Probed {
  readonly listProbe: { shown?: number; scroll(frames: number): Promise<number[]> };
}

/**
 * Dogear with the bare page beside it, which may read the same database, and the probe before all
 * else in every page: what the automation would put there, Firefox does not put into an extension's.
 */
function extensionWithBare(folder: string, kind: Kind): string {
  const extension = join(folder, `extension-list-${kind}`);
  if (existsSync(extension)) return extension;
  const dist = resolve(
    import.meta.dirname,
    '../../dist',
    kind === 'chromium' ? 'chrome' : 'firefox',
  );
  cpSync(dist, extension, { recursive: true });
  cpSync(join(import.meta.dirname, 'bare-list'), join(extension, 'bare'), { recursive: true });
  cpSync(join(import.meta.dirname, 'list-probe.js'), join(extension, 'bare/probe.js'));
  for (const path of [LIST, POPUP, BARE]) {
    const file = join(extension, path);
    const html = readFileSync(file, 'utf8');
    const probe = '<meta charset="utf-8" />\n<script src="/bare/probe.js"></script>';
    writeFileSync(file, html.replace('<meta charset="utf-8" />', probe));
  }
  return extension;
}

/** Lets `look` look at a library of so many papers that is indexed, with none of its pages open. */
export async function withLibrary<T>(
  bench: Bench,
  size: number,
  look: (running: LibraryBrowser) => Promise<T>,
): Promise<T> {
  const extension = extensionWithBare(bench.folder, 'chromium');
  const profile = await libraryProfile(bench, size, extension);
  const chromium = await launchChromium({ port: bench.web.port, extension, profile });
  try {
    await indexAll(chromium);
    return await look(chromium);
  } finally {
    await chromium.close();
  }
}

/** Does the same in Firefox, where the library is made anew each time. */
export async function withFirefoxLibrary<T>(
  bench: Bench,
  size: number,
  look: (running: LibraryBrowser) => Promise<T>,
): Promise<T> {
  const dist = extensionWithBare(bench.folder, 'firefox');
  const firefox = await launch('firefox', { port: bench.web.port, dist });
  try {
    const page = await openPage(firefox, POPUP);
    await until(() => page.evaluate(async () => (await indexedDB.databases()).length > 0));
    await page.evaluate(readFileSync(resolve(import.meta.dirname, 'library.js'), 'utf8'));
    // Not awaited there: one call may not take as long as a large library.
    await page.evaluate((size) => {
      const filling = globalThis as unknown as {
        fillLibrary(size: number): Promise<void>;
        isFilled?: boolean;
      };
      void filling.fillLibrary(size).then(() => {
        filling.isFilled = true;
      });
    }, size);
    await until(() => page.evaluate(() => 'isFilled' in globalThis), 600_000);
    await page.close();
    await indexAll(firefox);
    return await look(firefox);
  } finally {
    await firefox.close();
  }
}

export async function openPage({ browser, origin }: LibraryBrowser, path: string): Promise<Page> {
  const page = await browser.newPage();
  await page.bringToFront();
  // Firefox loads its extension's pages, and after 30 s says "Frame detached" of them.
  page.goto(origin + path).catch(() => undefined);
  const isThere = () => page.evaluate(() => 'listProbe' in globalThis);
  await until(() => isThere().catch(() => false), 60_000);
  return page;
}

/** Opens the list once, so that the search index is in the store, as it is after the first day. */
async function indexAll(running: LibraryBrowser): Promise<void> {
  const page = await openPage(running, LIST);
  await untilIndexed(page);
  await untilStored(page);
  await page.close();
  await untilQuiet(running);
}

/** Waits until search has read all of the library. */
export async function untilIndexed(page: Page): Promise<void> {
  await until(
    () => page.evaluate(() => document.querySelector('[role=grid]')?.ariaBusy === 'false'),
    600_000,
  );
  await page.click('[type=search]');
  await page.keyboard.type('the');
  const isWhole = () =>
    page.evaluate(() => {
      const said = document.querySelector('main [role=status]')?.textContent ?? '';
      return /found$/.test(said) && !/^0 /.test(said);
    });
  await until(isWhole, 600_000);
}

/** Waits until nothing more of the index is written: else the next page would go on with it. */
async function untilStored(page: Page): Promise<void> {
  let last = '';
  let since = Date.now();
  while (Date.now() - since < 1_500) {
    await pause(200);
    const now = await page.evaluate(async () => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('dogear');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const keys = await new Promise<IDBValidKey[]>((resolve) => {
        const request = db.transaction('search').objectStore('search').getAllKeys();
        request.onsuccess = () => resolve(request.result);
      });
      db.close();
      return keys.join();
    });
    if (now !== last) since = Date.now();
    last = now;
  }
}

/** Waits until the page before is gone and the browser is idle: what comes is measured alone. */
export async function untilQuiet({ browser, origin }: LibraryBrowser): Promise<void> {
  const page = await openPage({ browser, origin }, BARE);
  const idle = () =>
    page.evaluate(
      () =>
        new Promise<void>((resolve) => requestIdleCallback(() => resolve(), { timeout: 2_000 })),
    );
  for (let i = 0; i < 3; i++) {
    await idle();
    await pause(100);
  }
  await page.close();
  await pause(200);
}
