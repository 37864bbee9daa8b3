import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '../../src/paper/entry';
import type { PaperId } from '../../src/paper/ids';
import { LONGEST_NOTE, type Mark, type MarkPatch } from '../../src/paper/mark';
import type { Paper } from '../../src/paper/paper';
import { DAILY, PAPERS, putSample } from '../demo/sample';
import { makeEntry } from '../formats/entries';
import { hasBibtex, runBibtexOn } from '../formats/run-bibtex';
import { findBrowser, type Kind } from './harness/find-browser';
import { cardsOf, launch, press, type Session, until, untilReady } from './harness/session';
import { startWeb, type Web } from './harness/web';

const KINDS: Kind[] = ['chromium', 'firefox'];
const POPUP = '/src/popup/index.html';
const TODAY = Date.UTC(2026, 10, 24);

/** The n-th paper of a library; starred the earlier the greater n is. */
function starredEntry(n: number, paper: Partial<Paper> = {}, mark: Partial<Mark> = {}): Entry {
  const id = idOf(n);
  const page = `https://arxiv.org/abs/${id.slice('arxiv:'.length)}`;
  return makeEntry(
    { id, title: `Paper ${n}`, links: { page }, ...paper },
    { starredAt: TODAY - n * 60_000, seq: n + 1, ...mark },
  );
}

const idOf = (n: number): PaperId => `arxiv:2601.${String(n).padStart(5, '0')}` as PaperId;

// ---- what runs in a page of the extension

interface ExtensionGlobal {
  readonly chrome: { runtime: { sendMessage(message: unknown): Promise<{ ok: boolean }> } };
  held?: { release(): void };
}

/** Sends one request, as the overlay and the popup do. */
function send(page: Page, request: string, ...args: unknown[]): Promise<{ ok: boolean }> {
  return page.evaluate(
    async (envelope) => {
      const { chrome } = globalThis as unknown as ExtensionGlobal;
      for (let tries = 0; ; tries++) {
        try {
          return await chrome.runtime.sendMessage(envelope);
        } catch (error) {
          // The background is just starting.
          if (tries > 20) throw error;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      }
    },
    { request, args },
  );
}

/** Replaces all that is in the library, in one transaction. */
async function fillLibrary(page: Page, entries: readonly Entry[]): Promise<void> {
  // Creates the database, if there is none.
  expect(await send(page, 'marksOf', [])).toMatchObject({ ok: true });
  await page.evaluate(async (json) => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('dogear');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const tx = db.transaction(['papers', 'marks', 'aliases', 'meta'], 'readwrite');
    for (const name of ['papers', 'marks', 'aliases']) tx.objectStore(name).clear();
    const entries = JSON.parse(json) as { paper: unknown; mark: unknown }[];
    for (const { paper, mark } of entries) {
      tx.objectStore('papers').put(paper);
      tx.objectStore('marks').put(mark);
    }
    tx.objectStore('meta').put({ node: 'aaaaaaaa', seq: 1_000_000 }, 'clock');
    await new Promise((resolve, reject) => {
      tx.oncomplete = resolve;
      tx.onabort = () => reject(tx.error);
    });
    db.close();
  }, JSON.stringify(entries));
}

/** The mark as it is on disk. */
function markOf(page: Page, id: PaperId): Promise<Mark | undefined> {
  return page.evaluate(async (key) => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('dogear');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const request = db.transaction('marks').objectStore('marks').get(key);
    const mark = await new Promise((resolve) => {
      request.onsuccess = () => resolve(request.result);
    });
    db.close();
    return mark as never;
  }, id);
}

/** Keeps every write waiting, as a slow disk does, until `letWritesGo`. */
function holdWrites(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('dogear');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const meta = db.transaction('meta', 'readwrite').objectStore('meta');
    let isHeld = true;
    const goOn = (): void => {
      if (isHeld) meta.get('clock').onsuccess = goOn;
      else db.close();
    };
    goOn();
    (globalThis as unknown as ExtensionGlobal).held = {
      release: () => {
        isHeld = false;
      },
    };
  });
}

