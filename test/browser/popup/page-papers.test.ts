import type { Page } from 'puppeteer-core';
import { beforeEach, describe, it, onTestFinished } from 'vitest';
import { DAILY, PAPERS, sampleId } from '../../demo/sample';
import { openBeside } from '../harness/beside';
import { idOf, starredEntry } from '../harness/entries';
import { fillLibrary } from '../harness/library';
import { press, untilReady } from '../harness/overlay';
import { KINDS, useBrowser } from '../harness/testbed';
import { untilEqual } from '../harness/wait';
import { openPopup } from './page';

const OTHER = 'https://arxiv.org/other';

/** "5 on this page: 1 starred", of the popup or of what is beside; empty where there is no such line. */
const summaryIn = (): string => document.querySelector('details.page summary')?.textContent ?? '';

const idsIn = (page: Page, list = 'main > ul'): Promise<string[]> =>
  page.$$eval(`${list} > li`, (rows) =>
    rows.map((one) => (one as HTMLElement).dataset.paper ?? ''),
  );

describe.each(KINDS)('the popup about the papers of the page in %s', (kind) => {
  const testbed = useBrowser(kind);

  async function openDigest(): Promise<Page> {
    const digest = await testbed.open(DAILY);
    await untilReady(digest);
    return digest;
  }
  beforeEach(() => testbed.web.put(OTHER, '<!doctype html><p>Nothing to read here.</p>'));

  it('tells of the papers of the page that is looked at, and follows it', async () => {
    await fillLibrary(testbed.extensionPage, [starredEntry(0)]);
    const popup = await openPopup(testbed);
    const digest = await openDigest();
    const n = PAPERS.length;
    await digest.bringToFront();
    const summary = () => popup.evaluate(summaryIn);
    await untilEqual(summary, `${n} on this page`);
    await press(digest, sampleId(2), 'Star');
    await untilEqual(summary, `${n} on this page: 1 starred`);
    await press(digest, sampleId(0), 'Star');
    await press(digest, sampleId(0), 'Read');
    await untilEqual(summary, `${n} on this page: 2 starred, 1 read`);
    await popup.evaluate(() =>
      document.querySelector<HTMLElement>('details.page summary')?.click(),
    );
    // In the order of the page, not in that of the list.
    await untilEqual(() => idsIn(popup, 'details.page ul'), [sampleId(0), sampleId(2)]);
    await popup.evaluate(
      (s) => document.querySelector<HTMLElement>(s)?.click(),
      `details.page [data-paper="${sampleId(2)}"] .star`,
    );
    await untilEqual(summary, `${n} on this page: 1 starred, 1 read`);

    await digest.goto(OTHER);
    await untilEqual(summary, '');
    await digest.goto(DAILY);
    await untilEqual(summary, `${n} on this page: 1 starred, 1 read`);
  });

  it('stays beside the page: the same list, and the papers of the page', async () => {
    await fillLibrary(testbed.extensionPage, [starredEntry(0), starredEntry(1)]);
    const digest = await openDigest();
    const beside = await openBeside(testbed.session, digest);
    onTestFinished(() => beside.close());
    const state = () =>
      beside.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        const rows = [...document.querySelectorAll<HTMLElement>('main > ul > li')];
        return {
          rows: rows.map((one) => one.dataset.paper),
          summary: document.querySelector('details.page summary')?.textContent,
          isRoomy: scrollWidth <= clientWidth,
          // What it is itself needs no button.
          buttons: [...document.querySelectorAll('nav button')].map((one) => one.textContent),
        };
      });
    const buttons = ['Open the list page', 'Settings'];
    const n = PAPERS.length;
    const summary = `${n} on this page`;
    await untilEqual(state, { rows: [idOf(0), idOf(1)], summary, isRoomy: true, buttons });
    await press(digest, sampleId(1), 'Star');
    const rows = [sampleId(1), idOf(0), idOf(1)];
    await untilEqual(state, { rows, summary: `${summary}: 1 starred`, isRoomy: true, buttons });
    const other = await testbed.open(OTHER);
    await other.bringToFront();
    await untilEqual(() => beside.evaluate(summaryIn), '');
    await digest.bringToFront();
    await untilEqual(() => beside.evaluate(summaryIn), `${summary}: 1 starred`);
  });
});
