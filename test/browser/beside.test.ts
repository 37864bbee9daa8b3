import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '../../src/paper/entry';
import type { PaperId } from '../../src/paper/ids';
import type { Mark } from '../../src/paper/mark';
import type { Paper } from '../../src/paper/paper';
import { DAILY, PAPERS, putSample } from '../demo/sample';
import { makeEntry } from '../formats/entries';
import { openBeside, openRealPopup } from './harness/beside';
import { findBrowser, type Kind } from './harness/find-browser';
import { markOnDisk, renewLibrary, send } from './harness/library';
import { distOf, launch, press, type Session, until, untilReady } from './harness/session';
import { startWeb, type Web } from './harness/web';

const KINDS: Kind[] = ['chromium', 'firefox'];
const POPUP = '/src/popup/index.html';
const TODAY = Date.UTC(2026, 10, 24);

const idOf = (n: number): PaperId => `arxiv:2601.${String(n).padStart(5, '0')}` as PaperId;
const sampleId = (n: number): PaperId => `arxiv:${PAPERS[n]?.id}` as PaperId;

/** The n-th paper of a library; starred the earlier the greater n is. */
function entry(n: number, paper: Partial<Paper> = {}, mark: Partial<Mark> = {}): Entry {
  const page = `https://arxiv.org/abs/${idOf(n).slice('arxiv:'.length)}`;
  return makeEntry(
    { id: idOf(n), title: `Paper ${n}`, links: { page }, ...paper },
    { starredAt: TODAY - n * 60_000, seq: n + 1, ...mark },
  );
}

async function untilEqual<T>(read: () => Promise<T>, expected: T): Promise<void> {
  let last: T | undefined;
  const isEqual = async (): Promise<boolean> => {
    last = await read();
    return JSON.stringify(last) === JSON.stringify(expected);
  };
  await until(isEqual).catch(() => expect(last).toEqual(expected));
}

/** "5 on this page: 1 starred", of the popup or of what is beside; empty where there is no such line. */
const summaryIn = (): string => document.querySelector('details.page summary')?.textContent ?? '';

const idsIn = (page: Page, list = 'main > ul'): Promise<string[]> =>
  page.$$eval(`${list} > li`, (rows) =>
    rows.map((one) => (one as HTMLElement).dataset.paper ?? ''),
  );

async function search(page: Page, query: string): Promise<void> {
  await page.bringToFront();
  await page.click('[type=search]', { count: 3 });
  await page.keyboard.press('Backspace');
  await page.keyboard.type(query);
}

