import type { Page } from 'puppeteer-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { starredEntry } from '../harness/entries';
import { fillLibrary } from '../harness/library';
import { isFocused, textOf } from '../harness/page';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { backToStart, choose, openData, runImport } from './page';

describe.each(KINDS)('the focus on the data page in %s', (kind) => {
  const testbed = useBrowser(kind, { staysAwake: false });
  let page: Page;
  beforeEach(async () => {
    page = await openData(testbed);
  });

  it('never loses the focus, nor takes a file that is dropped for a page', async () => {
    const pressEnter = async (selector: string): Promise<void> => {
      await page.bringToFront();
      await page.focus(selector);
      await page.keyboard.press('Enter');
    };
    /** Resolves to whether the page takes what is dragged over it; else the browser opens that instead. */
    const takesDrop = (): Promise<boolean> =>
      page.evaluate(() => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(['2401.00007'], 'dropped.txt'));
        const drop = (type: string) =>
          !document.body.dispatchEvent(
            new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }),
          );
        return drop('dragover') && drop('drop');
      });
    await fillLibrary(testbed.extensionPage, [starredEntry(0)]);
    await choose(testbed, page, 'focus.txt', '10.1000/focus');
    await runImport(page);
    await pressEnter('[name=undo-import]');
    await until(async () => (await textOf(page, '.finished')).includes('Undone'));
    await until(() => isFocused(page, '[name=back]'));

    // Undone in the list, it is undone also where it was just told.
    await choose(testbed, page, 'focus.txt', '10.1000/focus');
    await runImport(page);
    await page.waitForSelector('[data-import]');
    await pressEnter('[data-import] button');
    await until(async () => (await textOf(page, '.finished')).includes('Undone'));
    expect(await page.$('[name=undo-import]')).toBeNull();

    await choose(testbed, page, 'focus.txt', '10.1000/focus');
    expect(await takesDrop()).toBe(true);
    await until(async () => (await textOf(page, 'main')).includes('dropped.txt'));
    await page.waitForSelector('.preview');
    await backToStart(page);

    for (const [field, reset] of [
      ['#keyPattern', '[name=reset-keys]'],
      ['#template', '[name=reset-template]'],
    ] as const) {
      await page.focus(field);
      await page.keyboard.type('[year]');
      await page.waitForSelector(reset);
      await pressEnter(reset);
      await until(() => isFocused(page, field));
      expect(await page.$(reset)).toBeNull();
    }
    // The file last: Firefox then shows its testbed.downloads, which have the keys.
    for (const [selector, words] of [
      ['.row:has(#backups) > button', 'Backed up'],
      ['#backup-file', 'Backed up to a file'],
    ] as const) {
      await pressEnter(selector);
      await until(async () => (await textOf(page, '[role=status]')) === words);
      expect(await isFocused(page, selector), selector).toBe(true);
    }
  });
});
