/** A digest with the overlay on it, by what can be seen and done there. */
import type { Page } from 'puppeteer-core';
import type { Mark } from '../../../src/paper/mark';
import type { Paper } from '../../../src/paper/paper';
import { PAPERS, sampleId } from '../../demo/sample';
import { markOnDisk } from '../harness/library';
import { barOf, untilReady } from '../harness/overlay';
import { ask } from '../harness/requests';
import type { OpenOptions } from '../harness/session';
import type { Testbed } from '../harness/testbed';
import { until } from '../harness/wait';

/** Opens a page, and waits until the first marks are shown. */
export async function openDigest(
  testbed: Testbed,
  address: string,
  options: OpenOptions = {},
): Promise<Page> {
  const page = await testbed.open(address, options);
  await page.bringToFront();
  await untilReady(page);
  return page;
}

export async function reload(page: Page): Promise<void> {
  await page.reload({ waitUntil: 'domcontentloaded' });
  await untilReady(page);
}

// ---- marks

export const markOf = (testbed: Testbed, i: number): Promise<Mark | undefined> =>
  markOnDisk(testbed.extensionPage, sampleId(i));

/** Waits until the mark of the i-th paper is so on disk. */
export const untilMark = (
  testbed: Testbed,
  i: number,
  isSo: (mark: Mark | undefined) => boolean,
): Promise<void> => until(async () => isSo(await markOf(testbed, i)));

/** The i-th paper of the sample, as a card that says little has it. */
export const samplePaper = (i: number): Paper => ({
  id: sampleId(i),
  title: PAPERS[i]?.title ?? '',
  authors: [],
  links: { page: `https://arxiv.org/abs/${PAPERS[i]?.id}` },
});

/** Marks papers of the sample, as another page would. */
export async function markPapers(
  testbed: Testbed,
  patch: object,
  ...papers: number[]
): Promise<void> {
  const changes = papers.map((i) => ({ paper: samplePaper(i), patch }));
  await ask(testbed.extensionPage, 'markAll', changes);
}

// ---- what is seen

/** The card with the ring, and the card with the focus and what has it there. */
export interface Focus {
  readonly ring: string | undefined;
  readonly card: string | undefined;
  readonly on: string;
}

export const focusIn = (page: Page): Promise<Focus> =>
  page.evaluate(() => {
    const outer = document.activeElement;
    const inner = outer?.shadowRoot?.activeElement ?? outer;
    const entry = outer?.closest('dd')?.previousElementSibling;
    const card = (entry ?? outer)?.closest<HTMLElement>('[data-dogear]');
    const ring = document.querySelector<HTMLElement>('[data-dogear-current]');
    return {
      ring: ring?.dataset.dogear,
      card: card?.dataset.dogear,
      on: (inner as HTMLButtonElement | null)?.name || (inner?.localName ?? ''),
    };
  });

/** Reads how each card is shown: `hidden`, `folded`, `dimmed` or `whole`. */
export const shownIn = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-dogear]')].map((card) => {
      const entry = card.localName === 'dt' ? (card.nextElementSibling as Element) : card;
      const isSeen = card.checkVisibility({ visibilityProperty: true });
      if (!isSeen || card.offsetHeight === 0) return 'hidden';
      if (card.hasAttribute('data-dogear-folded')) return 'folded';
      const image = getComputedStyle(entry).backgroundImage;
      return card.hasAttribute('data-dogear-dimmed') && image !== 'none' ? 'dimmed' : 'whole';
    }),
  );

/** Reads the texts of what can be seen in one of Dogear's hosts. */
export const textsIn = (page: Page, host: string, selector: string): Promise<string[]> =>
  page.evaluate(
    (outer, inner) =>
      [...(document.querySelector(outer)?.shadowRoot?.querySelectorAll(inner) ?? [])]
        .filter((element) => element.checkVisibility())
        .map((element) => element.textContent ?? ''),
    host,
    selector,
  );

/** Clicks on what is found in one of Dogear's hosts, by its text where one is named. */
export async function clickWithin(
  page: Page,
  host: string,
  selector: string,
  text?: string,
): Promise<void> {
  await page.bringToFront();
  const handle = await page.evaluateHandle(
    (outer, inner, words) =>
      [...(document.querySelector(outer)?.shadowRoot?.querySelectorAll(inner) ?? [])].find(
        (element) => !words || element.textContent === words,
      ),
    host,
    selector,
    text,
  );
  const element = handle.asElement();
  if (!element) throw new Error(`There is no ${selector} ${text ?? ''} in ${host}.`);
  await (element as Awaited<ReturnType<Page['$']>>)?.click();
}

/** Reads a property of what is found in one of Dogear's hosts. */
export const propertiesIn = (
  page: Page,
  host: string,
  selector: string,
  name: string,
): Promise<string[]> =>
  page.evaluate(
    (outer, inner, key) =>
      [...(document.querySelector(outer)?.shadowRoot?.querySelectorAll(inner) ?? [])].map(
        (element) => String((element as unknown as Record<string, unknown>)[key]),
      ),
    host,
    selector,
    name,
  );

export const noteHost = (i: number): string =>
  `[data-dogear="${sampleId(i)}"] dogear-note, [data-dogear="${sampleId(i)}"] + dd dogear-note`;
export const controlHost = (i: number): string => `[data-dogear="${sampleId(i)}"] dogear-control`;

export const untilFocus = (page: Page, focus: Partial<Focus>): Promise<void> =>
  until(async () => {
    const now = await focusIn(page);
    return Object.entries(focus).every(([key, value]) => now[key as keyof Focus] === value);
  });

export const untilShown = (page: Page, i: number, shown: string): Promise<void> =>
  until(async () => (await shownIn(page))[i] === shown);

export const untilBar = (page: Page, text: string | RegExp): Promise<void> =>
  until(async () => {
    const bar = (await barOf(page)) ?? '';
    return typeof text === 'string' ? bar.includes(text) : text.test(bar);
  });
