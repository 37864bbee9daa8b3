import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { DAILY, PAPERS, RECENT, sampleId } from '../../demo/sample';
import { barOf, cardOf, press, pressBar, untilCard, untilReady } from '../harness/overlay';
import { KINDS, useBrowser } from '../harness/testbed';
import { untilEqual } from '../harness/wait';
import { openOptions, turn, untilStored } from '../options/page';
import { markOf, markPapers, untilMark } from './page';

describe.each(KINDS)('what was read in %s', (kind) => {
  const testbed = useBrowser(kind, { staysAwake: false });

  /** Expects a paper not to be read; a star that is sent last arrives after a mark that was sent before. */
  async function expectUnread(page: Page, i: number): Promise<void> {
    await press(page, sampleId(i), 'Star');
    await untilMark(testbed, i, (mark) => mark?.starredAt !== undefined);
    expect((await markOf(testbed, i))?.readAt).toBeUndefined();
    expect((await cardOf(page, sampleId(i)))?.read).toBe(false);
  }

  it('hides what was read, the next time and on the other site, and shows it again', async () => {
    const page = await testbed.open(DAILY);
    await untilReady(page);
    await press(page, sampleId(1), 'Read');
    await untilCard(page, sampleId(1), ({ read }) => read);
    expect((await cardOf(page, sampleId(1)))?.hidden).toBe(false);

    for (const address of [DAILY, RECENT]) {
      await page.goto(address, { waitUntil: 'domcontentloaded' });
      await untilReady(page);
      await untilCard(page, sampleId(1), ({ hidden }) => hidden);
      expect(await barOf(page)).toContain('9 papers · 1 read hidden · Show');
    }
    // The entry's dd goes with its dt.
    expect(
      await page.evaluate((id) => {
        const entry = document.querySelector(`[data-dogear="${id}"] + dd`) as HTMLElement;
        return [entry.offsetWidth, entry.offsetHeight];
      }, sampleId(1)),
    ).toEqual([0, 0]);

    await pressBar(page, 'button');
    await untilCard(page, sampleId(1), ({ hidden }) => !hidden);
    expect(await barOf(page)).toContain('1 read · Hide');
    await pressBar(page, 'button');
    await untilCard(page, sampleId(1), ({ hidden }) => hidden);
  });

  it('remembers per site that Hide read is switched off', async () => {
    await markPapers(testbed, { read: true }, 1);
    const page = await testbed.open(RECENT);
    await untilReady(page);
    await untilCard(page, sampleId(1), ({ hidden }) => hidden);
    await pressBar(page, 'input');
    await untilCard(page, sampleId(1), ({ hidden }) => !hidden);
    await page.reload({ waitUntil: 'domcontentloaded' });
    await untilReady(page);
    await untilEqual(() => barOf(page), '9 papers · 1 read · Hide read · ⋯');
    expect((await cardOf(page, sampleId(1)))?.hidden).toBe(false);
    const other = await testbed.open(DAILY);
    await untilReady(other);
    await untilCard(other, sampleId(1), ({ hidden }) => hidden);
    await pressBar(page, 'input');
    await untilCard(page, sampleId(1), ({ hidden }) => hidden);
  });

  it('marks a paper read when it is opened from a digest, and shows the control on its page', async () => {
    const page = await testbed.open(RECENT);
    await untilReady(page);
    await Promise.all([
      page.waitForNavigation({ waitUntil: 'domcontentloaded' }),
      page.click(`[data-dogear="${sampleId(2)}"] a[title=Abstract]`),
    ]);
    await untilReady(page);
    await untilCard(
      page,
      sampleId(2),
      ({ read, pressed, controls }) => read && pressed.includes('Read') && controls === 1,
    );
    expect(await barOf(page)).toBeUndefined();
    // Un-read on its own page, it stays so when that is reloaded.
    await press(page, sampleId(2), 'Read');
    await untilCard(page, sampleId(2), ({ read }) => !read);
    await page.reload({ waitUntil: 'domcontentloaded' });
    await untilReady(page);
    await expectUnread(page, 2);
    // Opened from nowhere, it is not read.
    const fresh = await testbed.open(`${DAILY}/${PAPERS[3]?.id}`);
    await untilReady(fresh);
    await expectUnread(fresh, 3);
  });

  it('leaves opened papers unread when that is wanted', async () => {
    const options = await openOptions(testbed);
    await turn(options, 'readOnOpen');
    await untilStored(testbed, 'readOnOpen', false);
    const page = await testbed.open(RECENT);
    await untilReady(page);
    await Promise.all([
      page.waitForNavigation({ waitUntil: 'domcontentloaded' }),
      page.click(`[data-dogear="${sampleId(4)}"] a[title=Abstract]`),
    ]);
    await untilReady(page);
    await expectUnread(page, 4);
  });
});