describe.each(KINDS)('the popup and what is beside it in %s', (kind) => {
  let web: Web;
  let session: Session;
  let desk: Page;
  const opened: Page[] = [];

  async function openPopup(width = 440): Promise<Page> {
    const page = await session.open(POPUP, { width, height: 600 });
    opened.push(page);
    await until(() => page.evaluate(() => document.querySelector('li, .state') !== null));
    return page;
  }
  async function openDigest(): Promise<Page> {
    const digest = await session.open(DAILY);
    opened.push(digest);
    await untilReady(digest);
    return digest;
  }

  beforeAll(async () => {
    expect(findBrowser(kind), `${kind} is installed`).toBeDefined();
    web = await startWeb();
    putSample(web);
    web.put('https://arxiv.org/other', '<!doctype html><p>Nothing to read here.</p>');
    session = await launch(kind, { port: web.port, staysAwake: true });
    desk = await session.open('/src/options/index.html');
  });
  beforeEach(() => renewLibrary(desk, []));
  afterEach(async () => {
    for (const page of opened.splice(0)) await page.close().catch(() => undefined);
  });
  afterAll(async () => {
    await session?.close();
    await web?.close();
  });

  it('tells of the papers of the page that is looked at, and follows it', async () => {
    await renewLibrary(desk, [entry(0)]);
    const popup = await openPopup();
    const digest = await openDigest();
    const n = PAPERS.length;
    await digest.bringToFront();
    const summary = () => popup.evaluate(summaryIn);
    await untilEqual(summary, `${n} on this page`);
    await press(digest, sampleId(2), 'Star');
    await untilEqual(summary, `${n} on this page: 1 starred`);
    await press(digest, sampleId(0), 'Star');
    await press(digest, sampleId(0), 'Read');
    await untilEqual(summary, `${n} on this page: 2 starred, 1 read`);
    await popup.evaluate(() =>
      document.querySelector<HTMLElement>('details.page summary')?.click(),
    );
    // In the order of the page, not in that of the list.
    await untilEqual(() => idsIn(popup, 'details.page ul'), [sampleId(0), sampleId(2)]);
    await popup.evaluate(
      (s) => document.querySelector<HTMLElement>(s)?.click(),
      `details.page [data-paper="${sampleId(2)}"] .star`,
    );
    await untilEqual(summary, `${n} on this page: 1 starred, 1 read`);

    await digest.goto('https://arxiv.org/other');
    await untilEqual(summary, '');
    await digest.goto(DAILY);
    await untilEqual(summary, `${n} on this page: 1 starred, 1 read`);
  });

  it('shows the last note, to go on with', async () => {
    await renewLibrary(desk, [entry(0), entry(1, { title: 'The other' })]);
    const note = (n: number, text: string) =>
      send(desk, 'mark', entry(n).paper, { note: { text, was: '' } });
    await note(0, 'An older thought');
    expect(await note(1, 'The last thought\nand its second line')).toMatchObject({ ok: true });
    const popup = await openPopup();
    const last = () =>
      popup.evaluate(() => document.querySelector('details.last summary')?.textContent ?? '');
    await untilEqual(last, 'Last note The last thought');
    await popup.bringToFront();
    await popup.click('details.last summary');
    await untilEqual(() => idsIn(popup, 'details.last ul'), [idOf(1)]);
    await popup.focus('details.last textarea');
    await popup.keyboard.down('Control');
    await popup.keyboard.press('End');
    await popup.keyboard.up('Control');
    await popup.keyboard.type(', and more');
    const text = 'The last thought\nand its second line, and more';
    await until(async () => (await markOnDisk(desk, idOf(1)))?.note === text);
    // The same note in the list below says the same.
    const below = () =>
      popup.$eval(
        `main > ul [data-paper="${idOf(1)}"] textarea`,
        (area) => (area as HTMLTextAreaElement).value,
      );
    await untilEqual(below, text);
    // One that is written elsewhere comes to the top; and a search needs the room.
    await send(desk, 'mark', entry(0).paper, { note: { text: 'Newest', was: 'An older thought' } });
    await untilEqual(last, 'Last note Newest');
    await search(popup, 'paper');
    await untilEqual(last, '');
  });

  it('searches as the list page does, points out mistakes, and hands the words on', async () => {
    await renewLibrary(desk, [
      entry(0, { title: 'Sparse attention', authors: ['José Álvarez'] }, { tags: ['to cite'] }),
      entry(1, { title: 'Attention is sparse', authors: ['Ada Lovelace'] }, { readAt: TODAY }),
      entry(2, { title: 'Optics' }, { note: 'of sparse attention' }),
    ]);
    const popup = await openPopup();
    for (const [query, found] of [
      ['author:alvarez', [0]],
      ['tag:"to cite"', [0]],
      ['is:unread attention', [0, 2]],
      ['"sparse attention"', [0, 2]],
      ['attention -sparse', []],
      ['sparse -title:sparse', [2]],
      ['optics OR author:ada', [1, 2]],
    ] as const) {
      await search(popup, query);
      const found_ = async () => (await idsIn(popup)).sort();
      await untilEqual(found_, found.map(idOf));
    }
    const marked = () => popup.$$eval('li mark', (marks) => marks.map((one) => one.textContent));
    await search(popup, 'spars alvarez');
    await untilEqual(marked, ['Spars', 'Álvarez']);

    await search(popup, 'auhor:ada attention');
    await untilEqual(async () => (await idsIn(popup)).length, 3);
    const mistake = await popup.evaluate(() => [
      document.querySelector('.mirror mark')?.textContent,
      document.querySelector('#mistake')?.textContent,
      document.querySelector('[type=search]')?.getAttribute('aria-invalid'),
    ]);
    expect(mistake).toEqual(['auhor', expect.stringContaining('“auhor” is no field'), 'true']);

    await search(popup, 'title:"sparse attention" & more');
    await popup.evaluate(() => {
      const buttons = [...document.querySelectorAll<HTMLElement>('nav button')];
      buttons.find((button) => button.textContent === 'Open the list page')?.click();
    });
    const address = `${session.origin}/src/list/index.html?q=title%3A%22sparse+attention%22+%26+more`;
    let found: string[] = [];
    const isOpen = async (): Promise<boolean> => {
      const pages = await session.browser.pages();
      const addressOf = (page: Page) => page.evaluate(() => location.href).catch(() => '');
      found = await Promise.all(pages.map(addressOf));
      opened.push(...pages.filter((_, i) => found[i] === address));
      return found.includes(address);
    };
    await until(isOpen).catch(() => expect(found).toContain(address));
  });

  it('has room for everything, narrow and wide, and in large letters', async () => {
    const long = 'Donaudampfschifffahrtsgesellschaftskapitänswitwenrente'.repeat(3);
    await renewLibrary(desk, [
      entry(0, { title: long, authors: [long], venue: long }, { note: long }),
      entry(1, { title: 'Read', published: '2024' }, { readAt: TODAY, dismissedAt: TODAY }),
    ]);
    await send(desk, 'mark', entry(0).paper, { note: { text: `${long} last`, was: long } });
    const popup = await openPopup();
    await popup.bringToFront();
    await until(() => popup.evaluate(() => document.querySelector('details.last') !== null));
    await popup.click('details.last summary');
    await popup.waitForSelector('details.last .star');
    await popup.click('details.last .star');
    await until(() => popup.evaluate(() => document.querySelector('.notice:not(.none)') !== null));
    await popup.focus('[type=search]');
    for (const width of [320, 400, 440, 800]) {
      for (const letters of ['100%', '150%', '200%']) {
        await popup.setViewport({ width, height: 600 });
        const sticking = await popup.evaluate((size) => {
          const root = document.documentElement;
          root.style.fontSize = size;
          // What cuts a line short, with dots, does so on purpose.
          const isCut = (part: HTMLElement | null): boolean =>
            part !== null &&
            (getComputedStyle(part).overflowX !== 'visible' || isCut(part.parentElement));
          const parts = [...document.querySelectorAll<HTMLElement>('#app *')].filter((part) => {
            const { left, right } = part.getBoundingClientRect();
            return (left < -1 || right > root.clientWidth + 1) && !isCut(part.parentElement);
          });
          const names = parts.map((part) => `${part.localName}.${part.className}`);
          return root.scrollWidth > root.clientWidth ? ['the page', ...names] : names;
        }, letters);
        expect(sticking, `${width} px, ${letters}`).toEqual([]);
      }
    }
  });

  it('is in the manifest of each build under the name that the browser has for it', () => {
    const manifest = JSON.parse(readFileSync(join(distOf(kind), 'manifest.json'), 'utf8'));
    if (kind === 'firefox') {
      expect(manifest.sidebar_action).toMatchObject({
        default_panel: 'src/popup/index.html',
        open_at_install: false,
      });
      expect(manifest).not.toHaveProperty('side_panel');
      expect(manifest.permissions).not.toContain('sidePanel');
      return;
    }
    expect(manifest.side_panel).toEqual({ default_path: 'src/popup/index.html' });
    expect(manifest.permissions).toContain('sidePanel');
    expect(manifest).not.toHaveProperty('sidebar_action');
  });

  it('stays beside the page: the same list, and the papers of the page', async () => {
    await renewLibrary(desk, [entry(0), entry(1)]);
    const digest = await openDigest();
    const beside = await openBeside(session, digest);
    const state = () =>
      beside.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        const rows = [...document.querySelectorAll<HTMLElement>('main > ul > li')];
        return {
          rows: rows.map((one) => one.dataset.paper),
          summary: document.querySelector('details.page summary')?.textContent,
          isRoomy: scrollWidth <= clientWidth,
          // What it is itself needs no button.
          buttons: [...document.querySelectorAll('nav button')].map((one) => one.textContent),
        };
      });
    const buttons = ['Open the list page', 'Settings'];
    const n = PAPERS.length;
    const summary = `${n} on this page`;
    await untilEqual(state, { rows: [idOf(0), idOf(1)], summary, isRoomy: true, buttons });
    await press(digest, sampleId(1), 'Star');
    const rows = [sampleId(1), idOf(0), idOf(1)];
    await untilEqual(state, { rows, summary: `${summary}: 1 starred`, isRoomy: true, buttons });
    const other = await session.open('https://arxiv.org/other');
    opened.push(other);
    await other.bringToFront();
    await untilEqual(() => beside.evaluate(summaryIn), '');
    await digest.bringToFront();
    await untilEqual(() => beside.evaluate(summaryIn), `${summary}: 1 starred`);
    await beside.close();
  });

  // No driver opens the popup itself in Firefox.
  if (kind === 'chromium') {
    it('lies over the page whose papers it tells of', async () => {
      await renewLibrary(desk, [entry(0)]);
      const digest = await openDigest();
      await press(digest, sampleId(0), 'Star');
      const popup = await openRealPopup(session, digest);
      const summary = `${PAPERS.length} on this page: 1 starred`;
      await untilEqual(() => popup.evaluate(summaryIn), summary);
      await popup.evaluate(() => close()).catch(() => undefined);
    });
  }
});
