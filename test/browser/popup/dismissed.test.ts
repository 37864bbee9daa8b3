import { describe, expect, it } from 'vitest';
import { PAPERS, RECENT, sampleId } from '../../demo/sample';
import { violationsOf } from '../harness/axe';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { markPapers, openDigest, untilMark, untilShown } from '../overlay/page';

describe.each(KINDS)('what is not for me in %s', (kind) => {
  const testbed = useBrowser(kind);

  it('lists what is not for the user in the popup, and restores it everywhere', async () => {
    const popup = await testbed.open('/src/popup/index.html', { width: 440, height: 580 });
    const titles = () =>
      popup.$$eval('li[data-paper] a', (links) => links.map((link) => link.textContent));
    const select = 'select[name=list]';
    await popup.waitForSelector('.state');
    expect(await popup.$(select)).toBeNull();
    await markPapers(testbed, { dismissed: 1_000 }, 0);
    await markPapers(testbed, { dismissed: 3_000 }, 2, 3);
    await markPapers(testbed, { dismissed: 2_000 }, 5);
    await markPapers(testbed, { starred: true }, 6);
    const digest = await openDigest(testbed, RECENT);
    await untilShown(digest, 2, 'hidden');
    await popup.bringToFront();
    await popup.waitForSelector(select);
    await popup.select(select, 'dismissed');
    await until(async () => (await titles()).length === 4);
    expect((await titles()).slice(2)).toEqual([PAPERS[5]?.title, PAPERS[0]?.title]);
    expect(await violationsOf(popup)).toEqual([]);

    const status = () => popup.$eval('.tools [role=status]', (said) => said.textContent);
    expect(await status()).toBe('4 not for you');
    await popup.click(`li[data-paper="${sampleId(2)}"] .marks button`);
    await until(async () => (await titles()).length === 3);
    await untilMark(testbed, 2, (m) => m?.dismissedAt === undefined);
    await untilShown(digest, 2, 'whole');
    await popup.click('.notice .plain');
    await untilMark(testbed, 2, (m) => m?.dismissedAt === 3_000);
    await until(async () => (await titles()).length === 4);
    await popup.select(select, 'starred');
    await until(async () => (await titles()).join() === PAPERS[6]?.title);
    expect(await status()).toBe('1 starred · 1 unread');
  });

  it('is ended by a star, in the popup with a notice that takes both back', async () => {
    await markPapers(testbed, { dismissed: 1_000 }, 0);
    const popup = await testbed.open('/src/popup/index.html', { width: 440, height: 580 });
    const digest = await openDigest(testbed, RECENT);
    await digest.bringToFront();
    const row = `details.page [data-paper="${sampleId(0)}"]`;
    await until(async () => (await popup.$('details.page summary')) !== null);
    await popup.$eval('details.page summary', (line) => (line as HTMLElement).click());
    await popup.waitForSelector(`${row} .star`);
    await popup.$eval(`${row} .star`, (button) => (button as HTMLElement).click());
    await untilMark(testbed, 0, (m) => m?.starredAt !== undefined && m.dismissedAt === undefined);
    await popup.waitForSelector('.notice .plain');
    await popup.$eval('.notice .plain', (button) => (button as HTMLElement).click());
    await untilMark(testbed, 0, (m) => m?.starredAt === undefined && m?.dismissedAt === 1_000);
  });
});
