/** A real Chromium with one extension or none, and what the benchmarks ask of its pages. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import puppeteer, { type Browser, type CDPSession, type Page } from 'puppeteer-core';
import { findBrowser } from '../browser/harness/find-browser';
import { pause } from '../browser/harness/wait';
import type { BenchPage } from './pages';

export const DOGEAR = resolve(import.meta.dirname, '../../dist/chrome');
export const PROBE = readFileSync(resolve(import.meta.dirname, 'probe.js'), 'utf8');

/** What `probe.js` puts into a page. */
export interface Probe {
  timeOfControlsInView(): number | null;
  timeOfReady(): number | null;
  timeOfBare(): number | null;
  timeOfContent(): number;
  timeOfQuiet(): number;
  shift(): number;
  painted(): string[];
  watchClick(button: Element): Promise<ClickSeen>;
}

export interface ClickSeen {
  readonly at: number;
  readonly frames: number;
  readonly changed: number;
}

export interface Chromium {
  readonly browser: Browser;
  /** `chrome-extension://…`; empty without an extension. */
  readonly origin: string;
  close(): Promise<void>;
}

export interface ChromiumOptions {
  /** The port of the proxy. */
  readonly port: number;
  /** The extension's folder. */
  readonly extension?: string | undefined;
  /** The folder of the profile; a new one by default. */
  readonly profile?: string;
}

export async function launchChromium(options: ChromiumOptions): Promise<Chromium> {
  const { port, extension, profile } = options;
  const found = findBrowser('chromium');
  if (!found) throw new Error('There is no Chromium on this machine.');
  const browser = await puppeteer.launch({
    executablePath: found.path,
    headless: true,
    pipe: true,
    enableExtensions: true,
    // What is measured may take minutes on a busy machine.
    protocolTimeout: 15 * 60_000,
    acceptInsecureCerts: true,
    defaultViewport: { width: 1_200, height: 800 },
    ...(profile ? { userDataDir: profile } : {}),
    // With it, the process that a worker began stays one of the background when a page is opened in
    // it, and collects its garbage as if memory were short: three times the work.
    ignoreDefaultArgs: ['--disable-renderer-backgrounding'],
    args: [
      // Chromium's sandbox does not run as root, which is how containers and CI run it.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...['--no-first-run', '--no-default-browser-check', '--disable-gpu', '--disable-quic'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
      `--proxy-server=127.0.0.1:${port}`,
    ],
  });
  const id = extension && (await browser.installExtension(extension));
  return {
    browser,
    origin: id ? `chrome-extension://${id}` : '',
    close: () => browser.close(),
  };
}

/** How long a page stays as it is, in ms, when nothing more is to come. */
const STILL_MS = 700;
/** How long it may stay as it is, in ms, while something is missing. */
const GIVE_UP_MS = 3_000;

/**
 * Waits until the page has loaded, shows whatever its extension shows (Dogear's controls, which on a
 * large page are those near the window, and every button of the bare one's), and has stopped changing.
 */
export async function untilSettled(page: Page, extension: Extension): Promise<void> {
  let last = '';
  let since = Date.now();
  for (;;) {
    const now = await page.evaluate(() => [
      document.readyState,
      document.documentElement.hasAttribute('data-dogear-ready'),
      document.documentElement.hasAttribute('data-bare'),
      document.querySelectorAll('dogear-control').length,
      document.querySelectorAll('[data-dogear-hidden]').length,
    ]);
    const [state, isReady, isBare, controls] = now;
    if (last !== String(now)) since = Date.now();
    last = String(now);
    const still = Date.now() - since;
    const isThere =
      extension === 'none' ||
      (extension === 'bare' && isBare) ||
      (extension === 'dogear' && isReady && Number(controls) > 0);
    if (state === 'complete' && still > (isThere ? STILL_MS : GIVE_UP_MS)) return;
    await pause(100);
  }
}

export type Extension = 'none' | 'bare' | 'dogear';

export interface LoadOptions {
  readonly extension: Extension;
  /** Runs before anything is loaded. */
  prepare?(page: Page, cdp: CDPSession): Promise<void>;
}

/** Loads a page in a tab of its own, lets `look` look at it when it has settled, and closes it. */
export async function withPage<T>(
  { browser }: Chromium,
  { address }: BenchPage,
  { extension, prepare }: LoadOptions,
  look: (page: Page, cdp: CDPSession) => Promise<T>,
): Promise<T> {
  const page = await browser.newPage();
  try {
    await page.bringToFront();
    const cdp = await page.createCDPSession();
    await prepare?.(page, cdp);
    await page.goto(address, { waitUntil: 'domcontentloaded' });
    await untilSettled(page, extension);
    return await look(page, cdp);
  } finally {
    await page.close();
  }
}

/** Calls the page's probe. */
export function ask<K extends keyof Probe>(
  page: Page,
  question: K,
): Promise<Awaited<ReturnType<Probe[K]>>> {
  return page.evaluate(
    (name) =>
      (window as unknown as { probe: Record<string, () => never> }).probe[name]?.() as never,
    question,
  );
}
