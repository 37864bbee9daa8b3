import { cpSync, existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'puppeteer-core';
import { build } from 'vite';
import type { FindOptions } from '../../src/search/index';
import { until } from '../browser/harness/wait';
import { type Chromium, DOGEAR, launchChromium } from './chromium';
import { type Bench, type Figure, median, type Row } from './figures';
import { libraryProfile } from './library-of';
import type { Keystroke, SearchPage } from './search/page';

const SIZES = [20_000, 100_000];
/** The longest that a keystroke may take, in ms, from the second on. */
const BARS: Record<number, number> = { 20000: 16, 100000: 50 };
const FIRST_BAR_MS = 300;

/** The queries that are typed letter by letter, in a view and an order. */
const TYPED: readonly (readonly [string, FindOptions])[] = [
  ['sparse attention', { view: 'all', order: 'best' }],
  ['the transformer of', { view: 'all', order: 'best' }],
  ['graph is:unread year:2020..2023 -policy', { view: 'all', order: 'added' }],
  ['"neural network" has:note', { view: 'all', order: 'best' }],
  ['author:ka tag:"topic 4"', { view: 'starred', order: 'starred' }],
  ['title:(deep OR sparse) cat:cs.LG', { view: 'all', order: 'title' }],
];

/** Copies Dogear with one page more into a folder that is the same for a whole run. */
async function extensionWithSearch(folder: string): Promise<string> {
  const extension = join(folder, 'extension-search');
  if (existsSync(extension)) return extension;
  cpSync(DOGEAR, extension, { recursive: true });
  await build({
    configFile: false,
    root: resolve(import.meta.dirname, 'search'),
    base: './',
    logLevel: 'warn',
    build: {
      outDir: join(extension, 'bench'),
      emptyOutDir: true,
      target: 'chrome123',
      modulePreload: { polyfill: false },
    },
  });
  return extension;
}

export const searchKeystroke: Row = {
  name: 'search-keystroke',
  says: 'a letter typed, until the first 50 papers found are read; without what shows them',
  async run(bench) {
    const extension = await extensionWithSearch(bench.folder);
    const figures: Figure[] = [];
    for (const size of SIZES) {
      const profile = await libraryProfile(bench, size, extension);
      const chromium = await launchChromium({ port: bench.web.port, extension, profile });
      try {
        figures.push(...(await measure(bench, chromium, size)));
      } finally {
        await chromium.close();
      }
    }
    return figures;
  },
};

async function measure({ rounds }: Bench, chromium: Chromium, size: number): Promise<Figure[]> {
  const name = `${size / 1_000}k`;
  const figure = (what: string, unit: string, dogear: number, most?: number): Figure => ({
    what: `${name}: ${what}`,
    unit,
    dogear,
    ...(most ? { bar: { most } } : {}),
  });
  const figures = await index(chromium, figure);

  const [first, later, worst]: [Keystroke[], Keystroke[], Keystroke[]] = [[], [], []];
  for (let round = 0; round <= rounds; round++) {
    const page = await openPage(chromium);
    await run(page, 'open');
    const opening = await run(page, 'type', 's', TYPED[0]?.[1] as FindOptions);
    if (round > 0) first.push(opening);
    for (const [text, options] of TYPED) {
      const strokes: Keystroke[] = [];
      for (let length = 1; length <= text.length; length++) {
        strokes.push(await run(page, 'type', text.slice(0, length), options));
      }
      // The first letter of a text is the first keystroke of a search; the user then goes on.
      if (round > 0) later.push(...strokes.slice(1));
      if (round > 0) worst.push(strokes.slice(1).reduce((a, b) => (b.ms > a.ms ? b : a)));
    }
    if (round === rounds) figures.push(...(await weigh(page, figure)));
    await page.close();
  }
  const ms = (keystrokes: readonly Keystroke[]): number => median(keystrokes.map(({ ms }) => ms));
  const found = median(later.map((keystroke) => keystroke.found));
  const sorted = later.map((keystroke) => keystroke.ms).sort((a, b) => a - b);
  return [
    figure('first keystroke, on a page that was just opened', 'ms', ms(first), FIRST_BAR_MS),
    figure('a later keystroke', 'ms', ms(later), BARS[size]),
    figure('· of it what is found', 'ms', found),
    figure('· 95 of 100 are under', 'ms', sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN),
    figure('· the slowest of each text', 'ms', ms(worst), BARS[size]),
    ...figures,
  ];
}

type MakeFigure = (what: string, unit: string, dogear: number, most?: number) => Figure;

/** Lets a page index the library, which has no index yet, and waits until it is in the store. */
async function index(chromium: Chromium, figure: MakeFigure): Promise<Figure[]> {
  const page = await openPage(chromium);
  const start = Date.now();
  await run(page, 'open');
  await run(page, 'longest');
  await until(async () => (await run(page, 'progress')) === 1, 600_000);
  const seconds = (Date.now() - start) / 1_000;
  const longest = await run(page, 'longest');
  const { core, positions, titles } = await run(page, 'stored');
  await page.close();
  return [
    figure('to index it all, in a worker', 's', seconds),
    figure('· the page is held up meanwhile, at most', 'ms', longest),
    figure('index in the store', 'MB', (core + positions + titles) / 1e6),
    figure('· of it for phrases', 'MB', positions / 1e6),
    figure('· of it for the order of titles', 'MB', titles / 1e6),
  ];
}

/** Measures what the page holds after all these searches, once garbage is collected. */
async function weigh(page: Page, figure: MakeFigure): Promise<Figure[]> {
  const cdp = await page.createCDPSession();
  await cdp.send('HeapProfiler.enable');
  for (let i = 0; i < 3; i++) await cdp.send('HeapProfiler.collectGarbage');
  const usage: { usedSize: number; backingStorageSize?: number } =
    await cdp.send('Runtime.getHeapUsage');
  const arrays = usage.backingStorageSize ?? Number.NaN;
  return [
    figure('memory: objects and arrays', 'MB', (usage.usedSize + arrays) / 1e6, 150),
    figure('· of it arrays', 'MB', arrays / 1e6),
  ];
}

async function openPage({ browser, origin }: Chromium): Promise<Page> {
  const page = await browser.newPage();
  page.on('console', (message) => {
    if (message.type() !== 'log') console.log(`  ${message.text()}`);
  });
  await page.goto(`${origin}/bench/index.html`);
  await until(() => page.evaluate(() => 'searchPage' in globalThis));
  return page;
}

function run<K extends keyof SearchPage>(
  page: Page,
  name: K,
  ...args: Parameters<SearchPage[K]>
): Promise<Awaited<ReturnType<SearchPage[K]>>> {
  return page.evaluate(
    (name, args) =>
      (
        globalThis as unknown as { searchPage: Record<string, (...args: unknown[]) => never> }
      ).searchPage[name]?.(...args) as never,
    name,
    args as unknown[],
  );
}
