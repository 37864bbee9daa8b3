import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import { UPGRADES } from '../../../src/library/upgrades';
import { PAPERS, RECENT, sampleId } from '../../demo/sample';
import { inBackground, killBackground } from '../harness/background';
import { breakLibrary, deleteLibrary, readLibrary } from '../harness/library';
import { barOf, cardOf, cardsOf, press, pressBar, untilCard, untilReady } from '../harness/overlay';
import { logRequests } from '../harness/request-log';
import { send } from '../harness/requests';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { markIn, type Notes, openSettled } from './page';

describe.each(KINDS)('a library that cannot be opened in %s', (kind) => {
  const testbed = useBrowser(kind);

  // What is replaced in the background lasts until it is stopped.
  afterEach(() => killBackground(testbed.session));

  it('is waited for not for ever, and is whole afterwards', async () => {
    const [page] = (await openSettled(testbed, RECENT)) as [Page];
    const before = await readLibrary(testbed.extensionPage);
    // An upgrade in another context that does not come to its end.
    const other = await testbed.open('/icons/dogear-16.png');
    await other.evaluate(
      (version) =>
        new Promise<void>((resolve) => {
          const opening = indexedDB.open('dogear', version);
          opening.onupgradeneeded = () => {
            const { transaction: upgrade } = opening;
            if (!upgrade) return;
            const keepAlive = (): void => {
              upgrade.objectStore('meta').get('nothing').onsuccess = keepAlive;
            };
            upgrade.objectStore('marks').clear();
            keepAlive();
            Object.assign(self, { upgrade });
            resolve();
          };
        }),
      UPGRADES.length + 1,
    );
    // As long as the real wait is, the test need not be.
    await inBackground(testbed.session, testbed.extensionPage, () => {
      const { setTimeout } = self;
      self.setTimeout = ((run: () => void, ms: number) =>
        setTimeout(run, ms >= 10_000 ? 100 : ms)) as typeof self.setTimeout;
    });
    const wasStarred = markIn(before, sampleId(5))?.starredAt !== undefined;
    await press(page, sampleId(5), 'Star');
    await untilCard(
      page,
      sampleId(5),
      ({ alert }) => alert === 'Not saved: Dogear cannot open its library.',
    );
    expect((await cardOf(page, sampleId(5)))?.starred).toBe(wasStarred);

    await other.evaluate(() => (self as unknown as Notes).upgrade.abort());
    expect(await readLibrary(testbed.extensionPage)).toEqual(before);
    await press(page, sampleId(5), 'Star');
    await untilCard(
      page,
      sampleId(5),
      ({ starred, alert }) => starred !== wasStarred && alert === '',
    );
  });

  it('is told on the bar, on the card and in the popup, once, and opens with Retry', async () => {
    await breakLibrary(testbed.extensionPage);
    const log = await logRequests(testbed);
    const page = await testbed.open(RECENT);
    await until(async () => (await barOf(page)) === 'Dogear cannot open its library. · Retry');
    // Every paper is there, with its buttons, and can be seen.
    await until(async () => {
      const cards = await cardsOf(page);
      return cards.length === PAPERS.length && cards.every(({ controls }) => controls === 1);
    });
    expect((await cardsOf(page)).filter(({ hidden }) => hidden)).toEqual([]);
    expect(await page.$('[data-dogear-wait]')).toBeNull();
    await press(page, sampleId(6), 'Star');
    await untilCard(
      page,
      sampleId(6),
      ({ alert }) => alert === 'Not saved: Dogear cannot open its library.',
    );
    expect((await cardOf(page, sampleId(6)))?.pressed).toEqual([]);
    expect(await send(testbed.extensionPage, 'marksOf', [])).toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('VersionError'),
    });
    await pressBar(page, 'button');
    await log.untilAsked('marksOf', 3);
    expect(await barOf(page)).toBe('Dogear cannot open its library. · Retry');
    const popup = await testbed.open('/src/popup/index.html');
    await popup.waitForSelector('main [role=alert] button');
    // A page that goes on changing asks for nothing anew.
    await page.bringToFront();
    await page.evaluate(async () => {
      for (let i = 0; i < 20; i++) {
        document.body.append(document.createElement('hr'));
        await new Promise(requestAnimationFrame);
      }
    });
    await log.untilAsked('visit');
    // Of papers that are starred, as that one was for a moment, the page may ask more; and what can be undone
    // is in no library.
    const requests = (await log.requests()).filter((request) => !/^bareOf$|Step/.test(request));
    // The page's own, the click, the one above, Retry.
    expect(requests.filter((request) => request.startsWith('mark'))).toEqual([
      ...['marksOf', 'markAll', 'marksOf', 'marksOf'],
    ]);
    expect(requests.filter((request) => !request.startsWith('mark')).sort()).toEqual([
      ...['lastVisit', 'sheet', 'visit'],
    ]);

    await deleteLibrary(testbed.extensionPage);
    await pressBar(page, 'button');
    await untilReady(page);
    await until(async () => /^9 papers/.test((await barOf(page)) ?? ''));
    await press(page, sampleId(6), 'Star');
    await untilCard(page, sampleId(6), ({ starred, alert }) => starred && alert === '');
    // It hears of the star, and so that there is a library again. (Its own Retry: popup/notes.test.ts.)
    await popup.bringToFront();
    await popup.waitForSelector('main li');
    expect(
      markIn(await readLibrary(testbed.extensionPage), sampleId(6))?.starredAt,
    ).toBeGreaterThan(0);
  });
});
