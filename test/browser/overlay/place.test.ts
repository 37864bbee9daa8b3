import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { abstractPage, arxivList, PAPERS, RECENT, type SamplePaper } from '../../demo/sample';
import { untilReady } from '../harness/overlay';
import { addressOf } from '../harness/page';
import { ask } from '../harness/requests';
import { KINDS, type Testbed, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { openDigest, reload, shownIn, untilShown } from './page';

const [FIRST] = PAPERS as readonly [SamplePaper];
const MANY = Array.from({ length: 80 }, (_, i) => ({
  ...FIRST,
  id: `2610.${String(i).padStart(5, '0')}`,
}));

/** Marks papers of the list read, as another page would. */
async function readPapers(testbed: Testbed, from: number, to: number): Promise<void> {
  const changes = MANY.slice(from, to).map(({ id, title }) => ({
    paper: { id: `arxiv:${id}`, title, authors: [], links: { page: RECENT } },
    patch: { read: true },
  }));
  await ask(testbed.extensionPage, 'markAll', changes);
}

const topOf = (page: Page, i: number): Promise<number> =>
  page.$eval(`[data-dogear$="${MANY[i]?.id}"]`, (card) => card.getBoundingClientRect().top);

/** Waits until the i-th paper is this far from the top of the window, in pixels, and stays there. */
async function untilAt(page: Page, i: number, top: number): Promise<void> {
  let since = 0;
  await until(async () => {
    const isThere = Math.abs((await topOf(page, i)) - top) < 3;
    if (!isThere) since = 0;
    else since ||= Date.now();
    return isThere && Date.now() - since > 500;
  }).catch(async () => expect(await topOf(page, i)).toBe(top));
}

describe.each(KINDS)('the place on a digest in %s', (kind) => {
  const testbed = useBrowser(kind);

  it('is the same after a reload and after Back, whatever is hidden above it since', async () => {
    // The listener keeps the page out of the back/forward cache.
    const html = arxivList(MANY).replace('<head>', '<head><script>onunload = () => 0</script>');
    testbed.web.put(RECENT, html);
    testbed.web.put(`https://arxiv.org/abs/${MANY[38]?.id}`, abstractPage(MANY[38] as SamplePaper));
    const page = await openDigest(testbed, RECENT);
    await page.$eval(`[data-dogear$="${MANY[37]?.id}"]`, (card) => card.scrollIntoView());
    await readPapers(testbed, 0, 20);
    await untilShown(page, 19, 'dimmed');
    const top = await topOf(page, 37);
    await reload(page);
    await untilShown(page, 19, 'hidden');
    await untilAt(page, 37, top);

    // The first one in view is hidden as well: the next one takes its place.
    await readPapers(testbed, 30, 38);
    await untilShown(page, 37, 'dimmed');
    const first = await topOf(page, 37);
    await page.click(`a[href$="/abs/${MANY[38]?.id}"]`);
    await until(async () => (await addressOf(page)).includes('/abs/'));
    await untilReady(page);
    void page.evaluate(() => history.back()).catch(() => undefined);
    await until(async () => (await addressOf(page)) === RECENT);
    await untilReady(page);
    await untilShown(page, 37, 'hidden');
    // What was just opened is still there, this once.
    await untilShown(page, 38, 'dimmed');
    await untilAt(page, 38, first);
    await page.$eval(`[data-dogear$="${MANY[60]?.id}"]`, (card) => card.scrollIntoView());
    await reload(page);
    await untilShown(page, 38, 'hidden');
    await untilAt(page, 60, 0);
    expect((await shownIn(page))[39]).toBe('whole');
  });
});
