import type { Page } from 'puppeteer-core';
import { type Chromium, DOGEAR, launchChromium } from './chromium';
import { type Figure, medianBy, type Row } from './figures';
import { profileWith } from './library-of';

const SMALL = 1_000;
const LARGE = 100_000;
/** The figures of this library, in which no paper has a tag and every star is read. */
const PLOTS = 4;

interface Sample {
  /** Milliseconds since the navigation began. */
  readonly first: number;
  readonly all: number;
  readonly longest: number;
  /** Megabytes after garbage was collected. */
  readonly heap: number;
}

export const readingOpen: Row = {
  name: 'reading-open',
  says: `the reading page, with its plots, of ${LARGE} papers beside ${SMALL}`,
  async run(bench) {
    const chromiums: Chromium[] = [];
    try {
      for (const size of [SMALL, LARGE]) {
        const profile = await profileWith(bench, `reading-${size}`, [], size);
        const port = bench.web.port;
        chromiums.push(await launchChromium({ port, extension: DOGEAR, profile }));
      }
      const samples: Sample[][] = [[], []];
      // The first round warms up the browsers, and is thrown away.
      for (let round = 0; round <= bench.rounds; round++) {
        for (const [i, chromium] of chromiums.entries()) {
          const sample = await timeOpening(chromium);
          if (round > 0) samples[i]?.push(sample);
        }
      }
      return figuresOf(samples[0] ?? [], samples[1] ?? []);
    } finally {
      for (const chromium of chromiums) await chromium.close();
    }
  },
};

/** What the page records about itself. */
interface Noted {
  first: number;
  all: number;
  longest: number;
}

async function timeOpening({ browser, origin }: Chromium): Promise<Sample> {
  const page = await browser.newPage();
  try {
    await page.bringToFront();
    await page.evaluateOnNewDocument(watch, PLOTS);
    await page.goto(`${origin}/src/reading/index.html`, { waitUntil: 'domcontentloaded' });
    await page.waitForFunction(() => (globalThis as unknown as { noted: Noted }).noted.all > 0, {
      timeout: 120_000,
    });
    const noted = await page.evaluate(() => (globalThis as unknown as { noted: Noted }).noted);
    return { ...noted, heap: await heapOf(page) };
  } finally {
    await page.close();
  }
}

/** Runs in the page before all else. */
function watch(plots: number): void {
  const noted: Noted = { first: 0, all: 0, longest: 0 };
  Object.assign(globalThis, { noted });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      noted.longest = Math.max(noted.longest, duration);
    }
  }).observe({ type: 'longtask', buffered: true });
  new MutationObserver(() => {
    const drawn = document.querySelectorAll('[data-figure] .drawing svg').length;
    if (drawn > 0) noted.first ||= performance.now();
    if (drawn >= plots) noted.all ||= performance.now();
  }).observe(document, { childList: true, subtree: true });
}

async function heapOf(page: Page): Promise<number> {
  const cdp = await page.createCDPSession();
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  return usedSize / 1e6;
}

function figuresOf(small: readonly Sample[], large: readonly Sample[]): Figure[] {
  const figure = (what: string, unit: string, of: (sample: Sample) => number): Figure => ({
    what,
    unit,
    dogear: medianBy(large, of),
    beside: medianBy(small, of),
    besideWhat: `${SMALL} papers`,
  });
  return [
    figure('first plot', 'ms', ({ first }) => first),
    figure('all plots', 'ms', ({ all }) => all),
    {
      ...figure('longest task over 50 ms (0: none)', 'ms', ({ longest }) => longest),
      bar: { most: 50 },
    },
    figure('memory', 'MB', ({ heap }) => heap),
  ];
}
