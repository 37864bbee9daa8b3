import { describe, expect, it } from 'vitest';
import { RECENT } from '../../demo/sample';
import { pressKeys } from '../harness/page';
import { KINDS, useBrowser } from '../harness/testbed';
import { clickWithin, markOf, openDigest, untilBar, untilMark } from './page';

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
});
