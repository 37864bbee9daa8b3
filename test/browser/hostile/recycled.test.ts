import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { arxivList, DAILY, PAPERS, RECENT, sampleId } from '../../demo/sample';
import { paperOnDisk } from '../harness/library';
import { cardsOf, press, untilCard } from '../harness/overlay';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { editorOf, frames, markOf, openAt, openEditor, readDisk, untilWhole } from './page';

type Sample = (typeof PAPERS)[number];

/** Reads the buttons that are pressed: "arxiv:2611.04201 Star". */
const marked = async (page: Page): Promise<string[]> =>
  (await cardsOf(page)).flatMap(({ id, pressed }) => pressed.map((name) => `${id} ${name}`));

/** Writes the entries anew in the nodes that are there, as a framework without keys does. */
const recycle = (page: Page, papers: typeof PAPERS) =>
  page.evaluate((list) => {
    document.querySelectorAll('dt').forEach((term, i) => {
      const paper = list[i];
      if (!paper) return;
      for (const link of term.querySelectorAll('a[href]')) {
        const href = link.getAttribute('href') ?? '';
        link.setAttribute('href', href.replace(/[^/]+$/, paper.id));
        if (link.hasAttribute('id')) link.textContent = `arXiv:${paper.id}`;
      }
      const title = term.nextElementSibling?.querySelector('.list-title')?.lastChild;
      if (title) title.nodeValue = ` ${paper.title}`;
    });
  }, papers);

describe.each(KINDS)('cards that a page moves and recycles in %s', (kind) => {
  const testbed = useBrowser(kind, { mayThrow: true });

  it('can be recycled for another paper: marks, note and open editor go with the paper', async () => {
    const page = await openAt(testbed, 'https://arxiv.org/list/cs.AG/recent', arxivList());
    const idsOf = (papers: readonly Sample[]) => papers.map(({ id }) => `arxiv:${id}`);
    await untilWhole(page);
    await page.bringToFront();
    // The user's place, where commands would act.
    await page.keyboard.press('j');
    await press(page, sampleId(2), 'Star');
    await untilCard(page, sampleId(2), ({ starred }) => starred);
    await openEditor(page, sampleId(4));
    await page.keyboard.type('one ');
    let typed = 'one ';
    for (const by of [1, 4]) {
      // Each paper stands in another one's nodes.
      const turned = [...PAPERS.slice(by), ...PAPERS.slice(0, by)];
      await recycle(page, turned);
      await page.keyboard.type('sr ');
      typed += 'sr ';
      await untilWhole(page, idsOf(turned));
      expect(await editorOf(page)).toEqual({ text: typed, id: sampleId(4), hasFocus: true });
      expect(await marked(page)).toEqual([`${sampleId(2)} Star`]);
    }

    // Its paper is on the page no more: what is typed then is for nobody else, and no command.
    const other = { ...(PAPERS[4] as Sample), id: '2611.07700', title: 'Another' };
    const without = PAPERS.map((paper, i) => (i === 4 ? other : paper));
    await recycle(page, without);
    await untilWhole(page, idsOf(without));
    await page.keyboard.type('srx');
    await recycle(page, PAPERS);
    await untilWhole(page);
    await until(async () => (await editorOf(page))?.hasFocus === true);
    expect(await editorOf(page)).toEqual({ text: typed, id: sampleId(4), hasFocus: true });
    await page.keyboard.type('end');
    await page.keyboard.press('Escape');
    await until(async () => (await markOf(testbed, sampleId(4)))?.note === `${typed}end`);
    await until(async () => (await editorOf(page)) === undefined);
    expect(await marked(page)).toEqual([`${sampleId(2)} Star`]);
    const { marks } = await readDisk(testbed);
    expect(marks.filter(({ note }) => note).map(({ id }) => id)).toEqual([sampleId(4)]);
    // Nor was it told the facts of another paper.
    expect((await paperOnDisk(testbed.extensionPage, sampleId(4)))?.title).toBe(PAPERS[4]?.title);
  });

  it('can be moved and drawn anew in the middle of a word', async () => {
    for (const address of [DAILY, RECENT]) {
      const page = await testbed.open(address);
      await untilWhole(page);
      await openEditor(page, sampleId(5));
      await page.keyboard.press('End');
      const before = (await editorOf(page))?.text ?? '';
      const moves: (() => void)[] = [
        () => {
          const list = document.querySelector('dl, .grid');
          list?.append(...[...list.querySelectorAll('dt, dd, article')]);
        },
        () => {
          const list = document.querySelector('dl, .grid');
          list?.replaceWith(list.cloneNode(true));
        },
        () => {
          const list = document.querySelector('dl, .grid');
          if (list) list.innerHTML = `${list.innerHTML}`;
        },
      ];
      let typed = before;
      for (const move of moves) {
        await page.keyboard.type('sr');
        await page.evaluate(move);
        typed += 'sr';
        await until(async () => (await editorOf(page))?.hasFocus === true);
        // And has it still when the control is there again, too.
        await frames(page, 5);
        expect(await editorOf(page)).toEqual({ text: typed, id: sampleId(5), hasFocus: true });
      }
      await page.keyboard.type('x');
      await page.keyboard.press('Escape');
      await until(async () => (await markOf(testbed, sampleId(5)))?.note === `${typed}x`);
      await untilWhole(page);
      const marked = (await cardsOf(page)).filter(({ starred, read }) => starred || read);
      expect(marked).toEqual([]);
    }
  });
});
