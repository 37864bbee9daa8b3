import { describe, expect, it } from 'vitest';
import { violationsOf } from '../harness/axe';
import { idOf, starredEntries } from '../harness/entries';
import { breakLibrary, fillLibrary, markOnDisk, renewLibrary } from '../harness/library';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { noteOf, openList, titlesFrom, untilSeen } from './page';

describe.each(KINDS)('the list page without its library in %s', (kind) => {
  const testbed = useBrowser(kind);

  it('says so when the library goes away under it, and loses nothing', async () => {
    await fillLibrary(testbed.extensionPage, starredEntries(5));
    const page = await openList(testbed);
    await untilSeen(page, { titles: titlesFrom(0, 5) });
    await page.click('.detail textarea');
    await page.keyboard.type('before');
    await until(async () => (await markOnDisk(testbed.extensionPage, idOf(0)))?.note === 'before');
    await breakLibrary(testbed.extensionPage);
    await until(() => page.evaluate(() => document.querySelector('.failed[role=alert]') !== null));
    expect(await violationsOf(page)).toEqual([]);
    // What is shown stays, and what is typed is kept.
    await untilSeen(page, { titles: titlesFrom(0, 5) });
    await page.keyboard.type(' and after');
    await until(() => page.evaluate(() => document.querySelector('.note [role=alert]') !== null));
    expect(await noteOf(page)).toBe('before and after');

    await renewLibrary(testbed.extensionPage, starredEntries(5));
    await page.click('.failed button');
    await until(() => page.evaluate(() => document.querySelector('.failed') === null));
    await page.click('.note [role=alert] button');
    await until(
      async () => (await markOnDisk(testbed.extensionPage, idOf(0)))?.note === 'before and after',
    );
    await until(() => page.evaluate(() => document.querySelector('.note [role=alert]') === null));

    await breakLibrary(testbed.extensionPage);
    const broken = await openList(testbed);
    await until(() =>
      broken.evaluate(() => document.querySelector('.failed[role=alert]') !== null),
    );
  });
});
