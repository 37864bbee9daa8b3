/**
 * One browser of each kind, launched once and kept for all files that a worker runs; and before each
 * test the state of a fresh profile.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { it as base, expect, inject } from 'vitest';
import { putSample } from '../../demo/sample';
import { killBackground } from './background';
import { findBrowser, type Kind } from './find-browser';
import { inFirefox, setIdleTimeout } from './gecko';
import type { Extension } from './globals';
import { renewLibrary } from './library';
import { IDLE_MS, type LaunchOptions, launch, type OpenOptions, type Session } from './session';
import { until } from './wait';
import { startWeb, type Web } from './web';

declare module 'vitest' {
  interface ProvidedContext {
    /** The browser of the project, which vite.config.ts has one of for each. */
    browser: Kind;
  }
}

/** The browsers of this project: each test runs in all. */
export const KINDS: Kind[] = [inject('browser')];

/** A page with the extension's rights and nothing of its own that could interfere: a picture. */
const PICTURE = '/icons/dogear-16.png';

/** A running browser with its own web and its own folders of files. */
interface Running {
  readonly session: Session;
  readonly web: Web;
  readonly folder: string;
  readonly downloads: string;
  readonly uploads: string;
  extensionPage: Page;
}

/** What a test has: everything is read when the test runs, not when the file is loaded. */
export interface Testbed {
  readonly kind: Kind;
  readonly session: Session;
  readonly web: Web;
  /** A page of the extension that stays open: to look into the library and to change it. */
  readonly extensionPage: Page;
  /** The folder of downloads; empty when a test begins. */
  readonly downloads: string;
  /** What pages that were opened here threw. */
  readonly errors: string[];
  /** Opens a page that is closed before the next test. */
  open(address: string, options?: OpenOptions): Promise<Page>;
  /** Reloads the extension as an update does, and opens the extension page anew after what is done meanwhile. */
  reloadExtension(meanwhile?: () => Promise<void>): Promise<void>;
  /** Writes a file to be chosen in a page. @returns its path */
  makeFile(name: string, content: string | Uint8Array): string;
  /** Resolves to the file that is saved by what is done, by the end of its name. */
  fileFrom(save: () => Promise<unknown>, ending: string): Promise<Buffer>;
}

export interface TestbedOptions {
  /** Firefox's background is not put to sleep; else it sleeps after a second. */
  readonly staysAwake?: boolean;
  /** Pages may throw: those of a test that is hostile, or whose own files are missing. */
  readonly mayThrow?: boolean;
  /** Launches a browser of its own for this describe block, where the common one does not do. */
  readonly own?: (kind: Kind) => LaunchOptions;
}

/** The browsers of this worker, by kind. */
type Browsers = Map<Kind, Promise<Running>>;

/** Vitest keeps it for all files of a worker, and ends it when the worker ends. */
const withBrowsers = base.extend(
  'browsers',
  { scope: 'worker' },
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern which fixtures it needs.
  ({}, { onCleanup }): Browsers => {
    const browsers: Browsers = new Map();
    onCleanup(async () => {
      await Promise.all([...browsers.keys()].map((kind) => endBrowser(browsers, kind)));
    });
    return browsers;
  },
);

/** Gives each test of the describe block a browser in the state of a fresh profile. */
export function useBrowser(kind: Kind, options: TestbedOptions = {}): Testbed {
  const { staysAwake = true, mayThrow = false, own } = options;
  let running: Running;
  const errors: string[] = [];

  withBrowsers.beforeAll(async ({ browsers }) => {
    expect(findBrowser(kind), `${kind} is installed`).toBeDefined();
    if (own) running = await startBrowser(kind, own(kind));
    else running = await commonBrowser(browsers, kind);
  });
  withBrowsers.beforeEach(async ({ browsers }) => {
    errors.length = 0;
    try {
      await reset(running, staysAwake);
    } catch (error) {
      if (own) throw error;
      // What the test before has left cannot be cleared: a new one.
      await endBrowser(browsers, kind);
      running = await commonBrowser(browsers, kind);
      await reset(running, staysAwake);
    }
    errors.length = 0;
  });
  withBrowsers.afterEach(async () => {
    await closePages(running);
    if (!mayThrow) expect(errors).toEqual([]);
  });
  withBrowsers.afterAll(async () => {
    if (own && running) await stopBrowser(running);
  });

  return {
    kind,
    errors,
    get session() {
      return running.session;
    },
    get web() {
      return running.web;
    },
    get extensionPage() {
      return running.extensionPage;
    },
    get downloads() {
      return running.downloads;
    },
    async open(address, openOptions) {
      const page = await running.session.open(address, openOptions);
      page.on('pageerror', (error) => errors.push(String(error)));
      return page;
    },
    async reloadExtension(meanwhile) {
      const { session, extensionPage } = running;
      await Promise.all([session.reloadExtension(extensionPage), meanwhile?.()]);
      running.extensionPage = await openExtensionPage(running.session);
    },
    makeFile(name, content) {
      const path = join(running.uploads, name);
      writeFileSync(path, content);
      return path;
    },
    async fileFrom(save, ending) {
      empty(running.downloads);
      await save();
      let file = Buffer.alloc(0);
      await until(() => {
        const name = readdirSync(running.downloads).find((one) => one.endsWith(ending));
        if (name) file = readFileSync(join(running.downloads, name));
        return file.length > 0;
      });
      return file;
    },
  };
}

