import { readFileSync } from 'node:fs';
import type { CDPSession } from 'puppeteer-core';
import { makeBare } from './bare';
import { type Chromium, DOGEAR, type Extension, launchChromium, withPage } from './chromium';
import { type Figure, medianBy, type Row } from './figures';
import { LIST } from './pages';

/** Megabytes (10⁶ bytes) that the page's process holds, after everything that is garbage is gone. */
interface Held {
  /** Objects of scripts: V8's heap, the extension's world included. */
  readonly scripts: number;
  /** The tree, its styles and its layout: Blink's heap. */
  readonly tree: number;
  /** All that belongs to the process alone, as the operating system counts it. */
  readonly process: number;
}

export const memory: Row = {
  name: 'memory',
  says: `held by the page's process once garbage is collected: with Dogear, less without`,
  async run({ web, folder, rounds }) {
    const chromiums: Record<Extension, Chromium> = {
      none: await launchChromium({ port: web.port }),
      bare: await launchChromium({ port: web.port, extension: makeBare(folder, 'cards') }),
      dogear: await launchChromium({ port: web.port, extension: DOGEAR }),
    };
    try {
      web.put(LIST.address, LIST.html());
      const held: Record<Extension, Held[]> = { none: [], bare: [], dogear: [] };
      for (let round = 0; round <= rounds; round++) {
        for (const extension of ['none', 'bare', 'dogear'] as const) {
          const one = await weigh(chromiums[extension], extension);
          if (round > 0) held[extension].push(one);
        }
      }
      const figure = (what: string, of: (held: Held) => number): Figure => {
        const without = medianBy(held.none, of);
        return {
          what: `${LIST.name}: ${what}`,
          unit: 'MB',
          dogear: medianBy(held.dogear, of) - without,
          beside: medianBy(held.bare, of) - without,
          besideWhat: 'bare script',
        };
      };
      return [
        {
          ...figure('added, heaps of scripts and tree', ({ scripts, tree }) => scripts + tree),
          bar: { most: 2 },
        },
        figure('· of it scripts', ({ scripts }) => scripts),
        figure('· of it tree, styles and layout', ({ tree }) => tree),
        { ...figure('added, memory of the process', ({ process }) => process), bar: { most: 2 } },
      ];
    } finally {
      for (const chromium of Object.values(chromiums)) await chromium.close();
    }
  },
};

function weigh(chromium: Chromium, extension: Extension): Promise<Held> {
  return withPage(chromium, LIST, { extension }, async (_, cdp) => {
    await cdp.send('HeapProfiler.enable');
    for (let i = 0; i < 3; i++) await cdp.send('HeapProfiler.collectGarbage');
    const usage: { usedSize: number; embedderHeapUsedSize?: number } =
      await cdp.send('Runtime.getHeapUsage');
    return {
      scripts: usage.usedSize / 1e6,
      tree: (usage.embedderHeapUsedSize ?? Number.NaN) / 1e6,
      process: (await privateBytes(chromium)) / 1e6,
    };
  });
}

/** Measures the largest renderer; with one page open that is the page's. */
async function privateBytes({ browser }: Chromium): Promise<number> {
  const cdp: CDPSession = await browser.target().createCDPSession();
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
  await cdp.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  return Math.max(...renderers.map(({ id }) => privateBytesOf(id)));
}

/** Reads the figure from Linux; elsewhere there is none. */
function privateBytesOf(pid: number): number {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return 1_024 * Number(/^Private_Dirty:\s+(\d+) kB/m.exec(rollup)?.[1]);
  } catch {
    return Number.NaN;
  }
}
