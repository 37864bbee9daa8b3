import { resolve } from 'node:path';
import type { Page } from 'puppeteer-core';
import { build } from 'vite';
import { FORMATS, type FormatId } from '../../src/formats';
import { launchChromium } from './chromium';
import type { Export } from './export-page';
import { type Figure, medianBy, type Row } from './figures';

const ADDRESS = 'https://example.org/export';
const COUNT = 10_000;
const MANY = 100_000;
/** What Citation.js calls the formats that it can write. */
const BESIDE: Partial<Record<FormatId, string>> = {
  bibtex: 'bibtex',
  biblatex: 'biblatex',
  ris: 'ris',
  'csl-json': 'data',
};

type InPage = typeof import('./export-page');

export const exportRow: Row = {
  name: 'export',
  says: `${COUNT} and ${MANY} papers with abstracts, notes and tags to a file, in a page`,
  async run({ web, rounds }) {
    const script = await bundle();
    web.put(ADDRESS, '<!doctype html><title>export</title>');
    const chromium = await launchChromium({ port: web.port });
    try {
      const page = await chromium.browser.newPage();
      await page.goto(ADDRESS);
      await page.addScriptTag({ content: script });
      return [
        ...(await measure(page, COUNT, rounds)),
        // It takes a minute to make them all.
        ...(await measure(page, MANY, Math.min(rounds, 2))),
      ];
    } finally {
      await chromium.close();
    }
  },
};

/** The page's part in one script, as it would be shipped. */
async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'chrome123',
      lib: {
        entry: resolve(import.meta.dirname, 'export-page.ts'),
        formats: ['iife'],
        name: 'exporting',
      },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) throw new Error('Vite built nothing.');
  return output.output[0].code;
}

async function measure(page: Page, count: number, rounds: number): Promise<Figure[]> {
  const isSmall = count === COUNT;
  await page.evaluate(
    (count, withItems) =>
      (globalThis as unknown as { exporting: InPage }).exporting.prepare(count, withItems),
    count,
    isSmall,
  );
  const figures: Figure[] = [];
  for (const { id } of FORMATS) {
    const samples: Export[] = [];
    const beside: number[] = [];
    const other = isSmall ? BESIDE[id] : undefined;
    for (let round = 0; round <= rounds; round++) {
      const sample = await page.evaluate(
        (id) => (globalThis as unknown as { exporting: InPage }).exporting.exportAs(id),
        id,
      );
      const theirs =
        other &&
        (await page.evaluate(
          (format) =>
            (globalThis as unknown as { exporting: InPage }).exporting.exportBeside(format),
          other,
        ));
      // The first one warms up what the next ones run on.
      if (round === 0) continue;
      samples.push(sample);
      if (theirs) beside.push(theirs);
    }
    figures.push(
      {
        what: `${id}, ${count}`,
        unit: 'ms',
        dogear: medianBy(samples, ({ ms }) => ms),
        ...(beside.length > 0
          ? { beside: medianBy(beside, (ms) => ms), besideWhat: 'Citation.js' }
          : {}),
        ...(id === 'bibtex' && isSmall ? { bar: { most: 500 } } : {}),
      },
      {
        what: '· longest time that the page was held up',
        unit: 'ms',
        dogear: medianBy(samples, ({ longest }) => longest),
        bar: { most: 50 },
      },
      {
        what: '· size',
        unit: 'MB',
        dogear: medianBy(samples, ({ size }) => size / 1e6),
      },
    );
  }
  return figures;
}
