/** The popup itself, which no driver opens in Firefox. */
import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { DAILY, PAPERS, sampleId } from '../../demo/sample';
import { openRealPopup } from '../harness/beside';
import { idOf, rowOf, starredEntry } from '../harness/entries';
import { fillLibrary, markOnDisk } from '../harness/library';
import { press, untilReady } from '../harness/overlay';
import { useBrowser } from '../harness/testbed';
import { untilEqual } from '../harness/wait';
import { noteIn } from './page';

describe('the popup itself in chromium', () => {
  const testbed = useBrowser('chromium', { own: () => ({ isLean: false }) });

  const closeItself = (popup: Page): Promise<void> =>
    popup.evaluate(() => close()).catch(() => undefined);

  it('loses nothing when it closes', async () => {
    await fillLibrary(testbed.extensionPage, [starredEntry(0)]);
    const digest = await testbed.open(DAILY);
    const popup = await openRealPopup(testbed.session, digest);
    await popup.waitForSelector(rowOf(idOf(0)));
    expect(await popup.evaluate(() => innerWidth)).toBeGreaterThanOrEqual(440);
    expect(await popup.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(
      true,
    );
    await popup.focus(rowOf(idOf(0), 'textarea'));
    await popup.keyboard.type('in mid-wor');
    await closeItself(popup);
    const next = await openRealPopup(testbed.session, digest);
    await untilEqual(() => noteIn(next, idOf(0)), 'in mid-wor');
    await untilEqual(
      async () => (await markOnDisk(testbed.extensionPage, idOf(0)))?.note,
      'in mid-wor',
    );
    await closeItself(next);
  });

  it('lies over the page whose papers it tells of', async () => {
    await fillLibrary(testbed.extensionPage, [starredEntry(0)]);
    const digest = await testbed.open(DAILY);
    await untilReady(digest);
    await press(digest, sampleId(0), 'Star');
    const popup = await openRealPopup(testbed.session, digest);
    const summary = () =>
      popup.evaluate(() => document.querySelector('details.page summary')?.textContent);
    await untilEqual(summary, `${PAPERS.length} on this page: 1 starred`);
    await closeItself(popup);
  });
});
