import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { starredEntries } from '../harness/entries';
import { fillLibrary, readKeys } from '../harness/library';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { openList } from '../list/page';
import { noticeOf, openDialog, saveAs } from './page';

const MANY = 6_000;

/** Presses Cancel as soon as it is there: an export is over before a click from outside comes. */
const cancelWhenShown = (page: Page): Promise<{ max: number; value: number }> =>
  page.evaluate(
    () =>
      new Promise<{ max: number; value: number }>((resolve) => {
        const press = (): void => {
          const button = document.querySelector<HTMLElement>('dialog .progress button');
          const bar = document.querySelector<HTMLProgressElement>('dialog progress');
          if (!button || !bar) return;
          observer.disconnect();
          resolve({ max: bar.max, value: bar.value });
          button.click();
        };
        const observer = new MutationObserver(press);
        observer.observe(document.body, { childList: true, subtree: true });
        document.querySelector<HTMLElement>('dialog .main')?.click();
      }),
  );

describe.each(KINDS)('an export of thousands in %s', (kind) => {
  const testbed = useBrowser(kind);

  it('shows how far it is, can be cancelled, and is whole the next time', async () => {
    await fillLibrary(testbed.extensionPage, starredEntries(MANY));
    const page = await openList(testbed);
    await openDialog(page);
    await page.select('[name=format]', 'bibtex');
    const { max, value } = await cancelWhenShown(page);
    expect(value).toBeLessThan(max);
    await until(async () => (await noticeOf(page)) === 'Cancelled. Nothing was exported.');
    expect(await page.$('dialog[open]')).toBeNull();

    const whole = (await saveAs(testbed, page, 'bibtex', 'bib')).toString();
    expect(whole.match(/^@/gm)).toHaveLength(MANY);
    await until(async () => (await noticeOf(page)) === '6,000 papers saved to a file.');
    // Each has its key now, also those that the first time had come to.
    expect(await readKeys(testbed.extensionPage, 'exported')).toHaveLength(MANY);
  });
});
