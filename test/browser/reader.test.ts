/** A reader going through a digest: with the keyboard, hiding, undoing, writing notes. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Visit } from '../../src/library/schema';
import type { Mark } from '../../src/paper/mark';
import type { Paper } from '../../src/paper/paper';
import { arxivList, DAILY, dailyCard, dailyPage, PAPERS, putSample, RECENT } from '../demo/sample';
import { violationsOf } from './harness/axe';
import { clickMenu } from './harness/background';
import { findBrowser, type Kind } from './harness/find-browser';
import { barOf, cardsOf, press, untilReady } from './harness/overlay';
import { launch, type OpenOptions, type Session } from './harness/session';
import { until } from './harness/wait';
import { startWeb, type Web } from './harness/web';

const KINDS: Kind[] = ['chromium', 'firefox'];
const idAt = (i: number): string => `arxiv:${PAPERS[i]?.id}`;
const ALL = PAPERS.map((_, i) => i);

interface Api {
  readonly browser: {
    readonly storage: {
      readonly local: {
        get(keys: null): Promise<Record<string, unknown>>;
        set(values: Record<string, unknown>): Promise<void>;
        remove(keys: string[]): Promise<void>;
      };
    };
    readonly runtime: { sendMessage(message: unknown): Promise<{ ok: boolean; value: unknown }> };
  };
}

/** Where the ring is, and the focus: on the card of which paper, and on what there. */
interface Place {
  readonly ring: string | undefined;
  readonly card: string | undefined;
  readonly on: string;
}

const placeIn = (page: Page): Promise<Place> =>
  page.evaluate(() => {
    const outer = document.activeElement;
    const inner = outer?.shadowRoot?.activeElement ?? outer;
    const entry = outer?.closest('dd')?.previousElementSibling;
    const card = (entry ?? outer)?.closest<HTMLElement>('[data-dogear]');
    const ring = document.querySelector<HTMLElement>('[data-dogear-current]');
    return {
      ring: ring?.dataset.dogear,
      card: card?.dataset.dogear,
      on: (inner as HTMLButtonElement | null)?.name || (inner?.localName ?? ''),
    };
  });

/** How each card is shown: `hidden`, `folded`, `dimmed` or `whole`. */
const shownIn = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-dogear]')].map((card) => {
      const entry = card.localName === 'dt' ? (card.nextElementSibling as Element) : card;
      if (card.getClientRects().length === 0) return 'hidden';
      if (card.hasAttribute('data-dogear-folded')) return 'folded';
      const image = getComputedStyle(entry).backgroundImage;
      return card.hasAttribute('data-dogear-dimmed') && image !== 'none' ? 'dimmed' : 'whole';
    }),
  );

const typeKeys = async (page: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key as 'j');
};

/** Of one of Dogear's hosts: the texts of what is seen of it. */
const textsIn = (page: Page, host: string, selector: string): Promise<string[]> =>
  page.evaluate(
    (outer, inner) =>
      [...(document.querySelector(outer)?.shadowRoot?.querySelectorAll(inner) ?? [])]
        .filter((element) => element.checkVisibility())
        .map((element) => element.textContent ?? ''),
    host,
    selector,
  );

async function click(page: Page, host: string, selector: string, text?: string): Promise<void> {
  await page.bringToFront();
  const handle = await page.evaluateHandle(
    (outer, inner, words) =>
      [...(document.querySelector(outer)?.shadowRoot?.querySelectorAll(inner) ?? [])].find(
        (element) => !words || element.textContent === words,
      ),
    host,
    selector,
    text,
  );
  const element = handle.asElement();
  if (!element) throw new Error(`There is no ${selector} ${text ?? ''} in ${host}.`);
  await (element as Awaited<ReturnType<Page['$']>>)?.click();
}

/** Everything in one store of the library, as it is on disk. */
const readStore = <T>(page: Page, name: string): Promise<T[]> =>
  page.evaluate(async (store) => {
    const done = <R>(request: IDBRequest<R>): Promise<R> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await done(indexedDB.open('dogear'));
    const all = await done(db.transaction(store).objectStore(store).getAll());
    db.close();
    return all;
  }, name);

const putIn = (page: Page, name: string, record: object): Promise<void> =>
  page.evaluate(
    async (store, value) => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('dogear');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const tx = db.transaction(store, 'readwrite');
      tx.objectStore(store).put(value);
      await new Promise((resolve) => {
        tx.oncomplete = resolve;
      });
      db.close();
    },
    name,
    record,
  );

/** An attribute or property of what is found in one of Dogear's hosts. */
const textsOf = (page: Page, host: string, selector: string, name: string): Promise<string[]> =>
  page.evaluate(
    (outer, inner, key) =>
      [...(document.querySelector(outer)?.shadowRoot?.querySelectorAll(inner) ?? [])].map(
        (element) => String((element as unknown as Record<string, unknown>)[key]),
      ),
    host,
    selector,
    name,
  );

const noteHost = (i: number): string =>
  `[data-dogear="${idAt(i)}"] dogear-note, [data-dogear="${idAt(i)}"] + dd dogear-note`;
const controlHost = (i: number): string => `[data-dogear="${idAt(i)}"] dogear-control`;

const FIXTURES = resolve(import.meta.dirname, '../../../shared/fixtures');

function savedPage(path: string): string | undefined {
  try {
    return readFileSync(resolve(FIXTURES, path), 'utf8');
  } catch {
    return undefined;
  }
}

