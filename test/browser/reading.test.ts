import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Entry } from '../../src/paper/entry';
import type { PaperId } from '../../src/paper/ids';
import { makeEntry } from '../formats/entries';
import { violationsOf } from './harness/axe';
import { findBrowser, type Kind } from './harness/find-browser';
import { launch, type OpenOptions, type Session } from './harness/session';
import { until } from './harness/wait';

const KINDS: Kind[] = ['chromium', 'firefox'];
const READING = '/src/reading/index.html';
const FIGURES = ['calendar', 'flow', 'categories', 'tags', 'sites', 'ages'] as const;
type Name = (typeof FIGURES)[number];

/** On the reader's own clock. */
const noon = (year: number, month: number, day: number): number =>
  new Date(year, month - 1, day, 12).getTime();

/** Ninety papers of 2024 and 2025, of which every kind of mark is there. */
const LIBRARY: readonly Entry[] = Array.from({ length: 90 }, (_, i) => {
  const id = `arxiv:2401.${String(i).padStart(5, '0')}` as PaperId;
  const at = noon(2024 + (i % 2), 1 + (i % 12), 1 + ((i * 7) % 28));
  const isGone = i % 10 === 9;
  return makeEntry(
    {
      id,
      abstract: 'A long one. '.repeat(20),
      ...(i % 15 === 0 ? {} : { categories: [`cs.${'ABCDEFGHIJ'[i % 10]}`, 'cs.ZZ'] }),
      ...(i % 9 === 0
        ? {}
        : { seen: { site: i % 2 ? 'arxiv' : 'huggingface', url: 'https://arxiv.org/', at } }),
    },
    {
      seq: i + 1,
      ...(i % 3 === 0 || isGone ? {} : { readAt: at }),
      ...(i % 4 === 0 || i % 3 === 0 ? { starredAt: at } : {}),
      ...(isGone ? { dismissedAt: at } : {}),
      ...(i % 5 === 0 ? { tags: ['to cite', ...(i % 2 ? [] : ['=1+1'])] } : {}),
    },
  );
});

// ---- what runs in a page of the extension

function send(page: Page, request: string, ...args: unknown[]): Promise<{ ok: boolean }> {
  return page.evaluate(
    async (envelope) => {
      const { chrome } = globalThis as unknown as {
        chrome: { runtime: { sendMessage(message: unknown): Promise<{ ok: boolean }> } };
      };
      for (let tries = 0; ; tries++) {
        try {
          return await chrome.runtime.sendMessage(envelope);
        } catch (error) {
          // The background is just starting.
          if (tries > 40) throw error;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      }
    },
    { request, args },
  );
}

async function fillLibrary(page: Page, entries: readonly Entry[]): Promise<void> {
  // Creates the database, if there is none.
  expect(await send(page, 'marksOf', [])).toMatchObject({ ok: true });
  await page.evaluate(async (json) => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('dogear');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const tx = db.transaction(['papers', 'marks', 'meta'], 'readwrite');
    for (const { paper, mark } of JSON.parse(json) as { paper: unknown; mark: unknown }[]) {
      tx.objectStore('papers').put(paper);
      tx.objectStore('marks').put(mark);
    }
    tx.objectStore('meta').put({ node: 'aaaaaaaa', seq: 1_000 }, 'clock');
    await new Promise((resolve, reject) => {
      tx.oncomplete = resolve;
      tx.onabort = () => reject(tx.error);
    });
    db.close();
  }, JSON.stringify(entries));
}

/** Leaves a database that this version cannot open, or none. */
async function replaceDatabase(page: Page, version: number | undefined): Promise<void> {
  await page.evaluate(async (wanted) => {
    const done = (request: IDBOpenDBRequest): Promise<IDBDatabase> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    await done(indexedDB.deleteDatabase('dogear'));
    if (wanted !== undefined) (await done(indexedDB.open('dogear', wanted))).close();
  }, version);
}

const textOf = (page: Page, selector: string): Promise<string> =>
  page.$eval(selector, (element) => element.textContent ?? '');

