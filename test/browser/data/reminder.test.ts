import type { Page } from 'puppeteer-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { violationsOf } from '../harness/axe';
import { starredEntry } from '../harness/entries';
import { fillLibrary, putRecord } from '../harness/library';
import { clickOn, textOf } from '../harness/page';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { openData } from './page';

describe.each(KINDS)('the reminder of a backup in %s', (kind) => {
  const testbed = useBrowser(kind, { staysAwake: false });
  let page: Page;
  beforeEach(async () => {
    page = await openData(testbed);
  });

  it('reminds in the popup of a backup file that is a month old, until it is told not to', async () => {
    await fillLibrary(testbed.extensionPage, [starredEntry(0)]);
    /** Opens the popup where the last file is so old. */
    async function openPopup(days: number): Promise<Page> {
      const writtenAt = Date.now() - days * 24 * 3_600_000;
      await putRecord(testbed.extensionPage, 'files', { writtenAt }, 'backup');
      const popup = await testbed.open('/src/popup/index.html', { width: 400, height: 600 });
      await popup.bringToFront();
      await popup.waitForSelector('main li, main .state');
      return popup;
    }
    const press = async (popup: Page, nth: number): Promise<void> => {
      await popup.waitForSelector('.reminder button');
      await popup.focus(`.reminder button:nth-of-type(${nth})`);
      await popup.keyboard.press('Enter');
    };

    const due = await openPopup(31);
    await due.waitForSelector('.reminder');
    expect(await textOf(due, '.reminder')).toContain('The last backup file is 31 days old.');
    expect(await violationsOf(due)).toEqual([]);
    const file = await testbed.fileFrom(() => press(due, 1), '.json.gz');
    expect(file.length).toBeGreaterThan(0);
    await until(async () => (await textOf(due, '.reminder')) === 'Backed up to a file.');
    const isLost = () => due.evaluate(() => document.activeElement === document.body);
    await until(async () => !(await isLost()));

    const again = await openPopup(31);
    await press(again, 2);
    await until(async () => (await again.$('.reminder')) === null);
    await page.close();
    page = await openData(testbed);
    await until(() => page.$eval('#remind', (box) => !(box as HTMLInputElement).checked));
    await clickOn(page, '#remind');
    await until(async () => (await textOf(page, '[role=status]')).includes('Saved'));
  });
});
