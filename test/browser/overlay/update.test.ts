import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { RECENT, sampleId } from '../../demo/sample';
import { barOf, cardOf, cardsOf, press, pressBar, untilCard, untilReady } from '../harness/overlay';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { markOf } from './page';

/** Marks the controls that are there, which no script of Dogear's sees. */
const rememberControls = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const host of document.querySelectorAll('dogear-control')) {
      Object.assign(host, { isOld: true });
    }
  });

/** Resolves to whether each card has one control, made since. */
const hasNewControls = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const cards = [...document.querySelectorAll('[data-dogear]')];
    return (
      cards.length > 0 &&
      cards.every((card) => {
        const hosts = [...card.querySelectorAll('dogear-control')];
        return hosts.length === 1 && !hosts.some((host) => 'isOld' in host);
      })
    );
  });

describe.each(KINDS)('an update under an open tab in %s', (kind) => {
  const testbed = useBrowser(kind);

  it('says "reload this page" when the extension was updated under the tab', async () => {
    const page = await testbed.open(RECENT);
    await untilReady(page);
    await rememberControls(page);
    await testbed.reloadExtension();
    await page.bringToFront();
    if (kind === 'firefox') {
      // Firefox puts the new script into open tabs; the old one leaves, and its controls with it.
      await until(() => hasNewControls(page));
      const before = (await cardOf(page, sampleId(5)))?.starred;
      await press(page, sampleId(5), 'Star');
      await untilCard(
        page,
        sampleId(5),
        ({ starred, alert }) => starred !== before && alert === '',
      );
      return;
    }
    const before = await cardOf(page, sampleId(5));
    await press(page, sampleId(5), 'Star');
    await untilCard(
      page,
      sampleId(5),
      ({ alert, starred }) =>
        alert === 'Dogear was updated: reload this page' && starred === before?.starred,
    );
    expect(await barOf(page)).toBe('Dogear was updated: reload this page · Reload');
    await Promise.all([
      page.waitForNavigation({ waitUntil: 'domcontentloaded' }),
      pressBar(page, 'button'),
    ]);
    await untilReady(page);
    await press(page, sampleId(5), 'Star');
    await untilCard(page, sampleId(5), ({ starred }) => starred !== before?.starred);
  });

  it('saves each click when the extension was reloaded, or says that it is not saved', async () => {
    const page = await testbed.open(RECENT);
    await untilReady(page);
    await testbed.reloadExtension();
    for (const i of [6, 7, 8]) await press(page, sampleId(i), 'Star');
    await until(async () => {
      const cards = await cardsOf(page);
      const marks = await Promise.all([6, 7, 8].map((i) => markOf(testbed, i)));
      return marks.every((mark, n) => {
        const card = cards[6 + n];
        const isSaved = mark?.starredAt !== undefined;
        const isTold = card?.alert === 'Dogear was updated: reload this page';
        return card && (isSaved ? card.starred : isTold && !card.starred);
      });
    });
  });
});
