/** The list page on a large library: how it scrolls, what it holds. */
import type { Page } from 'puppeteer-core';
import { until } from '../browser/harness/wait';
import { median, type Row } from './figures';
import { LIST, openPage, type Probed, untilIndexed, withLibrary } from './library-pages';

/** How long the list is scrolled at full speed, in frames. */
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

/** Waits until the list is what the finder found. */
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
