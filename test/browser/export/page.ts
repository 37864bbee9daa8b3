/** The export dialog of the list page, by what can be seen and done in it. */
import type { Page } from 'puppeteer-core';
import type { PaperId } from '../../../src/paper/ids';
import { rowOf } from '../harness/entries';
import { textOf } from '../harness/page';
import type { Testbed } from '../harness/testbed';
import { until } from '../harness/wait';

export const noticeOf = (page: Page) => textOf(page, '.notice [role=status]');
/** Reads what the dialog says where it stays open because something went wrong. */
export const alertOf = (page: Page) => textOf(page, 'dialog[open] [role=alert]');

/** Opens the dialog for these papers; where none are named, for all that are shown. */
export async function openDialog(page: Page, ids: readonly PaperId[] = []): Promise<void> {
  await page.bringToFront();
  for (const id of ids) await page.click(rowOf(id, '.pick'));
  const button = ids.length > 0 ? '.bulk .save' : '.line:not(.bulk) .small';
  await (await page.waitForSelector(button))?.click();
  await page.waitForSelector('dialog[open] [name=format]');
}

/** Saves papers to a file in a format. */
export async function saveAs(
  testbed: Testbed,
  page: Page,
  format: string,
  extension: string,
): Promise<Buffer> {
  await openDialog(page);
  await page.select('[name=format]', format);
  return testbed.fileFrom(() => page.click('dialog .main'), `.${extension}`);
}

/** Sends papers to Zotero. */
export async function sendToZotero(page: Page, ids: readonly PaperId[] = []): Promise<void> {
  await openDialog(page, ids);
  await page.select('[name=format]', 'zotero');
  await page.click('dialog .main');
}

/** Presses "Note in Obsidian"; resolves to the address that was followed. */
export async function makeNote(page: Page): Promise<string> {
  await page.bringToFront();
  await page.evaluate(() => {
    const seen = globalThis as unknown as { followed?: string };
    const { click } = HTMLAnchorElement.prototype;
    HTMLAnchorElement.prototype.click = function () {
      // Nothing takes it on this machine, and a browser that asks what should is of no use here.
      if (this.protocol === 'obsidian:') seen.followed = this.href;
      else click.call(this);
    };
  });
  await page.click('.detail [aria-label="Note in Obsidian"]');
  const followed = () =>
    page.evaluate(() => (globalThis as unknown as { followed?: string }).followed ?? '');
  await until(async () => (await followed()) !== '');
  return followed();
}
