import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { PAPERS, RECENT, sampleId } from '../../demo/sample';
import { cardOf, press, untilCard, untilReady } from '../harness/overlay';
import { addressOf } from '../harness/page';
import { KINDS, type Testbed, useBrowser } from '../harness/testbed';
import { pause, until } from '../harness/wait';
import { openDigest, untilMark } from './page';

const pdfOf = (i: number): string => `https://arxiv.org/pdf/${PAPERS[i]?.id}`;

/** Follows the link to the i-th paper's PDF, in the same tab. */
async function followPdf(page: Page, i: number): Promise<void> {
  await page.click(`a[href$="/pdf/${PAPERS[i]?.id}"]`);
  await until(() => page.url().endsWith(`/pdf/${PAPERS[i]?.id}`));
}

/** Not by the driver, which waits in vain for a page to load that comes from the cache. */
async function goBack(page: Page): Promise<void> {
  void page.evaluate(() => history.back()).catch(() => undefined);
  await until(async () => (await addressOf(page)) === RECENT);
}

const isFromCache = (page: Page): Promise<boolean> =>
  page.evaluate(() => (window as { wasCached?: boolean }).wasCached === true);

/** Has the page note that it comes back from the back/forward cache. */
const watchCache = (page: Page): Promise<void> =>
  page.evaluate(() => {
    addEventListener('pageshow', ({ persisted }) => {
      (window as { wasCached?: boolean }).wasCached = persisted;
    });
  });

function putPdfs({ web }: Testbed): void {
  for (const i of PAPERS.keys()) web.put(pdfOf(i), '<title>A PDF</title><p>A PDF.');
}

describe.each(KINDS)('a digest that is left in %s', (kind) => {
  const testbed = useBrowser(kind, { own: () => ({ hasPageCache: true }) });

  it('has read what was opened, however soon the page is gone', async () => {
    putPdfs(testbed);
    const page = await openDigest(testbed, RECENT);
    await watchCache(page);
    for (const i of [0, 1, 2]) {
      await testbed.session.stopBackground();
      await followPdf(page, i);
      await goBack(page);
      await untilMark(testbed, i, (mark) => mark?.readAt !== undefined);
      await untilCard(page, sampleId(i), ({ read }) => read);
      expect(await isFromCache(page)).toBe(true);
      // What it says from now on is what the library has.
      await press(page, sampleId(i), 'Read');
      await untilMark(testbed, i, (mark) => mark?.readAt === undefined);
      expect((await cardOf(page, sampleId(i)))?.read).toBe(false);
    }
  });

  it('has its controls when it was left at once, and comes back', async () => {
    putPdfs(testbed);
    for (const ms of [0, 30, 60, 100]) {
      await testbed.session.stopBackground();
      const page = await testbed.open(RECENT);
      await pause(ms);
      await page.goto(pdfOf(0), { waitUntil: 'domcontentloaded' });
      await goBack(page);
      await untilReady(page);
      await page.close();
    }
  });
});
