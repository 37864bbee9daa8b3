/** The popup, by what can be seen and done in it. */
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import type { PaperId } from '../../../src/paper/ids';
import { rowOf } from '../harness/entries';
import { textOf } from '../harness/page';
import type { OpenOptions } from '../harness/session';
import type { Testbed } from '../harness/testbed';
import { until } from '../harness/wait';

export const POPUP = '/src/popup/index.html';

/** Opens the popup's page in a tab of its size, and waits until it shows something. */
export async function openPopup(testbed: Testbed, options: OpenOptions = {}): Promise<Page> {
  const page = await testbed.open(POPUP, { width: 440, height: 580, ...options });
  await until(() => page.evaluate(() => document.querySelector('li, .state') !== null));
  return page;
}

export interface RowState {
  readonly id: string;
  readonly title: string;
  readonly lines: string[];
  readonly note: string;
  readonly isRead: boolean;
  readonly problem: string;
}

/** Reads every row, in the order of the popup. */
export function readRows(page: Page): Promise<RowState[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('li[data-paper]')].map((row) => ({
      id: row.dataset.paper as string,
      title: row.querySelector('a')?.textContent ?? '',
      lines: [...row.querySelectorAll('.paper p')].map((line) => line.textContent ?? ''),
      note: row.querySelector('textarea')?.value ?? '',
      isRead: row.querySelector('.done')?.getAttribute('aria-pressed') === 'true',
      problem: row.querySelector('[role=alert]')?.textContent ?? '',
    })),
  );
}

export const idsOf = async (page: Page): Promise<string[]> =>
  (await readRows(page)).map(({ id }) => id);
export const noteIn = async (page: Page, id: PaperId): Promise<string | undefined> =>
  (await readRows(page)).find((row) => row.id === id)?.note;
export const statusOf = (page: Page) => textOf(page, '.tools [role=status]');
export const noticeOf = (page: Page) => textOf(page, '.notice p');

/** Names what has the focus: a row's part with the row's id, or another control. */
export function focusOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const active = document.activeElement as HTMLElement;
    const row = active.closest<HTMLElement>('li[data-paper]')?.dataset.paper;
    const input = active as HTMLInputElement;
    const name = input.name || active.className.split(' ').at(-1) || input.type || '';
    const what = active.tagName.toLowerCase() + (name && active.tagName !== 'A' ? `.${name}` : '');
    return row ? `${what} ${row}` : what;
  });
}

/** Types at the end of what is there, as one who goes on writing; the row can be yet to come. */
export async function typeNote(page: Page, id: PaperId, text: string): Promise<void> {
  await page.bringToFront();
  const focusArea = (selector: string): boolean => {
    const area = document.querySelector<HTMLTextAreaElement>(selector);
    area?.focus();
    area?.setSelectionRange(area.value.length, area.value.length);
    return area !== null && area === document.activeElement && document.hasFocus();
  };
  await until(() => page.evaluate(focusArea, rowOf(id, 'textarea')));
  await page.keyboard.type(text);
  expect(await noteIn(page, id), `the note of ${id} after typing`).toContain(text);
}

/** Does what a paste does: the whole text comes with one event. */
export function pasteNote(page: Page, id: PaperId, text: string): Promise<void> {
  return page.evaluate(
    (selector, pasted) => {
      const area = document.querySelector<HTMLTextAreaElement>(selector);
      if (!area) throw new Error(`There is no ${selector}.`);
      area.focus();
      area.setRangeText(pasted, 0, area.value.length, 'end');
      area.dispatchEvent(new InputEvent('input', { bubbles: true }));
    },
    rowOf(id, 'textarea'),
    text,
  );
}
