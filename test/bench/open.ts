/** Measures how soon the popup and the list page are there, on libraries of every size, in both browsers. */
import { findBrowser } from '../browser/harness/find-browser';
import { until } from '../browser/harness/wait';
import { type Bench, type Figure, median, type Row } from './figures';
import {
  BARE,
  LIST,
  type LibraryBrowser,
  openPage,
  POPUP,
  type Probed,
  untilQuiet,
  withFirefoxLibrary,
  withLibrary,
} from './library-pages';

const SIZES = [1_000, 20_000, 100_000];

interface Opened {
  readonly popup: number;
  readonly list: number;
  readonly bare: number;
}

const PATHS: Readonly<Record<keyof Opened, string>> = { popup: POPUP, list: LIST, bare: BARE };

/** Measures both rows by turns in one run: a library takes longer to make than to open. */
const measured = new WeakMap<Bench['web'], Map<string, Promise<Opened>>>();

function open(bench: Bench, kind: 'chromium' | 'firefox', size: number): Promise<Opened> {
  const all = measured.get(bench.web) ?? new Map<string, Promise<Opened>>();
  measured.set(bench.web, all);
  const key = `${kind} ${size}`;
  const found = all.get(key);
  if (found) return found;
  const withOne = kind === 'chromium' ? withLibrary : withFirefoxLibrary;
  const opening = withOne(bench, size, (running) => openByTurns(running, bench.rounds));
  all.set(key, opening);
  return opening;
}

async function openByTurns(running: LibraryBrowser, rounds: number): Promise<Opened> {
  const times: Record<keyof Opened, number[]> = { popup: [], list: [], bare: [] };
  const names = Object.keys(PATHS) as (keyof Opened)[];
  // The first round warms up the browser, and is thrown away.
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const time = await timeOpening(running, PATHS[name]);
      if (round > 0) times[name].push(time);
    }
  }
  return { popup: median(times.popup), list: median(times.list), bare: median(times.bare) };
}

async function timeOpening(running: LibraryBrowser, path: string): Promise<number> {
  const page = await openPage(running, path);
  const shown = () => page.evaluate(() => (globalThis as unknown as Probed).listProbe.shown);
  await until(async () => (await shown()) !== undefined, 60_000);
  const time = (await shown()) as number;
  await page.close();
  await untilQuiet(running);
  return time;
}

async function figuresOf(bench: Bench, which: 'popup' | 'list', most: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const kind of ['chromium', 'firefox'] as const) {
    if (!findBrowser(kind)) continue;
    let small = 0;
    for (const size of SIZES) {
      const opened = await open(bench, kind, size);
      const dogear = opened[which];
      if (size === SIZES[0]) small = dogear;
      const name = `${kind}, ${size / 1_000}k`;
      figures.push({
        what: `${name}: first rows`,
        unit: 'ms',
        dogear,
        beside: opened.bare,
        besideWhat: 'bare page',
        bar: { most: 1.5, of: 'ratio' },
      });
      if (size === 20_000) {
        figures.push({ what: `${name}: the same`, unit: 'ms', dogear, bar: { most } });
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
  }
  return figures;
}

export const popupOpen: Row = {
  name: 'popup-open',
  says: 'the popup, from its address to 50 rows painted, beside a page that prints 50 records',
  run: (bench) => figuresOf(bench, 'popup', 100),
};

export const listOpen: Row = {
  name: 'list-open',
  says: 'the list page, from its address to a screen of rows painted, beside a page that prints 50 records',
  run: (bench) => figuresOf(bench, 'list', 150),
};
