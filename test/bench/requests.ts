/** Measures how long the background takes over what a user does with the library, asked by a page of Dogear's. */
import { resolve } from 'node:path';
import type { Page } from 'puppeteer-core';
import { build } from 'vite';
import { type Chromium, DOGEAR, launchChromium } from './chromium';
import { type Bench, type Figure, median, type Row } from './figures';
import { profileWith } from './library-of';

interface Extension {
  chrome: { runtime: { sendMessage(message: object): Promise<{ ok: boolean; value: unknown }> } };
}

async function openOptionsOf(
  bench: Bench,
  size: number,
): Promise<{ chromium: Chromium; page: Page }> {
  const profile = await profileWith(bench, `requests-${size}`, [], size);
  const chromium = await launchChromium({ port: bench.web.port, extension: DOGEAR, profile });
  const page = await chromium.browser.newPage();
  await page.goto(`${chromium.origin}/src/options/index.html`);
  return { chromium, page };
}

export const bulkTag: Row = {
  name: 'bulk-tag',
  says: '10,000 of 20,000 papers get a tag, a thousand a request, each committed and published',
  async run(bench) {
    const { chromium, page } = await openOptionsOf(bench, 20_000);
    try {
      const whole: number[] = [];
      const longest: number[] = [];
      const bare: number[] = [];
      for (let round = 0; round <= bench.rounds; round++) {
        const alone = await writeBare(page, 10_000, `bare ${round}`);
        const times = await tag(page, 10_000, `tag ${round}`);
        if (round === 0) continue;
        bare.push(alone);
        whole.push(times.reduce((sum, time) => sum + time, 0));
        longest.push(Math.max(...times));
      }
      return [
        {
          ...{ what: 'in all', unit: 'ms', dogear: median(whole), bar: { most: 2_000 } },
          beside: median(bare),
          besideWhat: 'the page itself, bare reads and writes',
        },
        { what: 'the slowest thousand', unit: 'ms', dogear: median(longest) },
      ];
    } finally {
      await chromium.close();
    }
  },
};

/** Measures, in ms, how long the page itself takes to read and write the same records, a thousand a transaction. */
function writeBare(page: Page, count: number, name: string): Promise<number> {
  return page.evaluate(
    async (count, name) => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('dogear');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const ids = await new Promise<IDBValidKey[]>((resolve) => {
        const request = db.transaction('marks').objectStore('marks').getAllKeys(null, count);
        request.onsuccess = () => resolve(request.result);
      });
      const start = performance.now();
      for (let first = 0; first < ids.length; first += 1_000) {
        const tx = db.transaction('marks', 'readwrite', { durability: 'strict' });
        const marks = tx.objectStore('marks');
        for (const id of ids.slice(first, first + 1_000)) {
          const request = marks.get(id);
          request.onsuccess = () => {
            const mark = request.result as { tags?: string[] };
            marks.put({ ...mark, tags: [...(mark.tags ?? []), name] });
          };
        }
        await new Promise((resolve, reject) => {
          tx.oncomplete = resolve;
          tx.onabort = () => reject(tx.error);
        });
      }
      const time = performance.now() - start;
      db.close();
      return time;
    },
    count,
    name,
  );
}

/** Measures each request, in ms. */
function tag(page: Page, count: number, name: string): Promise<number[]> {
  return page.evaluate(
    async (count, name) => {
      const { chrome } = globalThis as unknown as Extension;
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('dogear');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const ids = await new Promise<IDBValidKey[]>((resolve) => {
        const request = db.transaction('marks').objectStore('marks').getAllKeys(null, count);
        request.onsuccess = () => resolve(request.result);
      });
      db.close();
      const times: number[] = [];
      for (let first = 0; first < ids.length; first += 1_000) {
        const start = performance.now();
        const args = [ids.slice(first, first + 1_000), { tags: { [name]: true } }];
        const reply = await chrome.runtime.sendMessage({ request: 'markIds', args });
        times.push(performance.now() - start);
        if (!reply.ok || (reply.value as unknown[]).length !== 1_000) {
          throw new Error(JSON.stringify(reply).slice(0, 200));
        }
      }
      return times;
    },
    count,
    name,
  );
}

const SMALL = 100;
const LARGE = 100_000;

