import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import { DAILY, RECENT, sampleId } from '../../demo/sample';
import { inBackground, killBackground } from '../harness/background';
import { readLibrary } from '../harness/library';
import { press, untilCard } from '../harness/overlay';
import { KINDS, type Testbed, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { type Extension, markIn, type Notes, openSettled, seqOf } from './page';

/** The moments at which the background stalls, until it is stopped. */
const MOMENTS: [name: string, isPublished: boolean, stall: () => void][] = [
  [
    'before the library is open',
    false,
    () => {
      const { open } = IDBFactory.prototype;
      IDBFactory.prototype.open = function (...args) {
        const request = open.apply(this, args);
        request.addEventListener('success', (event) => {
          event.stopImmediatePropagation();
          (self as unknown as Notes).reached = true;
        });
        return request;
      };
    },
  ],
  [
    'before the commit',
    false,
    () => {
      const { put } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.put = function (...args) {
        const request = put.apply(this, args);
        if (this.name !== 'marks') return request;
        const keepAlive = (): void => {
          (self as unknown as Notes).reached = true;
          this.get('nothing').onsuccess = keepAlive;
        };
        request.addEventListener('success', keepAlive);
        return request;
      };
    },
  ],
  [
    'after the commit, before it is published',
    false,
    () => {
      const { browser } = self as unknown as Extension;
      browser.storage.local.set = () => {
        (self as unknown as Notes).reached = true;
        return new Promise(() => undefined);
      };
    },
  ],
  [
    'after it is published, before the answer',
    true,
    () => {
      const { browser } = self as unknown as Extension;
      const { local } = browser.storage;
      const set = local.set.bind(local);
      local.set = async (items) => {
        await set(items);
        (self as unknown as Notes).reached = true;
        return new Promise(() => undefined);
      };
    },
  ],
];

/** Reads the sequence number of the last change that was published. */
const publishedSeq = (testbed: Testbed): Promise<number> =>
  testbed.extensionPage.evaluate(async () => {
    const { chrome } = self as unknown as Extension;
    const { changed } = await chrome.storage.local.get('changed');
    return changed?.[0]?.mark.seq ?? 0;
  });

describe.each(KINDS)('the background stopped in the middle of a click in %s', (kind) => {
  const testbed = useBrowser(kind);

  // What is replaced in the background lasts until it is stopped.
  afterEach(() => killBackground(testbed.session));

  it.each(MOMENTS)(
    '%s: nothing is lost, nothing doubled, every tab knows',
    async (_, isPublished, stall) => {
      const [other, page] = (await openSettled(testbed, DAILY, RECENT)) as [Page, Page];
      const id = sampleId(2);
      const before = await readLibrary(testbed.extensionPage);
      const wasStarred = markIn(before, id)?.starredAt !== undefined;
      await killBackground(testbed.session);
      await inBackground(testbed.session, testbed.extensionPage, stall);
      await press(page, id, 'Star');
      await until(() =>
        inBackground(
          testbed.session,
          testbed.extensionPage,
          () => (self as unknown as Notes).reached === true,
        ),
      );
      // What is not committed, nobody has heard of.
      expect((await publishedSeq(testbed)) > seqOf(before)).toBe(isPublished);
      await killBackground(testbed.session);
      for (const tab of [page, other]) {
        await untilCard(
          tab,
          id,
          ({ starred, pressed, alert }) =>
            starred !== wasStarred && pressed.includes('Star') === starred && alert === '',
        );
      }
      await until(async () => seqOf(await readLibrary(testbed.extensionPage)) > seqOf(before));
      const after = await readLibrary(testbed.extensionPage);
      expect(seqOf(after)).toBe(seqOf(before) + 1);
      expect(markIn(after, id)?.starredAt !== undefined).toBe(!wasStarred);
      expect(after.marks?.length).toBe((before.marks?.length ?? 0) + (markIn(before, id) ? 0 : 1));
    },
  );
});
