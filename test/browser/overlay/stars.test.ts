import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { RECENT, sampleId } from '../../demo/sample';
import { press, untilCard, untilReady } from '../harness/overlay';
import { pressKeys } from '../harness/page';
import { storeSettings } from '../harness/settings';
import { KINDS, useBrowser } from '../harness/testbed';
import {
  clickWithin,
  controlHost,
  markOf,
  markPapers,
  openDigest,
  reload,
  untilBar,
  untilMark,
} from './page';

describe.each(KINDS)('a star in %s', (kind) => {
  const testbed = useBrowser(kind);

  /** Opens a paper by its link on a digest, and waits for its own page. */
  async function openPaper(page: Page, i: number): Promise<void> {
    await Promise.all([
      page.waitForNavigation({ waitUntil: 'domcontentloaded' }),
      page.click(`[data-dogear="${sampleId(i)}"] a[title=Abstract]`),
    ]);
    await untilReady(page);
  }

  it('stays unread by itself and in bulk, until the user says read', async () => {
    await markPapers(testbed, { starred: true }, 0, 2);
    const page = await openDigest(testbed, RECENT, { width: 900, height: 420 });
    await storeSettings(testbed.extensionPage, { readAfterSeconds: 1 });
    await untilMark(testbed, 1, (mark) => mark?.readBy === 'seen');
    expect((await markOf(testbed, 0))?.readAt).toBeUndefined();
    await openPaper(page, 2);
    await untilCard(page, sampleId(2), ({ starred, read }) => starred && !read);
    await page.goto(RECENT, { waitUntil: 'domcontentloaded' });
    await untilReady(page);
    await clickWithin(page, 'dogear-bar', 'button', '⋯');
    await clickWithin(page, 'dogear-bar', 'button', 'Mark all as read');
    await untilBar(page, '2 starred papers stay unread.');
    await untilMark(testbed, 8, (mark) => mark?.readBy === 'bulk');
    for (const i of [0, 2]) expect((await markOf(testbed, i))?.readAt).toBeUndefined();
    await clickWithin(page, controlHost(2), '[name=read]');
    await untilMark(testbed, 2, (mark) => mark?.readAt !== undefined && mark.readBy === undefined);
  });

  it('makes a paper unread that was only opened; one step of Undo takes that back', async () => {
    const page = await openDigest(testbed, RECENT);
    await openPaper(page, 3);
    await untilMark(testbed, 3, (mark) => mark?.readBy === 'opened');
    const { readAt } = (await markOf(testbed, 3)) ?? {};
    await press(page, sampleId(3), 'Star');
    await untilCard(page, sampleId(3), ({ starred, read }) => starred && !read);
    await untilMark(testbed, 3, (mark) => mark?.starredAt !== undefined);
    expect((await markOf(testbed, 3))?.readAt).toBeUndefined();
    await pressKeys(page, 'z');
    await untilCard(page, sampleId(3), ({ starred, read }) => !starred && read);
    await untilMark(testbed, 3, (mark) => mark?.readAt === readAt);
  });

  it('ends “not for me”, which ends a star, each with one step of Undo', async () => {
    const page = await openDigest(testbed, RECENT);
    const untilPressed = (pressed: string) =>
      untilCard(page, sampleId(0), (card) => card.pressed.join() === pressed);
    await pressKeys(page, 'j', 's');
    await untilPressed('Star');
    await pressKeys(page, 'x');
    await untilPressed('Not for me');
    await pressKeys(page, 's');
    await untilPressed('Star');
    await pressKeys(page, 'z');
    await untilPressed('Not for me');
    await pressKeys(page, 'z');
    await untilPressed('Star');
    await untilMark(testbed, 0, (mark) => mark?.starredAt !== undefined);
    await reload(page);
    await untilPressed('Star');
  });
});
