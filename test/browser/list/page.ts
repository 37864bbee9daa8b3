/** The list page, by what can be seen of it. */
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import type { OpenOptions } from '../harness/session';
import type { Testbed } from '../harness/testbed';
import { until } from '../harness/wait';

export const LIST = '/src/list/index.html';

/** Opens the list page with a query in its address, and waits until it shows something, in the pane too. */
export async function openList(
  testbed: Testbed,
  search = '',
  options: OpenOptions = {},
): Promise<Page> {
  const page = await testbed.open(LIST + search, options);
  await until(() =>
    page.evaluate(
      () =>
        document.querySelector('[role=row], .state, .failed') !== null &&
        // It is loaded after the first rows.
        document.querySelector('.detail > *') !== null,
    ),
  );
  await page.bringToFront();
  return page;
}

/** What a person sees of the list. */
export interface Seen {
  readonly status: string;
  readonly titles: string[];
  /** The title in the current row. */
  readonly current: string;
  readonly selected: number;
  readonly detail: string;
  readonly notice: string;
  readonly address: string;
}

export function readList(page: Page): Promise<Seen> {
  return page.evaluate(() => {
    const text = (selector: string) => document.querySelector(selector)?.textContent ?? '';
    const rows = [...document.querySelectorAll<HTMLElement>('[role=row]')].sort(
      (a, b) => Number(a.ariaRowIndex) - Number(b.ariaRowIndex),
    );
    const titleOf = (row: Element | null | undefined) =>
      row?.querySelector('.title')?.textContent ?? '';
    const grid = document.querySelector('[role=grid]');
    const active = grid?.getAttribute('aria-activedescendant');
    return {
      status: text('main [role=status]'),
      titles: rows.map(titleOf),
      current: titleOf(active ? document.getElementById(active) : null),
      selected: Number(/[\d,.]+/.exec(text('.bulk [role=status]'))?.[0].replace(/\D/g, '') ?? 0),
      detail: text('.detail h2'),
      notice: text('.notice [role=status]'),
      address: location.search,
    };
  });
}

/** Waits until what is seen has these parts, and shows both where it never has. */
export async function untilSeen(
  page: Page,
  expected: Partial<Seen>,
  timeout?: number,
): Promise<void> {
  let last: Seen | undefined;
  const isSo = async (): Promise<boolean> => {
    last = await readList(page);
    return Object.entries(expected).every(
      ([key, value]) => JSON.stringify(last?.[key as keyof Seen]) === JSON.stringify(value),
    );
  };
  await until(isSo, timeout).catch(() => expect(last).toMatchObject(expected));
}

export const noteOf = (page: Page): Promise<string> =>
  page.evaluate(() => document.querySelector<HTMLTextAreaElement>('.detail textarea')?.value ?? '');

export const titlesFrom = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, i) => `Paper ${from + i}`);
