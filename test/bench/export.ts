import type { Page } from 'puppeteer-core';
import { FORMATS, type FormatId } from '../../src/formats/write';
import { bundle } from './bundle';
import { launchChromium } from './chromium';
import type { Export } from './export-page';
import { type Figure, medianBy, type Row } from './figures';

const ADDRESS = 'https://example.org/export';
const COUNT = 10_000;
const MANY = 100_000;
/** Citation.js's names of the formats that it can write. */
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
    const script = await bundle('export-page.ts', 'exporting');
    web.put(ADDRESS, '<!doctype html><title>export</title>');
    const chromium = await launchChromium({ port: web.port });
    try {
      const page = await chromium.browser.newPage();
      await page.goto(ADDRESS);
      await page.addScriptTag({ content: script });
      return [
        ...(await measure(page, COUNT, rounds)),
        // It takes a minute to make them all.
        ...(await measure(page, MANY, 1)),
      ];
    } finally {
      await chromium.close();
    }
  },
};

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
    const samples: Sample[] = [];
    const beside: number[] = [];
    const other = isSmall ? BESIDE[id] : undefined;
    // The first of the small ones warms up what the next ones run on.
    for (let round = isSmall ? 0 : 1; round <= rounds; round++) {
      const sample = await traceExport(page, id);
      const theirs =
        other &&
        (await page.evaluate(
          (format) =>
            (globalThis as unknown as { exporting: InPage }).exporting.exportBeside(format),
          other,
        ));
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
        ...(id === 'bibtex' ? { bar: { most: isSmall ? 500 : 3_000 } } : {}),
      },
      {
        what: '· processor time of the page’s thread',
        unit: 'ms',
        dogear: medianBy(samples, ({ cpu }) => cpu),
      },
      {
        what: '· its longest task, in processor time',
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

interface Sample extends Export {
  /** Milliseconds of processor time, like the next. */
  readonly cpu: number;
  readonly longest: number;
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of the thread's processor time. */
  readonly tdur?: number;
}

/** Returns how long the processor worked at a task: the machine may be busy with something else. */
async function traceExport(page: Page, id: FormatId): Promise<Sample> {
  await page.tracing.start({
    categories: [
      '-*',
      'disabled-by-default-devtools.timeline',
      'devtools.timeline',
      'blink.user_timing',
    ],
  });
  const sample = await page.evaluate(
    (id) => (globalThis as unknown as { exporting: InPage }).exporting.exportAs(id),
    id,
  );
  const text = new TextDecoder().decode(await page.tracing.stop());
  const { traceEvents } = JSON.parse(text) as { traceEvents: TraceEvent[] };
  const mark = traceEvents.find(({ name }) => name === 'dogear-export');
  if (!mark) throw new Error('The trace does not have the export.');
  const tasks = traceEvents
    .filter(({ name, pid, tid }) => name === 'RunTask' && pid === mark.pid && tid === mark.tid)
    .map(({ tdur = 0 }) => tdur / 1_000);
  return {
    ...sample,
    cpu: tasks.reduce((sum, ms) => sum + ms, 0),
    longest: Math.max(...tasks),
  };
}
