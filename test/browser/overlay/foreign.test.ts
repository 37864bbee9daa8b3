import { describe, expect, it } from 'vitest';
import { arxivList, PAPERS, sampleId } from '../../demo/sample';
import { pressControl, pressKeys } from '../harness/page';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { markPapers, openDigest, untilFocus, untilMark } from './page';

const ADDRESS = 'https://arxiv.org/list/cs.TY/recent';

/** The list with what other extensions put between the halves of its entries, with links in it. */
const withForeign = (): string =>
  arxivList().replaceAll(
    /<dd\b/g,
    `<div class="foreign">Cited <a href="https://arxiv.org/abs/2401.00001">by 12</a></div>
     <span class="foreign"></span><dd`,
  );

describe.each(KINDS)('foreign elements within cards in %s', (kind) => {
  const testbed = useBrowser(kind);

  it('are hidden with the paper, and in nobody’s way', async () => {
    await markPapers(testbed, { read: true }, 1);
    testbed.web.put(ADDRESS, withForeign());
    const page = await openDigest(testbed, ADDRESS);
    const seen = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('[data-dogear]')].map((card) => {
        const parts: boolean[] = [];
        for (let at: Element | null = card; at; at = at.nextElementSibling) {
          if (at !== card && at.localName === 'dt') break;
          parts.push(getComputedStyle(at).contentVisibility !== 'hidden');
        }
        return parts.join();
      }),
    );
    expect(seen).toHaveLength(PAPERS.length);
    expect(seen[0]).toBe('true,true,true,true');
    expect(seen[1]).toBe('false,false,false,false');
    // A key with the focus in the second half is for its paper.
    await page.focus('dd:nth-of-type(3) a');
    await pressKeys(page, 's');
    await untilMark(testbed, 2, (mark) => mark?.starredAt !== undefined);
    await untilFocus(page, { ring: sampleId(2) });
    const shadow = await page.$eval(
      'dd:nth-of-type(3)',
      (entry) => getComputedStyle(entry).boxShadow,
    );
    expect(shadow).not.toBe('none');
  });

  it('a paper that the list has twice does not keep j from what is behind it', async () => {
    const [dt = ''] = /<dt>.*?<\/dd>/s.exec(arxivList()) ?? [];
    testbed.web.put(
      ADDRESS,
      arxivList().replace(/(<dt>.*?<\/dd>\s*<dt>.*?<\/dd>)/s, `$1${dt.replaceAll('$', '$$$$')}`),
    );
    const page = await openDigest(testbed, ADDRESS);
    const ring = (): Promise<number> =>
      page.evaluate(() =>
        [...document.querySelectorAll('[data-dogear]')].findIndex((card) =>
          card.hasAttribute('data-dogear-current'),
        ),
      );
    for (const i of [0, 1, 2, 3, 4]) {
      await pressKeys(page, 'j');
      await until(async () => (await ring()) === i);
    }
    await untilFocus(page, { ring: sampleId(3) });
  });

  it('the second click of a double click takes nothing back', async () => {
    testbed.web.put(ADDRESS, arxivList());
    const page = await openDigest(testbed, ADDRESS);
    const host = await page.waitForSelector(`[data-dogear="${sampleId(0)}"] dogear-control`);
    const star = await host?.evaluateHandle((one) => one.shadowRoot?.querySelector('[name=star]'));
    await (star?.asElement() as Awaited<ReturnType<typeof page.$>>)?.click({ count: 2 });
    await untilMark(testbed, 0, (mark) => mark?.starredAt !== undefined);
    // Time for a second change to arrive.
    await new Promise((done) => setTimeout(done, 300));
    await untilMark(testbed, 0, (mark) => mark?.starredAt !== undefined);
  });

  it('what is copied of a selection has nothing of Dogear in it', async () => {
    await markPapers(testbed, { note: { text: 'private', was: '' } }, 0);
    testbed.web.put(ADDRESS, arxivList());
    const page = await openDigest(testbed, ADDRESS);
    await page.waitForSelector(`[data-dogear="${sampleId(0)}"] + dd dogear-note`);
    await page.evaluate(() => {
      const field = document.createElement('textarea');
      document.body.append(field);
      // Pasted into the page, the entries would be cards, with controls of their own.
      field.addEventListener('paste', (event) => {
        field.value = event.clipboardData?.getData('text/html') ?? '';
        event.preventDefault();
      });
      getSelection()?.selectAllChildren(document.querySelector('dl') as Element);
    });
    await pressControl(page, 'c');
    await page.focus('textarea');
    await pressControl(page, 'v');
    const html = (): Promise<string> => page.$eval('textarea', (field) => field.value);
    await until(async () => (await html()) !== '');
    expect(await html()).toContain('arXiv:');
    expect(await html()).not.toMatch(/dogear|private/);
    await until(() => page.evaluate(() => document.querySelectorAll('[data-dogear]').length === 9));
  });
});
