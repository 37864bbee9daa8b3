import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { violationsOf } from '../harness/axe';
import { breakLibrary, renewLibrary } from '../harness/library';
import { textOf } from '../harness/page';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { openReading } from './page';

describe.each(KINDS)('the reading page with nothing to draw in %s', (kind) => {
  const testbed = useBrowser(kind, { staysAwake: false });
  it('says that there is nothing yet, and why it cannot be read', async () => {
    const isEmpty = async (page: Page): Promise<boolean> =>
      (await page.$('main .state')) !== null &&
      /^There is nothing to show yet/.test(await textOf(page, 'main'));
    const empty = await openReading(testbed);
    await until(() => isEmpty(empty));
    expect(await empty.$$('main > *')).toHaveLength(1);
    expect(await violationsOf(empty)).toEqual([]);

    // A newer Dogear was here.
    await breakLibrary(testbed.extensionPage);
    const page = await openReading(testbed);
    await until(async () => (await page.$('[role=alert]')) !== null);
    expect(await textOf(page, '[role=alert]')).toMatch(/cannot read its library.*VersionError/);
    expect(await violationsOf(page)).toEqual([]);
    await renewLibrary(testbed.extensionPage);
    await page.click('[role=alert] button');
    await until(() => isEmpty(page));
  });
});
