/** The options page, by what can be seen and done in it. */
import type { Page } from 'puppeteer-core';
import { textOf } from '../harness/page';
import type { OpenOptions } from '../harness/session';
import { readSettings } from '../harness/settings';
import type { Testbed } from '../harness/testbed';
import { untilEqual } from '../harness/wait';

export const OPTIONS = '/src/options/index.html';

export async function openOptions(testbed: Testbed, options: OpenOptions = {}): Promise<Page> {
  const page = await testbed.open(OPTIONS, options);
  await page.waitForSelector('main');
  return page;
}

/** Waits until a setting is stored with this value. */
export const untilStored = (testbed: Testbed, name: string, value: unknown): Promise<void> =>
  untilEqual(async () => (await readSettings(testbed.extensionPage))[name], value);

export const isOn = (page: Page, name: string): Promise<boolean> =>
  page.$eval(`[name="${name}"]`, (box) => (box as HTMLInputElement).checked);

/** Reads the key of a command, as the page shows it. */
export const keyOf = (page: Page, command: string): Promise<string> =>
  textOf(page, `[data-command=${command}] .keys`);

/** Clicks on a switch. */
export async function turn(page: Page, name: string): Promise<void> {
  await page.bringToFront();
  await page.click(`[name="${name}"]`);
}
