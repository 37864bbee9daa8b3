import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { arxivList, dailyPage, PAPERS, sampleId } from '../../demo/sample';
import { paperOnDisk } from '../harness/library';
import { barOf, cardsOf, press, untilCard } from '../harness/overlay';
import { logRequests } from '../harness/request-log';
import { ask } from '../harness/requests';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { markOf, openAt, untilWhole, withParts } from './page';

type Sample = (typeof PAPERS)[number];

describe.each(KINDS)('a page with very much in it in %s', (kind) => {
  const testbed = useBrowser(kind, { mayThrow: true });

  it('can come one by one, 2,000 of them: looked at by the frame, asked about in few messages', async () => {
    const read = 'arxiv:2612.01500';
    const paper = {
      id: read,
      title: 'Read',
      authors: [],
      links: { page: 'https://arxiv.org/abs/2612.01500' },
    };
    await ask(testbed.extensionPage, 'mark', paper, { read: true });
    const log = await logRequests(testbed);
    const page = await openAt(
      testbed,
      'https://arxiv.org/list/cs.AH/recent',
      withParts(arxivList([]), {
        body: `<div id="attic"></div><script>
          // Every scan takes away what it finds of strays, all at once.
          window.scans = 0;
          new MutationObserver((records) => {
            if (records.some(({ removedNodes }) => removedNodes.length > 0)) scans++;
          }).observe(attic, { childList: true });
          const list = document.querySelector('dl');
          const { port1, port2 } = new MessageChannel();
          let n = 0;
          // Each is a change of its own; ten come before the next frame, however slow the machine is.
          port1.onmessage = async () => {
            for (let i = 0; i < 10; i++) {
              const id = '2612.' + String(n++).padStart(5, '0');
              list.insertAdjacentHTML('beforeend', '<dt><a href="/abs/' + id + '" title="Abstract">arXiv:' + id
                + '</a></dt><dd><div class="list-title">Title: Number ' + n + '</div></dd>');
              attic.append(document.createElement('dogear-control'));
              await undefined;
            }
            if (n < 2000) port2.postMessage(0);
          };
          addEventListener('load', () => port2.postMessage(0));
        </script>`,
      }),
    );
    const wanted = Array.from(
      { length: 2_000 },
      (_, i) => `arxiv:2612.${String(i).padStart(5, '0')}`,
    );
    await until(async () => {
      const counts = await page.evaluate(() => [
        document.querySelectorAll('dt').length,
        document.querySelectorAll('dt[data-dogear]').length,
      ]);
      return counts.join() === '2000,2000';
    });
    // Of so many cards those near the window have their control; no stray of the page's is left.
    await until(async () => {
      const cards = await cardsOf(page);
      const all = await page.evaluate(() => document.querySelectorAll('dogear-control').length);
      const own = cards.filter(({ controls }) => controls === 1).length;
      const ids = cards.map(({ id }) => id);
      return isDeepStrictEqual(ids, wanted) && own > 0 && own === all;
    });
    const [last = ''] = wanted.slice(-1);
    await page.$eval(`[data-dogear="${last}"]`, (card) => card.scrollIntoView());
    await untilCard(page, last, ({ controls }) => controls === 1);
    await untilCard(page, read, ({ hidden }) => hidden);
    const scans = await page.evaluate(() => (window as unknown as { scans: number }).scans);
    expect(scans).toBeGreaterThan(0);
    expect(scans).toBeLessThan(400);
    const asked = (await log.batches()).length;
    expect(asked).toBeGreaterThan(0);
    expect(asked).toBeLessThan(400);
  });

  it('can be out of all measure', async () => {
    const papers = PAPERS.slice(0, 4).map((paper, i) => ({ ...paper, id: `2610.0400${i}` }));
    const [first, second, third, fourth] = papers as [Sample, Sample, Sample, Sample];
    const odd = [
      '2611.\u0660\u0661\u0662\u0663\u0664',
      '２６１１.０４２０１',
      '%00',
      '%E0%A4%A',
      '../../evil',
      'constructor',
      '__proto__',
      `${'a'.repeat(400)}/1234567`,
      `${'x'.repeat(3_000)}`,
      '2611.04201\u202e\u0000v1',
      '\u{1f984}/1234567',
    ];
    const page = await openAt(
      testbed,
      'https://arxiv.org/list/cs.AI/new',
      withParts(
        arxivList([{ ...first, title: `Long ${'title '.repeat(16_666)}` }, second, third, fourth])
          .replace(
            `href="/pdf/${second.id}"`,
            'href="javascript:document.title=1//arxiv.org/pdf/2610.04001"',
          )
          .replace('</dd>', () => `<p class="mathjax">${'word '.repeat(200_000)}</p></dd>`)
          .replace(
            `href="/pdf/${third.id}"`,
            () => `href="javascript:alert(1)//github.com/a/b" data-x`,
          )
          .replace(
            `<a href="/abs/${fourth.id}"`,
            (link) => `${`<a href="/abs/${fourth.id}">again</a> `.repeat(10_000)}${link}`,
          )
          .replace(
            '</dl>',
            () =>
              `${odd.map((id) => `<dt><a title="Abstract" href="/abs/${id}">arXiv:${id}</a></dt><dd><div class="list-title">Title: Odd</div></dd>`).join('')}</dl>`,
          ),
        { head: '<base href="https://evil.example/x/">' },
      ),
    );
    const ids = papers.map(({ id }) => `arxiv:${id}`);
    await until(async () => {
      const cards = await cardsOf(page);
      return ids.every((id) => cards.some((card) => card.id === id && card.controls === 1));
    });
    for (const id of ids) {
      await press(page, id, 'Star');
      await untilCard(
        page,
        id,
        ({ starred, pressed, alert }) => starred && pressed.length > 0 && alert === '',
      );
      await until(async () => (await markOf(testbed, id))?.starredAt !== undefined);
    }
    for (const id of ids) {
      const { links, title, abstract = '' } = (await paperOnDisk(testbed.extensionPage, id)) ?? {};
      expect(links?.page).toBe(`https://arxiv.org/abs/${id.slice(6)}`);
      expect(links?.pdf).toBe(`https://arxiv.org/pdf/${id.slice(6)}`);
      expect(links?.code).toBeUndefined();
      expect(title?.length).toBeGreaterThan(5);
      expect([title?.length, abstract.length].map((n) => (n ?? 0) <= 100_000)).toEqual([
        true,
        true,
      ]);
      await press(page, id, 'Star');
      await untilCard(page, id, ({ starred }) => !starred);
    }
    expect(await barOf(page)).toMatch(/papers/);
  });

  it('can have thousands of links to a paper, without an item around them', async () => {
    const html = dailyPage().replace(
      '<h1>',
      () => `<div>${`<a href="/papers/${PAPERS[0]?.id}">again</a> `.repeat(10_000)}</div><h1>`,
    );
    const daily = await openAt(testbed, 'https://huggingface.co/papers/date/2026-11-03', html);
    await untilWhole(daily);
    const loose = await openAt(
      testbed,
      'https://huggingface.co/papers/date/2026-11-04',
      `<!doctype html><body><main><div>${`<a href="/papers/${PAPERS[0]?.id}">A paper of many links</a> `.repeat(10_000)}</div></main>`,
    );
    await untilWhole(loose, [sampleId(0)]);
  });
});
