/** Access to this machine's own address, which Dogear asks for when it is first to reach Zotero. */
import { describe, expect, it } from 'vitest';
import { starredEntries } from '../harness/entries';
import type { Extension } from '../harness/globals';
import { fillLibrary } from '../harness/library';
import { useBrowser } from '../harness/testbed';
import { untilEqual } from '../harness/wait';
import { openList } from '../list/page';
import { openDialog } from './page';
import { hasZoteroAccess, ZOTERO_ORIGINS } from './zotero';

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
    expect(await hasZoteroAccess(page)).toBe(false);
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
    await untilEqual(asked, [[true, { origins: ZOTERO_ORIGINS }]]);
    expect(await hasZoteroAccess(page)).toBe(false);
  });
});
