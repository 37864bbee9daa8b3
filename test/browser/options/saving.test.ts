import { describe, expect, it } from 'vitest';
import { SITES } from '../../../src/sites';
import type { Extension } from '../harness/globals';
import { textOf } from '../harness/page';
import { readSettings, storeSettings } from '../harness/settings';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { isOn, openOptions, turn, untilStored } from './page';

describe.each(KINDS)('what the options page stores in %s', (kind) => {
  const testbed = useBrowser(kind, { staysAwake: false });

  it('opens with what is stored, and with the default where that is damaged', async () => {
    await storeSettings(testbed.extensionPage, {
      readOnOpen: 'no',
      readAfterSeconds: -5,
      readWhenPassed: true,
      readInPrivate: null,
      keysOn: [],
      keys: { next: 5, star: 'Tab', help: 'F1', undo: 'u' },
      'on:arxiv': {},
      'hideRead:arxiv': false,
      'hides:arxiv': ['all'],
      'hides:huggingface': ['starred'],
      'hideAs:arxiv': 'gone',
      'hideAs:huggingface': 'folded',
    });
    const page = await openOptions(testbed);
    const switches = await page.$$eval('[role=switch]', (all) =>
      all.map((one) => [one.getAttribute('name'), (one as HTMLInputElement).checked]),
    );
    const ofSites = SITES.flatMap(({ id }) => [`on:${id}`, `hideRead:${id}`]);
    expect(Object.fromEntries(switches)).toEqual({
      ...Object.fromEntries(ofSites.map((name) => [name, name !== 'hideRead:arxiv'])),
      readOnOpen: true,
      readAfterSeconds: false,
      readWhenPassed: true,
      readInPrivate: false,
      keysOn: true,
    });
    const chosen = await page.$$eval('[type=radio]:checked', (all) =>
      all.map((one) => `${one.getAttribute('name')} ${one.getAttribute('value')}`),
    );
    expect(chosen).toEqual(
      SITES.map(({ id }) => `hideAs:${id} ${id === 'huggingface' ? 'folded' : 'hidden'}`),
    );
    const hides = await page.$$eval('[name^="hides:"]:checked', (all) =>
      all.map((one) => `${one.getAttribute('name')} ${one.getAttribute('value')}`),
    );
    expect(hides.sort()).toEqual([
      ...['hides:arxiv dismissed', 'hides:arxiv read', 'hides:huggingface starred'],
    ]);
    const keys = await page.$$eval('.keys', (all) => all.map((one) => one.textContent));
    expect(keys.join()).toBe('j,k,s,r,x,n,o,Shift O,h,u,?');
    // What is chosen now replaces the damage.
    await turn(page, 'keysOn');
    await untilStored(testbed, 'keysOn', false);
  });

  it('says that a change is saved, and what a wrong number is', async () => {
    const page = await openOptions(testbed);
    await page.evaluate(() => {
      const said: string[] = [];
      Object.assign(globalThis, { said });
      const status = document.querySelector('[role=status]') as Element;
      new MutationObserver((records) => {
        const added = records.flatMap(({ addedNodes }) => [...addedNodes]);
        said.push(...added.map((node) => node.textContent ?? ''));
      }).observe(status, { childList: true });
    });
    const said = () => page.evaluate(() => (globalThis as unknown as { said: string[] }).said);
    await turn(page, 'readWhenPassed');
    await until(async () => (await said()).join() === 'Saved');
    // The same words again are said again.
    await turn(page, 'readAfterSeconds');
    await until(async () => (await said()).join() === 'Saved,Saved');
    await untilStored(testbed, 'readAfterSeconds', 10);

    const type = async (text: string): Promise<void> => {
      await page.click('[name=seconds]', { count: 3 });
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    };
    for (const wrong of ['601', '0', '-3', '2.5']) {
      await type(wrong);
      await until(async () => (await textOf(page, '#seconds-wrong')).includes('1 to 600'));
      expect((await readSettings(testbed.extensionPage)).readAfterSeconds).toBe(10);
      await type('10');
      await until(async () => (await page.$('#seconds-wrong')) === null);
    }
    await type('120');
    await untilStored(testbed, 'readAfterSeconds', 120);
    await turn(page, 'readAfterSeconds');
    await untilStored(testbed, 'readAfterSeconds', 0);
    await turn(page, 'readAfterSeconds');
    await untilStored(testbed, 'readAfterSeconds', 120);
  });

  it('says why a change could not be saved, and shows what holds', async () => {
    const page = await openOptions(testbed);
    await page.evaluate(() => {
      const { local } = (globalThis as unknown as Extension).chrome.storage;
      Object.defineProperty(local, 'set', {
        value: () => Promise.reject(new Error('The disk is full')),
      });
    });
    await turn(page, 'keysOn');
    await until(async () => /Not saved: .*disk is full/.test(await textOf(page, '[role=alert]')));
    await until(() => isOn(page, 'keysOn'));
    expect(await readSettings(testbed.extensionPage)).toEqual({});
  });
});
