import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { idOf, starredEntry, TODAY } from '../harness/entries';
import { fillLibrary } from '../harness/library';
import { typeSearch } from '../harness/page';
import { KINDS, useBrowser } from '../harness/testbed';
import { until, untilEqual } from '../harness/wait';
import { openPopup } from './page';

const idsIn = (page: Page, list = 'main > ul'): Promise<string[]> =>
  page.$$eval(`${list} > li`, (rows) =>
    rows.map((one) => (one as HTMLElement).dataset.paper ?? ''),
  );

describe.each(KINDS)('the query in the popup in %s', (kind) => {
  const testbed = useBrowser(kind);

  it('searches as the list page does, points out mistakes, and hands the words on', async () => {
    await fillLibrary(testbed.extensionPage, [
      starredEntry(
        0,
        { title: 'Sparse attention', authors: ['José Álvarez'] },
        { tags: ['to cite'] },
      ),
      starredEntry(
        1,
        { title: 'Attention is sparse', authors: ['Ada Lovelace'] },
        { readAt: TODAY },
      ),
      starredEntry(2, { title: 'Optics' }, { note: 'of sparse attention' }),
    ]);
    const popup = await openPopup(testbed);
    for (const [query, found] of [
      ['author:alvarez', [0]],
      ['tag:"to cite"', [0]],
      ['is:unread attention', [0, 2]],
      ['"sparse attention"', [0, 2]],
      ['attention -sparse', []],
      ['sparse -title:sparse', [2]],
      ['optics OR author:ada', [1, 2]],
    ] as const) {
      await typeSearch(popup, query);
      const found_ = async () => (await idsIn(popup)).sort();
      await untilEqual(found_, found.map(idOf));
    }
    const marked = () => popup.$$eval('li mark', (marks) => marks.map((one) => one.textContent));
    await typeSearch(popup, 'spars alvarez');
    await untilEqual(marked, ['Spars', 'Álvarez']);

    await typeSearch(popup, 'auhor:ada attention');
    await untilEqual(async () => (await idsIn(popup)).length, 3);
    const mistake = await popup.evaluate(() => [
      document.querySelector('.mirror mark')?.textContent,
      document.querySelector('#mistake')?.textContent,
      document.querySelector('[type=search]')?.getAttribute('aria-invalid'),
    ]);
    expect(mistake).toEqual(['auhor', expect.stringContaining('“auhor” is not a field'), 'true']);

    await typeSearch(popup, 'title:"sparse attention" & more');
    await popup.evaluate(() => {
      const buttons = [...document.querySelectorAll<HTMLElement>('nav button')];
      buttons.find((button) => button.textContent === 'Open the list page')?.click();
    });
    const address = `${testbed.session.origin}/src/list/index.html?q=title%3A%22sparse+attention%22+%26+more`;
    let found: string[] = [];
    const isOpen = async (): Promise<boolean> => {
      const pages = await testbed.session.browser.pages();
      const addressOf = (page: Page) => page.evaluate(() => location.href).catch(() => '');
      found = await Promise.all(pages.map(addressOf));
      return found.includes(address);
    };
    await until(isOpen).catch(() => expect(found).toContain(address));
  });
});
