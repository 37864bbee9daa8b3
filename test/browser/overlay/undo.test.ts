import { describe, expect, it } from 'vitest';
import { DAILY, RECENT, sampleId } from '../../demo/sample';
import { killBackground } from '../harness/background';
import { untilCard, untilReady } from '../harness/overlay';
import { addressOf, pressKeys } from '../harness/page';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { clickWithin, markOf, openDigest, reload, untilBar, untilMark } from './page';

describe.each(KINDS)('undoing in %s', (kind) => {
  const testbed = useBrowser(kind);

  it('takes back step by step what was done, a bulk in one', async () => {
    const page = await openDigest(testbed, RECENT);
    await pressKeys(page, 'j', 's', 'j', 'x', 'j', 'j');
    await clickWithin(page, 'dogear-bar', 'button', '⋯');
    await clickWithin(page, 'dogear-bar', 'button', 'Mark all above as read');
    await untilMark(testbed, 2, (mark) => mark?.readAt !== undefined);
    for (const i of [0, 1]) expect((await markOf(testbed, i))?.readAt).toBeUndefined();
    expect(await markOf(testbed, 3)).toBeUndefined();
    await clickWithin(page, 'dogear-bar', 'button', '⋯');
    await clickWithin(page, 'dogear-bar', 'button', 'Mark all as read');
    await untilMark(testbed, 8, (mark) => mark?.readAt !== undefined);
    await untilBar(page, '9 papers · 7 read · 1 not for you');
    await clickWithin(page, 'dogear-bar', 'button', 'Undo');
    await untilBar(page, 'Undone for 6 papers.');
    await untilMark(testbed, 8, (mark) => mark?.readAt === undefined);
    expect((await markOf(testbed, 2))?.readAt).toBeDefined();
    await pressKeys(page, 'z');
    await untilMark(testbed, 2, (mark) => mark?.readAt === undefined);
    await pressKeys(page, 'z');
    await untilMark(testbed, 1, (mark) => mark?.dismissedAt === undefined);
    expect((await markOf(testbed, 0))?.starredAt).toBeDefined();
    await pressKeys(page, 'z');
    await untilMark(testbed, 0, (mark) => mark?.starredAt === undefined);
    await pressKeys(page, 'z');
    await untilBar(page, 'There is nothing to undo.');
  });

  it('holds after a reload, on the next digest and after Back, with the background stopped', async () => {
    const page = await openDigest(testbed, RECENT);
    await pressKeys(page, 'j', 'x', 'j', 's');
    await clickWithin(page, 'dogear-bar', 'button', '⋯');
    await clickWithin(page, 'dogear-bar', 'button', 'Mark all as read');
    await untilMark(testbed, 8, (mark) => mark?.readAt !== undefined);
    await killBackground(testbed.session);
    await reload(page);
    await untilBar(page, 'Undo');
    await pressKeys(page, 'z');
    await untilBar(page, 'Undone for 7 papers.');
    await untilMark(testbed, 8, (mark) => mark?.readAt === undefined);
    await page.goto(DAILY, { waitUntil: 'domcontentloaded' });
    await untilReady(page);
    await untilBar(page, 'Undo');
    await pressKeys(page, 'z');
    await untilMark(testbed, 1, (mark) => mark?.starredAt === undefined);
    expect(await markOf(testbed, 0)).toHaveProperty('dismissedAt');
    // The first one is hidden here.
    await pressKeys(page, 'j', 's');
    await untilMark(testbed, 1, (mark) => mark?.starredAt !== undefined);
    // Not `goBack`, which waits for a load that the cache does not have.
    await page.evaluate(() => history.back());
    await until(async () => (await addressOf(page).catch(() => '')) === RECENT);
    await untilReady(page);
    await untilCard(page, sampleId(1), ({ starred }) => starred);
    await untilBar(page, 'Undo');
    await pressKeys(page, 'z');
    await untilMark(testbed, 1, (mark) => mark?.starredAt === undefined);
    await pressKeys(page, 'z');
    await untilMark(testbed, 0, (mark) => mark?.dismissedAt === undefined);
    await pressKeys(page, 'z');
    await untilBar(page, 'There is nothing to undo.');
    // What one tab has done is no step of another.
    const other = await openDigest(testbed, RECENT);
    await pressKeys(other, 'z');
    await untilBar(other, 'There is nothing to undo.');
  });
});
