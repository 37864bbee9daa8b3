import { describe, expect, it } from 'vitest';
import {
  arxivList,
  DAILY,
  dailyCard,
  dailyPage,
  PAPERS,
  RECENT,
  sampleId,
} from '../../demo/sample';
import { barOf, cardOf, cardsOf, press, untilCard, untilReady } from '../harness/overlay';
import { KINDS, useBrowser } from '../harness/testbed';
import { pause, until } from '../harness/wait';

describe.each(KINDS)('a digest that changes in %s', (kind) => {
  const testbed = useBrowser(kind, { staysAwake: false });

  it('follows what the page does to its cards, and doubles nothing', async () => {
    const page = await testbed.open(DAILY);
    await untilReady(page);
    await press(page, sampleId(7), 'Star');
    await untilCard(page, sampleId(7), ({ starred }) => starred);
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
    await untilCard(
      page,
      sampleId(7),
      ({ starred, pressed }) => starred && pressed.includes('Star'),
    );
    await press(page, 'arxiv:2611.09999', 'Star');
    await untilCard(page, 'arxiv:2611.09999', ({ starred }) => starred);
    expect(await barOf(page)).toContain('10 papers');

    // A card is recycled for another paper: the marks go with the paper.
    await page.evaluate((id) => {
      const card = document.querySelector(`[data-dogear="${id}"]`) as HTMLElement;
      for (const link of card.querySelectorAll('a[href*="/papers/"]')) {
        link.setAttribute('href', '/papers/2611.08888');
      }
    }, sampleId(7));
    await untilCard(
      page,
      'arxiv:2611.08888',
      ({ starred, controls }) => !starred && controls === 1,
    );
    expect(await cardOf(page, sampleId(7))).toBeUndefined();
  });

  it('leaves alone a card without an id or a title, and works on the others', async () => {
    const broken = arxivList(PAPERS.slice(0, 3))
      .replace(`href="/abs/${PAPERS[0]?.id}"`, 'href="/abs/nonsense"')
      .replace(PAPERS[1]?.title ?? '', '');
    testbed.web.put('https://arxiv.org/list/cs.LG/recent', broken);
    const page = await testbed.open('https://arxiv.org/list/cs.LG/recent');
    await untilReady(page);
    expect((await cardsOf(page)).map(({ id }) => id)).toEqual([sampleId(2)]);
    expect(await barOf(page)).toContain('1 paper');
  });

  it('shows nothing on a page without cards', async () => {
    testbed.web.put('https://arxiv.org/list/cs.XX/recent', arxivList([]));
    testbed.web.put('https://arxiv.org/help', '<h1>Help</h1><p>2611.04201</p>');
    for (const address of ['https://arxiv.org/list/cs.XX/recent', 'https://arxiv.org/help']) {
      const page = await testbed.open(address);
      // That nothing comes cannot be waited for in another way.
      await until(() => page.evaluate(() => document.readyState === 'complete'));
      await pause(700);
      expect(
        await page.evaluate(
          () => document.querySelectorAll('dogear-bar, dogear-control, [data-dogear]').length,
        ),
      ).toBe(0);
    }
  });

  it('follows in-page navigation and Back', async () => {
    testbed.web.put('https://arxiv.org/help', '<h1>Help</h1>');
    const page = await testbed.open(DAILY);
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

    // What is read on one day's page is hidden when one comes to it again in the same tab.
    await press(page, sampleId(3), 'Read');
    await untilCard(page, sampleId(3), ({ read, hidden }) => read && !hidden);
    await page.evaluate(() => history.back());
    await untilCard(page, sampleId(3), ({ hidden }) => hidden);
    await press(page, sampleId(0), 'Read');
    await untilCard(page, sampleId(0), ({ read }) => read);

    // Away and back: from the back/forward cache or anew, each card has one control and true marks.
    const other = await testbed.open(RECENT);
    await page.bringToFront();
    await page.goto('https://arxiv.org/help', { waitUntil: 'domcontentloaded' });
    await untilReady(other);
    await press(other, sampleId(6), 'Star');
    await untilCard(other, sampleId(6), ({ starred }) => starred);
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
});
