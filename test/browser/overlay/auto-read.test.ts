import { describe, expect, it } from 'vitest';
import { PAPERS, RECENT } from '../../demo/sample';
import { barOf, cardsOf } from '../harness/overlay';
import { pressKeys } from '../harness/page';
import { storeSettings } from '../harness/settings';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { clickWithin, controlHost, markOf, markPapers, openDigest, untilMark } from './page';

const ALL = PAPERS.map((_, i) => i);

describe.each(KINDS)('reading by itself in %s', (kind) => {
  const testbed = useBrowser(kind);

  it('marks read what was in view for a while, or was scrolled past, when it is wanted', async () => {
    const page = await openDigest(testbed, RECENT, { width: 900, height: 420 });
    await storeSettings(testbed.extensionPage, { readAfterSeconds: 1 });
    await untilMark(testbed, 0, (mark) => mark?.readAt !== undefined);
    await untilMark(testbed, 1, (mark) => mark?.readAt !== undefined);
    expect(await markOf(testbed, 8)).toBeUndefined();
    // Made unread by hand it stays so on this visit.
    await clickWithin(page, controlHost(0), '[name=read]');
    await untilMark(testbed, 0, (mark) => mark?.readAt === undefined);
    await storeSettings(testbed.extensionPage, { readAfterSeconds: 0, readWhenPassed: true });
    await page.evaluate(() => scrollTo(0, 0));
    await page.mouse.move(300, 200);
    await until(async () => {
      await page.mouse.wheel({ deltaY: 120 });
      return page.evaluate(() => scrollY + innerHeight > document.body.scrollHeight - 3);
    });
    await untilMark(testbed, 4, (mark) => mark?.readAt !== undefined);
    await until(async () => (await markOf(testbed, 0))?.readAt === undefined);
    expect((await markOf(testbed, 0))?.readAt).toBeUndefined();
    // The last cannot be scrolled past: it is read when the end was in view for a while.
    await untilMark(testbed, 8, (mark) => mark?.readAt !== undefined);
    await pressKeys(page, 'z');
    await until(async () => /Undone/.test((await barOf(page)) ?? ''));
  });

  it('passes nothing by End', async () => {
    await storeSettings(testbed.extensionPage, { readWhenPassed: true });
    const page = await openDigest(testbed, RECENT, { width: 900, height: 420 });
    await pressKeys(page, 'End');
    await untilMark(testbed, 8, (mark) => mark?.readAt !== undefined);
    for (const i of [0, 1, 2, 3]) expect(await markOf(testbed, i)).toBeUndefined();
  });

  it('leaves everything as it is where that is not wanted', async () => {
    const page = await openDigest(testbed, RECENT, { width: 900, height: 420 });
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await until(() => page.evaluate(() => scrollY > 300));
    await markPapers(testbed, { starred: true }, 8);
    await until(async () => (await cardsOf(page))[8]?.starred === true);
    for (const i of ALL.slice(0, 8)) expect(await markOf(testbed, i)).toBeUndefined();
  });
});