describe.each(KINDS)('a reader in %s', (kind) => {
  let web: Web;
  let session: Session;
  /** A page of the extension that stays open, to look into the library and to change settings. */
  let desk: Page;
  const opened: Page[] = [];
  const errors: string[] = [];

  async function open(address: string, options: OpenOptions = {}): Promise<Page> {
    const page = await session.open(address, options);
    page.on('pageerror', (error) => {
      // Of a saved page's own files.
      if (!/Cross-Origin Request Blocked/.test(String(error))) errors.push(String(error));
    });
    opened.push(page);
    await page.bringToFront();
    await untilReady(page);
    return page;
  }
  async function reload(page: Page): Promise<void> {
    await page.reload({ waitUntil: 'domcontentloaded' });
    await untilReady(page);
  }
  const send = (request: string, ...args: unknown[]): Promise<{ ok: boolean; value: unknown }> =>
    desk.evaluate(
      (envelope) => (globalThis as unknown as Api).browser.runtime.sendMessage(envelope),
      { request, args },
    );
  const markOf = async (i: number): Promise<Mark | null> => {
    const { value } = await send('marksOf', [idAt(i)]);
    return (value as (Mark | null)[])[0] ?? null;
  };
  const untilMark = (i: number, isSo: (mark: Mark | null) => boolean): Promise<void> =>
    until(async () => isSo(await markOf(i)));
  const paperAt = (i: number): Paper => ({
    id: idAt(i) as Paper['id'],
    title: PAPERS[i]?.title ?? '',
    authors: [],
    links: { page: `https://arxiv.org/abs/${PAPERS[i]?.id}` },
  });
  const mark = async (patch: object, ...papers: number[]): Promise<void> => {
    const changes = papers.map((i) => ({ paper: paperAt(i), patch }));
    expect(await send('markAll', changes)).toMatchObject({ ok: true });
  };
  const set = (values: Record<string, unknown>): Promise<void> =>
    desk.evaluate(
      (all) => (globalThis as unknown as Api).browser.storage.local.set(all),
      Object.fromEntries(Object.entries(values).map(([name, value]) => [`setting:${name}`, value])),
    );
  const untilPlace = (page: Page, place: Partial<Place>): Promise<void> =>
    until(async () => {
      const now = await placeIn(page);
      return Object.entries(place).every(([key, value]) => now[key as keyof Place] === value);
    });
  const untilShown = (page: Page, i: number, shown: string): Promise<void> =>
    until(async () => (await shownIn(page))[i] === shown);
  const untilBar = (page: Page, text: string | RegExp): Promise<void> =>
    until(async () => {
      const bar = (await barOf(page)) ?? '';
      return typeof text === 'string' ? bar.includes(text) : text.test(bar);
    });

  beforeAll(async () => {
    expect(findBrowser(kind), `${kind} is installed`).toBeDefined();
    web = await startWeb();
    putSample(web);
    session = await launch(kind, { port: web.port, staysAwake: true });
    desk = await session.open('/src/popup/index.html');
    expect(await send('marksOf', [])).toMatchObject({ ok: true });
  });
  beforeEach(async () => {
    await desk.evaluate(async () => {
      const { local } = (globalThis as unknown as Api).browser.storage;
      const names = Object.keys(await local.get(null));
      await local.remove(names.filter((name) => name.startsWith('setting:')));
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('dogear');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const names2 = ['papers', 'marks', 'aliases', 'visits'];
      const tx = db.transaction(names2, 'readwrite');
      for (const name of names2) tx.objectStore(name).clear();
      await new Promise((resolve) => {
        tx.oncomplete = resolve;
      });
      db.close();
    });
  });
  afterEach(async () => {
    for (const page of opened.splice(0)) await page.close().catch(() => undefined);
    expect(errors.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await session?.close();
    await web?.close();
  });

  describe('with the keyboard', () => {
    it('goes from paper to paper, each in view beside the bar, ring and focus with it', async () => {
      const page = await open(RECENT, { width: 900, height: 420 });
      await typeKeys(page, 'k');
      expect((await placeIn(page)).ring).toBeUndefined();
      for (const i of ALL) {
        await typeKeys(page, 'j');
        await untilPlace(page, { ring: idAt(i), card: idAt(i), on: 'a' });
        // All of the entry, with room for the bar.
        await until(() =>
          page.evaluate(
            (id, atEnd) => {
              const term = document.querySelector(`[data-dogear="${id}"]`) as Element;
              const { bottom } = (term.nextElementSibling as Element).getBoundingClientRect();
              const bar = document.querySelector('dogear-bar')?.getBoundingClientRect();
              const room = atEnd ? innerHeight : (bar?.top ?? 0);
              return term.getBoundingClientRect().top >= 0 && bottom <= room;
            },
            idAt(i),
            i === 8,
          ),
        );
      }
      await typeKeys(page, 'j', 'j');
      await untilPlace(page, { ring: idAt(8) });
      await typeKeys(page, 'k');
      await untilPlace(page, { ring: idAt(7), card: idAt(7) });
      await typeKeys(page, ...Array<string>(9).fill('k'));
      await untilPlace(page, { ring: idAt(0), card: idAt(0) });
      const ring = await page.$eval(
        '[data-dogear-current]',
        (card) => getComputedStyle(card).boxShadow,
      );
      expect(ring).not.toBe('none');
    });

    it('marks and goes on, passes over what is hidden, and shows it again', async () => {
      const page = await open(RECENT);
      await typeKeys(page, 'j', 'x', 'j', 'r', 'j', 's');
      await untilPlace(page, { ring: idAt(2) });
      await untilMark(0, (mark) => mark?.dismissedAt !== undefined && mark.readAt === undefined);
      await untilMark(1, (mark) => mark?.readAt !== undefined);
      await untilMark(2, (mark) => mark?.starredAt !== undefined);
      // Not under the reader's hand.
      expect((await shownIn(page)).slice(0, 3)).toEqual(['dimmed', 'dimmed', 'whole']);
      await untilBar(page, '9 papers · 1 read · 1 not for you');
      await reload(page);
      await untilShown(page, 0, 'hidden');
      await untilBar(page, '9 papers · 2 hidden');
      await typeKeys(page, 'j');
      await untilPlace(page, { ring: idAt(2) });
      // From a card that goes, to the one behind it.
      await typeKeys(page, 'j', 'r', 'h');
      await untilShown(page, 0, 'dimmed');
      await typeKeys(page, 'h');
      await untilShown(page, 3, 'hidden');
      await typeKeys(page, 's');
      await typeKeys(page, 'j');
      await untilPlace(page, { ring: idAt(4) });
      await typeKeys(page, 'k');
      await untilPlace(page, { ring: idAt(2) });
      expect((await markOf(3))?.starredAt).toBeUndefined();
      // Restored: shown, and pressed again.
      await typeKeys(page, 'h');
      await untilShown(page, 0, 'dimmed');
      await click(page, controlHost(0), '[name=dismiss]');
      await untilShown(page, 0, 'whole');
      await untilMark(0, (mark) => mark?.dismissedAt === undefined);
    });

    it('goes on from where the reader is: on the screen, or in a card with Tab or the mouse', async () => {
      const page = await open(RECENT, { width: 900, height: 420 });
      await typeKeys(page, 'j');
      await untilPlace(page, { ring: idAt(0) });
      await page.mouse.move(300, 200);
      await page.mouse.wheel({ deltaY: 400 });
      await until(() => page.evaluate(() => scrollY > 200));
      await until(() =>
        page.evaluate(() => {
          const card = document.querySelector('[data-dogear-current] + dd') as Element;
          return card.getBoundingClientRect().bottom < 0;
        }),
      );
      // What cannot be seen is not what the reader means.
      await typeKeys(page, 's');
      await typeKeys(page, 'j');
      const { ring } = await placeIn(page);
      expect(ALL.map(idAt).indexOf(ring ?? '')).toBeGreaterThan(0);
      expect(await markOf(0)).toBeNull();

      await press(page, idAt(7), 'Star');
      await typeKeys(page, 'r');
      await untilMark(7, (mark) => mark?.readAt !== undefined && mark.starredAt !== undefined);
      await typeKeys(page, 'j');
      await untilPlace(page, { ring: idAt(8) });
    });

    it('keeps place, focus and an open note when the page draws its list anew', async () => {
      const page = await open(DAILY);
      await typeKeys(page, 'j', 'j');
      await untilPlace(page, { ring: idAt(1), card: idAt(1), on: 'a' });
      const redraw = () =>
        page.evaluate(() => {
          const grid = document.querySelector('.grid') as HTMLElement;
          const cards = [...grid.children].map((card) => card.cloneNode(true) as Element);
          for (const card of cards)
            for (const ours of card.querySelectorAll('dogear-control, dogear-note')) ours.remove();
          grid.replaceChildren(...cards);
        });
      await redraw();
      await untilPlace(page, { ring: idAt(1), card: idAt(1), on: 'a' });
      await typeKeys(page, 'j', 'n');
      await untilPlace(page, { card: idAt(2), on: 'textarea' });
      await page.keyboard.type('half a sen');
      await redraw();
      await untilPlace(page, { ring: idAt(2), card: idAt(2), on: 'textarea' });
      await page.keyboard.type('tence');
      await untilMark(2, (mark) => mark?.note === 'half a sentence');
      await typeKeys(page, 'Escape', 'j');
      await untilPlace(page, { ring: idAt(3), card: idAt(3), on: 'a' });
    });

    it('is silent while the reader types, with a modifier, and in a dialog', async () => {
      web.put(
        'https://arxiv.org/list/cs.TY/recent',
        arxivList().replace(
          '</h1>',
          `</h1><input id="i"><textarea id="t"></textarea><p id="c" contenteditable="true">x <b>y</b></p>
          <select id="o"><option>s</option></select><div role="dialog"><button id="d">d</button></div>
          <button id="b">b</button><dialog id="m">m <button>ok</button></dialog>`,
        ),
      );
      const page = await open('https://arxiv.org/list/cs.TY/recent');
      await typeKeys(page, 'j');
      await untilPlace(page, { ring: idAt(0) });
      for (const id of ['i', 't', 'c', 'o', 'd']) {
        await page.focus(`#${id}`);
        await typeKeys(page, 's', 'j');
      }
      expect(await page.$eval('#i', (input) => (input as HTMLInputElement).value)).toBe('sj');
      await page.focus('#b');
      for (const modifier of ['Alt', 'Control', 'Meta'] as const) {
        await page.keyboard.down(modifier);
        await typeKeys(page, 'x');
        await page.keyboard.up(modifier);
      }
      await page.evaluate(() => {
        const dialog = document.querySelector('dialog') as HTMLDialogElement;
        dialog.showModal();
        (document.activeElement as HTMLElement).blur();
      });
      await typeKeys(page, 's', 'j');
      await page.evaluate(() => document.querySelector('dialog')?.close());
      await untilPlace(page, { ring: idAt(0) });
      await page.focus('#b');
      await typeKeys(page, 'r');
      await untilMark(0, (mark) => mark?.readAt !== undefined);
      expect(await markOf(0)).not.toHaveProperty('starredAt');
      expect(await markOf(0)).not.toHaveProperty('dismissedAt');
    });

    it('obeys other keys, or none, as soon as they are chosen, and lists them', async () => {
      const page = await open(RECENT);
      await set({ keys: { next: 'ArrowRight', star: 'ü', help: '?' } });
      await until(async () => {
        await typeKeys(page, 'ArrowRight');
        return (await placeIn(page)).ring === idAt(1);
      });
      await typeKeys(page, 'j', 's', '?');
      const rows = await textsIn(page, 'dogear-help', 'dt, dd');
      expect(rows.slice(0, 6)).toEqual([
        'ArrowRight',
        'Next paper',
        'k',
        'Previous paper',
        'ü',
        'Star',
      ]);
      expect(rows).toHaveLength(22);
      await typeKeys(page, 'j', 'Escape');
      await until(async () => (await page.$('dogear-help')) === null);
      await untilPlace(page, { ring: idAt(1), card: idAt(1), on: 'a' });
      await set({ keysOn: false });
      await until(async () => {
        await typeKeys(page, '?');
        if ((await page.$('dogear-help')) === null) return true;
        await typeKeys(page, 'Escape');
        return false;
      });
      await typeKeys(page, 'ArrowRight');
      await untilPlace(page, { ring: idAt(1) });
      expect(await markOf(1)).toBeNull();
    });

    it('opens the paper with o or Enter, its PDF with O, and marks it read', async () => {
      web.put(`https://arxiv.org/pdf/${PAPERS[3]?.id}`, 'The PDF');
      for (const [i, key] of [
        [1, 'o'],
        [2, 'Enter'],
      ] as const) {
        // What was opened is hidden the next time.
        const page = await open(RECENT);
        await typeKeys(page, 'j', 'j');
        await Promise.all([
          page.waitForNavigation({ waitUntil: 'domcontentloaded' }),
          typeKeys(page, key),
        ]);
        expect(page.url()).toBe(`https://arxiv.org/abs/${PAPERS[i]?.id}`);
        await untilMark(i, (mark) => mark?.readAt !== undefined);
      }
      const page = await open(DAILY);
      await typeKeys(page, 'j', 'j', 'O');
      await untilMark(3, (mark) => mark?.readAt !== undefined);
      await until(() => web.asked.includes(`https://arxiv.org/pdf/${PAPERS[3]?.id}`));
      await until(async () => {
        const pages = await session.browser.pages();
        const pdf = pages.find((one) => one.url().includes('/pdf/'));
        if (pdf) opened.push(pdf);
        return pdf !== undefined;
      });
      expect(page.url()).toBe(DAILY);
    });

    it('stars, reads and notes a paper on its own page, where there is nothing to move to', async () => {
      const page = await open(`https://arxiv.org/abs/${PAPERS[5]?.id}`);
      await typeKeys(page, 'j', 's', 'r', 'n');
      await page.keyboard.type('Read twice');
      await typeKeys(page, 'Escape', 'o');
      await untilMark(5, (m) => Boolean(m?.starredAt && m.readAt && m.note === 'Read twice'));
      expect((await placeIn(page)).ring).toBeUndefined();
      await until(async () => (await textsIn(page, controlHost(5), '.info')).length === 1);
      const [info] = await textsIn(page, controlHost(5), '.info');
      expect(info).toMatch(/^Saved on .*\d.* from arXiv$/);
      // The note is a step once its editor is closed.
      await until(() => page.evaluate(() => !document.querySelector('dogear-note[data-open]')));
      await typeKeys(page, 'z');
      await untilMark(5, (m) => m?.note === undefined);
    });
  });

  describe('undoing', () => {
    it('takes back step by step what was done, a bulk in one', async () => {
      const page = await open(RECENT);
      await typeKeys(page, 'j', 's', 'j', 'x', 'j', 'j');
      await click(page, 'dogear-bar', 'button', '⋯');
      await click(page, 'dogear-bar', 'button', 'Mark all above as read');
      await untilMark(2, (mark) => mark?.readAt !== undefined);
      expect((await markOf(1))?.readAt).toBeUndefined();
      expect(await markOf(3)).toBeNull();
      await click(page, 'dogear-bar', 'button', '⋯');
      await click(page, 'dogear-bar', 'button', 'Mark all as read');
      await untilMark(8, (mark) => mark?.readAt !== undefined);
      await untilBar(page, '9 papers · 8 read · 1 not for you');
      await click(page, 'dogear-bar', 'button', 'Undo');
      await untilBar(page, 'Undone, for 6 papers.');
      await untilMark(8, (mark) => mark?.readAt === undefined);
      expect((await markOf(0))?.readAt).toBeDefined();
      await typeKeys(page, 'z');
      await untilMark(0, (mark) => mark?.readAt === undefined);
      await typeKeys(page, 'z');
      await untilMark(1, (mark) => mark?.dismissedAt === undefined);
      expect((await markOf(0))?.starredAt).toBeDefined();
      await typeKeys(page, 'z');
      await untilMark(0, (mark) => mark?.starredAt === undefined);
      await typeKeys(page, 'z');
      await untilBar(page, 'There is nothing to undo.');
    });
  });

  describe('hiding', () => {
    it('folds to one line, which says the title and unfolds, or dims; per site, at once', async () => {
      await mark({ read: true }, 0, 1, 2);
      const page = await open(DAILY);
      await untilShown(page, 0, 'hidden');
      await set({ 'hideAs:huggingface': 'folded' });
      await untilShown(page, 0, 'folded');
      await until(async () => (await textsIn(page, controlHost(0), '.title')).length === 1);
      const height = await page.$eval(`[data-dogear="${idAt(0)}"]`, (card) => card.clientHeight);
      expect(height).toBeLessThan(60);
      await click(page, controlHost(0), '.title', PAPERS[0]?.title);
      await untilShown(page, 0, 'dimmed');
      await typeKeys(page, 'j');
      await untilPlace(page, { ring: idAt(1), card: idAt(1), on: 'unfold' });
      await typeKeys(page, 'Enter');
      await untilShown(page, 1, 'dimmed');
      await untilPlace(page, { ring: idAt(1), card: idAt(1), on: 'a' });
      // A note on a folded paper is written on the whole card.
      await typeKeys(page, 'j', 'n');
      await untilShown(page, 2, 'dimmed');
      await untilPlace(page, { card: idAt(2), on: 'textarea' });
      await typeKeys(page, 'Escape');
      await set({ 'hideAs:huggingface': 'dimmed' });
      await reload(page);
      await untilShown(page, 0, 'dimmed');
      await untilBar(page, '9 papers · 3 read');
      const list = await open(RECENT);
      await untilShown(list, 0, 'hidden');
      await set({ 'hideAs:arxiv': 'folded' });
      await untilShown(list, 0, 'folded');
      expect(await textsIn(list, controlHost(0), '.title')).toEqual([PAPERS[0]?.title]);
      await typeKeys(list, 'j');
      await untilPlace(list, { ring: idAt(0), on: 'unfold' });
    });

    it('leaves what is marked now until Tidy up, and says when nothing is left', async () => {
      const page = await open(RECENT);
      await untilBar(page, /^9 papers · Hide read · ⋯$/);
      await click(page, 'dogear-bar', 'button', '⋯');
      await click(page, 'dogear-bar', 'button', 'Mark all as read');
      await untilBar(page, '9 papers · 9 read');
      expect(new Set(await shownIn(page))).toEqual(new Set(['dimmed']));
      await click(page, 'dogear-bar', 'button', 'Tidy up');
      await untilBar(page, 'All 9 read. · Show · Undo');
      expect(new Set(await shownIn(page))).toEqual(new Set(['hidden']));
      await typeKeys(page, 'j', 'k');
      await click(page, 'dogear-bar', 'button', 'Show');
      await untilShown(page, 8, 'dimmed');
      await reload(page);
      await untilBar(page, 'All 9 read. · Show');
      // With hiding switched off, h switches it on again.
      await click(page, 'dogear-bar', 'input');
      await untilBar(page, /^9 papers · 9 read · Hide read/);
      await typeKeys(page, 'h');
      await untilBar(page, 'All 9 read. · Show');
    });

    it('comes to an end on a page that loads more for as long as its end is in view', async () => {
      await mark({ read: true }, 0);
      const all = Array.from({ length: 600 }, (_, i) => ({
        ...(PAPERS[0] as (typeof PAPERS)[number]),
        id: `2610.${String(i).padStart(5, '0')}`,
      }));
      const changes = all.map(({ id, title }) => ({
        paper: { id: `arxiv:${id}`, title, authors: [], links: { page: 'https://arxiv.org/' } },
        patch: { read: true },
      }));
      expect(await send('markAll', changes)).toMatchObject({ ok: true });
      web.put(
        'https://huggingface.co/papers/trending',
        dailyPage(all.slice(0, 20)).replace(
          '</body>',
          `<div id="end">More</div><script>
            const more = ${JSON.stringify(all.slice(20).map((paper) => dailyCard(paper).replace(/<img[^>]*>/, ''))).replaceAll('</', '<\\/')};
            const look = () => {
              if (document.querySelector('#end').getBoundingClientRect().top < innerHeight)
                document.querySelector('.grid').insertAdjacentHTML('beforeend', more.splice(0, 20).join(''));
              setTimeout(look, 30);
            };
            document.addEventListener('DOMContentLoaded', look);
          </script></body>`,
        ),
      );
      const page = await session.open('https://huggingface.co/papers/trending');
      opened.push(page);
      await page.bringToFront();
      const has = () => page.evaluate(() => document.querySelectorAll('article').length);
      // It has stopped when nothing has come for as long as 20 more would have taken many times.
      let [before, since] = [0, Date.now()];
      await until(async () => {
        const now = await has();
        if (now !== before) [before, since] = [now, Date.now()];
        return now > 20 && Date.now() - since > 1_500;
      }, 30_000);
      expect(before).toBeLessThan(300);
      expect(await shownIn(page)).toContain('folded');
      expect((await shownIn(page))[0]).toBe('hidden');
    });
  });

  describe('notes', () => {
    it('are written in place, Markdown as typed, and show their first line', async () => {
      const page = await open(RECENT);
      await typeKeys(page, 'j', 'n');
      await untilPlace(page, { card: idAt(0), on: 'textarea' });
      await page.keyboard.type('**Ask** `Ines`, s j ?\n- the margin');
      await untilMark(0, (mark) => mark?.note === '**Ask** `Ines`, s j ?\n- the margin');
      expect(await markOf(0)).not.toHaveProperty('starredAt');
      // However fast: out, in again, and out.
      await typeKeys(page, 'Escape', 'n');
      await untilPlace(page, { card: idAt(0), on: 'textarea' });
      await typeKeys(page, 'Escape', 'j');
      await untilPlace(page, { ring: idAt(1), card: idAt(1), on: 'a' });
      await until(async () => (await textsIn(page, noteHost(0), '.first')).length === 1);
      expect(await textsIn(page, noteHost(0), '.first')).toEqual(['**Ask** `Ines`, s j ?']);

      // By the note's line, and by the button: Escape goes back to where the reader came from.
      await click(page, noteHost(0), '.first');
      await untilPlace(page, { card: idAt(0), on: 'textarea' });
      await typeKeys(page, 'Escape');
      await untilPlace(page, { card: idAt(0), on: 'note' });
      await click(page, controlHost(1), '[name=note]');
      await untilPlace(page, { card: idAt(1), on: 'textarea' });
      const expanded = () =>
        page.evaluate(
          (host) =>
            document.querySelector(host)?.shadowRoot?.querySelector('[name=note]')?.ariaExpanded,
          controlHost(1),
        );
      expect(await expanded()).toBe('true');
      await typeKeys(page, 'Escape');
      await untilPlace(page, { card: idAt(1), on: 'note' });
      await until(async () => (await expanded()) === 'false');
      expect(await page.$(noteHost(1))).toBeNull();
      await typeKeys(page, 'z');
      await untilMark(0, (mark) => mark?.note === undefined);
      await until(async () => (await page.$(noteHost(0))) === null);
    });

    it('come with tags, offered from those in use', async () => {
      await mark({ tags: { later: true, 'long context': true } }, 3);
      const page = await open(DAILY);
      await typeKeys(page, 'j', 'n', 'Tab');
      await untilPlace(page, { card: idAt(0), on: 'input' });
      const offered = () => textsOf(page, noteHost(0), 'option', 'value');
      await until(async () => (await offered()).length === 2);
      expect((await offered()).sort()).toEqual(['later', 'long context']);
      await page.keyboard.type('evals, ideas');
      await typeKeys(page, 'Enter');
      await untilMark(0, (mark) => mark?.tags?.join() === 'evals,ideas');
      await page.keyboard.type('evals,');
      await until(async () => (await textsIn(page, noteHost(0), '.chips button')).length === 2);
      await click(page, noteHost(0), '.chips button', 'evals');
      await untilMark(0, (mark) => mark?.tags?.join() === 'ideas');
      await untilPlace(page, { card: idAt(0), on: 'input' });
      await page.keyboard.type('half');
      await typeKeys(page, 'Escape');
      await untilMark(0, (mark) => mark?.tags?.join() === 'ideas,half');
      await until(async () => (await textsIn(page, noteHost(0), '.tags'))[0] === '#ideas #half');
      await typeKeys(page, 'z', 'z');
      await untilMark(0, (mark) => mark?.tags?.join() === 'ideas,evals');
    });

    it('lose nothing when the page is left in mid-word', async () => {
      const page = await open(RECENT);
      for (const [i, leave] of [
        () => page.goto('https://arxiv.org/help', { waitUntil: 'domcontentloaded' }),
        () => page.close(),
      ].entries()) {
        if (i > 0) {
          await page.goto(RECENT, { waitUntil: 'domcontentloaded' });
          await untilReady(page);
        }
        await typeKeys(page, ...Array<string>(i + 1).fill('j'), 'n');
        await untilPlace(page, { card: idAt(i), on: 'textarea' });
        const note = `A thought that is longer than one message, number ${i}, unfin`;
        await page.keyboard.type(note);
        await leave();
        await untilMark(i, (mark) => mark?.note === note);
      }
    });
  });

  describe('by itself', () => {
    it('marks read what was in view for a while, or was scrolled past, when it is wanted', async () => {
      const page = await open(RECENT, { width: 900, height: 420 });
      await set({ readAfterSeconds: 1 });
      await untilMark(0, (mark) => mark?.readAt !== undefined);
      await untilMark(1, (mark) => mark?.readAt !== undefined);
      expect(await markOf(8)).toBeNull();
      // Made unread by hand it stays so on this visit.
      await click(page, controlHost(0), '[name=read]');
      await untilMark(0, (mark) => mark?.readAt === undefined);
      await set({ readAfterSeconds: 0, readWhenPassed: true });
      await page.evaluate(() => scrollTo(0, 0));
      await page.mouse.move(300, 200);
      await until(async () => {
        await page.mouse.wheel({ deltaY: 120 });
        return page.evaluate(() => scrollY + innerHeight > document.body.scrollHeight - 3);
      });
      await untilMark(4, (mark) => mark?.readAt !== undefined);
      await until(async () => (await markOf(0))?.readAt === undefined);
      expect((await markOf(0))?.readAt).toBeUndefined();
      expect(await markOf(8)).toBeNull();
      await typeKeys(page, 'z');
      await until(async () => /Undone/.test((await barOf(page)) ?? ''));
    });

    it('leaves everything as it is where that is not wanted', async () => {
      const page = await open(RECENT, { width: 900, height: 420 });
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      await until(() => page.evaluate(() => scrollY > 300));
      await mark({ starred: true }, 8);
      await until(async () => (await cardsOf(page))[8]?.starred === true);
      for (const i of ALL.slice(0, 8)) expect(await markOf(i)).toBeNull();
    });
  });

  it('says what is new since the last visit, on each card and in the bar', async () => {
    web.put('https://arxiv.org/list/cs.NE/recent', arxivList(PAPERS.slice(2)));
    const page = await open('https://arxiv.org/list/cs.NE/recent');
    const visits = () => readStore<Visit>(desk, 'visits');
    await until(async () => (await visits()).length === 1);
    const [visit] = await visits();
    expect(visit?.ids).toEqual(PAPERS.slice(2).map(({ id }) => `arxiv:${id}`));
    const newOnes = () =>
      page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('[data-dogear-new]')].map((card) => [
          card.dataset.dogear,
          // Drawn by the sheet, which Firefox gives back as it is written.
          getComputedStyle(
            card.querySelector('dogear-control') as Element,
            '::before',
          ).content.replace(
            'attr(data-new)',
            JSON.stringify(card.querySelector<HTMLElement>('dogear-control')?.dataset.new),
          ),
        ]),
      );
    expect(await newOnes()).toEqual([]);
    // Yesterday.
    await putIn(desk, 'visits', { ...visit, at: Date.now() - 24 * 3_600_000 });
    web.put('https://arxiv.org/list/cs.NE/recent', arxivList());
    for (const _ of [1, 2]) {
      // Within the half hour it is the same visit, and as new as before.
      await page.goto('https://arxiv.org/list/cs.NE/recent?skip=0&show=25', {
        waitUntil: 'domcontentloaded',
      });
      await untilReady(page);
      await untilBar(page, '9 papers · 2 new');
      expect(await newOnes()).toEqual([0, 1].map((i) => [idAt(i), '"New"']));
      await until(async () => (await visits())[0]?.ids.length === 9);
    }
  });

  it('stars from the context menu on any page, and learns the title from the first card', async () => {
    const clicked = (what: { linkUrl?: string; selectionText?: string }) =>
      clickMenu(session, desk, { menuItemId: 'star', ...what });
    await clicked({ linkUrl: `https://arxiv.org/pdf/${PAPERS[0]?.id}v2` });
    await untilMark(0, (mark) => mark?.starredAt !== undefined);
    await clicked({ selectionText: 'see doi:10.1101/2026.07.01.735904.' });
    await clicked({ selectionText: 'nothing of the kind', linkUrl: 'https://example.org/' });
    const paperOf = async (id: string) =>
      (await readStore<Paper>(desk, 'papers')).find((paper) => paper.id === id);
    await until(async () => (await paperOf('doi:10.1101/2026.07.01.735904')) !== undefined);
    expect((await paperOf('doi:10.1101/2026.07.01.735904'))?.title).toBe(
      'doi:10.1101/2026.07.01.735904',
    );
    expect(await readStore(desk, 'marks')).toHaveLength(2);
    expect((await paperOf(idAt(0)))?.title).toBe(idAt(0));
    const page = await open(DAILY);
    await until(async () => (await cardsOf(page))[0]?.starred === true);
    await until(async () => (await paperOf(idAt(0)))?.title === PAPERS[0]?.title);
    expect((await paperOf(idAt(0)))?.authors).toEqual(PAPERS[0]?.authors);
  });

  it('tells on a paper’s own page when it was saved, and from where', async () => {
    const digest = await open(DAILY);
    await press(digest, idAt(1), 'Star');
    await untilMark(1, (mark) => mark?.starredAt !== undefined);
    for (const address of [`${DAILY}/${PAPERS[1]?.id}`, `https://arxiv.org/abs/${PAPERS[1]?.id}`]) {
      const page = await open(address);
      await until(async () => (await textsIn(page, controlHost(1), '.info')).length === 1);
      const [info] = await textsIn(page, controlHost(1), '.info');
      expect(info).toMatch(/^Saved on .*\d.* from Hugging Face$/);
      const href = await textsOf(page, controlHost(1), '.info a', 'href');
      expect(href).toEqual([DAILY]);
      expect(await page.$('dogear-bar')).toBeNull();
      expect(await page.evaluate(() => document.querySelectorAll('dogear-control').length)).toBe(1);
    }
  });

  it('says when a page holds papers that it cannot read, and copies a report', async () => {
    const broken = arxivList().replaceAll(/(Title:<\/span>)[^<]*/g, '$1');
    web.put('https://arxiv.org/list/cs.BR/recent', broken);
    const page = await session.open('https://arxiv.org/list/cs.BR/recent?q=secret');
    opened.push(page);
    await page.bringToFront();
    await untilBar(page, 'Dogear could read 0 of about 9 papers on this page. · Copy a report');
    // Pasted, as its reader would.
    await page.evaluate(() => document.body.append(document.createElement('textarea')));
    await click(page, 'dogear-bar', 'button', 'Copy a report');
    await untilBar(page, 'Copied. Please send it to the developers.');
    await page.focus('textarea');
    await page.keyboard.down('Control');
    await page.keyboard.press('v');
    await page.keyboard.up('Control');
    const report = await page.$eval('textarea', (area) => area.value);
    expect(report).toContain('Address: https://arxiv.org/list/cs.BR/recent\n');
    expect(report).toMatch(/Dogear: \d+\.\d+\.\d+\nPapers read: 0\nPapers linked: 9/);
    expect(report).not.toContain('secret');

    // All is well, or there is nothing: then it says nothing of the kind.
    web.put('https://arxiv.org/list/cs.EM/recent', arxivList([]));
    const well = await open(RECENT);
    const empty = await session.open('https://arxiv.org/list/cs.EM/recent');
    opened.push(empty);
    await until(async () => (await readStore(desk, 'visits')).length > 0);
    expect(await barOf(well)).not.toContain('could read');
    expect(await empty.$('dogear-bar')).toBeNull();
  });

  it('lists what is not for the reader in the popup, and restores it everywhere', async () => {
    const popup = await session.open('/src/popup/index.html', { width: 440, height: 580 });
    opened.push(popup);
    const titles = () =>
      popup.$$eval('li[data-paper] a', (links) => links.map((link) => link.textContent));
    const select = 'select[name=list]';
    await popup.waitForSelector('.state');
    expect(await popup.$(select)).toBeNull();
    await mark({ dismissed: 1_000 }, 0);
    await mark({ dismissed: 3_000 }, 2, 3);
    await mark({ dismissed: 2_000, starred: true }, 5);
    const digest = await open(RECENT);
    await untilShown(digest, 2, 'hidden');
    await popup.bringToFront();
    await popup.waitForSelector(select);
    await popup.select(select, 'dismissed');
    await until(async () => (await titles()).length === 4);
    expect((await titles()).slice(2)).toEqual([PAPERS[5]?.title, PAPERS[0]?.title]);
    expect(await violationsOf(popup)).toEqual([]);

    const status = () => popup.$eval('.tools [role=status]', (said) => said.textContent);
    expect(await status()).toBe('4 not for you');
    await popup.click(`li[data-paper="${idAt(2)}"] .marks button`);
    await until(async () => (await titles()).length === 3);
    await untilMark(2, (m) => m?.dismissedAt === undefined);
    await untilShown(digest, 2, 'whole');
    await popup.click('.notice .plain');
    await untilMark(2, (m) => m?.dismissedAt === 3_000);
    await until(async () => (await titles()).length === 4);
    await popup.select(select, 'starred');
    await until(async () => (await titles()).join() === PAPERS[5]?.title);
    expect(await status()).toBe('1 starred · 1 unread');
  });

  it('takes on the page’s scheme and its direction', async () => {
    web.put(`${DAILY}/date/2026-11-01`, dailyPage(PAPERS, 'dark'));
    web.put(
      `${DAILY}/date/2026-11-02`,
      dailyPage().replace('<html lang="en"', '<html lang="ar" dir="rtl"'),
    );
    const barIn = (page: Page) =>
      page.evaluate(() => {
        const bar = document.querySelector('dogear-bar') as HTMLElement;
        const { backgroundColor, direction } = getComputedStyle(
          bar.shadowRoot?.querySelector('.bar') as Element,
        );
        const { left, right } = bar.getBoundingClientRect();
        return [backgroundColor, direction, left < innerWidth - right ? 'left' : 'right'];
      });
    const light = await open(DAILY);
    expect(await barIn(light)).toEqual(['rgb(255, 255, 255)', 'ltr', 'right']);
    const dark = await open(`${DAILY}/date/2026-11-01`);
    expect(await barIn(dark)).toEqual(['rgb(17, 24, 39)', 'ltr', 'right']);
    // Its own words are English.
    const rtl = await open(`${DAILY}/date/2026-11-02`);
    expect(await barIn(rtl)).toEqual(['rgb(255, 255, 255)', 'ltr', 'left']);
    await light.evaluate(() => document.documentElement.classList.add('dark'));
    await until(async () => (await barIn(light))[0] === 'rgb(17, 24, 39)');
  });

  describe('axe finds', () => {
    /** Of each fault the rule and the element, without what Dogear put into it. */
    const faultsOf = async (page: Page): Promise<string[]> =>
      (await violationsOf(page)).map((fault) =>
        fault
          .replaceAll(/ data-dogear[\w-]*="[^"]*"/g, '')
          .replaceAll(/<dogear-(\w+).*?<\/dogear-\1>/g, '')
          .replace(/^([\w-]+: <[^>]*>).*/s, '$1'),
      );
    const SAVED: readonly [string, string, string | undefined][] = [
      [
        'the sample of Daily Papers by night',
        `${DAILY}/date/2026-11-23`,
        dailyPage(PAPERS, 'dark'),
      ],
      ['the sample of arXiv', RECENT, arxivList()],
      [
        'Hugging Face',
        'https://huggingface.co/papers/date/2026-09-28',
        savedPage('huggingface/papers-daily-2026-09-28.TRIMMED-9cards-dom-only.html'),
      ],
      [
        'arXiv new',
        'https://arxiv.org/list/cond-mat.mtrl-sci/new',
        savedPage('arxiv/list-cond-mat.mtrl-sci-new-2026-09-22.TRIMMED-6entries.html'),
      ],
      [
        'an arXiv abstract',
        'https://arxiv.org/abs/2609.22268',
        savedPage('arxiv/abs-2609.22268-2026-09.TRIMMED.html'),
      ],
    ];
    // Its rules are the same in both: in the slower one, a page of each look.
    for (const [name, address, html] of kind === 'firefox' ? SAVED.slice(0, 2) : SAVED) {
      it.skipIf(html === undefined)(`nothing more than there was: ${name}`, async () => {
        web.put(address, html ?? '');
        await set({ 'on:arxiv': false, 'on:huggingface': false });
        const bare = await session.open(address);
        opened.push(bare);
        await until(() => bare.evaluate(() => document.readyState === 'complete'));
        const before = new Set(await faultsOf(bare));
        await set({ 'on:arxiv': true, 'on:huggingface': true });
        const page = await open(address);
        // On a page without landmarks, what we put into it is in none either.
        const isBare = [...before].some((fault) => fault.startsWith('region: '));
        const added = async () =>
          (await faultsOf(page)).filter(
            (fault) => !before.has(fault) && !(isBare && fault.startsWith('region: ')),
          );
        expect(await added()).toEqual([]);
        // With all that there can be: each mark, a note, a note that is being written, the menu.
        await typeKeys(page, 'j', 's', 'j', 'r', 'n');
        await page.keyboard.type('A note');
        await typeKeys(page, 'Escape', 'j', 'x', 'n');
        await page.keyboard.type('Another');
        await typeKeys(page, 'Tab');
        await page.keyboard.type('tag,');
        await until(async () => (await page.$('dogear-note[data-open]')) !== null);
        if (await page.$('dogear-bar')) await click(page, 'dogear-bar', 'button', '⋯');
        expect(await added()).toEqual([]);
        await typeKeys(page, 'Escape', '?');
        await page.waitForSelector('dogear-help');
        expect(await added()).toEqual([]);
      });
    }
  });
});
