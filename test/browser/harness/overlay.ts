/** The overlay, by what a person sees and presses of it. */
import type { ElementHandle, Page } from 'puppeteer-core';
import { until } from './wait';

export interface CardState {
  readonly id: string;
  readonly hidden: boolean;
  readonly starred: boolean;
  readonly read: boolean;
  /** The number of controls that the card has. */
  readonly controls: number;
  /** The names of the buttons that are pressed. */
  readonly pressed: string[];
  readonly alert: string;
}

/** Reads every card of the page, in the order of the page. */
export function cardsOf(page: Page): Promise<CardState[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-dogear]')].map((card) => {
      const hosts = [...card.querySelectorAll('dogear-control')];
      const buttons = [...(hosts[0]?.shadowRoot?.querySelectorAll('button') ?? [])];
      return {
        id: card.dataset.dogear as string,
        // It keeps a box, for find in page: one without room.
        hidden: card.offsetHeight === 0,
        starred: 'dogearStarred' in card.dataset,
        read: 'dogearRead' in card.dataset,
        controls: hosts.length,
        pressed: buttons
          .filter((button) => button.getAttribute('aria-pressed') === 'true')
          .map((button) => button.getAttribute('aria-label') as string),
        alert: hosts[0]?.shadowRoot?.querySelector('[role=alert]')?.textContent ?? '',
      };
    }),
  );
}

/** The card of one paper, where the page has one. */
export const cardOf = async (page: Page, id: string): Promise<CardState | undefined> =>
  (await cardsOf(page)).find((card) => card.id === id);

/** Waits until the page has a card of the paper, and it is so. */
export const untilCard = (
  page: Page,
  id: string,
  isSo: (card: CardState) => boolean,
): Promise<void> =>
  until(async () => {
    // The page can be between two documents.
    const card = await cardOf(page, id).catch(() => undefined);
    return card !== undefined && isSo(card);
  });

/** Waits until the first marks are shown and every card has its control. */
export async function untilReady(page: Page): Promise<void> {
  // Not by `waitForFunction`: it counts frames, of which a tab in the background has none.
  const isReady = (): Promise<boolean> =>
    page.evaluate(
      () =>
        document.querySelector('[data-dogear-ready]') !== null &&
        [...document.querySelectorAll('[data-dogear]')].every((card) =>
          card.querySelector('dogear-control'),
        ),
    );
  // The page can be between two documents.
  await until(() => isReady().catch(() => false));
}

/** Makes a trusted click on a button of a card's control: `press(page, 'arxiv:2401.12345', 'Star')`. */
export async function press(page: Page, id: string, name: 'Star' | 'Read' | 'Note'): Promise<void> {
  await clickInside(page, `[data-dogear="${id}"] dogear-control`, `[aria-label="${name}"]`);
}

/** Reads the bar's words; undefined where there is no bar. */
export function barOf(page: Page): Promise<string | undefined> {
  return page.evaluate(() => {
    const frame = document.querySelector('dogear-bar')?.shadowRoot?.querySelector('.bar');
    if (!frame) return undefined;
    const seen = [...frame.children].filter((part) => getComputedStyle(part).display !== 'none');
    return seen.map((part) => part.textContent).join(' · ');
  });
}

export async function pressBar(page: Page, what: 'button' | 'input'): Promise<void> {
  await clickInside(page, 'dogear-bar', what);
}

/** Makes a trusted click on something in the shadow of a host. */
export async function clickInside(page: Page, host: string, inside: string): Promise<void> {
  await page.bringToFront();
  const handle = await page.waitForSelector(host);
  const found = await handle?.evaluateHandle(
    (element, selector) => element.shadowRoot?.querySelector(selector),
    inside,
  );
  const element = found?.asElement() as ElementHandle<Element> | null | undefined;
  if (!element) throw new Error(`There is no ${inside} in ${host}.`);
  await element.click();
}
