/** Pages that work against the overlay, or do by themselves what nobody would expect. */
import { isDeepStrictEqual } from 'node:util';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import type { Mark } from '../../../src/paper/mark';
import type { Paper } from '../../../src/paper/paper';
import { PAPERS, sampleId } from '../../demo/sample';
import { markOnDisk, readStore } from '../harness/library';
import { cardsOf, press } from '../harness/overlay';
import { readSettings } from '../harness/settings';
import type { Testbed } from '../harness/testbed';
import { until } from '../harness/wait';
import type { Reply } from '../harness/web';

export const ALL_IDS = PAPERS.map((_, i) => sampleId(i));

/** What a sample page gets of its own. */
export interface Parts {
  /** Attributes of the root. */
  readonly root?: string;
  readonly head?: string;
  readonly body?: string;
}

/** Puts something of its own into a sample page. */
export function withParts(html: string, { root = '', head = '', body = '' }: Parts): string {
  return html
    .replace('<html ', `<html ${root} `)
    .replace('<head>', () => `<head>${head}`)
    .replace('</body>', () => `${body}</body>`);
}

/** Puts a page at an address, and opens it. */
export function openAt(testbed: Testbed, address: string, reply: Reply): Promise<Page> {
  testbed.web.put(address, reply);
  return testbed.open(address);
}

export const markOf = (testbed: Testbed, id: string): Promise<Mark | undefined> =>
  markOnDisk(testbed.extensionPage, id);

/** Reads what of Dogear's a page could be after. */
export async function readDisk({ extensionPage }: Testbed) {
  return {
    marks: await readStore<Mark>(extensionPage, 'marks'),
    papers: await readStore<Paper>(extensionPage, 'papers'),
    settings: await readSettings(extensionPage),
  };
}

/** Waits until the page has these cards and no others, each with one control, and no node of ours besides. */
export async function untilWhole(page: Page, ids: readonly string[] = ALL_IDS): Promise<void> {
  const count = { 'dogear-control': ids.length, 'dogear-bar': 1, '[data-dogear-ready]': 1 };
  const wanted = { cards: ids.map((id) => `${id} 1`), count };
  let seen: unknown;
  const isWhole = async (): Promise<boolean> => {
    const cards = await cardsOf(page);
    const counts = await page.evaluate(
      (names) => names.map((name) => [name, document.querySelectorAll(name).length] as const),
      Object.keys(count),
    );
    seen = {
      cards: cards.map(({ id, controls }) => `${id} ${controls}`),
      count: Object.fromEntries(counts),
    };
    return isDeepStrictEqual(seen, wanted);
  };
  // The page can be between two documents.
  await until(() => isWhole().catch(() => false)).catch(() => undefined);
  expect(seen).toEqual(wanted);
}

/** Reads the text of the open editor, and the id of the card that it is in. */
export const editorOf = (page: Page) =>
  page.evaluate(() => {
    const hosts = [...document.querySelectorAll('dogear-note[data-open]')];
    const [host] = hosts;
    const text = host?.shadowRoot?.querySelector('textarea');
    if (!text || hosts.length > 1) return undefined;
    const card = host?.closest('dd')?.previousElementSibling ?? host?.closest('[data-dogear]');
    return {
      text: text.value,
      id: card?.getAttribute('data-dogear'),
      hasFocus: host?.shadowRoot?.activeElement === text && document.activeElement === host,
    };
  });
export async function openEditor(page: Page, id: string): Promise<void> {
  await press(page, id, 'Note');
  await until(async () => (await editorOf(page))?.hasFocus === true);
}

/** Waits until the page has painted so many frames. */
export const frames = (page: Page, count: number): Promise<void> =>
  page.evaluate(async (n) => {
    for (let i = 0; i < n; i++) await new Promise(requestAnimationFrame);
  }, count);
