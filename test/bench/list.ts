/** The list page on large libraries: how soon it is there, how it scrolls, what it holds. */
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { until } from '../browser/harness/session';
import { type Chromium, DOGEAR, launchChromium } from './chromium';
import { type Bench, type Figure, median, type Row } from './figures';
import { libraryProfile } from './library-of';

const SIZES = [1_000, 20_000, 100_000];
const LIST = '/src/list/index.html';
const BARE = '/bare/index.html';
const PROBE = readFileSync(join(import.meta.dirname, 'list-probe.js'), 'utf8');

/** Dogear with the bare page beside it, which may read the same database. */
function extensionWithBare(folder: string): string {
  const extension = join(folder, 'extension-list');
  if (existsSync(extension)) return extension;
  cpSync(DOGEAR, extension, { recursive: true });
  cpSync(join(import.meta.dirname, 'bare-list'), join(extension, 'bare'), { recursive: true });
  return extension;
}

async function withLibrary<T>(
  bench: Bench,
  size: number,
  look: (chromium: Chromium) => Promise<T>,
): Promise<T> {
  const extension = extensionWithBare(bench.folder);
  const profile = await libraryProfile(bench, size, extension);
  const chromium = await launchChromium({ port: bench.web.port, extension, profile });
  try {
    // Once, so that the index of search is there, as it is after the first day.
    const page = await openPage(chromium, LIST);
    await untilIndexed(page);
    await page.close();
    return await look(chromium);
  } finally {
    await chromium.close();
  }
}

async function openPage({ browser, origin }: Chromium, path: string): Promise<Page> {
  const page = await browser.newPage();
  await page.bringToFront();
  await page.evaluateOnNewDocument(PROBE);
  await page.goto(origin + path);
  return page;
}

/** What `list-probe.js` puts into the page. */
interface Probed {
  readonly listProbe: { shown?: number; scroll(frames: number): Promise<number[]> };
}

/** Until search has read all of the library, and stored what it made of it. */
async function untilIndexed(page: Page): Promise<void> {
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

async function openFor(chromium: Chromium, path: string, rounds: number): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const page = await openPage(chromium, path);
    const shown = () => page.evaluate(() => (globalThis as unknown as Probed).listProbe.shown);
    await until(async () => (await shown()) !== undefined, 60_000);
    if (round > 0) times.push((await shown()) as number);
    await page.close();
  }
  return median(times);
}

export const listOpen: Row = {
  name: 'list-open',
  says: 'the list page, from its address to the first rows on the screen, beside a page that prints 50 records',
  async run(bench) {
    const figures: Figure[] = [];
    let small = 0;
    for (const size of SIZES) {
      const [dogear, bare] = await withLibrary(bench, size, async (chromium) => [
        await openFor(chromium, LIST, bench.rounds),
        await openFor(chromium, BARE, bench.rounds),
      ]);
      if (size === SIZES[0]) small = dogear;
      const name = `${size / 1_000}k`;
      figures.push({
        what: `${name}: first rows`,
        unit: 'ms',
        dogear,
        beside: bare,
        besideWhat: 'bare page',
        bar: { most: 1.5, of: 'ratio' },
      });
      if (size === 20_000) {
        figures.push({ what: `${name}: the same`, unit: 'ms', dogear, bar: { most: 150 } });
      }
      if (size === 100_000) {
        figures.push({
          what: `${name}: the same`,
          unit: 'ms',
          dogear,
          beside: small,
          besideWhat: '1k',
          bar: { most: 1.3, of: 'ratio' },
        });
      }
    }
    return figures;
  },
};

/** So long is scrolled at full speed, in frames. */
const FRAMES = 240;

const scrollAll = (page: Page): Promise<number[]> =>
  page.evaluate((frames) => (globalThis as unknown as Probed).listProbe.scroll(frames), FRAMES);

export const listScroll: Row = {
  name: 'list-scroll',
  says: '100,000 rows, a screen and a half with every frame, four seconds long',
  run: (bench) =>
    withLibrary(bench, 100_000, async (chromium) => {
      const longest: number[] = [];
      const late: number[] = [];
      for (let round = 0; round <= bench.rounds; round++) {
        const page = await openPage(chromium, `${LIST}?view=all`);
        await untilWhole(page);
        const times = await scrollAll(page);
        await page.close();
        if (round === 0) continue;
        longest.push(Math.max(...times));
        late.push(times.filter((time) => time > 32).length);
      }
      return [
        { what: 'the longest frame', unit: 'ms', dogear: median(longest), bar: { most: 32 } },
        { what: '· of all rounds', unit: 'ms', dogear: Math.max(...longest) },
        { what: `frames of ${FRAMES} over 32 ms`, unit: '', dogear: median(late) },
      ];
    }),
};

/** Until the list is the finder's. */
async function untilWhole(page: Page): Promise<void> {
  await until(
    () =>
      page.evaluate(
        () => Number(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount')) > 50,
      ),
    60_000,
  );
}

export const listMemory: Row = {
  name: 'list-memory',
  says: 'held by the list page of 100,000 papers once it was searched and scrolled, without garbage',
  run: (bench) =>
    withLibrary(bench, 100_000, async (chromium) => {
      const held: number[] = [];
      const tree: number[] = [];
      for (let round = 0; round < bench.rounds; round++) {
        const page = await openPage(chromium, `${LIST}?view=all`);
        await untilWhole(page);
        await scrollAll(page);
        await untilIndexed(page);
        const cdp = await page.createCDPSession();
        await cdp.send('HeapProfiler.enable');
        for (let i = 0; i < 3; i++) await cdp.send('HeapProfiler.collectGarbage');
        const usage: {
          usedSize: number;
          backingStorageSize?: number;
          embedderHeapUsedSize?: number;
        } = await cdp.send('Runtime.getHeapUsage');
        const nodes = usage.embedderHeapUsedSize ?? Number.NaN;
        held.push((usage.usedSize + (usage.backingStorageSize ?? Number.NaN) + nodes) / 1e6);
        tree.push(nodes / 1e6);
        await page.close();
      }
      return [
        { what: 'scripts, arrays and tree', unit: 'MB', dogear: median(held), bar: { most: 150 } },
        { what: '· of it the tree', unit: 'MB', dogear: median(tree) },
      ];
    }),
};
