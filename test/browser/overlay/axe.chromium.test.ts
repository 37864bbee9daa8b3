import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { arxivList, DAILY, dailyPage, PAPERS, RECENT } from '../../demo/sample';
import { violationsOf } from '../harness/axe';
import { pressKeys } from '../harness/page';
import { savedPage } from '../harness/saved-page';
import { storeSettings } from '../harness/settings';
import { useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { clickWithin, openDigest } from './page';

/** Finds faults: the rule and the element of each, without what Dogear put into it. */
const faultsOf = async (page: Page): Promise<string[]> =>
  (await violationsOf(page)).map((fault) =>
    fault
      .replaceAll(/ data-dogear[\w-]*="[^"]*"/g, '')
      .replaceAll(/<dogear-(\w+).*?<\/dogear-\1>/g, '')
      .replace(/^([\w-]+: <[^>]*>).*/s, '$1'),
  );
const DIGESTS: readonly (readonly [name: string, address: string, html: string | undefined])[] = [
  ['the sample of Daily Papers by night', `${DAILY}/date/2026-11-23`, dailyPage(PAPERS, 'dark')],
  ['the sample of arXiv', RECENT, arxivList()],
  [
    'Hugging Face',
    'https://huggingface.co/papers/date/2026-09-28',
    savedPage('huggingface/papers-daily-2026-09-28.TRIMMED-9cards-dom-only.html'),
  ],
  [
    'arXiv new',
    'https://arxiv.org/list/cond-mat.mtrl-sci/new',
    savedPage('arxiv/list-cond-mat.mtrl-sci-new-2026-09-22.TRIMMED-6entries.html'),
  ],
  [
    'an arXiv abstract',
    'https://arxiv.org/abs/2609.22268',
    savedPage('arxiv/abs-2609.22268-2026-09.TRIMMED.html'),
  ],
];

// In one browser, as for the pages: harness/axe.ts.
describe('axe finds on a digest in chromium', () => {
  // Saved pages miss files of their own.
  const testbed = useBrowser('chromium', { mayThrow: true });

  for (const [name, address, html] of DIGESTS) {
    it.skipIf(html === undefined)(`nothing more than there was: ${name}`, async () => {
      testbed.web.put(address, html ?? '');
      await storeSettings(testbed.extensionPage, { 'on:arxiv': false, 'on:huggingface': false });
      const bare = await testbed.open(address);
      await until(() => bare.evaluate(() => document.readyState === 'complete'));
      const before = new Set(await faultsOf(bare));
      await storeSettings(testbed.extensionPage, { 'on:arxiv': true, 'on:huggingface': true });
      const page = await openDigest(testbed, address);
      // On a page without landmarks, what we put into it is in none either.
      const isBare = [...before].some((fault) => fault.startsWith('region: '));
      const added = async () =>
        (await faultsOf(page)).filter(
          (fault) => !before.has(fault) && !(isBare && fault.startsWith('region: ')),
        );
      expect(await added()).toEqual([]);
      // With all that there can be: each mark, a note, a note that is being written, the menu.
      await pressKeys(page, 'j', 's', 'j', 'r', 'n');
      await page.keyboard.type('A note');
      await pressKeys(page, 'Escape', 'j', 'x', 'n');
      await page.keyboard.type('Another');
      await pressKeys(page, 'Tab');
      await page.keyboard.type('tag,');
      await until(async () => (await page.$('dogear-note[data-open]')) !== null);
      if (await page.$('dogear-bar')) await clickWithin(page, 'dogear-bar', 'button', '⋯');
      expect(await added()).toEqual([]);
      await pressKeys(page, 'Escape', '?');
      await page.waitForSelector('dogear-help');
      expect(await added()).toEqual([]);
    });
  }
});
