import { beforeEach, describe, expect, it } from 'vitest';
import type { PaperId } from '../../../src/paper/ids';
import { makeEntry } from '../../formats/entries';
import { fillLibrary } from '../harness/library';
import { textOf } from '../harness/page';
import { send } from '../harness/requests';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { column, countOf, LIBRARY, openDrawn, shapesOf, tableOf, total } from './page';

describe.each(KINDS)('the reading page as things change in %s', (kind) => {
  const testbed = useBrowser(kind, { staysAwake: false });
  beforeEach(() => fillLibrary(testbed.extensionPage, LIBRARY));

  it('shows another year, and weeks', async () => {
    const page = await openDrawn(testbed);
    const before = await tableOf(page, 'calendar');
    await page.select('[name=year]', '2024');
    await until(async () => (await shapesOf(page, 'calendar')).length === 2 * 366);
    const days = await tableOf(page, 'calendar');
    expect(days).not.toEqual(before);
    expect(total(column(days, 1))).toBe(countOf('readAt', 2024));
    await page.select('[name=grain]', 'week');
    await until(async () => (await shapesOf(page, 'flow')).length === 52);
    expect((await tableOf(page, 'flow'))[0]?.[0]).toBe('Week');
  });

  it('follows what is marked elsewhere, and what is taken back', async () => {
    const page = await openDrawn(testbed);
    const read = () => textOf(page, '.totals .read dd');
    const { paper } = makeEntry({
      id: 'arxiv:2501.99999' as PaperId,
      categories: ['cs.A'],
      seen: { site: 'arxiv', url: 'https://arxiv.org/', at: 1 },
    });
    const today = new Date().getFullYear();
    expect(
      await send(testbed.extensionPage, 'mark', paper, { read: true, starred: true }),
    ).toMatchObject({
      ok: true,
    });
    await page.bringToFront();
    await until(async () => (await read()) === String(countOf('readAt') + 1));
    // A new year has begun, and a site has one more.
    expect(await page.$eval('[name=year]', (it) => (it as HTMLSelectElement).value)).toBe(
      String(today),
    );
    const arxiv = () =>
      tableOf(page, 'sites').then((rows) => rows.find(([name]) => name === 'arXiv'));
    const with1 = Number((await arxiv())?.[1]);
    await send(testbed.extensionPage, 'mark', paper, { read: false, starred: false });
    await until(async () => (await read()) === String(countOf('readAt')));
    expect(Number((await arxiv())?.[1])).toBe(with1 - 1);
  });
});
