/** Access to this machine's own address, which Dogear asks for when it is first to reach Zotero. */
import { describe, expect, it } from 'vitest';
import { starredEntries } from '../harness/entries';
import { fillLibrary } from '../harness/library';
import { answerPermission } from '../harness/permission';
import { useBrowser } from '../harness/testbed';
import { untilEqual } from '../harness/wait';
import { openList } from '../list/page';
import { alertOf, noticeOf, openDialog } from './page';
import { hasZoteroAccess, useZotero } from './zotero';

describe('access to Zotero in firefox', () => {
  const zotero = useZotero();
  const testbed = useBrowser('firefox', { own: zotero.launchOptions });

  it('is asked for at the press, and not before', async () => {
    await fillLibrary(testbed.extensionPage, starredEntries(1));
    const page = await openList(testbed);
    expect(await hasZoteroAccess(page)).toBe(false);
    await openDialog(page);
    await page.select('[name=format]', 'zotero');
    expect(await hasZoteroAccess(page)).toBe(false);
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
    expect(await hasZoteroAccess(page)).toBe(true);
  });
});
