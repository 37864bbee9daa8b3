import { beforeEach, describe, expect, it } from 'vitest';
import { axeSchemes, violationsOf } from '../harness/axe';
import { fillLibrary } from '../harness/library';
import { textOf } from '../harness/page';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { FIGURES, LIBRARY, type Name, openDrawn, tableOf } from './page';

describe.each(KINDS)('access to the reading page in %s', (kind) => {
  const testbed = useBrowser(kind, { staysAwake: false });
  beforeEach(() => fillLibrary(testbed.extensionPage, LIBRARY));

  it('can be used with the keyboard alone', async () => {
    const page = await openDrawn(testbed);
    await page.bringToFront();
    const reached: string[] = [];
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => {
        const { activeElement: it } = document;
        if (!it || it === document.body) return '';
        if (getComputedStyle(it).outlineStyle === 'none') return `unseen ${it.outerHTML}`;
        const figure = it.closest<HTMLElement>('[data-figure]')?.dataset.figure;
        return `${figure ?? ''} ${it.getAttribute('name') ?? it.localName}`.trim();
      });
      // Where the window has nothing but the page, the last stop is followed by the first.
      if (reached.length > 0 && (at === '' || at === reached[0])) break;
      reached.push(at);
      // What it opens scrolls, and so has a stop of its own.
      if (at === 'ages summary') {
        await page.keyboard.press('Enter');
        await until(async () => (await page.$('[data-figure=ages] table')) !== null);
      }
    }
    const stops = (name: Name, ...own: string[]): string[] =>
      [...own, 'figure', 'summary', 'svg', 'csv'].map((stop) => `${name} ${stop}`);
    expect(reached).toEqual([
      'a',
      ...stops('calendar', 'year'),
      ...stops('flow', 'grain'),
      ...(['categories', 'tags', 'sites'] as const).flatMap((name) => stops(name)),
      ...stops('ages').toSpliced(2, 0, 'ages section'),
    ]);

    const status = () => textOf(page, '[data-figure=calendar] figure [role=status]');
    await page.focus('[data-figure=calendar] figure');
    // 1 January 2025 was a Wednesday; down is the next day, right the next week.
    await page.keyboard.press('ArrowRight');
    await until(async () => (await status()).endsWith(', January 1'));
    await page.keyboard.press('ArrowDown');
    await until(async () => (await status()).endsWith(', January 2'));
    await page.keyboard.press('ArrowRight');
    await until(async () => (await status()).endsWith(', January 9'));
    expect(await textOf(page, '[data-figure=calendar] .tip')).toBe(await status());
    await page.keyboard.press('Escape');
    await until(async () => (await status()) === '');
  });

  it.each(axeSchemes(kind))('has nothing that axe-core finds wrong (%s)', async (scheme) => {
    const page = await openDrawn(testbed, { scheme });
    for (const name of FIGURES) await tableOf(page, name);
    expect(await violationsOf(page)).toEqual([]);
  });

  it('fits a window of 320 px', async () => {
    const page = await openDrawn(testbed, { width: 320, height: 600 });
    for (const name of FIGURES) await tableOf(page, name);
    const tooWide = await page.evaluate(() =>
      [...document.querySelectorAll('body *')]
        .filter((element) => !element.closest('.scroll') || element.matches('.scroll'))
        .filter((element) => element.getBoundingClientRect().right > innerWidth)
        .map((element) => element.outerHTML.slice(0, 120)),
    );
    expect(tooWide).toEqual([]);
  });
});
