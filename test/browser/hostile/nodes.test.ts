import { describe, expect, it } from 'vitest';
import { arxivList, DAILY, PAPERS, RECENT, sampleId } from '../../demo/sample';
import { press, untilCard } from '../harness/overlay';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { ALL_IDS, frames, openAt, readDisk, untilWhole, withParts } from './page';

/** What a hostile page's scripts leave for the test to read. */
interface Witness {
  put: number;
  isHostile: boolean;
}

describe.each(KINDS)('nodes of ours on a hostile page in %s', (kind) => {
  const testbed = useBrowser(kind, { mayThrow: true });

  it('are not fought over when it removes, moves and copies ours as soon as they are there', async () => {
    const page = await openAt(
      testbed,
      'https://arxiv.org/list/cs.AA/recent',
      withParts(arxivList(), {
        head: `<script>
          window.put = 0;
          window.isHostile = true;
          const how = ['remove', 'move', 'copy'];
          new MutationObserver((records) => {
            if (!isHostile) return;
            for (const { addedNodes, target } of records) for (const node of addedNodes) {
              const card = target.closest?.('dt');
              if (node.nodeName !== 'DOGEAR-CONTROL' || !card) continue;
              put++;
              const turn = how[[...document.querySelectorAll('dt')].indexOf(card) % 3];
              if (turn === 'remove') node.remove();
              if (turn === 'move') document.body.append(node);
              if (turn === 'copy') card.replaceWith(card.cloneNode(true));
            }
            throw new Error('thrown in the page');
          }).observe(document, { childList: true, subtree: true });
        </script>`,
      }),
    );
    await until(() => page.evaluate(() => (window as unknown as Witness).put >= 9));
    await page.bringToFront();
    await frames(page, 120);
    const put = await page.evaluate(() => (window as unknown as Witness).put);
    // Put back a few times, and not in each of the frames.
    expect(put).toBeLessThan(9 * 40);
    // The keys go on working without them.
    await page.keyboard.press('j');
    await page.keyboard.press('s');
    await untilCard(page, sampleId(0), ({ starred }) => starred);
    await page.evaluate(() => {
      (window as unknown as Witness).isHostile = false;
      document.querySelector('dl')?.append(document.createElement('hr'));
    });
    await untilWhole(page);
    await press(page, sampleId(0), 'Star');
    await untilCard(page, sampleId(0), ({ starred }) => !starred);
  });

  it('come back when it drops the body, ours in it, or wipes all attributes', async () => {
    for (const address of [DAILY, RECENT]) {
      const page = await testbed.open(address);
      await untilWhole(page);
      const changes: (() => void)[] = [
        // The same cards in a new body; the bar is not among them.
        () => {
          const body = document.createElement('body');
          body.append(...[...document.body.children].filter((c) => c.localName !== 'dogear-bar'));
          document.body.replaceWith(body);
        },
        () => document.body.replaceWith(document.body.cloneNode(true)),
        () => {
          const html = document.body.innerHTML;
          document.body.innerHTML = html;
        },
        () => {
          for (const element of document.querySelectorAll('html, [data-dogear]')) {
            for (const { name } of [...element.attributes]) element.removeAttribute(name);
          }
          document.body.append(document.createElement('hr'));
        },
        () => document.querySelector('dogear-bar')?.remove(),
      ];
      for (const change of changes) {
        await page.evaluate(change);
        await untilWhole(page);
      }
      await press(page, sampleId(1), 'Star');
      await untilCard(page, sampleId(1), ({ starred }) => starred);
      await press(page, sampleId(1), 'Star');
      await untilCard(page, sampleId(1), ({ starred }) => !starred);
    }
  });

  it('may be written anew by document.write', async () => {
    const page = await testbed.open(RECENT);
    await untilWhole(page);
    await page.evaluate(
      (html) => {
        document.open();
        document.write(html);
        document.close();
        // As an editor looks that an update left behind.
        for (const entry of document.querySelectorAll('dd')) {
          const note = document.createElement('dogear-note');
          note.dataset.open = '';
          note.attachShadow({ mode: 'open' }).append(document.createElement('textarea'));
          for (const field of note.shadowRoot?.children ?? []) {
            (field as HTMLTextAreaElement).value = 'said by the page';
          }
          entry.append(note);
        }
      },
      arxivList(PAPERS.slice(0, 3)),
    );
    await untilWhole(page, ALL_IDS.slice(0, 3));
    await press(page, sampleId(1), 'Star');
    await untilCard(page, sampleId(1), ({ starred }) => starred);
    await page.bringToFront();
    await page.keyboard.press('s');
    await untilCard(page, sampleId(1), ({ starred }) => !starred);
    expect((await readDisk(testbed)).marks.filter(({ note }) => note)).toEqual([]);
    expect(await page.evaluate(() => document.querySelectorAll('dogear-note').length)).toBe(0);
  });
});
