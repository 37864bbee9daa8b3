import type { Page } from 'puppeteer-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { clickOn, textOf } from '../harness/page';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import {
  backToStart,
  beginToRead,
  choose,
  manyOf,
  numbersIn,
  openData,
  readVisible,
  rowsIn,
  runImport,
} from './page';

describe.each(KINDS)('importing large files in %s', (kind) => {
  const testbed = useBrowser(kind, { staysAwake: false });
  let page: Page;
  beforeEach(async () => {
    page = await openData(testbed);
  });

  it('lets go of a file that it reads, and shows any part of the next', async () => {
    const before = await readVisible(page);
    const cancelled = page.evaluate(
      () =>
        new Promise((resolve) => {
          const observer = new MutationObserver(() => {
            const cancel = document.querySelector<HTMLElement>('.progress button');
            if (!cancel) return;
            observer.disconnect();
            cancel.click();
            resolve(true);
          });
          observer.observe(document.body, { childList: true, subtree: true });
        }),
    );
    await beginToRead(testbed, page, 'large.bib', manyOf(40_000));
    await cancelled;
    await page.waitForSelector('.chooser');

    await choose(testbed, page, 'many.bib', manyOf(5_000));
    expect(await textOf(page, '.preview .file')).toContain('many.bib');
    expect(await numbersIn(page)).toEqual({ all: '5,000', new: '5,000' });
    // What is in view is there with the list; what is not, once it is.
    expect(await rowsIn(page)).toContain('arxiv:2401.00003 New');
    await page.focus('[role=listbox]');
    await page.keyboard.press('End');
    await until(async () => (await rowsIn(page)).includes('arxiv:2401.04999 New'));
    expect(await textOf(page, '.entry.current')).toContain('Paper 4999');
    await page.keyboard.press('Home');
    await until(async () => (await rowsIn(page)).includes('arxiv:2401.00000 New'));
    await backToStart(page);
    expect(await readVisible(page)).toEqual(before);
  });

  it('stops in the middle with whole papers only', async () => {
    const before = await readVisible(page);
    await choose(testbed, page, 'many.bib', manyOf(5_000));
    // As soon as something is written, and before all is.
    await page.evaluate(() => {
      const timer = setInterval(() => {
        const progress = document.querySelector<HTMLProgressElement>('.progress progress');
        if (!progress || progress.value <= 0) return;
        clearInterval(timer);
        document.querySelector<HTMLElement>('.progress button')?.click();
      }, 1);
    });
    await runImport(page);
    expect(await textOf(page, '.finished')).toMatch(/Cancelled: [1-4],000 papers/);
    const { papers, marks } = await readVisible(page);
    const written = papers.length - before.papers.length;
    expect(written % 1_000).toBe(0);
    expect(written).toBeGreaterThan(0);
    expect(written).toBeLessThan(5_000);
    expect(marks.map(({ id }) => id)).toEqual(papers.map(({ id }) => id));

    await clickOn(page, '[name=undo-import]');
    await until(async () => (await textOf(page, '.finished')).includes('Undone'));
    expect(await readVisible(page)).toEqual(before);
  });
});
