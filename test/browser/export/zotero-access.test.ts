/** Access to this machine's own address, which Dogear asks for when it is first to reach Zotero. */
import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { starredEntries } from '../harness/entries';
import type { Extension } from '../harness/globals';
import { fillLibrary } from '../harness/library';
import { answerPermission } from '../harness/permission';
import { useBrowser } from '../harness/testbed';
import { untilEqual } from '../harness/wait';
import { alertOf, noticeOf, openDialog, openList } from './page';
import { useZotero } from './zotero';

const ORIGINS = ['http://127.0.0.1/*'];

const hasAccess = (page: Page): Promise<boolean> =>
  page.evaluate((origins) => {
    const { chrome } = globalThis as unknown as Extension;
    return chrome.permissions.contains({ origins });
  }, ORIGINS);

describe('access to Zotero in firefox', () => {
  const zotero = useZotero();
  const testbed = useBrowser('firefox', { own: zotero.launchOptions });

  it('is asked for at the press, and not before', async () => {
    await fillLibrary(testbed.extensionPage, starredEntries(1));
    const page = await openList(testbed);
    expect(await hasAccess(page)).toBe(false);
    await openDialog(page);
    await page.select('[name=format]', 'zotero');
    expect(await hasAccess(page)).toBe(false);
    await page.click('dialog .main');
    await answerPermission(testbed.session, false);
    await untilEqual(
      () => alertOf(page),
      'Dogear cannot reach Zotero without access to this computer’s own address (127.0.0.1).',
    );
    expect(zotero.server.received).toEqual([]);
    await page.click('dialog .main');
    await answerPermission(testbed.session, true);
    await untilEqual(() => noticeOf(page), 'Sent to Zotero: 1 to My Library › To read.');
    expect(await hasAccess(page)).toBe(true);
  });
});

interface Witness {
  asked: [isActive: boolean, wanted: object][];
}

// No driver presses the button of Chromium's question: that it is asked, and when.
describe('access to Zotero in chromium', () => {
  // The question stays open, and while it does no page of the browser has the focus.
  const testbed = useBrowser('chromium', { own: () => ({}) });

  it('is asked for at the press, and not before', async () => {
    await fillLibrary(testbed.extensionPage, starredEntries(1));
    const page = await openList(testbed);
    expect(await hasAccess(page)).toBe(false);
    await page.evaluate(() => {
      const { permissions } = (globalThis as unknown as Extension).chrome;
      const request = permissions.request.bind(permissions);
      const asked: Witness['asked'] = [];
      Object.assign(globalThis, { asked });
      permissions.request = (wanted) => {
        asked.push([navigator.userActivation.isActive, wanted]);
        return request(wanted);
      };
    });
    const asked = () => page.evaluate(() => (globalThis as unknown as Witness).asked);
    await openDialog(page);
    await page.select('[name=format]', 'zotero');
    expect(await asked()).toEqual([]);
    await page.click('dialog .main');
    await untilEqual(asked, [[true, { origins: ORIGINS }]]);
    expect(await hasAccess(page)).toBe(false);
  });
});
