import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import puppeteer, { type Browser, type ElementHandle, type Page } from 'puppeteer-core';
import manifest from '../../../manifest.json' with { type: 'json' };
import { type Found, findBrowser, type Kind } from './find-browser';

const ROOT = resolve(import.meta.dirname, '../../..');

/** The folder of the browser's build. */
export const distOf = (kind: Kind): string =>
  resolve(ROOT, 'dist', kind === 'firefox' ? 'firefox' : 'chrome');

/** A real browser, with a fresh profile and Dogear in it. */
export interface Session {
  readonly kind: Kind;
  readonly browser: Browser;
  /** `chrome-extension://…` or `moz-extension://…` */
  readonly origin: string;
  /** Opens an address of the web, or a path of the extension (`/src/popup/index.html`). */
  open(address: string, options?: OpenOptions): Promise<Page>;
  /** Ends the background as the browser does when it is idle. */
  stopBackground(): Promise<void>;
  /** What an update does to open tabs: the extension goes, and comes again. */
  reloadExtension(): Promise<void>;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: 'light' | 'dark';
  /** Of the screen: device pixels for one of CSS. */
  readonly scale?: number;
}

export interface LaunchOptions {
  readonly found?: Found;
  readonly headless?: boolean;
  /** Of the proxy; without one the browser is on the real web. */
  readonly port?: number | undefined;
  /** The background of Firefox is not put to sleep, where a test changes something in it. */
  readonly staysAwake?: boolean;
  /** Where files are saved without asking. */
  readonly downloads?: string;
  /** The extension's folder, where it is not what was built. */
  readonly dist?: string;
  /** More for Chromium's command line. */
  readonly args?: readonly string[];
  /** More of Firefox's preferences. */
  readonly prefs?: Readonly<Record<string, unknown>>;
}

/** The background of Firefox goes to sleep after this long, in ms, instead of 30 s. */
const IDLE_MS = 1_000;

export async function launch(kind: Kind, options: LaunchOptions = {}): Promise<Session> {
  const found = options.found ?? findBrowser(kind);
  if (!found) throw new Error(`There is no ${kind} on this machine.`);
  const uuid = randomUUID();
  const browser = await (kind === 'firefox'
    ? launchFirefox(found.path, uuid, options)
    : launchChromium(found.path, options));
  const { dist = distOf(kind) } = options;
  const id = await browser.installExtension(dist);
  const origin = kind === 'firefox' ? `moz-extension://${uuid}` : `chrome-extension://${id}`;

  const session: Session = {
    kind,
    browser,
    origin,

    async open(address, { width = 1_200, height = 800, scheme, scale = 1 } = {}) {
      const page = await browser.newPage();
      await page.setViewport({ width, height, deviceScaleFactor: scale });
      if (scheme) {
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      }
      const target = address.startsWith('/') ? origin + address : address;
      const going = page.goto(target, { waitUntil: 'domcontentloaded' });
      if (target.startsWith('moz-extension:')) {
        // Firefox loads its extension pages and then, after 30 s, says "Frame detached" of them.
        going.catch(() => undefined);
        // Not by `waitForSelector`, which gives up on a document that is just being replaced.
        const isThere = () => page.evaluate(() => document.querySelector('body *') !== null);
        await until(() => isThere().catch(() => false));
        return page;
      }
      await going;
      return page;
    },

    async stopBackground() {
      if (kind === 'firefox') {
        await pause(IDLE_MS + 700);
        return;
      }
      const target = browser.targets().find((one) => one.type() === 'service_worker');
      await (await target?.worker())?.close();
      // That one: a page that asks again starts the next at once.
      await until(() => !target || !browser.targets().includes(target));
    },

    async reloadExtension() {
      // Chromium: loading it again is what an update does. (Reloaded by itself it would be off
      // afterwards, since the profile is not in developer mode.)
      if (kind === 'chromium') {
        await browser.installExtension(dist);
        return;
      }
      const page = await session.open('/src/popup/index.html');
      const reload = () => {
        const api = globalThis as unknown as Record<'browser', { runtime: { reload(): void } }>;
        api.browser.runtime.reload();
      };
      // The page goes with its extension, before it can answer.
      await Promise.race([page.evaluate(reload).catch(() => undefined), pause(1_000)]);
      await pause(1_500);
    },

    async close() {
      await browser.close();
    },
  };
  return session;
}

/** The window's own size; and whoever launched ends it on a signal, with time to clean up. */
const BEFORE_A_READER = {
  defaultViewport: null,
  handleSIGINT: false,
  handleSIGTERM: false,
  handleSIGHUP: false,
};

function launchChromium(path: string, options: LaunchOptions): Promise<Browser> {
  const { headless = true, port, downloads, args = [] } = options;
  return puppeteer.launch({
    executablePath: path,
    headless,
    pipe: true,
    enableExtensions: true,
    acceptInsecureCerts: port !== undefined,
    // Without the words "controlled by automated test software".
    ...(headless ? {} : { ...BEFORE_A_READER, ignoreDefaultArgs: ['--enable-automation'] }),
    ...(downloads ? { downloadBehavior: { policy: 'allow', downloadPath: downloads } } : {}),
    args: [
      // Chromium's sandbox does not run as root, which is how containers and CI run it.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--no-first-run',
      '--no-default-browser-check',
      ...(headless ? ['--disable-gpu'] : []),
      ...(port === undefined
        ? []
        : [
            `--proxy-server=127.0.0.1:${port}`,
            '--disable-quic',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
          ]),
      ...args,
    ],
  });
}