function letWritesGo(page: Page): Promise<void> {
  return page.evaluate(() => (globalThis as unknown as ExtensionGlobal).held?.release());
}

/** What a newer Dogear would leave: a database that this one cannot open. */
function breakLibrary(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('dogear', 99);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    db.close();
  });
}

async function mendLibrary(page: Page, entries: readonly Entry[]): Promise<void> {
  await page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase('dogear');
        request.onsuccess = resolve;
        request.onerror = () => reject(request.error);
      }),
  );
  await fillLibrary(page, entries);
}

// ---- what a reader sees

interface RowState {
  readonly id: string;
  readonly title: string;
  readonly lines: string[];
  readonly note: string;
  readonly isRead: boolean;
  readonly problem: string;
}

function rowsOf(page: Page): Promise<RowState[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('li[data-paper]')].map((row) => ({
      id: row.dataset.paper as string,
      title: row.querySelector('a')?.textContent ?? '',
      lines: [...row.querySelectorAll('.paper p')].map((line) => line.textContent ?? ''),
      note: row.querySelector('textarea')?.value ?? '',
      isRead: row.querySelector('.done')?.getAttribute('aria-pressed') === 'true',
      problem: row.querySelector('[role=alert]')?.textContent ?? '',
    })),
  );
}

const idsOf = async (page: Page): Promise<string[]> => (await rowsOf(page)).map(({ id }) => id);
const noteIn = async (page: Page, id: PaperId): Promise<string | undefined> =>
  (await rowsOf(page)).find((row) => row.id === id)?.note;
const textOf = (page: Page, selector: string): Promise<string | undefined> =>
  page.evaluate((what) => document.querySelector(what)?.textContent ?? undefined, selector);
const statusOf = (page: Page) => textOf(page, '.tools [role=status]');
const noticeOf = (page: Page) => textOf(page, '.notice p');

/** Waits until what is read from the page is as expected, and shows both where it never is. */
async function untilEqual<T>(read: () => Promise<T>, expected: T): Promise<void> {
  let last: T | undefined;
  const isEqual = async (): Promise<boolean> => {
    last = await read();
    return JSON.stringify(last) === JSON.stringify(expected);
  };
  await until(isEqual).catch(() => expect(last).toEqual(expected));
}

/** What has the focus: a row's part with the row's id, or another control's name. */
function focusOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const active = document.activeElement as HTMLElement;
    const row = active.closest<HTMLElement>('li[data-paper]')?.dataset.paper;
    const input = active as HTMLInputElement;
    const name = input.name || active.className.split(' ').at(-1) || input.type || '';
    const what = active.tagName.toLowerCase() + (name && active.tagName !== 'A' ? `.${name}` : '');
    return row ? `${what} ${row}` : what;
  });
}

const row = (id: PaperId, inside: string): string => `li[data-paper="${id}"] ${inside}`;

/** At the end of what is there, as a reader goes on writing. */
async function typeNote(page: Page, id: PaperId, text: string): Promise<void> {
  await page.bringToFront();
  await page.evaluate(
    (selector) => {
      const area = document.querySelector<HTMLTextAreaElement>(selector);
      area?.focus();
      area?.setSelectionRange(area.value.length, area.value.length);
    },
    row(id, 'textarea'),
  );
  await page.keyboard.type(text);
}

/** What a paste does: the whole text with one event. */
function pasteNote(page: Page, id: PaperId, text: string): Promise<void> {
  return page.evaluate(
    (selector, pasted) => {
      const area = document.querySelector<HTMLTextAreaElement>(selector);
      if (!area) throw new Error(`There is no ${selector}.`);
      area.focus();
      area.setRangeText(pasted, 0, area.value.length, 'end');
      area.dispatchEvent(new InputEvent('input', { bubbles: true }));
    },
    row(id, 'textarea'),
    text,
  );
}

async function search(page: Page, query: string): Promise<void> {
  await page.bringToFront();
  await page.click('[type=search]', { count: 3 });
  await page.keyboard.press('Backspace');
  await page.keyboard.type(query);
}

