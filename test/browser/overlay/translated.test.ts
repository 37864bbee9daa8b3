import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import type { Paper } from '../../../src/paper/paper';
import { DAILY, PAPERS, RECENT, sampleId } from '../../demo/sample';
import { paperOnDisk, putRecord } from '../harness/library';
import { pressKeys } from '../harness/page';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { markPapers, openDigest, untilMark } from './page';

/** Replaces the texts of a page as Chrome does, each by two nested elements with its translation. */
const translate = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    for (const text of texts) {
      if (!/\p{L}/u.test(text.data) || text.parentElement?.closest('script, style')) continue;
      const outer = document.createElement('font');
      outer.style.verticalAlign = 'inherit';
      const inner = outer.appendChild(outer.cloneNode() as Element);
      inner.textContent = '翻译';
      text.replaceWith(outer);
    }
    document.documentElement.lang = 'zh-CN';
    document.documentElement.classList.add('translated-ltr');
  });

describe.each(KINDS)('a digest that is translated in %s', (kind) => {
  const testbed = useBrowser(kind);
  const stored = (i: number): Promise<Paper | undefined> =>
    paperOnDisk(testbed.extensionPage, sampleId(i));

  it.each([
    ['arXiv', RECENT],
    ['Hugging Face', DAILY],
  ])('%s: a paper that is starred then keeps its own words', async (_, address) => {
    const page = await openDigest(testbed, address);
    await translate(page);
    await page.bringToFront();
    await pressKeys(page, 'j', 's');
    await untilMark(testbed, 0, (mark) => mark?.starredAt !== undefined);
    const paper = await stored(0);
    expect(paper?.title).toBe(PAPERS[0]?.title);
    expect(JSON.stringify(paper)).not.toContain('翻译');
    expect(paper?.authors.length).toBeGreaterThan(0);
  });

  it('mends a title that was kept in translation, when its original is met', async () => {
    const seen = { site: 'arxiv', url: RECENT, at: 5 };
    await markPapers(testbed, { starred: true }, 1);
    const before = (await stored(1)) as Paper;
    await putRecord(testbed.extensionPage, 'papers', { ...before, title: '标题：论文排序', seen });
    await openDigest(testbed, RECENT);
    await until(async () => (await stored(1))?.title === PAPERS[1]?.title);
  });
});
