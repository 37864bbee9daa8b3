import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { arxivList, DAILY, dailyCard, dailyPage, PAPERS, putSample, RECENT } from '../demo/sample';
import { findBrowser, type Kind } from './harness/find-browser';
import { barOf, type CardState, cardsOf, press, pressBar, untilReady } from './harness/overlay';
import { launch, type Session } from './harness/session';
import { pause, until } from './harness/wait';
import { startWeb, type Web } from './harness/web';

const KINDS: Kind[] = ['chromium', 'firefox'];
const idAt = (i: number): string => `arxiv:${PAPERS[i]?.id}`;
const FIXTURES = resolve(import.meta.dirname, '../../../shared/fixtures');

function savedPage(path: string): string | undefined {
  try {
    return readFileSync(resolve(FIXTURES, path), 'utf8');
  } catch {
    return undefined;
  }
}

describe.each(KINDS)('the overlay in %s', (kind) => {
  let web: Web;
  let session: Session;
  const opened: Page[] = [];

  async function open(address: string): Promise<Page> {
    const page = await session.open(address);
    opened.push(page);
    return page;
  }
  const stateOf = async (page: Page, id: string): Promise<CardState | undefined> =>
    (await cardsOf(page)).find((card) => card.id === id);
  const untilCard = (page: Page, id: string, isSo: (card: CardState) => boolean): Promise<void> =>
    until(async () => {
      const card = await stateOf(page, id);
      return card !== undefined && isSo(card);
    });

  beforeAll(async () => {
    expect(findBrowser(kind), `${kind} is installed`).toBeDefined();
    web = await startWeb();
    putSample(web);
    session = await launch(kind, { port: web.port });
  });
  afterEach(async () => {
    for (const page of opened.splice(0)) await page.close().catch(() => undefined);
  });
  afterAll(async () => {
    await session?.close();
    await web?.close();
  });

  it('puts one control on every card, and says how many papers there are', async () => {
    for (const address of [DAILY, RECENT]) {
      const page = await open(address);
      await untilReady(page);
      const cards = await cardsOf(page);
      expect(cards.map(({ id }) => id)).toEqual(PAPERS.map(({ id }) => `arxiv:${id}`));
      expect(cards.every(({ controls }) => controls === 1)).toBe(true);
      expect(await barOf(page)).toContain('9 papers');
    }
  });

  it('stars on a click, on every open tab and every site at once', async () => {
    const daily = await open(DAILY);
    const list = await open(RECENT);
    await Promise.all([untilReady(daily), untilReady(list)]);
    await press(daily, idAt(0), 'Star');
    await untilCard(daily, idAt(0), ({ starred, pressed }) => starred && pressed.includes('Star'));
    await untilCard(list, idAt(0), ({ starred, pressed }) => starred && pressed.includes('Star'));
    await press(list, idAt(0), 'Star');
    await untilCard(daily, idAt(0), ({ starred, pressed }) => !starred && pressed.length === 0);
  });

  it('hides what was read, the next time and on the other site, and shows it again', async () => {
    const page = await open(DAILY);
    await untilReady(page);
    await press(page, idAt(1), 'Read');
    await untilCard(page, idAt(1), ({ read }) => read);
    expect((await stateOf(page, idAt(1)))?.hidden).toBe(false);

    for (const address of [DAILY, RECENT]) {
      await page.goto(address, { waitUntil: 'domcontentloaded' });
      await untilReady(page);
      await untilCard(page, idAt(1), ({ hidden }) => hidden);
      expect(await barOf(page)).toContain('9 papers · 1 read hidden · Show');
    }
    // The entry's dd goes with its dt.
    expect(
      await page.evaluate((id) => {
        const entry = document.querySelector(`[data-dogear="${id}"] + dd`) as Element;
        return getComputedStyle(entry).display;
      }, idAt(1)),
    ).toBe('none');

    await pressBar(page, 'button');
    await untilCard(page, idAt(1), ({ hidden }) => !hidden);
    expect(await barOf(page)).toContain('1 read · Hide');
    await pressBar(page, 'button');
    await untilCard(page, idAt(1), ({ hidden }) => hidden);
  });

  it('remembers per site that Hide read is switched off', async () => {
    const page = await open(RECENT);
    await untilReady(page);
    await untilCard(page, idAt(1), ({ hidden }) => hidden);
    await pressBar(page, 'input');
    await untilCard(page, idAt(1), ({ hidden }) => !hidden);
    await page.reload({ waitUntil: 'domcontentloaded' });
    await untilReady(page);
    await pause(200);
    expect((await stateOf(page, idAt(1)))?.hidden).toBe(false);
    expect(await barOf(page)).toBe('9 papers · 1 read · Hide read · ⋯');
    const other = await open(DAILY);
    await untilReady(other);
    await untilCard(other, idAt(1), ({ hidden }) => hidden);
    await pressBar(page, 'input');
    await untilCard(page, idAt(1), ({ hidden }) => hidden);
  });

  it('marks a paper read when it is opened from a digest, and shows the control on its page', async () => {
    const page = await open(RECENT);
    await untilReady(page);
    await Promise.all([
      page.waitForNavigation({ waitUntil: 'domcontentloaded' }),
      page.click(`[data-dogear="${idAt(2)}"] a[title=Abstract]`),
    ]);
    await untilReady(page);
    await untilCard(
      page,
      idAt(2),
      ({ read, pressed, controls }) => read && pressed.includes('Read') && controls === 1,
    );
    expect(await barOf(page)).toBeUndefined();
    // Un-read on its own page, it stays so when that is reloaded.
    await press(page, idAt(2), 'Read');
    await untilCard(page, idAt(2), ({ read }) => !read);
    await page.reload({ waitUntil: 'domcontentloaded' });
    await untilReady(page);
    await pause(300);
    expect((await stateOf(page, idAt(2)))?.read).toBe(false);
    // Opened from nowhere, it is not read.
    const fresh = await open(`${DAILY}/${PAPERS[3]?.id}`);
    await untilReady(fresh);
    await pause(300);
    expect((await stateOf(fresh, idAt(3)))?.read).toBe(false);
  });

  it('leaves opened papers unread when the reader wants it so', async () => {
    const options = await open('/src/options/index.html');
    const box = await options.waitForSelector('[name=readOnOpen]');
    await box?.click();
    const page = await open(RECENT);
    await untilReady(page);
    await pause(200);
    await Promise.all([
      page.waitForNavigation({ waitUntil: 'domcontentloaded' }),
      page.click(`[data-dogear="${idAt(4)}"] a[title=Abstract]`),
    ]);
    await untilReady(page);
    await pause(300);
    expect((await stateOf(page, idAt(4)))?.read).toBe(false);
    await options.bringToFront();
    await box?.click();
  });

  it('works with the keyboard alone', async () => {
    const page = await open(RECENT);
    await untilReady(page);
    await page.evaluate((id) => {
      document
        .querySelector<HTMLElement>(`[data-dogear="${id}"] a[title="Other formats"]`)
        ?.focus();
    }, idAt(5));
    await page.keyboard.press('Tab');
    await page.keyboard.press(' ');
    await untilCard(page, idAt(5), ({ pressed }) => pressed.join() === 'Star');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await untilCard(page, idAt(5), ({ pressed }) => pressed.join() === 'Star,Read');
    await page.keyboard.press('Enter');
    await untilCard(page, idAt(5), ({ pressed }) => pressed.join() === 'Star');
  });

  it('acts for the reader alone: a click that the page makes does nothing', async () => {
    const page = await open(RECENT);
    await untilReady(page);
    await page.evaluate((id) => {
      const host = document.querySelector(`[data-dogear="${id}"] dogear-control`);
      host?.shadowRoot?.querySelector('button')?.click();
    }, idAt(6));
    await pause(400);
    expect(await stateOf(page, idAt(6))).toMatchObject({ starred: false, pressed: [] });
  });

  it('follows what the page does to its cards, and doubles nothing', async () => {
    const page = await open(DAILY);
    await untilReady(page);
    await press(page, idAt(7), 'Star');
    await untilCard(page, idAt(7), ({ starred }) => starred);
    const extra = {
      ...PAPERS[0],
      id: '2611.09999',
      title: 'Came later',
    } as (typeof PAPERS)[number];
    await page.evaluate((card) => {
      const grid = document.querySelector('.grid') as HTMLElement;
      // Load more.
      grid.insertAdjacentHTML('beforeend', card);
      // The list is drawn anew, reordered, from a copy of itself with our nodes in it.
      const copies = [...grid.children].reverse().map((child) => child.cloneNode(true));
      grid.replaceChildren(...copies);
    }, dailyCard(extra));
    await until(async () => {
      const cards = await cardsOf(page);
      return cards.length === 10 && cards.every(({ controls }) => controls === 1);
    });
    expect(await page.evaluate(() => document.querySelectorAll('dogear-control').length)).toBe(10);
    await untilCard(page, idAt(7), ({ starred, pressed }) => starred && pressed.includes('Star'));
    await press(page, 'arxiv:2611.09999', 'Star');
    await untilCard(page, 'arxiv:2611.09999', ({ starred }) => starred);
    expect(await barOf(page)).toContain('10 papers');

    // A card is recycled for another paper: the marks go with the paper.
    await page.evaluate((id) => {
      const card = document.querySelector(`[data-dogear="${id}"]`) as HTMLElement;
      for (const link of card.querySelectorAll('a[href*="/papers/"]')) {
        link.setAttribute('href', '/papers/2611.08888');
      }
    }, idAt(7));
    await untilCard(
      page,
      'arxiv:2611.08888',
      ({ starred, controls }) => !starred && controls === 1,
    );
    expect(await stateOf(page, idAt(7))).toBeUndefined();
  });

  it('leaves alone a card without an id or a title, and works on the others', async () => {
    const broken = arxivList(PAPERS.slice(0, 3))
      .replace(`href="/abs/${PAPERS[0]?.id}"`, 'href="/abs/nonsense"')
      .replace(PAPERS[1]?.title ?? '', '');
    web.put('https://arxiv.org/list/cs.LG/recent', broken);
    const page = await open('https://arxiv.org/list/cs.LG/recent');
    await untilReady(page);
    expect((await cardsOf(page)).map(({ id }) => id)).toEqual([idAt(2)]);
    expect(await barOf(page)).toContain('1 paper');
  });

  it('shows nothing on a page without cards', async () => {
    web.put('https://arxiv.org/list/cs.XX/recent', arxivList([]));
    web.put('https://arxiv.org/help', '<h1>Help</h1><p>2611.04201</p>');
    for (const address of ['https://arxiv.org/list/cs.XX/recent', 'https://arxiv.org/help']) {
      const page = await open(address);
      await pause(700);
      expect(
        await page.evaluate(
          () => document.querySelectorAll('dogear-bar, dogear-control, [data-dogear]').length,
        ),
      ).toBe(0);
    }
  });

  it('follows in-page navigation and Back', async () => {
    const page = await open(DAILY);
    await untilReady(page);
    await page.evaluate(
      (html) => {
        history.pushState({}, '', '/papers/date/2026-11-20');
        document
          .querySelector('.grid')
          ?.replaceWith(
            new DOMParser().parseFromString(html, 'text/html').querySelector('.grid') as Element,
          );
      },
      dailyPage(PAPERS.slice(0, 4)),
    );
    await until(
      async () => (await cardsOf(page)).length === 4 && /4 papers/.test((await barOf(page)) ?? ''),
    );
    const state = await cardsOf(page);
    expect(state.every(({ controls }) => controls === 1)).toBe(true);

    // What is read on one day's page is hidden when the reader comes to it again in the same tab.
    await press(page, idAt(3), 'Read');
    await untilCard(page, idAt(3), ({ read, hidden }) => read && !hidden);
    await page.evaluate(() => history.back());
    await untilCard(page, idAt(3), ({ hidden }) => hidden);
    await press(page, idAt(0), 'Read');
    await untilCard(page, idAt(0), ({ read }) => read);

    // Away and back: from the back/forward cache or anew, each card has one control and true marks.
    const other = await open(RECENT);
    await page.bringToFront();
    await page.goto('https://arxiv.org/help', { waitUntil: 'domcontentloaded' });
    await untilReady(other);
    await press(other, idAt(6), 'Star');
    await untilCard(other, idAt(6), ({ starred }) => starred);
    await page.bringToFront();
    // Not `goBack`, which waits for a load that the cache does not have.
    await page.evaluate(() => history.back());
    // Nor by `page.url()`, which does not hear of pages out of Firefox's cache.
    await until(() =>
      page.evaluate((address) => location.href === address, DAILY).catch(() => false),
    );
    await untilReady(page);
    await until(async () => {
      const cards = await cardsOf(page);
      return cards.length > 0 && cards.every(({ controls }) => controls === 1);
    });
  });

  it('keeps what two tabs do to one paper', async () => {
    const a = await open(DAILY);
    const b = await open(RECENT);
    await Promise.all([untilReady(a), untilReady(b)]);
    await press(a, idAt(8), 'Star');
    await press(b, idAt(8), 'Read');
    for (const page of [a, b]) {
      await untilCard(page, idAt(8), ({ pressed }) => pressed.join() === 'Star,Read');
    }
  });

  it('loses nothing when the background is stopped between two clicks', async () => {
    const page = await open(RECENT);
    await untilReady(page);
    for (const id of [idAt(4), idAt(7)]) {
      const before = (await stateOf(page, id))?.starred;
      await session.stopBackground();
      await press(page, id, 'Star');
      await untilCard(page, id, ({ starred }) => starred !== before);
      await session.stopBackground();
      const check = await open(RECENT);
      await untilReady(check);
      await untilCard(check, id, ({ starred }) => starred !== before);
    }
  });

  it('does not ask the web for anything of its own', () => {
    const foreign = web.asked.filter(
      (address) =>
        !/^https:\/\/(?:huggingface\.co|arxiv\.org)\//.test(address) &&
        !/mozilla|firefox|google|gstatic/.test(address),
    );
    expect(foreign).toEqual([]);
  });

  const saved: [name: string, file: string, address: string, cards: number][] = [
    [
      'Hugging Face, with its data',
      'huggingface/papers-daily-2026-09-28.TRIMMED-4cards-with-props.html',
      'https://huggingface.co/papers/date/2026-09-28',
      4,
    ],
    [
      'Hugging Face, cards alone',
      'huggingface/papers-daily-2026-09-28.TRIMMED-9cards-dom-only.html',
      'https://huggingface.co/papers/month/2026-09',
      9,
    ],
    [
      'Hugging Face search',
      'huggingface/search-from-text.SYNTHETIC.html',
      'https://huggingface.co/papers?q=bilateral',
      12,
    ],
    [
      'arXiv recent',
      'arxiv/list-cs.CL-recent-2026-07-28.html',
      'https://arxiv.org/list/cs.CL/pastweek',
      50,
    ],
    [
      'arXiv new',
      'arxiv/list-cond-mat.mtrl-sci-new-2026-09-22.TRIMMED-6entries.html',
      'https://arxiv.org/list/cond-mat.mtrl-sci/new',
      6,
    ],
    [
      'arXiv search',
      'arxiv/search-results-2025-12.html',
      'https://arxiv.org/search/?query=distributed+systems&size=200',
      200,
    ],
    [
      'arXiv abstract',
      'arxiv/abs-2609.22268-2026-09.TRIMMED.html',
      'https://arxiv.org/abs/2609.22268',
      1,
    ],
    [
      'arXiv abstract of 2021',
      'arxiv/abs-2106.09608-2021.html',
      'https://arxiv.org/abs/2106.09608',
      1,
    ],
  ];
  it('tells the extension’s own pages which papers are on the page', async () => {
    const page = await open(RECENT);
    await untilReady(page);
    const desk = await open('/icons/dogear-16.png');
    const ask = (request: string): Promise<unknown[]> =>
      desk.evaluate(async (request) => {
        const { tabs } = (globalThis as unknown as { chrome: { tabs: Tabs } }).chrome;
        interface Tabs {
          query(which: object): Promise<{ id: number }[]>;
          sendMessage(id: number, message: object): Promise<unknown>;
        }
        const all = await tabs.query({});
        const answers = all.map(({ id }) => tabs.sendMessage(id, { request }).catch(() => null));
        return (await Promise.all(answers)).filter((answer) => answer != null);
      }, request);
    expect(await ask('pagePapers')).toEqual([PAPERS.map(({ id }) => `arxiv:${id}`)]);
    expect(await ask('toString')).toEqual([]);
  });

  for (const [name, file, address, expected] of saved) {
    const html = savedPage(file);
    it.skipIf(html === undefined)(`works on the saved page: ${name}`, async () => {
      // Without the site's own sheet, Firefox gives the avatars' list items, which have
      // `content-visibility: auto`, a height of millions of pixels.
      web.put(address, `${html}<style>li { content-visibility: visible !important }</style>`);
      const page = await open(address);
      await untilReady(page);
      const cards = await cardsOf(page);
      expect(cards).toHaveLength(expected);
      expect(new Set(cards.map(({ id }) => id)).size).toBe(expected);
      expect(cards.every(({ controls }) => controls === 1)).toBe(true);
      // The pages share papers: what one test starred, another un-stars.
      const { id: last = '', starred: before } = cards.at(-1) ?? {};
      await press(page, last, 'Star');
      await untilCard(page, last, ({ starred, alert }) => starred !== before && alert === '');
    });
  }

  // Last: after it the session's other pages are orphans.
  it('says "reload this page" when the extension was updated under the tab', async () => {
    const page = await open(RECENT);
    await untilReady(page);
    await session.reloadExtension();
    await page.bringToFront();
    if (kind === 'firefox') {
      // Firefox puts the new script into open tabs; the old one leaves.
      await until(async () => (await cardsOf(page)).every(({ controls }) => controls === 1));
      await pause(500);
      const before = (await stateOf(page, idAt(5)))?.starred;
      await press(page, idAt(5), 'Star');
      await untilCard(page, idAt(5), ({ starred, alert }) => starred !== before && alert === '');
      return;
    }
    const before = await stateOf(page, idAt(5));
    await press(page, idAt(5), 'Star');
    await untilCard(
      page,
      idAt(5),
      ({ alert, starred }) =>
        alert === 'Dogear was updated: reload this page' && starred === before?.starred,
    );
    expect(await barOf(page)).toBe('Dogear was updated: reload this page · Reload');
    await Promise.all([
      page.waitForNavigation({ waitUntil: 'domcontentloaded' }),
      pressBar(page, 'button'),
    ]);
    await untilReady(page);
    await press(page, idAt(5), 'Star');
    await untilCard(page, idAt(5), ({ starred }) => starred !== before?.starred);
  });
});
