import { describe, expect, it } from 'vitest';
import manifest from '../../../manifest.json' with { type: 'json' };
import { SITES } from '../../../src/sites';
import { axeSchemes, violationsOf } from '../harness/axe';
import { textOf } from '../harness/page';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { openOptions, turn, untilStored } from './page';

describe.each(KINDS)('access to the options page in %s', (kind) => {
  const testbed = useBrowser(kind, { staysAwake: false });

  const change = (command: string): string => `Change the key: ${command}`;

  it('can be used with the keyboard alone', async () => {
    const page = await openOptions(testbed);
    await page.bringToFront();
    const reached: string[] = [];
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press('Tab');
      const name = await page.evaluate(() => {
        const { activeElement: at } = document;
        if (!at || at === document.body) return '';
        const box = at.closest('label, fieldset, [role=switch], button') ?? at;
        const ring = getComputedStyle(at.closest('label') ?? at).outlineStyle;
        if (ring === 'none' || box.getBoundingClientRect().top < 50)
          return `unseen ${at.outerHTML}`;
        return at.getAttribute('name') ?? at.getAttribute('aria-label') ?? '';
      });
      if (name === '' && reached.length > 0) break;
      if (name === 'readWhenPassed') await page.keyboard.press(' ');
      if (name === 'hides:arxiv') await page.keyboard.press(' ');
      if (name === 'hideAs:arxiv') await page.keyboard.press('ArrowRight');
      reached.push(name);
    }
    expect(reached).toEqual([
      ...SITES.flatMap(({ id }) => [
        ...[`on:${id}`, `hideRead:${id}`],
        ...[`hides:${id}`, `hides:${id}`, `hides:${id}`],
        `hideAs:${id}`,
      ]),
      ...['readOnOpen', 'readAfterSeconds', 'readWhenPassed', 'readInPrivate', 'keysOn'],
      ...['layout-standard', 'layout-left', 'layout-right'],
      ...['Next paper', 'Previous paper', 'Star', 'Read', 'Not for me', 'Write a note'].map(change),
      ...['Open the paper', 'Open its PDF', 'Show or hide what is hidden', 'Undo'].map(change),
      change('List the keys'),
    ]);
    await untilStored(testbed, 'readWhenPassed', true);
    await untilStored(testbed, 'hideAs:arxiv', 'folded');
    // Each of the three was turned over.
    await untilStored(testbed, 'hides:arxiv', ['starred']);
  });

  it.each(axeSchemes(kind))('has nothing that axe-core finds wrong (%s)', async (scheme) => {
    const page = await openOptions(testbed, { scheme });
    // With all that can be said at once: a saved layout, a wrong number, a refused key.
    await turn(page, 'readAfterSeconds');
    await page.click('[name=seconds]', { count: 3 });
    await page.keyboard.type('900');
    await page.click('[name=layout-left]');
    await page.click('[data-command=star] button');
    await page.keyboard.press('w');
    await until(async () => (await textOf(page, '[data-command=star] [role=alert]')) !== '');
    await page.waitForSelector('.status button');
    await page.waitForSelector('#seconds-wrong');
    expect(await violationsOf(page)).toEqual([]);
    // And with all that can be off, off.
    const [first, ...others] = SITES.map(({ id }) => id);
    const off = ['keysOn', `hideRead:${first}`, ...others.map((id) => `on:${id}`)];
    for (const name of off) await turn(page, name);
    await until(async () => (await page.$$(':enabled[name^="hideAs"]')).length === 0);
    expect(await violationsOf(page)).toEqual([]);
  });

  it('fits a window of 320 px, which is one of 640 at 200 %', async () => {
    const page = await openOptions(testbed, { width: 320, height: 600 });
    await page.click('[data-command=star] button');
    await page.keyboard.press('n');
    const tooWide = await page.evaluate(() =>
      [...document.querySelectorAll('body *')]
        .filter((element) => element.getBoundingClientRect().right > innerWidth)
        .map((element) => element.outerHTML.slice(0, 80)),
    );
    expect(tooWide).toEqual([]);
  });

  it('names what Dogear may do, and what it may ask for', async () => {
    const page = await openOptions(testbed);
    const named = await page.$$eval('#permissions + dl dt', (all) =>
      all.map((dt) => dt.textContent),
    );
    expect(named).toEqual([
      ...manifest.permissions.filter((name) => kind === 'chromium' || name !== 'sidePanel'),
      ...SITES.flatMap(({ matches }) => matches),
      ...manifest.optional_host_permissions,
    ]);
  });
});