// ---- a browser's life

function commonBrowser(browsers: Browsers, kind: Kind): Promise<Running> {
  const running = browsers.get(kind) ?? startBrowser(kind, {});
  browsers.set(kind, running);
  return running;
}

async function endBrowser(browsers: Browsers, kind: Kind): Promise<void> {
  const running = browsers.get(kind);
  browsers.delete(kind);
  await running?.then(stopBrowser, () => undefined);
}

async function startBrowser(kind: Kind, options: LaunchOptions): Promise<Running> {
  const web = await startWeb();
  const folder = mkdtempSync(join(tmpdir(), 'dogear-browser-'));
  const [downloads, uploads] = ['downloads', 'uploads'].map((name) => join(folder, name)) as [
    string,
    string,
  ];
  for (const path of [downloads, uploads]) mkdirSync(path);
  const { prefs, ...others } = options;
  const session = await launch(kind, {
    port: web.port,
    staysAwake: true,
    isLean: true,
    downloads,
    // Firefox shows its downloads by itself, and then they have the keys.
    prefs: { 'browser.download.alwaysOpenPanel': false, ...prefs },
    ...others,
  });
  return {
    session,
    web,
    folder,
    downloads,
    uploads,
    extensionPage: await openExtensionPage(session),
  };
}

async function stopBrowser({ session, web, folder }: Running): Promise<void> {
  await session.close().catch(() => undefined);
  await web.close();
  rmSync(folder, { recursive: true, force: true });
}

const openExtensionPage = (session: Session): Promise<Page> => session.open(PICTURE);

// ---- the state of a fresh profile

/** Longer than any of its steps takes, in ms: then something holds on to what is to be cleared. */
const STUCK_MS = 10_000;

async function reset(running: Running, staysAwake: boolean): Promise<void> {
  const { session, web, downloads, uploads } = running;
  web.reset();
  putSample(web);
  for (const folder of [downloads, uploads]) empty(folder);
  await within(STUCK_MS, closePages(running));
  const idle = staysAwake ? IDLE_MS.awake : IDLE_MS.asleep;
  if (session.kind === 'firefox') await inFirefox(session, setIdleTimeout, `${idle}`);
  // Gone after a test that reloaded the extension and then failed.
  const isAlive = await within(STUCK_MS, isExtensionPage(running.extensionPage)).catch(() => false);
  if (!isAlive) running.extensionPage = await openExtensionPage(session);
  const { extensionPage: page } = running;
  await within(STUCK_MS, closeOtherTabs(page));
  await within(STUCK_MS, clearStorage(page));
  await within(STUCK_MS, renewLibrary(page)).catch(async () => {
    // The background holds on to the library.
    await killBackground(session);
    await within(STUCK_MS, renewLibrary(page));
  });
  await within(STUCK_MS, forgetChanges(page));
}

/** Closes all pages but that of the extension; also those that a test has not opened itself. */
async function closePages({ session, extensionPage }: Running): Promise<void> {
  const pages = await session.browser.pages();
  for (const page of pages) {
    if (page !== extensionPage) await page.close().catch(() => undefined);
  }
}

const isExtensionPage = (page: Page): Promise<boolean> =>
  page.evaluate(() => (globalThis as unknown as Extension).chrome.runtime?.id !== undefined);

/** Closes tabs that the driver does not know of, or not yet. */
function closeOtherTabs(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const { tabs } = (globalThis as unknown as Extension).chrome;
    const [own, all] = await Promise.all([tabs.getCurrent(), tabs.query({})]);
    const others = all.flatMap(({ id }) => (id === undefined || id === own.id ? [] : [id]));
    await tabs.remove(others);
  });
}

function clearStorage(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const { storage, permissions, runtime } = (globalThis as unknown as Extension).chrome;
    localStorage.clear();
    await Promise.all([storage.local.clear(), storage.session.clear()]);
    const { optional_host_permissions: origins = [] } = runtime.getManifest() as {
      optional_host_permissions?: string[];
    };
    if (origins.length > 0) await permissions.remove({ origins });
  });
}

/**
 * Forgets what was published last: a background that the test before has left could still publish, from the
 * library that is gone by now, what it had missed.
 */
function forgetChanges(page: Page): Promise<void> {
  return page.evaluate(() =>
    (globalThis as unknown as Extension).chrome.storage.local.remove('changed'),
  );
}

function empty(folder: string): void {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Not reset within ${ms} ms.`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
