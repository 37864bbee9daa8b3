import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { FORMATS, type FormatId } from '../../src/formats/write';
import { bundle } from './bundle';
import { DOGEAR, launchChromium } from './chromium';
import { makeEntries } from './entries';
import { type Bench, type Figure, medianBy, type Row } from './figures';

const COUNT = 10_000;
const MANY = 100_000;
const READ: readonly FormatId[] = ['bibtex', 'biblatex', 'ris', 'csl-json', 'csv', 'links', 'json'];
/** The formats that Citation.js reads too; RIS it only writes. */
const BESIDE: readonly FormatId[] = ['bibtex', 'biblatex', 'csl-json'];

const BARE = readFileSync(resolve(import.meta.dirname, 'bare-import.js'), 'utf8');
const PROBE = readFileSync(resolve(import.meta.dirname, 'hold-up-probe.js'), 'utf8');

type Beside = typeof import('./import-beside');

export const importRow: Row = {
  name: 'import',
  says: `${COUNT} and ${MANY} papers with abstracts, notes and tags, from a chosen file to its preview`,
  async run(bench) {
    const script = await bundle('import-beside.ts', 'beside');
    const folder = mkdtempSync(join(tmpdir(), 'dogear-import-'));
    try {
      const figures: Figure[] = [];
      for (const count of [COUNT, MANY]) {
        const entries = makeEntries(count);
        for (const format of FORMATS.filter(({ id }) => READ.includes(id))) {
          const path = join(folder, format.id);
          writeFileSync(path, await format.write(entries, { exportedAt: 0 }));
          figures.push(...(await measure(bench, format.id, path, count, script)));
        }
      }
      return figures;
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

/** Measures in a browser of its own: what another page left behind would be collected meanwhile. */
async function measure(
  { web, rounds }: Bench,
  id: FormatId,
  path: string,
  count: number,
  script: string,
): Promise<Figure[]> {
  const isSmall = count === COUNT;
  const chromium = await launchChromium({ port: web.port, extension: DOGEAR });
  try {
    const page = await chromium.browser.newPage();
    await page.goto(`${chromium.origin}/src/data/index.html`);
    await page.waitForSelector('[name=import-file]');
    await page.evaluate(PROBE);
    const samples: Sample[] = [];
    // The first one warms up what the next ones run on. Of so many, once: it takes a minute to make
    // them all.
    for (let round = isSmall ? 0 : 1; round <= (isSmall ? rounds : 1); round++) {
      const sample = await read(page, path);
      if (sample.entries !== count || sample.problems > 0) {
        throw new Error(`Of ${count} papers in ${id}, ${sample.entries} were read.`);
      }
      if (round > 0) samples.push(sample);
      if (!isSmall) continue;
      await page.click('[name=back]');
      await page.waitForSelector('[name=import-file]');
    }
    const beside =
      isSmall && BESIDE.includes(id) ? await readBeside(page, path, script) : undefined;
    return [
      {
        what: `${id}, ${count}`,
        unit: 'ms',
        dogear: medianBy(samples, ({ ms }) => ms),
        ...(beside === undefined ? {} : { beside, besideWhat: 'Citation.js, reading' }),
        ...(id === 'bibtex' && isSmall ? { bar: { most: 0.33, of: 'ratio' } } : {}),
      },
      heldUp(
        'longest time that the page was held up',
        medianBy(samples, ({ longest }) => longest),
      ),
      // Whatever they come from, it is the same papers that are written.
      ...(id === 'json' && !isSmall ? await write(page, count) : []),
    ];
  } finally {
    await chromium.close();
  }
}

const heldUp = (what: string, ms: number): Figure => ({
  what: `· ${what}`,
  unit: 'ms',
  dogear: ms,
  bar: { most: 50 },
});

interface Watched {
  readonly ms: number;
  /** The longest time that the page could do nothing else, in ms. */
  readonly longest: number;
}

interface Sample extends Watched {
  readonly entries: number;
  readonly problems: number;
}

/** Measures from a chosen file to its preview, on an empty library. */
async function read(page: Page, path: string): Promise<Sample> {
  await watch(page, '.preview');
  await ((await page.$('[name=import-file]')) as ElementHandle<HTMLInputElement>).uploadFile(path);
  const watched = await untilSeen(page);
  const counts = await page.$$eval('.filters label', (labels) =>
    Object.fromEntries(
      labels.map((label) => [
        label.querySelector('input')?.value,
        Number(label.querySelector('b')?.textContent?.replace(/\D/g, '')),
      ]),
    ),
  );
  return { ...watched, entries: counts.new ?? 0, problems: counts.problems ?? 0 };
}

async function write(page: Page, count: number): Promise<Figure[]> {
  await watch(page, '.finished');
  await page.click('.preview .main');
  const { ms, longest } = await untilSeen(page);
  return [
    {
      what: `${count} written`,
      unit: 'ms',
      dogear: ms,
      beside: await writeBeside(page),
      besideWhat: 'a bare page, the same records',
      bar: { most: 2, of: 'ratio' },
    },
    heldUp('longest time that the page was held up', longest),
  ];
}

/** Measures how long the same records take in a database with the same stores and indexes. */
async function writeBeside(page: Page): Promise<number> {
  await page.evaluate(BARE);
  return page.evaluate(() =>
    (
      globalThis as unknown as { bareImport: { copyLibrary(): Promise<number> } }
    ).bareImport.copyLibrary(),
  );
}

/** What `hold-up-probe.js` puts into the page. */
interface Probed {
  readonly holdUpProbe: { watch(selector: string): void; readonly watched: Promise<Watched> };
}

const watch = (page: Page, selector: string): Promise<void> =>
  page.evaluate(
    (selector) => (globalThis as unknown as Probed).holdUpProbe.watch(selector),
    selector,
  );

const untilSeen = (page: Page): Promise<Watched> =>
  page.evaluate(() => (globalThis as unknown as Probed).holdUpProbe.watched);

/** Measures how Citation.js reads the same file. */
async function readBeside(page: Page, path: string, script: string): Promise<number> {
  const bare = await page.browser().newPage();
  await bare.setContent('<!doctype html><title>beside</title><input type=file>');
  await bare.addScriptTag({ content: script });
  await ((await bare.$('input')) as ElementHandle<HTMLInputElement>).uploadFile(path);
  const ask = (): Promise<number> =>
    bare.evaluate(() => (globalThis as unknown as { beside: Beside }).beside.readChosen());
  return Math.min(await ask(), await ask());
}
