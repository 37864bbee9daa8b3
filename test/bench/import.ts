import { resolve } from 'node:path';
import type { Page } from 'puppeteer-core';
import { build } from 'vite';
import type { FormatId } from '../../src/formats';
import { launchChromium } from './chromium';
import { type Figure, medianBy, type Row } from './figures';
import type { Import } from './import-page';

const ADDRESS = 'https://example.org/import';
const COUNT = 10_000;
const MANY = 100_000;
const READ: readonly FormatId[] = ['bibtex', 'biblatex', 'ris', 'csl-json', 'csv', 'links', 'json'];
/** What Citation.js reads too; of RIS it only writes. */
const BESIDE: readonly FormatId[] = ['bibtex', 'biblatex', 'csl-json'];

type InPage = typeof import('./import-page');
declare const importing: InPage;

export const importRow: Row = {
  name: 'import',
  says: `${COUNT} and ${MANY} papers with abstracts, notes and tags from a file, in a page`,
  async run({ web, rounds }) {
    const script = await bundle();
    web.put(ADDRESS, '<!doctype html><title>import</title>');
    const chromium = await launchChromium({ port: web.port });
    try {
      const page = await chromium.browser.newPage();
      await page.goto(ADDRESS);
      await page.addScriptTag({ content: script });
      return [
        ...(await measure(page, COUNT, Math.min(rounds, 5))),
        // Once, and the code is warm by then: it takes a minute to make them all.
        ...(await measure(page, MANY, 1)),
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
        entry: resolve(import.meta.dirname, 'import-page.ts'),
        formats: ['iife'],
        name: 'importing',
      },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) throw new Error('Vite built nothing.');
  return output.output[0].code;
}

async function measure(page: Page, count: number, rounds: number): Promise<Figure[]> {
  const isSmall = count === COUNT;
  await page.evaluate((count) => importing.prepare(count), count);
  const figures: Figure[] = [];
  for (const id of READ) {
    await page.evaluate((id) => importing.write(id), id);
    const samples: Import[] = [];
    const beside: number[] = [];
    for (let round = isSmall ? 0 : 1; round <= rounds; round++) {
      const sample = await page.evaluate(() => importing.importFile());
      if (sample.entries !== count || sample.problems > 0) {
        throw new Error(`Of ${count} papers in ${id}, ${sample.entries} were read.`);
      }
      // The first one warms up what the next ones run on.
      if (round > 0) samples.push(sample);
      // It takes seconds, and is not what is measured.
      if (isSmall && BESIDE.includes(id) && round < 2) {
        beside.push(await page.evaluate(() => importing.importBeside()));
      }
    }
    figures.push(
      {
        what: `${id}, ${count}`,
        unit: 'ms',
        dogear: medianBy(samples, ({ ms }) => ms),
        ...(beside.length > 0 ? { beside: Math.min(...beside), besideWhat: 'Citation.js' } : {}),
        ...(id === 'bibtex' && isSmall ? { bar: { most: 1_000 } } : {}),
      },
      {
        what: '· longest time that the page was held up',
        unit: 'ms',
        dogear: medianBy(samples, ({ longest }) => longest),
        bar: { most: 50 },
      },
      { what: '· size', unit: 'MB', dogear: medianBy(samples, ({ size }) => size / 1e6) },
    );
  }
  return figures;
}
