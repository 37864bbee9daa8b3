import { describe, expect, it } from 'vitest';
import { axeSchemes, violationsOf } from '../harness/axe';
import { idOf, rowOf, starredEntry, TODAY } from '../harness/entries';
import { fillLibrary } from '../harness/library';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { openList, readList, untilSeen } from './page';

describe.each(KINDS)('rows of the list page in %s', (kind) => {
  const testbed = useBrowser(kind);

  it('shows hard papers as they are', async () => {
    const authors = Array.from({ length: 5_000 }, (_, i) => `Author Number ${i}`);
    await fillLibrary(testbed.extensionPage, [
      starredEntry(0, {
        title: '<b>Bold</b> <img src=x onerror=alert(1)> &amp;',
        abstract: '<script>1</script>',
      }),
      starredEntry(1, { title: 'تعلم التمثيلات العميقة', authors: ['سارة حسن'] }),
      starredEntry(2, { title: '大規模言語モデルの評価', authors: ['田中 裕樹'] }),
      starredEntry(3, { title: 'A detector', authors }),
      starredEntry(4, { title: '', authors: [], links: { page: 'javascript:alert(1)' } }),
      starredEntry(
        5,
        { title: 'Learning $O(n^2)$' },
        { note: '<i>no</i> [x](javascript:alert(1)) **yes** https://example.org/ok' },
      ),
    ]);
    const page = await openList(testbed);
    const titles = [
      '<b>Bold</b> <img src=x onerror=alert(1)> &amp;',
      'تعلم التمثيلات العميقة',
      '大規模言語モデルの評価',
      'A detector',
      idOf(4),
    ];
    await until(async () => (await readList(page)).titles.length === 6);
    expect((await readList(page)).titles.slice(0, 5)).toEqual(titles);
    expect(
      await page.evaluate(
        (rtl, ltr) =>
          [rtl, ltr].map((s) => getComputedStyle(document.querySelector(s) as Element).direction),
        rowOf(idOf(1), '.paper'),
        rowOf(idOf(2), '.paper'),
      ),
    ).toEqual(['rtl', 'ltr']);
    // The pane beside the list comes after the rows.
    await until(() => page.evaluate(() => document.querySelector('.abstract') !== null));
    expect(await page.evaluate(() => document.querySelector('.abstract')?.textContent)).toBe(
      '<script>1</script>',
    );

    await page.click(rowOf(idOf(3), '.title'));
    await untilSeen(page, { detail: 'A detector' });
    await page.click('.authors button');
    await until(() =>
      page.evaluate(
        () =>
          document.querySelector('.authors')?.textContent?.includes('Author Number 4999') === true,
      ),
    );
    await page.click(rowOf(idOf(4), '.title'));
    await untilSeen(page, { detail: idOf(4) });
    expect(
      await page.$$eval(
        '.detail a',
        (links) => links.filter((a) => !/^https?:/.test(a.href)).length,
      ),
    ).toBe(0);

    await page.click(rowOf(idOf(5), '.title'));
    await until(() => page.evaluate(() => document.querySelector('.detail h2 math') !== null));
    await page.click('.note-pane .switch button:last-child');
    await until(() => page.evaluate(() => document.querySelector('.prose strong') !== null));
    expect(
      await page.evaluate(() => ({
        text: document.querySelector('.prose')?.textContent,
        links: [...document.querySelectorAll<HTMLAnchorElement>('.prose a')].map((a) => a.href),
        html: document.querySelector('.prose i'),
      })),
    ).toEqual({
      text: '<i>no</i> x yes https://example.org/ok',
      links: ['https://example.org/ok'],
      html: null,
    });
  });

  it.each(axeSchemes(kind))('has nothing that axe finds (%s)', async (scheme) => {
    await fillLibrary(testbed.extensionPage, [
      starredEntry(
        0,
        { abstract: 'An abstract.', categories: ['cs.CL'] },
        { tags: ['a', 'b'], note: 'A note' },
      ),
      starredEntry(1, {}, { readAt: TODAY }),
      starredEntry(2),
    ]);
    for (const width of [1_400, 420]) {
      const page = await openList(testbed, '', { width, scheme });
      await until(() => page.evaluate(() => document.querySelector('.tags .dot') !== null));
      expect(await violationsOf(page)).toEqual([]);
      await page.click(rowOf(idOf(1), '.pick'));
      await untilSeen(page, { selected: 1 });
      expect(await violationsOf(page)).toEqual([]);
      await page.click(rowOf(idOf(0), '.title'));
      await until(() =>
        page.evaluate(() => document.querySelector('.detail textarea')?.checkVisibility() === true),
      );
      // Where it comes over the list, it is there for good.
      await until(() => page.evaluate(() => document.getAnimations().length === 0));
      expect(await violationsOf(page)).toEqual([]);
    }
  });
});
