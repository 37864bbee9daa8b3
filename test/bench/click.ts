import type { CDPSession, ElementHandle, Page } from 'puppeteer-core';
import { makeBare } from './bare';
import {
  type Chromium,
  DOGEAR,
  type Extension,
  launchChromium,
  PROBE,
  type Probe,
  withPage,
} from './chromium';
import { type Figure, medianBy, type Row } from './figures';
import { LIST } from './pages';

interface Click {
  /** The number of the first frame after the click that has the button changed. */
  readonly frames: number;
  /** Milliseconds until that frame. */
  readonly changed: number;
  /** Milliseconds until it was known, in the page, that the change is on disk. */
  readonly committed: number;
}

/** Holds the time at which the extension said so. */
const COMMITTED = 'data-bench-committed';

export const click: Row = {
  name: 'click',
  says: 'a trusted click on Star among 2,000 cards, beside one message and one strict transaction',
  async run({ web, folder, rounds }) {
    web.put(LIST.address, LIST.html());
    const bare = await launchChromium({ port: web.port, extension: makeBare(folder, 'click') });
    const dogear = await launchChromium({ port: web.port, extension: DOGEAR });
    try {
      const bareClicks: Click[] = [];
      const clicks: Click[] = [];
      // The first click of each tab is its worker's or its code's first, too: it counts with the rest.
      for (let round = 0; round < Math.max(2, Math.ceil(rounds / 3)); round++) {
        bareClicks.push(...(await clickInPage(bare, 'bare', rounds)));
        clicks.push(...(await clickInPage(dogear, 'dogear', rounds)));
      }
      const figure = (what: string, unit: string, of: (click: Click) => number): Figure => ({
        what: `click to ${what}`,
        unit,
        dogear: medianBy(clicks, of),
        beside: medianBy(bareClicks, of),
        besideWhat: 'bare transaction',
      });
      return [
        { ...figure('changed', 'frames', ({ frames }) => frames), bar: { most: 1 } },
        figure('changed', 'ms', ({ changed }) => changed),
        {
          ...figure('committed', 'ms', ({ committed }) => committed),
          bar: { most: 2, of: 'ratio' },
        },
      ];
    } finally {
      await bare.close();
      await dogear.close();
    }
  },
};

function clickInPage(chromium: Chromium, extension: Extension, times: number): Promise<Click[]> {
  let hearCommits: (() => Promise<void>) | undefined;
  return withPage(
    chromium,
    LIST,
    {
      extension,
      async prepare(page, cdp) {
        await page.evaluateOnNewDocument(PROBE);
        if (extension === 'dogear') hearCommits = await watchStorage(cdp, chromium.origin);
      },
    },
    async (page) => {
      await hearCommits?.();
      const clicks: Click[] = [];
      for (let i = 0; i < times; i++) clicks.push(await clickOnce(page, extension, i));
      return clicks;
    },
  );
}

/**
 * Dogear tells every context of a commit, right after it, by a change of `storage.local`. Returns
 * what has the extension's own world in the page write down when it hears of one.
 */
async function watchStorage(cdp: CDPSession, origin: string): Promise<() => Promise<void>> {
  let contextId: number | undefined;
  cdp.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin === origin) contextId = context.id;
  });
  await cdp.send('Runtime.enable');
  return async () => {
    if (contextId === undefined) throw new Error('The page has no content script of Dogear.');
    await cdp.send('Runtime.evaluate', {
      contextId,
      expression: `chrome.storage.onChanged.addListener((_, area) => {
        if (area === 'local') document.documentElement.setAttribute('${COMMITTED}', performance.now());
      })`,
    });
  };
}

/** Clicks on Star on one card after the other. */
async function clickOnce(page: Page, extension: Extension, i: number): Promise<Click> {
  // The first entry is brought to the top of the window, then the second …
  await page.evaluate((i) => document.querySelectorAll('dt')[i]?.scrollIntoView(), i);
  const handle = await page.waitForFunction(
    (name, i) => {
      const term = document.querySelectorAll('dt')[i];
      if (name === 'bare') return term?.querySelector('button');
      const inside = term?.querySelector('dogear-control')?.shadowRoot;
      return inside?.querySelector('[aria-label="Star"]');
    },
    {},
    extension,
    i,
  );
  const button = handle.asElement() as ElementHandle<Element>;
  await page.evaluate((name) => document.documentElement.removeAttribute(name), COMMITTED);
  const watching = button.evaluate((element) =>
    (window as unknown as { probe: Probe }).probe.watchClick(element),
  );
  // As long as a finger takes; all that pressing it down and its focus set off is over by then.
  await button.click({ delay: 100 });
  const { at, frames, changed } = await watching;
  const committed = await page.waitForFunction(
    (name) => document.documentElement.getAttribute(name) ?? false,
    {},
    COMMITTED,
  );
  return { frames, changed: changed - at, committed: Number(await committed.jsonValue()) - at };
}
