import { describe, expect, it } from 'vitest';
import { LONGEST_NOTE } from '../../../src/paper/mark';
import { axeSchemes, violationsOf } from '../harness/axe';
import { idOf, rowOf, starredEntry, TODAY } from '../harness/entries';
import { fillLibrary, markOnDisk } from '../harness/library';
import { textOf, typeSearch } from '../harness/page';
import { KINDS, useBrowser } from '../harness/testbed';
import { until, untilEqual } from '../harness/wait';
import { focusOf, idsOf, noticeOf, openPopup, pasteNote, readRows, statusOf } from './page';

describe.each(KINDS)('rows of the popup in %s', (kind) => {
  const testbed = useBrowser(kind, { staysAwake: false });

  it('searches, sorts, leaves out what is read, and counts', async () => {
    await fillLibrary(testbed.extensionPage, [
      starredEntry(0, { title: 'Beta 10', authors: ['José Álvarez-León'], published: '2024-05' }),
      starredEntry(1, { title: 'Älpha', published: '2025' }, { note: 'For Łódź', readAt: TODAY }),
      starredEntry(2, { title: 'beta 9 of Erd\\H{o}s', published: '2024-05-20' }),
    ]);
    const popup = await openPopup(testbed);
    const order = async () => (await idsOf(popup)).map((id) => id.slice(-1)).join('');
    expect(await order()).toBe('012');
    await untilEqual(() => statusOf(popup), '3 starred · 2 unread');
    for (const [query, found] of [
      ['alvarez', '0'],
      ['ALPHA', '1'],
      ['lodz for', '1'],
      ['erdos', '2'],
      ['beta', '02'],
    ] as const) {
      await typeSearch(popup, query);
      await untilEqual(order, found);
    }
    await untilEqual(() => statusOf(popup), '2 of 3 starred');
    await popup.keyboard.press('Escape');
    await untilEqual(order, '012');

    for (const [by, sorted] of [
      ['published', '120'],
      ['title', '120'],
      ['starred', '012'],
    ] as const) {
      await popup.select('[name=sort]', by);
      await untilEqual(order, sorted);
    }

    await popup.click('.tools .check');
    await untilEqual(order, '02');
    // The row that the user is in stays until it is left.
    await popup.click(rowOf(idOf(0), '.done'));
    await until(
      async () => (await markOnDisk(testbed.extensionPage, idOf(0)))?.readAt !== undefined,
    );
    expect(await order()).toBe('02');
    await typeSearch(popup, 'nothing like it');
    await until(async () => (await textOf(popup, '.state')) !== undefined);
    expect(await violationsOf(popup)).toEqual([]);
    await popup.click('.state button');
    await untilEqual(order, '012');
    expect(await focusOf(popup)).toBe('input.search');
  });

  it('shows formulas, accents and markup as they read, and prices as prices', async () => {
    await fillLibrary(testbed.extensionPage, [
      starredEntry(0, { title: 'On $\\frac{1}{2}$ of Schr\\"odinger' }),
      starredEntry(1, { title: 'Broken $\\frac{1$ and $\\nonsense{x}$' }),
      starredEntry(2, { title: 'From $5-$10 to US$5 and A$6' }),
      starredEntry(3, { title: '<b>Bold</b> &amp; <script>alert(1)</script>' }),
    ]);
    const popup = await openPopup(testbed);
    const htmlOf = (n: number): Promise<string[]> =>
      popup.evaluate(
        (selector) => [...document.querySelectorAll(`${selector} *`)].map((one) => one.localName),
        rowOf(idOf(n), 'a'),
      );
    await until(async () => (await htmlOf(0)).includes('mfrac'));
    const titles = (await readRows(popup)).map(({ title }) => title);
    expect(titles[0]).toMatch(/^On .*12.* of Schrödinger$/);
    expect(titles.slice(1)).toEqual([
      'Broken $\\frac{1$ and $\\nonsense{x}$',
      'From $5-$10 to US$5 and A$6',
      '<b>Bold</b> &amp; <script>alert(1)</script>',
    ]);
    expect(await htmlOf(1)).toEqual(['span', 'span']);
    expect(await htmlOf(2)).toEqual([]);
    expect(await htmlOf(3)).toEqual([]);
  });

  it('has few rows of 5,000 papers at a time, and finds every one', async () => {
    const last = starredEntry(4_999, {}, { note: 'A needle' });
    await fillLibrary(testbed.extensionPage, [
      ...Array.from({ length: 4_999 }, (_, n) => starredEntry(n, {}, { note: `Note ${n}` })),
      last,
    ]);
    const popup = await openPopup(testbed);
    const count = () => popup.evaluate(() => document.querySelectorAll('li[data-paper]').length);
    expect(await count()).toBeLessThanOrEqual(80);
    await untilEqual(() => statusOf(popup), '5,000 starred · 5,000 unread');
    const before = await count();
    expect(before).toBeLessThanOrEqual(80);
    await popup.bringToFront();
    await popup.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await until(async () => (await count()) > before);

    await typeSearch(popup, 'needle');
    await untilEqual(() => idsOf(popup), [last.paper.id]);
    await popup.keyboard.press('Escape');
    await until(async () => (await count()) > 1);
    expect(await count()).toBeLessThanOrEqual(80);
    expect(await popup.evaluate(() => scrollY)).toBe(0);
  });

  it.each(axeSchemes(kind))('gives axe nothing to find (%s)', async (scheme) => {
    const empty = await openPopup(testbed, { scheme });
    expect(await textOf(empty, '.state p')).toMatch(/^Press Star/);
    expect(await empty.evaluate(() => document.querySelector('svg.picture') !== null)).toBe(true);
    expect(await violationsOf(empty)).toEqual([]);

    await fillLibrary(testbed.extensionPage, [
      starredEntry(0, { title: 'On $\\frac{1}{2}$' }, { note: 'A note' }),
      starredEntry(1, { title: 'دراسة في القراءة' }, { readAt: TODAY }),
      starredEntry(2, { authors: [], authorCount: 5 }),
    ]);
    const popup = await openPopup(testbed, { scheme });
    await pasteNote(popup, idOf(1), 'x'.repeat(LONGEST_NOTE + 1));
    await until(async () => (await readRows(popup))[1]?.problem !== '');
    await popup.bringToFront();
    await popup.click(rowOf(idOf(2), '.star'));
    await until(async () => (await noticeOf(popup)) !== '');
    expect(await violationsOf(popup)).toEqual([]);
  });
});
