import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { DAILY, dailyPage, PAPERS } from '../../demo/sample';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { openDigest } from './page';

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
});
