import { describe, expect, it } from 'vitest';
import { starredEntry, TODAY } from '../harness/entries';
import { fillLibrary } from '../harness/library';
import { pressKeys } from '../harness/page';
import { KINDS, useBrowser } from '../harness/testbed';
import { openList, readList, untilSeen } from './page';

describe.each(KINDS)('the address of the list page in %s', (kind) => {
  const testbed = useBrowser(kind);

  it('keeps query, view and order in the address, and Back goes back', async () => {
    const made = [
      starredEntry(1, { title: 'Sparse attention' }),
      starredEntry(2, { title: 'Dense attention', published: '2024-05-01' }),
      starredEntry(
        3,
        { title: 'Unstarred attention' },
        { starredAt: undefined as never, readAt: TODAY },
      ),
      starredEntry(4, { title: 'Optics' }),
    ];
    await fillLibrary(testbed.extensionPage, made);
    const page = await openList(testbed, '?view=all&q=attention&order=title');
    const titles = ['Dense attention', 'Sparse attention', 'Unstarred attention'];
    await untilSeen(page, { titles, status: '3 found' });
    expect(await page.$$eval('.title mark', (marks) => marks.map((m) => m.textContent))).toEqual(
      titles.map(() => 'attention'),
    );
    await page.click('.side a[href*="view=read"]');
    await untilSeen(page, {
      titles: ['Unstarred attention'],
      address: '?view=read&order=title',
      status: '1 read',
    });
    await pressKeys(page, '/');
    await page.keyboard.type('auhor:x opt');
    await untilSeen(page, { address: '?view=read&q=auhor%3Ax+opt&order=title' });
    const mistake = () =>
      page.evaluate(() => [
        document.querySelector('.mirror mark')?.textContent,
        document.querySelector('#mistake')?.textContent,
        document.querySelector('[type=search]')?.getAttribute('aria-invalid'),
      ]);
    expect(await mistake()).toEqual([
      'auhor',
      expect.stringContaining('“auhor” is not a field'),
      'true',
    ]);
    // However many keys the query took, it is one step.
    await page.evaluate(() => history.back());
    await untilSeen(page, { titles: ['Unstarred attention'], address: '?view=read&order=title' });
    expect((await mistake())[1]).toBe('');
    await page.evaluate(() => history.back());
    await untilSeen(page, { titles, address: '?view=all&q=attention&order=title' });
    await page.click('.side a[href*="view=all"]');
    await untilSeen(page, { status: '4 papers' });
    const { address } = await readList(page);
    await untilSeen(await openList(testbed, address), {
      status: '4 papers',
      address: '?view=all&order=title',
    });
  });
});
