import { describe, expect, it } from 'vitest';
import type { Visit } from '../../../src/library/schema';
import { arxivList, PAPERS, sampleId } from '../../demo/sample';
import { putRecord, readStore } from '../harness/library';
import { untilReady } from '../harness/overlay';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { openDigest, untilBar } from './page';

describe.each(KINDS)('visits of a digest in %s', (kind) => {
  const testbed = useBrowser(kind);

  it('says what is new since the last visit, on each card and in the bar', async () => {
    testbed.web.put('https://arxiv.org/list/cs.NE/recent', arxivList(PAPERS.slice(2)));
    const page = await openDigest(testbed, 'https://arxiv.org/list/cs.NE/recent');
    const visits = () => readStore<Visit>(testbed.extensionPage, 'visits');
    await until(async () => (await visits()).length === 1);
    const [visit] = await visits();
    expect(visit?.ids).toEqual(PAPERS.slice(2).map(({ id }) => `arxiv:${id}`));
    const newOnes = () =>
      page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('[data-dogear-new]')].map((card) => [
          card.dataset.dogear,
          // Drawn by the sheet, which Firefox gives back as it is written.
          getComputedStyle(
            card.querySelector('dogear-control') as Element,
            '::before',
          ).content.replace(
            'attr(data-new)',
            JSON.stringify(card.querySelector<HTMLElement>('dogear-control')?.dataset.new),
          ),
        ]),
      );
    expect(await newOnes()).toEqual([]);
    // Yesterday.
    await putRecord(testbed.extensionPage, 'visits', { ...visit, at: Date.now() - 24 * 3_600_000 });
    testbed.web.put('https://arxiv.org/list/cs.NE/recent', arxivList());
    for (const _ of [1, 2]) {
      // Within the half hour it is the same visit, and as new as before.
      await page.goto('https://arxiv.org/list/cs.NE/recent?skip=0&show=25', {
        waitUntil: 'domcontentloaded',
      });
      await untilReady(page);
      await untilBar(page, '9 papers · 2 new');
      expect(await newOnes()).toEqual([0, 1].map((i) => [sampleId(i), '"New"']));
      await until(async () => (await visits())[0]?.ids.length === 9);
    }
  });
});