/** What axe finds, in a line each. */
async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe: tester } = globalThis as unknown as { axe: typeof axe };
    const { violations } = await tester.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
}

describe.each(KINDS)('the popup in %s', (kind) => {
  let web: Web;
  let session: Session;
  let downloads: string;
  /** A page of the extension that stays open, to look into the library and to fill it. */
  let backstage: Page;
  const opened: Page[] = [];

  async function open(address: string): Promise<Page> {
    const page = await session.open(address, { width: 440, height: 580 });
    opened.push(page);
    return page;
  }
  async function openPopup(): Promise<Page> {
    const page = await open(POPUP);
    await until(() =>
      page.evaluate(() => document.querySelector('li[data-paper], .state') !== null),
    );
    return page;
  }
  const patch = (entry: Entry, change: MarkPatch) => send(backstage, 'mark', entry.paper, change);
  const untilNote = (id: PaperId, text: string) =>
    untilEqual(async () => (await markOf(backstage, id))?.note, text);

  beforeAll(async () => {
    expect(findBrowser(kind), `${kind} is installed`).toBeDefined();
    web = await startWeb();
    putSample(web);
    web.put('https://arxiv.org/abs/2601.00000', '<!doctype html><title>The paper</title>');
    web.put('https://arxiv.org/paste', '<!doctype html><textarea></textarea>');
    downloads = mkdtempSync(join(tmpdir(), 'dogear-downloads-'));
    session = await launch(kind, { port: web.port, downloads });
    backstage = await session.open(POPUP);
  });
  beforeEach(async () => {
    // What a test that failed has left, too.
    await backstage.evaluate(() => localStorage.clear());
    await mendLibrary(backstage, []);
  });
  afterEach(async () => {
    for (const page of opened.splice(0)) await page.close().catch(() => undefined);
  });
  afterAll(async () => {
    await session?.close();
    await web?.close();
    if (downloads) rmSync(downloads, { recursive: true });
  });

  it('shows what is starred on a digest, newest first, at once, and the digest follows it', async () => {
    const digest = await session.open(DAILY);
    opened.push(digest);
    await untilReady(digest);
    const popup = await openPopup();
    const [first, second] = [`arxiv:${PAPERS[0]?.id}`, `arxiv:${PAPERS[1]?.id}`] as PaperId[];
    if (!first || !second) throw new Error('The sample has papers.');

    await press(digest, first, 'Star');
    await untilEqual(() => idsOf(popup), [first]);
    await press(digest, second, 'Star');
    await untilEqual(() => idsOf(popup), [second, first]);
    await press(digest, first, 'Read');
    await until(async () => (await rowsOf(popup))[1]?.isRead === true);
    expect((await rowsOf(popup))[1]).toMatchObject({
      title: PAPERS[0]?.title,
      lines: ['Ines Okafor, Tomáš Dvořák, … Maria van der Velde', 'Nov 20, 2026 · Hugging Face'],
    });
    await untilEqual(() => statusOf(popup), '2 starred · 1 unread');
    // The formula of the second title is typeset.
    await until(() => popup.evaluate(() => document.querySelector('li a math') !== null));

    await popup.bringToFront();
    await popup.click(row(second, '.star'));
    await untilEqual(() => idsOf(popup), [first]);
    const isStarred = async () =>
      (await cardsOf(digest)).find(({ id }) => id === second)?.starred === true;
    await until(async () => !(await isStarred()));
    await popup.click('.notice .plain');
    await untilEqual(() => idsOf(popup), [second, first]);
    await untilEqual(() => focusOf(popup), `a ${second}`);
    await until(isStarred);
  });

  it('opens the paper, in a tab of its own', async () => {
    await fillLibrary(backstage, [starredEntry(0)]);
    const popup = await openPopup();
    await popup.bringToFront();
    await popup.click(row(idOf(0), 'a'));
    const address = 'https://arxiv.org/abs/2601.00000';
    await until(() => web.asked.includes(address));
    const pages = await session.browser.pages();
    opened.push(...pages.filter((page) => page.url() === address));
    expect(await idsOf(popup)).toEqual([idOf(0)]);
  });

  it('saves a note while it is typed, and loses nothing when it closes in mid-word', async () => {
    await fillLibrary(backstage, [starredEntry(0), starredEntry(1)]);
    const popup = await openPopup();
    await typeNote(popup, idOf(0), 'a thought');
    await untilNote(idOf(0), 'a thought');

    await typeNote(popup, idOf(0), ', and a seco');
    await popup.close();
    const next = await openPopup();
    await untilEqual(() => noteIn(next, idOf(0)), 'a thought, and a seco');
    await untilNote(idOf(0), 'a thought, and a seco');

    await session.stopBackground();
    await typeNote(next, idOf(1), 'while it slee');
    await next.close();
    await untilEqual(async () => noteIn(await openPopup(), idOf(1)), 'while it slee');
    await untilNote(idOf(1), 'while it slee');
  });

  // No driver opens the popup itself in Firefox.
  if (kind === 'chromium') {
    it('loses nothing when the popup itself closes', async () => {
      await fillLibrary(backstage, [starredEntry(0)]);
      const digest = await session.open(DAILY);
      opened.push(digest);
      const [extension] = (await session.browser.extensions()).values();
      if (!extension) throw new Error('The extension is installed.');
      /** As a click on Dogear's button does. */
      const openReal = async (): Promise<Page> => {
        const others = await extension.pages();
        await digest.bringToFront();
        await extension.triggerAction(digest);
        let popup: Page | undefined;
        await until(async () => {
          popup = (await extension.pages()).find((page) => !others.includes(page));
          return popup !== undefined && (await idsOf(popup).catch(() => [])).length > 0;
        });
        return popup as Page;
      };
      const popup = await openReal();
      expect(await popup.evaluate(() => innerWidth)).toBeGreaterThanOrEqual(440);
      expect(await popup.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(
        true,
      );
      await popup.focus(row(idOf(0), 'textarea'));
      await popup.keyboard.type('in mid-wor');
      await popup.evaluate(() => close()).catch(() => undefined);
      const next = await openReal();
      await untilEqual(() => noteIn(next, idOf(0)), 'in mid-wor');
      await untilNote(idOf(0), 'in mid-wor');
      await next.evaluate(() => close()).catch(() => undefined);
    });
  }

  it('keeps both texts of two who write one note at once', async () => {
    await fillLibrary(backstage, [starredEntry(0)]);
    const [one, other] = [await openPopup(), await openPopup()];
    await holdWrites(backstage);
    await typeNote(one, idOf(0), 'alpha');
    await typeNote(other, idOf(0), 'beta');
    await letWritesGo(backstage);
    const isBoth = (note: string | undefined) =>
      /alpha/.test(note ?? '') && /beta/.test(note ?? '');
    await until(async () => isBoth((await markOf(backstage, idOf(0)))?.note));
    await until(async () => {
      const notes = await Promise.all([noteIn(one, idOf(0)), noteIn(other, idOf(0))]);
      return notes.every(isBoth) && notes[0] === notes[1];
    });
  });

  it('says when the library cannot be opened, keeps what is typed then, and tries again', async () => {
    const entries = [starredEntry(0), starredEntry(1)];
    await fillLibrary(backstage, entries);
    const popup = await openPopup();
    await breakLibrary(backstage);
    await typeNote(popup, idOf(1), 'precious');
    await until(async () => /kept here/.test((await rowsOf(popup))[1]?.problem ?? ''));
    expect(await faultsOf(popup)).toEqual([]);
    await popup.click(row(idOf(0), '.star'));
    await until(async () => /cannot open its library/.test((await noticeOf(popup)) ?? ''));
    expect(await idsOf(popup)).toEqual([idOf(0), idOf(1)]);
    await popup.close();

    const next = await openPopup();
    expect(await textOf(next, '.state')).toContain('Dogear cannot open its library.');
    expect(await faultsOf(next)).toEqual([]);
    await mendLibrary(backstage, entries);
    await next.bringToFront();
    await next.click('.state button');
    await untilEqual(() => noteIn(next, idOf(1)), 'precious');
    await untilNote(idOf(1), 'precious');
    expect(await focusOf(next)).toBe('input.search');
  });

  it('keeps a note that is too long as a draft, also of a paper that lost its star', async () => {
    const entry = starredEntry(0);
    await fillLibrary(backstage, [entry]);
    const popup = await openPopup();
    const long = 'x'.repeat(LONGEST_NOTE + 3);
    await pasteNote(popup, idOf(0), long);
    const problem = async (page: Page) => (await rowsOf(page))[0]?.problem ?? '';
    await until(async () =>
      /3 characters too long\. What you typed is kept/.test(await problem(popup)),
    );
    await popup.close();

    await patch(entry, { starred: false });
    const next = await openPopup();
    await until(async () => /A note on “Paper 0” is not saved/.test((await noticeOf(next)) ?? ''));
    await patch(entry, { starred: true });
    await untilEqual(async () => (await noteIn(next, idOf(0)))?.length, long.length);
    expect(await problem(next)).toMatch(/3 characters too long/);
    await pasteNote(next, idOf(0), 'short');
    await untilNote(idOf(0), 'short');
    await untilEqual(() => problem(next), '');
    expect(await next.evaluate(() => Object.keys(localStorage))).toEqual([]);
  });

  it('searches, sorts, leaves out what is read, and counts', async () => {
    await fillLibrary(backstage, [
      starredEntry(0, { title: 'Beta 10', authors: ['José Álvarez-León'], published: '2024-05' }),
      starredEntry(1, { title: 'Älpha', published: '2025' }, { note: 'For Łódź', readAt: TODAY }),
      starredEntry(2, { title: 'beta 9 of Erd\\H{o}s', published: '2024-05-20' }),
    ]);
    const popup = await openPopup();
    const order = async () => (await idsOf(popup)).map((id) => id.slice(-1)).join('');
    expect(await order()).toBe('012');
    await untilEqual(() => statusOf(popup), '3 starred · 2 unread');
    for (const [query, found] of [
      ['alvarez', '0'],
      ['ALPHA', '1'],
      ['lodz for', '1'],
      ['erdos', '2'],
      ['beta', '02'],
    ] as const) {
      await search(popup, query);
      await untilEqual(order, found);
    }
    await untilEqual(() => statusOf(popup), '2 of 3 starred');
    await popup.keyboard.press('Escape');
    await untilEqual(order, '012');

    for (const [by, sorted] of [
      ['published', '120'],
      ['title', '120'],
      ['starred', '012'],
    ] as const) {
      await popup.select('[name=sort]', by);
      await untilEqual(order, sorted);
    }

    await popup.click('.tools .check');
    await untilEqual(order, '02');
    // The row that the reader is in stays until it is left.
    await popup.click(row(idOf(0), '.done'));
    await until(async () => (await markOf(backstage, idOf(0)))?.readAt !== undefined);
    expect(await order()).toBe('02');
    await search(popup, 'nothing like it');
    await until(async () => (await textOf(popup, '.state')) !== undefined);
    expect(await faultsOf(popup)).toEqual([]);
    await popup.click('.state button');
    await untilEqual(order, '012');
    expect(await focusOf(popup)).toBe('input.search');
  });

  it('works with the keyboard alone, and never loses the focus', async () => {
    const ids = [0, 1, 2].map(idOf) as [PaperId, PaperId, PaperId];
    await fillLibrary(backstage, [starredEntry(0), starredEntry(1), starredEntry(2)]);
    const popup = await openPopup();
    await popup.bringToFront();
    const press = async (...keys: Parameters<typeof popup.keyboard.press>[0][]) => {
      for (const key of keys) await popup.keyboard.press(key);
    };
    await untilEqual(() => focusOf(popup), 'input.search');
    const stops: string[] = [];
    for (let n = 0; n < 8; n++) {
      await press('Tab');
      stops.push(await focusOf(popup));
    }
    expect(stops).toEqual([
      ...['input.checkbox', 'select.sort', 'button.skip'],
      ...[`a ${ids[0]}`, `button.star ${ids[0]}`, `button.done ${ids[0]}`],
      ...[`textarea.textarea ${ids[0]}`, `a ${ids[1]}`],
    ]);

    await press('ArrowDown', 'ArrowUp', 'ArrowUp', 'ArrowUp');
    expect(await focusOf(popup)).toBe('input.search');
    await press('ArrowDown', 'ArrowDown', 'Tab', 'Enter');
    await untilEqual(() => idsOf(popup), [ids[0], ids[2]]);
    await untilEqual(() => focusOf(popup), `a ${ids[2]}`);
    await popup.keyboard.down('Control');
    await press('z');
    await popup.keyboard.up('Control');
    await untilEqual(() => idsOf(popup), ids);
    await untilEqual(() => focusOf(popup), `a ${ids[1]}`);

    await press('Tab', 'Tab', ' ');
    await until(async () => (await rowsOf(popup))[1]?.isRead === true);
    await press('Tab');
    await popup.keyboard.type('by hand');
    await press('Escape');
    expect(await focusOf(popup)).toBe(`a ${ids[1]}`);
    await untilNote(ids[1], 'by hand');

    // Taken away elsewhere, one after the other, from under the reader.
    await patch(starredEntry(1), { starred: false });
    await untilEqual(() => focusOf(popup), `a ${ids[2]}`);
    await patch(starredEntry(2), { starred: false });
    await untilEqual(() => focusOf(popup), `a ${ids[0]}`);
    await patch(starredEntry(0), { starred: false });
    await untilEqual(() => focusOf(popup), 'a');
    expect(await textOf(popup, '.state p')).toMatch(/^Press Star/);
  });

  it('shows formulas, accents and markup as they read, and prices as prices', async () => {
    await fillLibrary(backstage, [
      starredEntry(0, { title: 'On $\\frac{1}{2}$ of Schr\\"odinger' }),
      starredEntry(1, { title: 'Broken $\\frac{1$ and $\\nonsense{x}$' }),
      starredEntry(2, { title: 'From $5-$10 to US$5 and A$6' }),
      starredEntry(3, { title: '<b>Bold</b> &amp; <script>alert(1)</script>' }),
    ]);
    const popup = await openPopup();
    const htmlOf = (n: number): Promise<string[]> =>
      popup.evaluate(
        (selector) => [...document.querySelectorAll(`${selector} *`)].map((one) => one.localName),
        row(idOf(n), 'a'),
      );
    await until(async () => (await htmlOf(0)).includes('mfrac'));
    const titles = (await rowsOf(popup)).map(({ title }) => title);
    expect(titles[0]).toMatch(/^On .*12.* of Schrödinger$/);
    expect(titles.slice(1)).toEqual([
      'Broken $\\frac{1$ and $\\nonsense{x}$',
      'From $5-$10 to US$5 and A$6',
      '<b>Bold</b> &amp; <script>alert(1)</script>',
    ]);
    expect(await htmlOf(1)).toEqual(['span', 'span']);
    expect(await htmlOf(2)).toEqual([]);
    expect(await htmlOf(3)).toEqual([]);
  });

  it('has few rows of 5,000 papers at a time, and finds every one', async () => {
    const last = starredEntry(4_999, {}, { note: 'A needle' });
    await fillLibrary(backstage, [
      ...Array.from({ length: 4_999 }, (_, n) => starredEntry(n, {}, { note: `Note ${n}` })),
      last,
    ]);
    const popup = await openPopup();
    const count = () => popup.evaluate(() => document.querySelectorAll('li[data-paper]').length);
    expect(await count()).toBeLessThanOrEqual(80);
    await untilEqual(() => statusOf(popup), '5,000 starred · 5,000 unread');
    const before = await count();
    expect(before).toBeLessThanOrEqual(80);
    await popup.bringToFront();
    await popup.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await until(async () => (await count()) > before);

    await search(popup, 'needle');
    await untilEqual(() => idsOf(popup), [last.paper.id]);
    await popup.keyboard.press('Escape');
    await until(async () => (await count()) > 1);
    expect(await count()).toBeLessThanOrEqual(80);
    expect(await popup.evaluate(() => scrollY)).toBe(0);
  });

  it('gives axe nothing to find, by day and by night', async () => {
    const expectNoFaults = async (page: Page): Promise<void> => {
      for (const scheme of ['light', 'dark']) {
        await page.evaluate((wanted) => {
          document.documentElement.style.colorScheme = wanted;
        }, scheme);
        expect(await faultsOf(page), scheme).toEqual([]);
      }
    };
    const empty = await openPopup();
    expect(await textOf(empty, '.state p')).toMatch(/^Press Star/);
    expect(await empty.evaluate(() => document.querySelector('svg.picture') !== null)).toBe(true);
    await expectNoFaults(empty);

    await fillLibrary(backstage, [
      starredEntry(0, { title: 'On $\\frac{1}{2}$' }, { note: 'A note' }),
      starredEntry(1, { title: 'دراسة في القراءة' }, { readAt: TODAY }),
      starredEntry(2, { authors: [], authorCount: 5 }),
    ]);
    const popup = await openPopup();
    await pasteNote(popup, idOf(1), 'x'.repeat(LONGEST_NOTE + 1));
    await until(async () => (await rowsOf(popup))[1]?.problem !== '');
    await popup.bringToFront();
    await popup.click(row(idOf(2), '.star'));
    await until(async () => (await noticeOf(popup)) !== '');
    await expectNoFaults(popup);
  });

  it('saves what is shown, all that is starred, or everything, in each format', async () => {
    await fillLibrary(backstage, [
      starredEntry(0, { title: 'Alpha & Co', authors: ['José Álvarez-León'] }, { note: '100%' }),
      starredEntry(1, { title: 'Beta' }),
      makeEntry({ id: idOf(2), title: 'Only read' }, { readAt: TODAY }),
    ]);
    const popup = await openPopup();
    await search(popup, 'alpha');
    await untilEqual(() => idsOf(popup), [idOf(0)]);

    const save = async (format: string, scope: string, extension: string): Promise<string> => {
      for (const file of readdirSync(downloads)) rmSync(join(downloads, file));
      await popup.select('[name=format]', format);
      await popup.select('[name=scope]', scope);
      await popup.click('form [type=submit]');
      let text = '';
      await until(() => {
        const name = readdirSync(downloads).find((file) => file.endsWith(extension));
        text = name ? readFileSync(join(downloads, name), 'utf8') : '';
        return text !== '';
      });
      return text;
    };
    const bib = await save('bibtex', 'shown', '.bib');
    expect(bib.match(/^@/gm)).toHaveLength(1);
    expect(bib).toContain('annote = {100\\%}');
    expect(await noticeOf(popup)).toBe('1 paper saved to a file.');
    if (hasBibtex) expect(runBibtexOn(bib)).toContain("José {\\'A}lvarez-León");
    expect((await save('markdown', 'starred', '.md')).match(/^## /gm)).toHaveLength(2);
    const file = JSON.parse(await save('json', 'library', '.json'));
    expect(file.papers.map(({ paper }: Entry) => paper.title)).toEqual([
      'Alpha & Co',
      'Beta',
      'Only read',
    ]);
    expect(file.papers[0].mark.note).toBe('100%');
  });

  it('copies to the clipboard, and says when there is nothing to export', async () => {
    await fillLibrary(backstage, [starredEntry(0, { title: 'Copied' })]);
    const popup = await openPopup();
    await popup.bringToFront();
    await popup.select('[name=format]', 'markdown');
    await popup.click('form [type=button]');
    await untilEqual(() => noticeOf(popup), '1 paper copied.');
    const page = await open('https://arxiv.org/paste');
    await page.bringToFront();
    await page.focus('textarea');
    await page.keyboard.down('Control');
    await page.keyboard.press('v');
    await page.keyboard.up('Control');
    const pasted = () => page.evaluate(() => document.querySelector('textarea')?.value ?? '');
    await until(async () => /^# Reading list\n\n## \[Copied\]/.test(await pasted()));

    await search(popup, 'nothing like it');
    await popup.click('form [type=button]');
    await untilEqual(() => noticeOf(popup), 'There is nothing to export.');
  });
});
