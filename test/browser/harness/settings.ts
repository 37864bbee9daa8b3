/** The settings as they are stored, by name. */
import type { Page } from 'puppeteer-core';
import type { Extension } from './globals';

const PREFIX = 'setting:';

export async function readSettings(page: Page): Promise<Record<string, unknown>> {
  const stored = await page.evaluate(() =>
    (globalThis as unknown as Extension).chrome.storage.local.get(null),
  );
  const settings = Object.entries(stored).filter(([key]) => key.startsWith(PREFIX));
  return Object.fromEntries(settings.map(([key, value]) => [key.slice(PREFIX.length), value]));
}

/** Stores settings past the options page, also values that it would refuse. */
export async function storeSettings(page: Page, values: Record<string, unknown>): Promise<void> {
  await page.evaluate(
    (all) => (globalThis as unknown as Extension).chrome.storage.local.set(all),
    Object.fromEntries(Object.entries(values).map(([name, value]) => [PREFIX + name, value])),
  );
}
