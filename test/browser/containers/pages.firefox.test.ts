/** Firefox gives each container a database of its own, and private windows none: the library is in neither. */
import type { Page } from 'puppeteer-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { killBackground } from '../harness/background';
import {
  allowPrivateWindows,
  closeElsewhere,
  type Elsewhere,
  evaluateElsewhere,
  openElsewhere,
  openPrivatePopup,
} from '../harness/elsewhere';
import { idOf, pageOf, rowOf, starredEntries } from '../harness/entries';
import type { Extension } from '../harness/globals';
import { fillLibrary, holdWrites, markOnDisk } from '../harness/library';
import { enterInOmnibox } from '../harness/omnibox';
import { useBrowser } from '../harness/testbed';
import { until, untilEqual } from '../harness/wait';
import { LIST, readList } from '../list/page';
import { idsOf, POPUP, pasteNote, statusOf } from '../popup/page';

describe('containers and private windows in firefox', () => {
  const testbed = useBrowser('firefox', {
    own: () => ({ prefs: { 'privacy.userContext.enabled': true } }),
  });
  const own = (path: string): string => testbed.session.origin + path;

  let isAllowed = false;
  beforeEach(async () => {
    if (!isAllowed) await allowPrivateWindows(testbed);
    isAllowed = true;
    testbed.web.put(pageOf(1), '<!doctype html><title>A paper</title>');
    await fillLibrary(testbed.extensionPage, starredEntries(3));
    // It has indexed the library of the test before, whose place this one has taken behind its back.
    await killBackground(testbed.session);
  });
  afterEach(() => closeElsewhere(testbed.session));

  /** A page elsewhere, which the driver does not know, as far as the popup's readers need it. */
  const pageIn = (type: string, place: Elsewhere): Page => {
    const evaluate = (run: (...args: unknown[]) => unknown, ...args: unknown[]) =>
      evaluateElsewhere(testbed.session, [type, place], run, ...args);
    return { evaluate } as unknown as Page;
  };

  const isOpenIn = (type: string, place: Elsewhere): Promise<boolean> =>
    pageIn(type, place)
      .evaluate(() => true)
      .catch(() => false);

  /** Resolves to the page that has the address, in no container and no private window. */
  async function untilOpen(address: string): Promise<Page> {
    let found: Page | undefined;
    const isFound = (page: Page): Promise<boolean> =>
      page.evaluate(async (wanted) => {
        if (location.href !== wanted) return false;
        const { tabs } = (globalThis as unknown as Extension).chrome;
        return (await tabs.getCurrent()).cookieStoreId === 'firefox-default';
      }, address);
    await until(async () => {
      for (const page of await testbed.session.browser.pages()) {
        if (await isFound(page).catch(() => false)) found = page;
      }
      return found !== undefined;
    });
    return found as Page;
  }

  it.each([
    ['container', '/src/data/index.html#file'],
    ['private', '/src/reading/index.html'],
  ] as const)('opens a page that was opened in %s where the library is', async (place, other) => {
    for (const path of [`${LIST}?q=paper`, other]) {
      await openElsewhere(testbed.session, place, own(path));
      const page = await untilOpen(own(path));
      await until(async () => !(await isOpenIn('tab', place)));
      expect(await page.evaluate(() => document.visibilityState)).toBe('visible');
      if (path === other) continue;
      await untilEqual(async () => (await readList(page)).titles.length, 3);
    }
  });

  it.each([
    ['tab', 'container'],
    ['popup', 'private'],
  ] as const)('shows in a %s in %s what is starred, and saves a note', async (type, place) => {
    const { session, extensionPage } = testbed;
    await openElsewhere(session, place, type === 'tab' ? own(POPUP) : pageOf(1));
    if (type === 'popup') await openPrivatePopup(session);
    const popup = pageIn(type, place);
    await untilEqual(() => idsOf(popup).catch(() => []), [idOf(0), idOf(1), idOf(2)]);
    await untilEqual(() => statusOf(popup), '3 starred · 3 unread');
    await pasteNote(popup, idOf(1), 'a thought');
    await untilEqual(async () => (await markOnDisk(extensionPage, idOf(1)))?.note, 'a thought');

    await popup.evaluate(
      (star) => document.querySelector<HTMLElement>(star)?.click(),
      rowOf(idOf(0), '.star'),
    );
    await untilEqual(() => idsOf(popup), [idOf(1), idOf(2)]);
    await popup.evaluate(() => {
      const search = document.querySelector<HTMLInputElement>('[type=search]');
      if (!search) throw new Error('There is no search box.');
      search.value = 'note:thought';
      search.dispatchEvent(new InputEvent('input', { bubbles: true }));
    });
    await untilEqual(() => idsOf(popup), [idOf(1)]);
    await popup.evaluate(() => {
      const [list] = document.querySelectorAll<HTMLElement>('nav button');
      list?.click();
    });
    const page = await untilOpen(own(`${LIST}?q=note%3Athought`));
    await untilEqual(async () => (await readList(page)).titles, ['Paper 1']);
  });

  it('loses nothing that is typed in a private window which is closed at once', async () => {
    const { session, extensionPage } = testbed;
    await openElsewhere(session, 'private', pageOf(1));
    await openPrivatePopup(session);
    const popup = pageIn('popup', 'private');
    await untilEqual(() => idsOf(popup).catch(() => []), [idOf(0), idOf(1), idOf(2)]);
    const letWritesGo = await holdWrites(extensionPage);
    await pasteNote(popup, idOf(1), 'a thou');
    await pasteNote(popup, idOf(1), 'a thought');
    await closeElsewhere(session);
    await letWritesGo();
    await untilEqual(async () => (await markOnDisk(extensionPage, idOf(1)))?.note, 'a thought');
  });

  it('leaves a tab of a container as it is when the address bar opens the list', async () => {
    const { session, web } = testbed;
    await openElsewhere(session, 'container', pageOf(1));
    await until(() => web.asked.includes(pageOf(1)));
    await enterInOmnibox(session, testbed.extensionPage, 'paper', 'currentTab');
    await untilOpen(own(`${LIST}?q=paper`));
    expect(await isOpenIn('tab', 'container')).toBe(false);
  });
});