/** A figure's table, opened: the rows as they are shown, the head first. */
async function tableOf(page: Page, name: Name): Promise<string[][]> {
  await page.evaluate((figure) => {
    const details = document.querySelector(`[data-figure=${figure}] details`) as HTMLDetailsElement;
    details.open = true;
  }, name);
  const rows = `[data-figure=${name}] tr`;
  await until(async () => (await page.$(rows)) !== null);
  return page.$$eval(rows, (all) =>
    all.map((row) => [...row.children].map((cell) => cell.textContent ?? '')),
  );
}

interface Shape {
  readonly says: string;
  readonly fill: string;
}

/** What the shapes of a figure say, and the colours of those that have one. */
function shapesOf(page: Page, name: Name): Promise<Shape[]> {
  return page.$$eval(`[data-figure=${name}] [data-says]`, (all) =>
    all.map((shape) => ({
      says: (shape as SVGElement).dataset.says ?? '',
      fill: getComputedStyle(shape).fill,
    })),
  );
}

/** The lengths, or heights, of the bars in the group of a figure that have a colour of the sheet. */
function barsOf(page: Page, name: Name, colour: string, side: 'width' | 'height') {
  return page.evaluate(
    (figure, variable, of) => {
      const probe = document.body.appendChild(document.createElement('i'));
      probe.style.color = `var(--${variable})`;
      const wanted = getComputedStyle(probe).color;
      probe.remove();
      const shapes = document.querySelectorAll(
        `[data-figure=${figure}] svg :is(rect, path):not([data-says])`,
      );
      return [...shapes]
        .filter((shape) => getComputedStyle(shape).fill === wanted)
        .map((shape) => (shape as SVGGraphicsElement).getBBox()[of]);
    },
    name,
    colour,
    side,
  );
}

/** Whether lengths are to each other as numbers are, half a pixel given. */
function expectInProportion(lengths: readonly number[], numbers: readonly number[]): void {
  expect(lengths).toHaveLength(numbers.length);
  const [longest, most] = [Math.max(...lengths), Math.max(...numbers)];
  expect(longest).toBeGreaterThan(20);
  for (const [i, n] of numbers.entries()) {
    expect(Math.abs((lengths[i] as number) - (longest * n) / most)).toBeLessThan(0.5);
  }
}

const column = (rows: readonly string[][], i: number): number[] =>
  rows.slice(1).map((row) => Number(row[i]));
const sum = (numbers: readonly number[]): number => numbers.reduce((all, n) => all + n, 0);

/** Counted here in the plainest way. */
const countOf = (field: 'readAt' | 'starredAt' | 'dismissedAt', year?: number): number =>
  LIBRARY.map(({ mark }) => mark[field])
    .filter((at) => at !== undefined)
    .filter((at) => year === undefined || new Date(at).getFullYear() === year).length;

