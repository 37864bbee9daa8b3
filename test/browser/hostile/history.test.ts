import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { arxivList, PAPERS, RECENT, sampleId } from '../../demo/sample';
import { press, pressBar, untilCard } from '../harness/overlay';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { openAt, readDisk, untilWhole, withParts } from './page';

const isHideReadOn = (page: Page) =>
  page.evaluate(
    () => document.querySelector('dogear-bar')?.shadowRoot?.querySelector('input')?.checked,
  );

describe.each(KINDS)('the history of a page in %s', (kind) => {
  const testbed = useBrowser(kind, { mayThrow: true });

  it('bring a page back as it was left, with the marks and settings of now', async () => {
    const address = 'https://arxiv.org/list/cs.AK/recent';
    testbed.web.put('https://arxiv.org/help', '<h1>Help</h1>');
    const page = await openAt(
      testbed,
      address,
      withParts(arxivList(), {
        head: `<style>dd { block-size: 300px }</style><script>
          window.persisted = false;
          addEventListener('pageshow', (event) => { persisted = event.persisted; });
        </script>`,
      }),
    );
    await untilWhole(page);
    await page.evaluate(() => scrollTo(0, 1_200));
    await page.evaluate(() => {
      location.href = '/help';
    });
    await until(() => page.evaluate(() => location.pathname === '/help').catch(() => false));
    const other = await testbed.open(RECENT);
    await untilWhole(other);
    await press(other, sampleId(6), 'Star');
    await press(other, sampleId(0), 'Read');
    await untilCard(other, sampleId(0), ({ read }) => read);
    await untilCard(other, sampleId(6), ({ starred }) => starred);
    await page.bringToFront();
    // Not `goBack`, which waits for a load that the cache does not have.
    await page.evaluate(() => history.back());
    await until(() => page.evaluate((url) => location.href === url, address).catch(() => false));
    await untilWhole(page);
    await untilCard(page, sampleId(6), ({ pressed }) => pressed.join() === 'Star');
    await untilCard(page, sampleId(0), ({ read, hidden }) => read && !hidden);
    expect(
      await page.evaluate(() => [
        (window as unknown as { persisted: boolean }).persisted,
        Math.round(scrollY),
      ]),
    ).toEqual([true, 1_200]);

    // A setting that was changed while the page was away.
    await page.evaluate(() => {
      location.href = '/help';
    });
    await until(() => page.evaluate(() => location.pathname === '/help').catch(() => false));
    await other.bringToFront();
    await pressBar(other, 'input');
    await until(async () => (await readDisk(testbed)).settings['hideRead:arxiv'] === false);
    await page.bringToFront();
    await page.evaluate(() => history.back());
    await until(() => page.evaluate((url) => location.href === url, address).catch(() => false));
    await until(async () => (await isHideReadOn(page)) === false);
    await other.bringToFront();
    await pressBar(other, 'input');
    await until(async () => (await readDisk(testbed)).settings['hideRead:arxiv'] === true);
    for (const [id, name] of [
      [sampleId(6), 'Star'],
      [sampleId(0), 'Read'],
    ] as const) {
      await press(page, id, name);
      await untilCard(page, id, ({ pressed }) => pressed.length === 0);
    }
  });

  it('leave nothing of ours behind in 50 steps within the page', async () => {
    const page = await openAt(testbed, 'https://arxiv.org/list/cs.AL/recent', arxivList());
    await untilWhole(page);
    const step = async (i: number): Promise<void> => {
      const papers = PAPERS.map((paper, n) => ({
        ...paper,
        id: `2612.${60_000 + (i % 5) * 100 + n}`,
      }));
      await page.evaluate(
        (html, n) => {
          history.pushState({}, '', `/list/cs.AL/recent?skip=${n}`);
          const next = new DOMParser().parseFromString(html, 'text/html');
          document.querySelector('dl')?.replaceWith(next.querySelector('dl') as Element);
        },
        arxivList(papers),
        i,
      );
      await untilWhole(
        page,
        papers.map(({ id }) => `arxiv:${id}`),
      );
    };
    const cdp = kind === 'chromium' ? await page.createCDPSession() : undefined;
    const count = async () => {
      await cdp?.send('HeapProfiler.collectGarbage');
      await cdp?.send('HeapProfiler.collectGarbage');
      const { nodes, jsEventListeners } = (await cdp?.send('Memory.getDOMCounters')) ?? {};
      const ours = await page.evaluate(
        () =>
          document.querySelectorAll('dogear-control, dogear-note, dogear-bar, dogear-help').length,
      );
      return { nodes, jsEventListeners, ours };
    };
    for (let i = 0; i < 10; i++) await step(i);
    const before = await count();
    for (let i = 10; i < 60; i++) await step(i);
    const after = await count();
    expect(after.ours).toBe(before.ours);
    if (before.nodes && after.nodes) {
      // One digest has some 500 nodes; 50 that were kept would be 25,000.
      expect(after.nodes - before.nodes).toBeLessThan(1_000);
      // A request that is under way has two of its own; one that stayed in each step would be 50.
      expect(Math.abs((after.jsEventListeners ?? 0) - (before.jsEventListeners ?? 0))).toBeLessThan(
        10,
      );
    }
  });
});
