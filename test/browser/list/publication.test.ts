import { describe, expect, it } from 'vitest';
import type { Paper } from '../../../src/paper/paper';
import { idOf, starredEntry } from '../harness/entries';
import { fillLibrary } from '../harness/library';
import { pressKeys } from '../harness/page';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { openList } from './page';

const KNOWN: Partial<Paper> = {
  type: 'chapter',
  key: 'Hopper:1959',
  venue: 'A Book of Chapters',
  fields: {
    volume: '3',
    page: '1-20',
    publisher: 'Press',
    editor: ['Jan van der Berg', 'Ann Roe'],
  },
  bibtex: { fields: { mrclass: '01A55 (68-03)' } },
};

describe.each(KINDS)('the details of a publication in %s', (kind) => {
  const testbed = useBrowser(kind);

  it('are shown, and edited with the keyboard', async () => {
    await fillLibrary(testbed.extensionPage, [starredEntry(0, KNOWN)]);
    const page = await openList(testbed, `?q=${encodeURIComponent(idOf(0))}`);
    const facts = () =>
      page.$$eval('.publication dl > div', (rows) =>
        rows.map((row) => [...row.children].map((cell) => cell.textContent).join(': ')),
      );
    expect(await facts()).toEqual([
      ...['Type: Chapter', 'Citation key: Hopper:1959', 'Editors: Jan van der Berg, Ann Roe'],
      ...['Volume: 3', 'Pages: 1-20', 'Publisher: Press', 'BibTeX: mrclass = {01A55 (68-03)}'],
    ]);
    await page.focus('#edit-publication');
    await pressKeys(page, 'Enter');
    await page.waitForSelector('.publication form');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('type');
    await page.click('.publication [name=volume]', { count: 3 });
    await page.keyboard.type('4');
    await page.click('.publication [name=key]', { count: 3 });
    await page.keyboard.type('Own:1');
    await pressKeys(page, 'Enter');
    await until(async () => (await facts()).includes('Volume: 4'));
    expect(await facts()).toContain('Citation key: Own:1');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('edit-publication');

    await pressKeys(page, 'Enter');
    await page.waitForSelector('.publication form');
    await page.click('.publication [name=volume]', { count: 3 });
    await page.keyboard.type('5');
    await pressKeys(page, 'Escape');
    await page.waitForSelector('.publication dl');
    expect(await facts()).toContain('Volume: 4');
  });
});