export const noteSaved: Row = {
  name: 'note-saved',
  says: `a note saved in a library of ${LARGE} papers beside one of ${SMALL}`,
  async run(bench) {
    const desks: { chromium: Chromium; page: Page }[] = [];
    try {
      for (const size of [LARGE, SMALL]) desks.push(await openOptionsOf(bench, size));
      const times: number[][] = [[], []];
      for (let round = 0; round <= bench.rounds; round++) {
        for (const [i, { page }] of desks.entries()) {
          const saved = await saveNotes(page, 20, round);
          if (round > 0) times[i]?.push(...saved);
        }
      }
      const figure: Figure = {
        what: 'note to committed',
        unit: 'ms',
        dogear: median(times[0] ?? []),
        beside: median(times[1] ?? []),
        besideWhat: `${SMALL} papers`,
        bar: { most: 1.2, of: 'ratio' },
      };
      return [figure];
    } finally {
      for (const { chromium } of desks) await chromium.close();
    }
  },
};

/** Measures each of some notes, in ms, on papers from all over the library. */
function saveNotes(page: Page, count: number, round: number): Promise<number[]> {
  return page.evaluate(
    async (count, round) => {
      const { chrome } = globalThis as unknown as Extension;
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('dogear');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const papers = await new Promise<{ id: string }[]>((resolve) => {
        const store = db.transaction('papers').objectStore('papers');
        const request = store.getAll(null, 5_000);
        request.onsuccess = () => resolve(request.result);
      });
      db.close();
      const times: number[] = [];
      for (let n = 0; n < count; n++) {
        const paper = papers[Math.floor((n / count) * papers.length)];
        const text = `Round ${round}, note ${n}: as one writes them, of a line or two.`;
        const start = performance.now();
        const args = [paper, { note: { text, was: '' } }];
        const reply = await chrome.runtime.sendMessage({ request: 'mark', args });
        times.push(performance.now() - start);
        if (!reply.ok) throw new Error(JSON.stringify(reply).slice(0, 200));
      }
      return times;
    },
    count,
    round,
  );
}

/** The days of the backups that are kept in the end: seven weeks, and then every day. */
const BACKED_UP = [...[1, 7, 14, 21, 28, 35, 42, 49], ...[50, 51, 52, 53, 54, 55, 56]];
/** The number of changes that a busy user makes in a day. */
const MARKED_A_DAY = 60;
const NEW_A_DAY = 20;

export const backup: Row = {
  name: 'backup',
  says: `20,000 papers, eight weeks and seven days of backups, ${MARKED_A_DAY} old papers marked a day and ${NEW_A_DAY} new`,
  async run(bench) {
    const size = 20_000;
    const { chromium, page } = await openOptionsOf(bench, size);
    try {
      // Made by the library's own code in a page, which has a clock of its own: a day is an argument.
      // Not by a script element, which the page's policy would refuse.
      await page.evaluate(`${await bundle()}; globalThis.backups = backups;`);
      await page.evaluate(() => (globalThis as unknown as Bundle).backups.begin());
      const times: number[] = [];
      let one = 0;
      let from = 0;
      for (const to of BACKED_UP) {
        // One call for all would take longer than a call may.
        const time = await page.evaluate(
          (...days) => (globalThis as unknown as Bundle).backups.live(...days),
          ...([from, to, MARKED_A_DAY, NEW_A_DAY] as const),
        );
        times.push(time);
        from = to;
        if (times.length === 1) one = (await sizeOf(page)).bytes;
      }
      const { bytes: stored, count: kept } = await sizeOf(page);
      const [first = 0, ...others] = times;
      return [
        {
          what: `${kept} backups`,
          unit: 'MB',
          dogear: stored / 1e6,
          beside: one / 1e6,
          besideWhat: 'one alone',
          bar: { most: 3, of: 'ratio' },
        },
        { what: 'the first', unit: 'ms', dogear: first },
        { what: 'one of the next', unit: 'ms', dogear: median(others) },
      ];
    } finally {
      await chromium.close();
    }
  },
};

interface Bundle {
  backups: typeof import('./live');
}

const sizeOf = (page: Page): Promise<{ bytes: number; count: number }> =>
  page.evaluate(() => (globalThis as unknown as Bundle).backups.size());

async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'chrome123',
      lib: { entry: resolve(import.meta.dirname, 'live.ts'), formats: ['iife'], name: 'backups' },
    },
  });
  const [first] = [built].flat();
  const chunk = first && 'output' in first ? first.output[0] : undefined;
  if (!chunk) throw new Error('Nothing was built.');
  return chunk.code;
}