describe.each(KINDS)('the reading page in %s', (kind) => {
  let session: Session;
  let downloads: string;
  let desk: Page;
  const opened: Page[] = [];
  const errors: string[] = [];

  async function open(options: OpenOptions = {}): Promise<Page> {
    const page = await session.open(READING, options);
    opened.push(page);
    page.on('pageerror', (error) => errors.push(String(error)));
    // What the policy of extension pages refuses is told there.
    page.on('console', (line) => {
      if (line.type() === 'error') errors.push(line.text());
    });
    return page;
  }
  async function openDrawn(options: OpenOptions = {}): Promise<Page> {
    const page = await open(options);
    await until(
      async () => (await page.$$('[data-figure] .drawing svg')).length === FIGURES.length,
    );
    return page;
  }

  beforeAll(async () => {
    expect(findBrowser(kind), `${kind} is installed`).toBeDefined();
    downloads = mkdtempSync(join(tmpdir(), 'dogear-reading-'));
    session = await launch(kind, { downloads });
    desk = await session.open('/src/options/index.html');
  });
  afterEach(async () => {
    for (const page of opened.splice(0)) await page.close().catch(() => undefined);
    expect(errors.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await session?.close();
    if (downloads) rmSync(downloads, { recursive: true });
  });

  it('says that there is nothing yet, and why it cannot be read', async () => {
    const isEmpty = async (page: Page): Promise<boolean> =>
      (await page.$('main .state')) !== null &&
      /^There is nothing to show yet/.test(await textOf(page, 'main'));
    const empty = await open();
    await until(() => isEmpty(empty));
    expect(await empty.$$('main > *')).toHaveLength(1);
    expect(await violationsOf(empty)).toEqual([]);

    // A newer Dogear was here.
    await replaceDatabase(desk, 99);
    const page = await open();
    await until(async () => (await page.$('[role=alert]')) !== null);
    expect(await textOf(page, '[role=alert]')).toMatch(/cannot read its library.*VersionError/);
    expect(await violationsOf(page)).toEqual([]);
    await replaceDatabase(desk, undefined);
    await page.click('[role=alert] button');
    await until(() => isEmpty(page));
  });

  it('draws the same figures as its tables have, and those of the library', async () => {
    await fillLibrary(desk, LIBRARY);
    const page = await openDrawn();
    const totals = await page.$$eval('.totals dd', (all) => all.map((one) => one.textContent));
    const waiting = LIBRARY.filter(({ mark }) => mark.starredAt && !mark.readAt).length;
    expect(totals).toEqual(
      [countOf('readAt'), countOf('starredAt'), waiting, countOf('dismissedAt')].map(String),
    );

    const days = await tableOf(page, 'calendar');
    const cells = await shapesOf(page, 'calendar');
    expect(days[0]).toEqual(['Day', 'Read', 'Starred']);
    expect([sum(column(days, 1)), sum(column(days, 2))]).toEqual([
      countOf('readAt', 2025),
      countOf('starredAt', 2025),
    ]);
    // Each day once for each of the two.
    expect(cells).toHaveLength(2 * 365);
    const none = cells.find(({ says }) => says.startsWith('0 read, 0 starred'))?.fill;
    for (const [i, { says, fill }] of cells.entries()) {
      const [, read, starred, day] = /^(\d+) read, (\d+) starred, (.+)$/.exec(says) ?? [];
      const row = days.find(([name]) => name?.endsWith(`, ${day}`)) ?? ['', '0', '0'];
      expect([read, starred], says).toEqual(row.slice(1));
      expect(fill === none, says).toBe((i < 365 ? read : starred) === '0');
    }

    const months = await tableOf(page, 'flow');
    expect(months.slice(1).map(([name]) => name)).toHaveLength(24);
    expect([1, 2, 3].map((i) => sum(column(months, i)))).toEqual([
      countOf('readAt'),
      countOf('starredAt'),
      countOf('dismissedAt'),
    ]);
    expect((await shapesOf(page, 'flow')).map(({ says }) => says)).toEqual(
      months.slice(1).map(([name, r, s, d]) => `${r} read, ${s} starred, ${d} not for me, ${name}`),
    );
    for (const [i, colour] of ['read', 'star', 'gone'].entries()) {
      const bars = await barsOf(page, 'flow', `bar-${colour}`, 'height');
      // The last of them is the legend's.
      expectInProportion(bars.slice(0, -1), column(months, i + 1));
    }

    for (const name of ['categories', 'tags'] as const) {
      const topics = await tableOf(page, name);
      const rows = (topics[0] ?? []).slice(1);
      const shapes = (await shapesOf(page, name)).map(({ says }) => says);
      const told = rows.flatMap((row, i) =>
        topics.slice(1).map((line) => {
          const n = line[i + 1];
          return `${row}: ${n} ${n === '1' ? 'paper' : 'papers'}, ${line[0]}`;
        }),
      );
      expect(shapes).toEqual(told);
      const numbers = rows.flatMap((_, i) => column(topics, i + 1));
      const bars = await barsOf(page, name, 'bar-topic', 'height');
      expect(bars).toHaveLength(numbers.length);
      for (const [i, n] of numbers.entries()) {
        expect((bars[i] as number) / Math.max(...bars)).toBeCloseTo(n / Math.max(...numbers), 2);
      }
    }
    expect((await tableOf(page, 'categories'))[0]?.at(-1)).toBe('2 others');
    expect((await tableOf(page, 'tags'))[0]).toEqual(['Month', 'to cite', '=1+1']);
    expect(sum(column(await tableOf(page, 'tags'), 2))).toBe(
      LIBRARY.filter(({ mark }) => mark.tags?.includes('=1+1') && (mark.readAt || mark.starredAt))
        .length,
    );

    const sites = await tableOf(page, 'sites');
    expect(sites.slice(1).map(([name]) => name)).toEqual([
      'Hugging Face',
      'arXiv',
      'Not from a digest',
    ]);
    expectInProportion(await barsOf(page, 'sites', 'bar-read', 'width'), column(sites, 2));
    expect((await shapesOf(page, 'sites')).map(({ says }) => says)).toEqual(
      sites.slice(1).map(([name, , r, s]) => `${name}: ${r} read, ${s} starred`),
    );

    const ages = await tableOf(page, 'ages');
    expect(sum(column(ages, 1))).toBe(waiting);
    expectInProportion(await barsOf(page, 'ages', 'bar-star', 'width'), column(ages, 1));
  });

  it('shows another year, and weeks', async () => {
    const page = await openDrawn();
    const before = await tableOf(page, 'calendar');
    await page.select('[name=year]', '2024');
    await until(async () => (await shapesOf(page, 'calendar')).length === 2 * 366);
    const days = await tableOf(page, 'calendar');
    expect(days).not.toEqual(before);
    expect(sum(column(days, 1))).toBe(countOf('readAt', 2024));
    await page.select('[name=grain]', 'week');
    await until(async () => (await shapesOf(page, 'flow')).length === 52);
    expect((await tableOf(page, 'flow'))[0]?.[0]).toBe('Week');
  });

  it('saves each figure as SVG and as CSV', async () => {
    const page = await openDrawn();
    const save = async (name: Name, extension: 'svg' | 'csv'): Promise<string> => {
      for (const file of readdirSync(downloads)) rmSync(join(downloads, file));
      await page.bringToFront();
      await page.click(`[data-figure=${name}] [name=${extension}]`);
      let text = '';
      await until(() => {
        const file = readdirSync(downloads).find((one) => one.endsWith(`.${extension}`));
        text = file ? readFileSync(join(downloads, file), 'utf8') : '';
        return text !== '';
      });
      return text;
    };

    const csv = await save('tags', 'csv');
    const table = await tableOf(page, 'tags');
    const lines = csv.trimEnd().split('\r\n');
    // No spreadsheet runs it.
    expect(lines[0]).toBe("Month,to cite,'=1+1");
    expect(lines[1]).toMatch(/^2024-01-01,\d+,\d+$/);
    expect(lines.slice(1).map((line) => line.split(',').slice(1))).toEqual(
      table.slice(1).map((row) => row.slice(1)),
    );
    expect(await save('calendar', 'csv')).toMatch(
      /^Day,Read,Starred\r\n(?:2025-\d\d-\d\d,\d+,\d+\r\n)+$/,
    );

    for (const name of FIGURES) {
      const { document } = new JSDOM(await save(name, 'svg'), {
        contentType: 'image/svg+xml',
      }).window;
      const root = document.documentElement;
      expect(root.localName).toBe('svg');
      const heading = await textOf(page, `[data-figure=${name}] h2`);
      expect(root.querySelector('title')?.textContent).toBe(heading);
      // By itself it has its words, and no need of the page's sheet.
      const titles = [...root.querySelectorAll(':not(svg) > title')].map((one) => one.textContent);
      expect(titles).toEqual((await shapesOf(page, name)).map(({ says }) => says));
      expect(root.outerHTML).not.toMatch(/var\(|light-dark|url\(|<script|\son\w+=/);
    }
  });

  it('follows what is marked elsewhere, and what is taken back', async () => {
    const page = await openDrawn();
    const read = () => textOf(page, '.totals .read dd');
    const { paper } = makeEntry({
      id: 'arxiv:2501.99999' as PaperId,
      categories: ['cs.A'],
      seen: { site: 'arxiv', url: 'https://arxiv.org/', at: 1 },
    });
    const today = new Date().getFullYear();
    expect(await send(desk, 'mark', paper, { read: true, starred: true })).toMatchObject({
      ok: true,
    });
    await page.bringToFront();
    await until(async () => (await read()) === String(countOf('readAt') + 1));
    // A new year has begun, and a site has one more.
    expect(await page.$eval('[name=year]', (it) => (it as HTMLSelectElement).value)).toBe(
      String(today),
    );
    const arxiv = () =>
      tableOf(page, 'sites').then((rows) => rows.find(([name]) => name === 'arXiv'));
    const with1 = Number((await arxiv())?.[1]);
    await send(desk, 'mark', paper, { read: false, starred: false });
    await until(async () => (await read()) === String(countOf('readAt')));
    expect(Number((await arxiv())?.[1])).toBe(with1 - 1);
  });

  it('can be used with the keyboard alone', async () => {
    const page = await openDrawn();
    await page.bringToFront();
    const reached: string[] = [];
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => {
        const { activeElement: it } = document;
        if (!it || it === document.body) return '';
        if (getComputedStyle(it).outlineStyle === 'none') return `unseen ${it.outerHTML}`;
        const figure = it.closest<HTMLElement>('[data-figure]')?.dataset.figure;
        return `${figure ?? ''} ${it.getAttribute('name') ?? it.localName}`.trim();
      });
      if (at === '' && reached.length > 0) break;
      reached.push(at);
      // What it opens scrolls, and so has a stop of its own.
      if (at === 'ages summary') {
        await page.keyboard.press('Enter');
        await until(async () => (await page.$('[data-figure=ages] table')) !== null);
      }
    }
    const stops = (name: Name, ...own: string[]): string[] =>
      [...own, 'figure', 'summary', 'svg', 'csv'].map((stop) => `${name} ${stop}`);
    expect(reached).toEqual([
      'a',
      ...stops('calendar', 'year'),
      ...stops('flow', 'grain'),
      ...(['categories', 'tags', 'sites'] as const).flatMap((name) => stops(name)),
      ...stops('ages').toSpliced(2, 0, 'ages section'),
    ]);

    const status = () => textOf(page, '[data-figure=calendar] figure [role=status]');
    await page.focus('[data-figure=calendar] figure');
    // 1 January 2025 was a Wednesday; down is the next day, right the next week.
    await page.keyboard.press('ArrowRight');
    await until(async () => (await status()).endsWith(', January 1'));
    await page.keyboard.press('ArrowDown');
    await until(async () => (await status()).endsWith(', January 2'));
    await page.keyboard.press('ArrowRight');
    await until(async () => (await status()).endsWith(', January 9'));
    expect(await textOf(page, '[data-figure=calendar] .tip')).toBe(await status());
    await page.keyboard.press('Escape');
    await until(async () => (await status()) === '');
  });

  // Firefox's scheme cannot be changed from outside while it runs; the sheet is the same.
  const schemes = kind === 'chromium' ? (['light', 'dark'] as const) : [undefined];
  it.each(schemes)('has nothing that axe-core finds wrong (%s)', async (scheme) => {
    const page = await openDrawn(scheme ? { scheme } : {});
    for (const name of FIGURES) await tableOf(page, name);
    expect(await violationsOf(page)).toEqual([]);
  });

  it('fits a window of 320 px', async () => {
    const page = await openDrawn({ width: 320, height: 600 });
    for (const name of FIGURES) await tableOf(page, name);
    const tooWide = await page.evaluate(() =>
      [...document.querySelectorAll('body *')]
        .filter((element) => !element.closest('.scroll') || element.matches('.scroll'))
        .filter((element) => element.getBoundingClientRect().right > innerWidth)
        .map((element) => element.outerHTML.slice(0, 120)),
    );
    expect(tooWide).toEqual([]);
  });
});
