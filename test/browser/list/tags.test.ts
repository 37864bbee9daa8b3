import { describe, expect, it } from 'vitest';
import { idOf, rowOf, starredEntry } from '../harness/entries';
import { fillLibrary, markOnDisk } from '../harness/library';
import { pressKeys } from '../harness/page';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { openList, untilSeen } from './page';

describe.each(KINDS)('tags and saved searches on the list page in %s', (kind) => {
  const testbed = useBrowser(kind);

  it('renames, merges, colours and deletes tags, and keeps searches', async () => {
    const tagged = (n: number, ...tags: string[]) => starredEntry(n, {}, { tags });
    await fillLibrary(testbed.extensionPage, [
      tagged(0, 'old'),
      tagged(1, 'old', 'new'),
      tagged(2, 'new'),
    ]);
    const page = await openList(testbed);
    const tags = () => page.$$eval('.tags a', (links) => links.map((a) => a.textContent));
    await until(async () => (await tags()).join() === 'new2,old2');
    const edit = async (name: string): Promise<void> => {
      await page.evaluate((label) => {
        const buttons = [...document.querySelectorAll<HTMLElement>('.tags .edit')];
        buttons.find((button) => button.ariaLabel === label)?.click();
      }, `Edit “${name}”`);
      await page.waitForSelector('dialog input');
    };
    await edit('old');
    await page.click('dialog input', { count: 3 });
    await page.keyboard.type('new');
    expect(await page.$eval('dialog .soft', (p) => p.textContent)).toContain('2 papers');
    await pressKeys(page, 'Enter');
    await until(async () => (await tags()).join() === 'new3');
    await pressKeys(page, 'z');
    await until(async () => (await tags()).join() === 'new2,old2');
    expect((await markOnDisk(testbed.extensionPage, idOf(1)))?.tags?.slice().sort()).toEqual([
      'new',
      'old',
    ]);
    expect((await markOnDisk(testbed.extensionPage, idOf(0)))?.tags).toEqual(['old']);

    await edit('new');
    await page.click('dialog [value=violet]');
    await pressKeys(page, 'Enter');
    await until(() =>
      page.evaluate(
        (s) => (document.querySelector(s) as HTMLElement)?.dataset.colour === 'violet',
        rowOf(idOf(2), '.chip'),
      ),
    );
    await edit('new');
    await page.click('dialog .danger');
    await until(async () => (await tags()).join() === 'old2');

    await page.click('.tags a');
    await untilSeen(page, { address: '?view=all&q=tag%3Aold', status: '2 found' });
    await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.side .heading button')].at(-1)?.click(),
    );
    await page.waitForSelector('dialog input');
    await page.click('dialog input', { count: 3 });
    await page.keyboard.type('Old ones');
    await pressKeys(page, 'Enter');
    const again = await openList(testbed);
    // Found and pressed at once: the tags, which come at about this time, draw the list anew.
    const pressSaved = () =>
      again.evaluate(() => {
        const links = [...document.querySelectorAll<HTMLElement>('.side ul a')];
        const saved = links.find((link) => link.textContent === 'Old ones');
        saved?.click();
        return saved !== undefined;
      });
    await until(pressSaved);
    await untilSeen(again, { address: '?view=all&q=tag%3Aold' });
  });
});
