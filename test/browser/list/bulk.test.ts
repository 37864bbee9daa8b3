import { describe, expect, it } from 'vitest';
import { violationsOf } from '../harness/axe';
import { idOf, rowOf, starredEntries, TODAY } from '../harness/entries';
import { countOnDisk, fillLibrary, markOnDisk } from '../harness/library';
import { pressControl, pressKeys } from '../harness/page';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { openList, titlesFrom, untilSeen } from './page';

describe.each(KINDS)('bulk actions on the list page in %s', (kind) => {
  const testbed = useBrowser(kind);

  it('does the same to thousands at once, and undoes it as one', async () => {
    await fillLibrary(testbed.extensionPage, starredEntries(1_100));
    const page = await openList(testbed);
    await untilSeen(page, { status: '1,100 starred' });
    await page.click(rowOf(idOf(1), '.pick'));
    await page.keyboard.down('Shift');
    await page.click(rowOf(idOf(4), '.pick'));
    await page.keyboard.up('Shift');
    await untilSeen(page, { selected: 4 });
    await page.click('.bulk .plain');
    await untilSeen(page, { selected: 1_100 });
    await page.click('.bulk .tag');
    await page.waitForSelector('dialog [role=combobox]:focus');
    await page.keyboard.type('all of them');
    await pressKeys(page, 'Enter');
    const tagged = () => countOnDisk(testbed.extensionPage, 'all of them');
    await until(async () => (await tagged()).tagged === 1_100, 30_000);
    await untilSeen(page, { notice: '1,100 papers tagged.' });
    await pressKeys(page, 'z');
    await until(async () => (await tagged()).tagged === 0, 30_000);
    await untilSeen(page, { notice: 'Undone.' });

    await pressKeys(page, 's');
    await untilSeen(page, { notice: '1,100 papers no longer starred.' }, 30_000);
    expect((await markOnDisk(testbed.extensionPage, idOf(1_099)))?.starredAt).toBeUndefined();
    await pressKeys(page, 'z');
    await untilSeen(page, { notice: 'Undone.' }, 30_000);
    // Each at its own time.
    expect((await markOnDisk(testbed.extensionPage, idOf(1_099)))?.starredAt).toBe(
      TODAY - 1_099 * 60_000,
    );
  });

  it('removes into a bin, from which all comes back until it is emptied', async () => {
    await fillLibrary(testbed.extensionPage, starredEntries(6));
    const page = await openList(testbed);
    await untilSeen(page, { titles: titlesFrom(0, 6) });
    await pressKeys(page, 'j', 'Delete');
    await untilSeen(page, {
      titles: ['Paper 0', 'Paper 2', 'Paper 3', 'Paper 4', 'Paper 5'],
      current: 'Paper 2',
      notice: '1 paper moved to the bin.',
    });
    expect(await markOnDisk(testbed.extensionPage, idOf(1))).toBeUndefined();
    await pressKeys(page, 'z');
    await untilSeen(page, { titles: titlesFrom(0, 6), current: 'Paper 1' });

    await pressControl(page, 'a');
    await page.click('.bulk .bin');
    await untilSeen(page, { titles: [], notice: '6 papers moved to the bin.' });
    await page.click('.side a[href*="view=bin"]');
    await untilSeen(page, { status: '6 in the bin; kept for 30 days' });
    expect(await violationsOf(page)).toEqual([]);
    await page.click(rowOf(idOf(2), '.title'));
    await page.click('.detail .restore');
    await until(
      async () => (await markOnDisk(testbed.extensionPage, idOf(2)))?.starredAt === TODAY - 120_000,
    );
    await untilSeen(page, { status: '5 in the bin; kept for 30 days' });

    await page.click('.line .plain');
    await page.waitForSelector('dialog .danger');
    expect(await page.$eval('dialog p', (p) => p.textContent)).toContain('5 papers');
    await page.click('dialog .danger');
    await untilSeen(page, { notice: '5 papers deleted.' });
    await until(() => page.evaluate(() => document.querySelector('.state') !== null));
    await page.click('.side a');
    await untilSeen(page, { titles: ['Paper 2'] });
  });
});
