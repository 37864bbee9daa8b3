import type { Page } from 'puppeteer-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { violationsOf } from '../harness/axe';
import { starredEntry } from '../harness/entries';
import { fillLibrary } from '../harness/library';
import { clickOn, textOf } from '../harness/page';
import { KINDS, useBrowser } from '../harness/testbed';
import { until, untilEqual } from '../harness/wait';
import { ATTENTION, BIBTEX, choose, openData } from './page';

describe.each(KINDS)('how papers are exported in %s', (kind) => {
  const testbed = useBrowser(kind, { staysAwake: false });
  let page: Page;
  beforeEach(async () => {
    page = await openData(testbed);
  });

  it('keeps how papers leave, points out mistakes, and is accessible in both schemes', async () => {
    await fillLibrary(testbed.extensionPage, [starredEntry(0, ATTENTION)]);
    // Firefox's scheme cannot be changed from outside while it runs; the sheet is the same.
    const inScheme = (scheme: 'light' | 'dark') => (kind === 'chromium' ? { scheme } : {});
    const example = (): Promise<string> => textOf(page, '#key-example code');
    const type = async (selector: string, text: string): Promise<void> => {
      await clickOn(page, selector);
      await page.$eval(selector, (field) => (field as HTMLInputElement).select());
      await page.keyboard.type(text);
    };
    await page.close();
    page = await openData(testbed, inScheme('light'));
    await page.waitForSelector('#keyPattern');
    await until(async () => (await example()) === 'vaswani2017attention');
    await type('#keyPattern', '[auth:capital]-[year2]');
    await untilEqual(example, 'Vaswani-17');
    await type('#keyPattern', 'a [auth]');
    await until(async () => (await textOf(page, '#key-mistakes')).includes('A space cannot stand'));
    await type('#keyPattern', '[autor]');
    await until(async () =>
      /no part called \[autor\][\s\S]*keys follow \[auth:capital\]-\[year2\]/.test(
        await textOf(page, '#key-mistakes'),
      ),
    );
    await type('#template', ' ');
    await page.keyboard.press('Backspace');
    expect(await page.$eval('#template', (field) => (field as HTMLTextAreaElement).value)).toBe('');
    await type('#template', '{{titel}}');
    await untilEqual(
      () => textOf(page, '#template-mistakes'),
      'Line 1: there is nothing called “titel”.',
    );
    await clickOn(page, '[name=preview-template]');
    await untilEqual(
      () => textOf(page, 'figcaption'),
      'Attention Is All You Need (arxiv 1706.03762).md',
    );
    await type('[name=vault]', 'Notes');
    await clickOn(page, '#remind');
    expect(await violationsOf(page)).toEqual([]);
    await until(async () => (await textOf(page, '[role=status]')).includes('Saved'));

    await page.close();
    page = await openData(testbed, { ...inScheme('dark'), width: 400 });
    await page.waitForSelector('#keyPattern');
    const values = await page.$$eval('#keyPattern, #template, [name=vault]', (fields) =>
      fields.map((field) => (field as HTMLInputElement).value),
    );
    expect(values).toEqual(['[auth:capital]-[year2]', '{{titel}}', 'Notes']);
    expect(await page.$eval('#remind', (box) => (box as HTMLInputElement).checked)).toBe(false);
    await clickOn(page, '[name=reset-template]');
    await until(async () => (await page.$('[name=reset-template]')) === null);
    await choose(testbed, page, 'thesis.bib', BIBTEX.replace('Margins', 'Other'));
    expect(await violationsOf(page)).toEqual([]);
  });
});
