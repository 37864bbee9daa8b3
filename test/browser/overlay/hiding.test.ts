import { describe, expect, it } from 'vitest';
import {
  DAILY,
  dailyCard,
  dailyPage,
  PAPERS,
  RECENT,
  type SamplePaper,
  sampleId,
} from '../../demo/sample';
import { pressKeys } from '../harness/page';
import { ask } from '../harness/requests';
import { storeSettings } from '../harness/settings';
import { KINDS, type Testbed, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import {
  clickWithin,
  controlHost,
  markPapers,
  openDigest,
  reload,
  shownIn,
  textsIn,
  untilBar,
  untilFocus,
  untilShown,
} from './page';

const TRENDING = 'https://huggingface.co/papers/trending';

/** Makes papers of which the first ones are read. */
async function manyPapers(testbed: Testbed, count: number, read: number): Promise<SamplePaper[]> {
  const [first] = PAPERS as readonly [SamplePaper];
  const all = Array.from({ length: count }, (_, i) => ({
    ...first,
    id: `2610.${String(i).padStart(5, '0')}`,
  }));
  const changes = all.slice(0, read).map(({ id, title }) => ({
    paper: { id: `arxiv:${id}`, title, authors: [], links: { page: 'https://arxiv.org/' } },
    patch: { read: true },
  }));
  await ask(testbed.extensionPage, 'markAll', changes);
  return all;
}

/** Puts a digest that shows twenty papers, and twenty more at each call of `load` by its script. */
function putEndless(testbed: Testbed, all: readonly SamplePaper[], script: string): void {
  const rest = all.slice(20).map((paper) => dailyCard(paper).replace(/<img[^>]*>/, ''));
  testbed.web.put(
    TRENDING,
    dailyPage(all.slice(0, 20)).replace(
      '</body>',
      `<div id="end">More</div><script>
        const more = ${JSON.stringify(rest).replaceAll('</', '<\\/')};
        const load = () =>
          document.querySelector('.grid').insertAdjacentHTML('beforeend', more.splice(0, 20).join(''));
        const isNearEnd = () => document.querySelector('#end').getBoundingClientRect().top < innerHeight + 200;
        document.addEventListener('DOMContentLoaded', () => { ${script} });
      </script></body>`,
    ),
  );
}

/** The usual ways in which a page loads more when its end comes near. */
const WAYS = {
  'each scroll': `addEventListener('scroll', () => {
    if (innerHeight + scrollY >= document.documentElement.scrollHeight - 200) load();
  });`,
  'a scroll now and then': `let last = 0;
    document.addEventListener('scroll', () => {
      if (Date.now() - last < 250) return;
      last = Date.now();
      if (isNearEnd()) load();
    }, { passive: true });`,
  'what comes into view': `new IntersectionObserver(([end]) => {
    if (end.isIntersecting) load();
  }).observe(document.querySelector('#end'));`,
  'what comes near the view, one after another': `let isBusy = false;
    new IntersectionObserver(([end]) => {
      if (!end.isIntersecting || isBusy) return;
      isBusy = true;
      setTimeout(() => {
        load();
        setTimeout(() => { isBusy = false; }, 50);
      }, 100);
    }, { rootMargin: '600px' }).observe(document.querySelector('#end'));`,
  'the scrolling of a part of the page': `const part = document.querySelector('main');
    part.style.cssText = 'block-size: 80vh; overflow-y: auto';
    part.addEventListener('scroll', () => {
      if (part.scrollTop + part.clientHeight >= part.scrollHeight - 100) load();
    });`,
};

describe.each(KINDS)('hiding in %s', (kind) => {
  const testbed = useBrowser(kind);

  it('folds to one line, which says the title and unfolds, or dims; per site, at once', async () => {
    await markPapers(testbed, { read: true }, 0, 1, 2);
    const page = await openDigest(testbed, DAILY);
    await untilShown(page, 0, 'hidden');
    await storeSettings(testbed.extensionPage, { 'hideAs:huggingface': 'folded' });
    await untilShown(page, 0, 'folded');
    await until(async () => (await textsIn(page, controlHost(0), '.title')).length === 1);
    const height = await page.$eval(`[data-dogear="${sampleId(0)}"]`, (card) => card.clientHeight);
    expect(height).toBeLessThan(60);
    await clickWithin(page, controlHost(0), '.title', PAPERS[0]?.title);
    await untilShown(page, 0, 'dimmed');
    await pressKeys(page, 'j');
    await untilFocus(page, { ring: sampleId(1), card: sampleId(1), on: 'unfold' });
    await pressKeys(page, 'Enter');
    await untilShown(page, 1, 'dimmed');
    await untilFocus(page, { ring: sampleId(1), card: sampleId(1), on: 'a' });
    // A note on a folded paper is written on the whole card.
    await pressKeys(page, 'j', 'n');
    await untilShown(page, 2, 'dimmed');
    await untilFocus(page, { card: sampleId(2), on: 'textarea' });
    await pressKeys(page, 'Escape');
    await storeSettings(testbed.extensionPage, { 'hideAs:huggingface': 'dimmed' });
    await reload(page);
    await untilShown(page, 0, 'dimmed');
    await untilBar(page, '9 papers · 3 read');
    const list = await openDigest(testbed, RECENT);
    await untilShown(list, 0, 'hidden');
    await storeSettings(testbed.extensionPage, { 'hideAs:arxiv': 'folded' });
    await untilShown(list, 0, 'folded');
    expect(await textsIn(list, controlHost(0), '.title')).toEqual([PAPERS[0]?.title]);
    await pressKeys(list, 'j');
    await untilFocus(list, { ring: sampleId(0), on: 'unfold' });
  });

  it('lets what is hidden be found in the page, which shows it', async () => {
    await markPapers(testbed, { read: true }, 1, 2);
    const page = await openDigest(testbed, RECENT);
    await untilShown(page, 1, 'hidden');
    // It goes to a place in hidden content as find in page does, which no driver can open.
    await page.evaluate((id) => {
      location.hash = `#${id}`;
    }, PAPERS[1]?.id ?? '');
    await untilShown(page, 1, 'dimmed');
    expect((await shownIn(page)).slice(0, 3)).toEqual(['whole', 'dimmed', 'hidden']);
    expect(await page.$eval(`[data-dogear="${sampleId(1)}"] + dd`, (entry) => entry.hidden)).toBe(
      false,
    );
  });

  it('leaves what is marked now until Tidy up, and says when nothing is left', async () => {
    const page = await openDigest(testbed, RECENT);
    await untilBar(page, /^9 papers · Hide read · ⋯$/);
    await clickWithin(page, 'dogear-bar', 'button', '⋯');
    await clickWithin(page, 'dogear-bar', 'button', 'Mark all as read');
    await untilBar(page, '9 papers · 9 read');
    expect(new Set(await shownIn(page))).toEqual(new Set(['dimmed']));
    await clickWithin(page, 'dogear-bar', 'button', 'Tidy up');
    await untilBar(page, 'All 9 read. · Show · Undo');
    expect(new Set(await shownIn(page))).toEqual(new Set(['hidden']));
    await pressKeys(page, 'j', 'k');
    await clickWithin(page, 'dogear-bar', 'button', 'Show');
    await untilShown(page, 8, 'dimmed');
    await reload(page);
    await untilBar(page, 'All 9 read. · Show');
    // With hiding switched off, h switches it on again.
    await clickWithin(page, 'dogear-bar', 'input');
    await untilBar(page, /^9 papers · 9 read · Undo · Hide read/);
    await pressKeys(page, 'h');
    await untilBar(page, 'All 9 read. · Show');
  });

  it('goes on to papers that are not read, however the page loads more at its end', async () => {
    const all = await manyPapers(testbed, 60, 45);
    for (const [way, script] of Object.entries(WAYS)) {
      putEndless(testbed, all, script);
      const page = await testbed.open(TRENDING);
      await page.bringToFront();
      await until(async () => (await shownIn(page)).slice(40).includes('whole')).catch(() => {
        throw new Error(`Nothing came by ${way}.`);
      });
      expect((await shownIn(page)).slice(0, 40)).toEqual(Array(40).fill('hidden'));
      await page.close();
    }
  });

  it('comes to an end on a page that loads more for as long as its end is in view', async () => {
    const all = await manyPapers(testbed, 600, 600);
    putEndless(
      testbed,
      all,
      `const look = () => {
        if (isNearEnd()) load();
        setTimeout(look, 30);
      };
      look();`,
    );
    const page = await testbed.open(TRENDING);
    await page.bringToFront();
    const has = () => page.evaluate(() => document.querySelectorAll('article').length);
    // It has stopped when nothing has come for as long as 20 more would have taken many times.
    let [before, since] = [0, Date.now()];
    await until(async () => {
      const now = await has();
      if (now !== before) [before, since] = [now, Date.now()];
      return now > 20 && Date.now() - since > 1_500;
    }, 30_000);
    expect(before).toBeLessThan(300);
    expect(await shownIn(page)).toContain('folded');
    expect((await shownIn(page))[0]).toBe('hidden');
  });
});
