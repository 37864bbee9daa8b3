/** What a person sees and does on any page. */
import type { KeyInput, Page } from 'puppeteer-core';
import { until } from './wait';

/** The text of the first element that matches; empty where there is none. */
export const textOf = (page: Page, selector: string): Promise<string> =>
  page.evaluate((what) => document.querySelector(what)?.textContent ?? '', selector);

export const isThere = (page: Page, selector: string): Promise<boolean> =>
  page.evaluate((what) => document.querySelector(what) !== null, selector);

export const isFocused = (page: Page, selector: string): Promise<boolean> =>
  page.evaluate((what) => document.activeElement?.matches(what) ?? false, selector);

/** The address as the page itself knows it: in Firefox the driver knows none of an extension's page. */
export const addressOf = (page: Page): Promise<string> =>
  page.evaluate(() => location.href).catch(() => '');

/** Presses keys, one after the other. */
export async function pressKeys(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key as KeyInput);
}

/** Presses a key while Shift is held, as a capital letter is typed. */
export async function pressShifted(page: Page, key: KeyInput): Promise<void> {
  await page.keyboard.down('Shift');
  await page.keyboard.press(key);
  await page.keyboard.up('Shift');
}

/** Presses a key while Control is held. */
export async function pressControl(page: Page, key: KeyInput): Promise<void> {
  await page.keyboard.down('Control');
  await page.keyboard.press(key);
  await page.keyboard.up('Control');
}

/** Waits for the element, brings it into view and clicks on it. */
export async function clickOn(page: Page, selector: string): Promise<void> {
  await page.bringToFront();
  await page.waitForSelector(selector);
  await page.$eval(selector, (element) => element.scrollIntoView({ block: 'center' }));
  await page.click(selector);
}

/** Replaces the words in a search field by typing. */
export async function typeSearch(page: Page, query: string): Promise<void> {
  await page.bringToFront();
  await page.click('[type=search]', { count: 3 });
  await page.keyboard.press('Backspace');
  await page.keyboard.type(query);
}

/** Pastes into a text area of the page's own; resolves to what arrives there. */
export async function pasteInto(page: Page): Promise<string> {
  await page.bringToFront();
  await page.evaluate(() => {
    document.querySelector('#paste')?.remove();
    const area = document.createElement('textarea');
    area.id = 'paste';
    document.body.append(area);
    area.focus();
  });
  await pressControl(page, 'v');
  const pasted = () =>
    page.evaluate(() => document.querySelector<HTMLTextAreaElement>('#paste')?.value ?? '');
  await until(async () => (await pasted()) !== '');
  return pasted();
}
