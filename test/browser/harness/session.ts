import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import puppeteer, { type Browser, type Page, type Target } from 'puppeteer-core';
import manifest from '../../../manifest.json' with { type: 'json' };
import { type Found, findBrowser, type Kind } from './find-browser';
import { copyOf, GECKO_ID, inFirefox } from './gecko';
import type { Extension } from './globals';
import { pause, until } from './wait';

const ROOT = resolve(import.meta.dirname, '../../..');

/** Returns the folder of the browser's build. */
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
  /** Does what an update does to open tabs: the extension goes, from one of its pages, and comes again. */
  reloadExtension(from?: Page): Promise<void>;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: 'light' | 'dark';
  /** Device pixels for one pixel of CSS. */
  readonly scale?: number;
}

export interface LaunchOptions {
  readonly found?: Found;
  readonly headless?: boolean;
  /** The port of the proxy; without one the browser is on the real web. */
  readonly port?: number | undefined;
  /** Firefox's background is not put to sleep: what a test changes in it stays. */
  readonly staysAwake?: boolean;
  /** The browser leaves out what it does for a person who waits, its toolbar too. */
  readonly isLean?: boolean;
  /** Pages go into the back/forward cache when they are left, as in every browser but a driven Chromium. */
  readonly hasPageCache?: boolean;
  /** The folder where files are saved without asking. */
  readonly downloads?: string;
  /** The extension's folder, unless it is the build's. */
  readonly dist?: string;
  /** Further arguments for Chromium. */
  readonly args?: readonly string[];
  /** Further preferences for Firefox. */
  readonly prefs?: Readonly<Record<string, unknown>>;
}

/** Firefox's background goes to sleep after this long, in ms, instead of 30 s; or after this. */
export const IDLE_MS = { asleep: 1_000, awake: 300_000 };

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
        await pause(IDLE_MS.asleep + 700);
        return;
      }
      await stopWorkers(browser);
    },

    async reloadExtension(from) {
      // Chromium: loading it again is what an update does. (Reloaded by itself it would be off
      // afterwards, since the profile is not in developer mode.)
      if (kind === 'chromium') {
        await browser.installExtension(dist);
        return;
      }
      const before = await inFirefox(session, copyOf, GECKO_ID);
      const page = from ?? (await session.open('/icons/dogear-16.png'));
      const reload = () => (globalThis as unknown as Extension).chrome.runtime.reload();
      // The page goes with its extension, before it can answer.
      void page.evaluate(reload).catch(() => undefined);
      await until(async () => {
        const now = await inFirefox(session, copyOf, GECKO_ID);
        return now !== '' && now !== before;
      });
    },

    async close() {
      await browser.close();
    },
  };
  return session;
}

/**
 * Stops Chromium's service workers, and resolves once they are gone. Not by Puppeteer's `WebWorker.close`,
 * which attaches to the worker first: of one that is just starting or ending that may never be answered.
 */
export async function stopWorkers(browser: Browser): Promise<void> {
  const [page] = await browser.pages();
  if (!page) throw new Error('No page is open from which the worker could be stopped.');
  const isWorker = (target: Target): boolean => target.type() === 'service_worker';
  const running = browser.targets().filter(isWorker);
  const client = await page.createCDPSession();
  try {
    await client.send('ServiceWorker.enable');
    await client.send('ServiceWorker.stopAllWorkers');
    // Those: a page that asks again starts the next at once.
    await until(() => !browser.targets().some((target) => running.includes(target)));
  } finally {
    await client.detach();
  }
}

/** Keeps the window's own size, and leaves it to whoever launched to end it on a signal, with time to clean up. */
const BEFORE_A_PERSON = {
  defaultViewport: null,
  handleSIGINT: false,
  handleSIGTERM: false,
  handleSIGHUP: false,
};

/**
 * What browsers do for a person who waits costs a test more than it saves: processes that are launched ahead
 * for the next tab or site, toolbars, tabs that glide, sixty frames a second.
 */
const LEAN_CHROMIUM = [
  '--kiosk',
  '--disable-features=SpareRendererForSitePerProcess',
  '--wm-window-animations-disabled',
  '--animation-duration-scale=0',
];
const LEAN_FIREFOX = {
  'dom.ipc.processPrelaunch.enabled': false,
  'browser.newtab.preload': false,
  'browser.sessionstore.interval': 3_600_000,
  'layout.frame_rate': 30,
};

function launchChromium(path: string, options: LaunchOptions): Promise<Browser> {
  const { headless = true, isLean = false, port, downloads, args = [] } = options;
  const unwanted = [
    ...(headless ? [] : ['--enable-automation']),
    ...(options.hasPageCache ? ['--disable-back-forward-cache'] : []),
  ];
  return puppeteer.launch({
    executablePath: path,
    headless,
    pipe: true,
    enableExtensions: true,
    acceptInsecureCerts: port !== undefined,
    // Without the words "controlled by automated test software".
    ...(headless ? {} : BEFORE_A_PERSON),
    ignoreDefaultArgs: unwanted,
    ...(downloads ? { downloadBehavior: { policy: 'allow', downloadPath: downloads } } : {}),
    args: [
      // Chromium's sandbox does not run as root, which is how containers and CI run it.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--no-first-run',
      '--no-default-browser-check',
      ...(headless ? ['--disable-gpu'] : []),
      ...(isLean ? LEAN_CHROMIUM : []),
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
  const { headless = true, isLean = false, port, downloads, prefs = {} } = options;
  const geckoId = manifest.browser_specific_settings.gecko.id;
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: path,
    headless,
    acceptInsecureCerts: port !== undefined,
    ...(headless ? {} : BEFORE_A_PERSON),
    args: ['--remote-allow-system-access', ...(isLean ? ['--kiosk'] : [])],
    extraPrefsFirefox: {
      ...(isLean ? LEAN_FIREFOX : {}),
      // A known address for the extension's pages.
      'extensions.webextensions.uuids': JSON.stringify({ [geckoId]: uuid }),
      'extensions.background.idle.timeout': options.staysAwake ? IDLE_MS.awake : IDLE_MS.asleep,
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
