import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { Mark } from '../../../src/paper/mark';
import { DAILY, PAPERS, RECENT, sampleId } from '../../demo/sample';
import { inBackground, killBackground } from '../harness/background';
import { readLibrary } from '../harness/library';
import { cardOf, press, untilCard, untilReady } from '../harness/overlay';
import { ask } from '../harness/requests';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { type Extension, markIn, type Notes, openSettled, samplePaper, seqOf } from './page';

const PICTURE = '/icons/dogear-16.png';

describe.each(KINDS)('many writers in %s', (kind) => {
  const testbed = useBrowser(kind);

  // What is replaced in the background lasts until it is stopped.
  afterEach(() => killBackground(testbed.session));

  it('both clicks are kept when two tabs mark one paper at the same moment', async () => {
    const [a, b] = (await openSettled(testbed, DAILY, RECENT)) as [Page, Page];
    await killBackground(testbed.session);
    const seq = seqOf(await readLibrary(testbed.extensionPage));
    // Both requests are in the background before either can write.
    await inBackground(testbed.session, testbed.extensionPage, () => {
      const { chrome } = self as unknown as Extension;
      const { open } = IDBFactory.prototype;
      const requests: string[] = [];
      chrome.runtime.onMessage.addListener(({ request }) => {
        if (request?.startsWith('mark')) requests.push(request);
      });
      IDBFactory.prototype.open = function (...args) {
        const request = open.apply(this, args);
        const hold = (event: Event): void => {
          event.stopImmediatePropagation();
          const release = (): void => {
            request.removeEventListener('success', hold);
            request.dispatchEvent(new Event('success'));
          };
          Object.assign(self, { release });
        };
        request.addEventListener('success', hold);
        return request;
      };
      Object.assign(self, { requests });
    });
    await press(a, sampleId(3), 'Star');
    await press(b, sampleId(3), 'Read');
    await until(() =>
      inBackground(testbed.session, testbed.extensionPage, () => {
        const { requests, release } = self as unknown as Notes;
        // One can come twice, where the background was only just there.
        return requests.length >= 2 && release !== undefined;
      }),
    );
    expect(seqOf(await readLibrary(testbed.extensionPage))).toBe(seq);
    await inBackground(testbed.session, testbed.extensionPage, () =>
      (self as unknown as Notes).release(),
    );
    for (const tab of [a, b]) {
      await untilCard(tab, sampleId(3), ({ pressed }) => pressed.join() === 'Star,Read');
    }
    const after = await readLibrary(testbed.extensionPage);
    expect(seqOf(after)).toBe(seq + 2);
    expect(markIn(after, sampleId(3))).toMatchObject({
      starredAt: expect.any(Number),
      readAt: expect.any(Number),
    });
  });

  it('200 changes at once all land, in one order, and each is on disk when it is heard of', async () => {
    const before = seqOf(await readLibrary(testbed.extensionPage));
    const listener = await testbed.open(PICTURE);
    await listener.evaluate(() => {
      const { chrome } = self as unknown as Extension;
      const heard: Notes['heard'] = [];
      const opening = indexedDB.open('dogear');
      opening.onsuccess = () => {
        const db = opening.result;
        db.onversionchange = () => db.close();
        chrome.storage.onChanged.addListener((changes) => {
          const [change] = (changes.changed?.newValue ?? []) as { mark: Mark }[];
          if (!change) return;
          const { id, seq, note } = change.mark;
          const reading = db.transaction('marks').objectStore('marks').get(id);
          reading.onsuccess = () => {
            heard.push({ note, seq, readable: reading.result?.seq >= seq });
          };
        });
      };
      Object.assign(self, { heard });
    });
    const tabs = [await testbed.open(PICTURE), await testbed.open(PICTURE)];
    const papers = PAPERS.slice(0, 5).map((_, i) => samplePaper(i));
    const answers = await Promise.all(
      tabs.map((tab, t) =>
        tab.evaluate(
          (list, t) => {
            const { chrome } = self as unknown as Extension;
            return Promise.all(
              Array.from({ length: 100 }, (_, n) =>
                chrome.runtime.sendMessage({
                  request: 'mark',
                  args: [list[n % list.length], { tags: { [`tab${t}-${n}`]: true } }],
                }),
              ),
            );
          },
          papers,
          t,
        ),
      ),
    );
    const seqs = answers.map((replies) =>
      replies.map((reply) => (reply?.ok ? (reply.value as Mark).seq : Number.NaN)),
    );
    expect(seqs.flat().sort((a, b) => a - b)).toEqual(
      Array.from({ length: 200 }, (_, i) => before + 1 + i),
    );
    // What one tab sent first came first.
    for (const own of seqs) expect(own).toEqual([...own].sort((a, b) => a - b));
    const after = await readLibrary(testbed.extensionPage);
    expect(seqOf(after)).toBe(before + 200);
    for (const [i] of papers.entries()) {
      const expected = [0, 1].flatMap((t) =>
        Array.from({ length: 20 }, (_, n) => `tab${t}-${i + n * 5}`),
      );
      expect(markIn(after, sampleId(i))?.tags).toEqual(expect.arrayContaining(expected));
    }

    const heard = () => listener.evaluate(() => (self as unknown as Notes).heard);
    await until(async () => (await heard()).length >= 200);
    expect((await heard()).filter(({ readable }) => !readable)).toEqual([]);
    // A note of the greatest length goes the same way.
    const note = 'x'.repeat(100_000);
    await ask(testbed.extensionPage, 'mark', samplePaper(0), { note: { text: note, was: '' } });
    await until(async () => (await heard()).some((change) => change.note === note));
    expect(markIn(await readLibrary(testbed.extensionPage), sampleId(0))?.note).toBe(note);
  });

  it('a tab that was away in the back/forward cache knows what others did', async () => {
    testbed.web.put('https://arxiv.org/help', '<h1>Help</h1>');
    const page = await testbed.open(RECENT);
    await untilReady(page);
    const before = (await cardOf(page, sampleId(4)))?.starred;
    await page.goto('https://arxiv.org/help', { waitUntil: 'domcontentloaded' });
    await ask(testbed.extensionPage, 'mark', samplePaper(4), { starred: !before });
    await page.evaluate(() => history.back());
    await until(async () => RECENT === (await page.evaluate(() => location.href).catch(() => '')));
    await untilCard(
      page,
      sampleId(4),
      ({ starred, controls }) => starred !== before && controls === 1,
    );
  });
});
