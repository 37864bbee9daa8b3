import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { arxivList, DAILY, dailyPage, PAPERS, RECENT } from '../../demo/sample';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { clickWithin, controlHost, markPapers, openDigest, textsIn, untilBar } from './page';

describe.each(KINDS)('the look of the overlay in %s', (kind) => {
  const testbed = useBrowser(kind);

  it('takes on the page’s scheme and its direction', async () => {
    testbed.web.put(`${DAILY}/date/2026-11-01`, dailyPage(PAPERS, 'dark'));
    testbed.web.put(
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
    const light = await openDigest(testbed, DAILY);
    expect(await barIn(light)).toEqual(['rgb(255, 255, 255)', 'ltr', 'right']);
    const dark = await openDigest(testbed, `${DAILY}/date/2026-11-01`);
    expect(await barIn(dark)).toEqual(['rgb(17, 24, 39)', 'ltr', 'right']);
    // Its own words are English.
    const rtl = await openDigest(testbed, `${DAILY}/date/2026-11-02`);
    expect(await barIn(rtl)).toEqual(['rgb(255, 255, 255)', 'ltr', 'left']);
    await light.evaluate(() => document.documentElement.classList.add('dark'));
    await until(async () => (await barIn(light))[0] === 'rgb(17, 24, 39)');
  });

  it('keeps the bar in the window, and small in a small one, whatever the page does to its body', async () => {
    await markPapers(testbed, { read: true }, 0);
    testbed.web.put(
      RECENT,
      arxivList().replace(
        '</head>',
        '<style>body { filter: grayscale(1); transform: scale(1); }</style></head>',
      ),
    );
    const page = await openDigest(testbed, RECENT);
    // As much as the bar ever says without being asked.
    await clickWithin(page, controlHost(1), '[name=read]');
    await untilBar(page, '9 papers · 1 read hidden · Show · Tidy up · Undo');
    /** The part of the window that the bar takes; it is all in the window. */
    const share = () =>
      page.$eval('dogear-bar', (bar) => {
        const { left, right, top, bottom, width, height } = bar.getBoundingClientRect();
        const isInside = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
        return isInside && width > 0 ? (width * height) / (innerWidth * innerHeight) : Number.NaN;
      });
    expect(await share()).toBeLessThan(0.1);
    // 1200 × 800 at 300 %.
    await page.setViewport({ width: 400, height: 267, deviceScaleFactor: 3 });
    await until(async () => (await share()) < 0.1);
    await clickWithin(page, 'dogear-bar', 'button', '⋯');
    await until(async () => (await textsIn(page, 'dogear-bar', 'label')).includes('Hide read'));
    expect(await share()).not.toBeNaN();
  });
});