function launchFirefox(path: string, uuid: string, options: LaunchOptions): Promise<Browser> {
  const { headless = true, port, downloads, prefs = {} } = options;
  const geckoId = manifest.browser_specific_settings.gecko.id;
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: path,
    headless,
    acceptInsecureCerts: port !== undefined,
    ...(headless ? {} : BEFORE_A_READER),
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      // A known address for the extension's pages.
      'extensions.webextensions.uuids': JSON.stringify({ [geckoId]: uuid }),
      'extensions.background.idle.timeout': options.staysAwake ? 600_000 : IDLE_MS,
      ...(port === undefined
        ? {}
        : {
            'network.proxy.type': 1,
            'network.proxy.ssl': '127.0.0.1',
            'network.proxy.ssl_port': port,
          }),
      ...(downloads
        ? {
            'browser.download.folderList': 2,
            'browser.download.dir': downloads,
            'browser.download.useDownloadDir': true,
            'browser.helperApps.neverAsk.saveToDisk':
              'application/x-bibtex,text/markdown,application/json,text/plain,text/csv,image/svg+xml,application/gzip,application/zip,application/x-research-info-systems,application/vnd.citationstyles.csl+json,text/html',
          }
        : {}),
      ...prefs,
    },
  });
}

/** Waits for something to come true. */
export async function until(
  isTrue: () => boolean | Promise<boolean>,
  timeout = 10_000,
): Promise<void> {
  const end = Date.now() + timeout;
  while (!(await isTrue())) {
    if (Date.now() > end) throw new Error(`Not within ${timeout} ms: ${isTrue}`);
    await pause(30);
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

// ---- the overlay, as its reader meets it

export interface CardState {
  readonly id: string;
  readonly hidden: boolean;
  readonly starred: boolean;
  readonly read: boolean;
  /** How many controls the card has. */
  readonly controls: number;
  /** The names of the buttons that are pressed. */
  readonly pressed: string[];
  readonly alert: string;
}

/** Every card of the page, by what can be seen of it. */
export function cardsOf(page: Page): Promise<CardState[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-dogear]')].map((card) => {
      const hosts = [...card.querySelectorAll('dogear-control')];
      const buttons = [...(hosts[0]?.shadowRoot?.querySelectorAll('button') ?? [])];
      return {
        id: card.dataset.dogear as string,
        hidden: getComputedStyle(card).display === 'none',
        starred: 'dogearStarred' in card.dataset,
        read: 'dogearRead' in card.dataset,
        controls: hosts.length,
        pressed: buttons
          .filter((button) => button.getAttribute('aria-pressed') === 'true')
          .map((button) => button.getAttribute('aria-label') as string),
        alert: hosts[0]?.shadowRoot?.querySelector('[role=alert]')?.textContent ?? '',
      };
    }),
  );
}

/** Waits until the first marks are shown and every card has its control. */
export async function untilReady(page: Page): Promise<void> {
  // Not by `waitForFunction`: it counts frames, of which a tab in the background has none.
  await until(() =>
    page.evaluate(
      () =>
        document.querySelector('[data-dogear-ready]') !== null &&
        [...document.querySelectorAll('[data-dogear]')].every((card) =>
          card.querySelector('dogear-control'),
        ),
    ),
  );
}

/** A trusted click on a button of a card's control: `press(page, 'arxiv:2401.12345', 'Star')`. */
export async function press(page: Page, id: string, name: 'Star' | 'Read' | 'Note'): Promise<void> {
  await clickInside(page, `[data-dogear="${id}"] dogear-control`, `[aria-label="${name}"]`);
}

/** The bar's words, or undefined where there is no bar. */
export function barOf(page: Page): Promise<string | undefined> {
  return page.evaluate(() => {
    const frame = document.querySelector('dogear-bar')?.shadowRoot?.querySelector('.bar');
    if (!frame) return undefined;
    const seen = [...frame.children].filter((part) => getComputedStyle(part).display !== 'none');
    return seen.map((part) => part.textContent).join(' · ');
  });
}

export async function pressBar(page: Page, what: 'button' | 'input'): Promise<void> {
  await clickInside(page, 'dogear-bar', what);
}

/** A trusted click on something in the shadow of a host. */
export async function clickInside(page: Page, host: string, inside: string): Promise<void> {
  await page.bringToFront();
  const handle = await page.waitForSelector(host);
  const found = await handle?.evaluateHandle(
    (element, selector) => element.shadowRoot?.querySelector(selector),
    inside,
  );
  const element = found?.asElement() as ElementHandle<Element> | null | undefined;
  if (!element) throw new Error(`There is no ${inside} in ${host}.`);
  await element.click();
}
