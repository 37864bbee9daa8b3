import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { FORMATS, type FormatId } from '../../src/formats';
import { bundle } from './bundle';
import { launchChromium } from './chromium';
import { makeEntries } from './entries';
import { type Figure, medianBy, type Row } from './figures';
import type { Import } from './import-page';

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
    const script = await bundle('import-page.ts', 'importing');
    const folder = mkdtempSync(join(tmpdir(), 'dogear-import-'));
    const chromium = await launchChromium({ port: web.port });
    try {
      const figures: Figure[] = [];
      for (const count of [COUNT, MANY]) {
        const entries = makeEntries(count);
        for (const format of FORMATS.filter(({ id }) => READ.includes(id))) {
          const path = join(folder, format.id);
          writeFileSync(path, await format.write(entries, { exportedAt: 0 }));
          // A site of its own, and so a process: what another page left behind would be collected
          // while it reads.
          const address = `https://${format.id}-${count}.example/`;
          web.put(address, '<!doctype html><title>import</title><input type=file>');
          const page = await chromium.browser.newPage();
          await page.goto(address);
          await page.addScriptTag({ content: script });
          const input = (await page.$('input')) as ElementHandle<HTMLInputElement>;
          await input.uploadFile(path);
          // Of so many, once: it takes a minute to make them all.
          figures.push(...(await measure(page, format.id, count, count === COUNT ? rounds : 1)));
          await page.close();
        }
      }
      return figures;
    } finally {
      await chromium.close();
      rmSync(folder, { recursive: true });
    }
  },
};

async function measure(page: Page, id: FormatId, count: number, rounds: number): Promise<Figure[]> {
  const isSmall = count === COUNT;
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
  return [
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
  ];
}
