import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import { RECENT, sampleId } from '../../demo/sample';
import { inBackground, killBackground } from '../harness/background';
import { markOnDisk, readLibrary } from '../harness/library';
import { cardOf, press, untilCard } from '../harness/overlay';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { markIn, type Notes, openSettled, seqOf } from './page';

describe.each(KINDS)('a write that fails in %s', (kind) => {
  const testbed = useBrowser(kind);

  // Thrown in the real background, since neither browser has a quota that a test could use up:
  // `unlimitedStorage` lifts it, and Chromium's DevTools protocol sets one that is then not applied.
  // What is replaced in the background lasts until it is stopped.
  afterEach(() => killBackground(testbed.session));

  it.each([
    [
      'for want of space',
      sampleId(1),
      'QuotaExceededError',
      'Not saved: there is no space left on the disk.',
    ],
    [
      'in its transaction',
      sampleId(7),
      'AbortError',
      'Not saved: the browser interrupted the write. Try again.',
    ],
  ])(
    '%s puts the button back, says why, and leaves the next click to work',
    async (_, id, name, words) => {
      const [page] = (await openSettled(testbed, RECENT)) as [Page];
      const before = await readLibrary(testbed.extensionPage);
      await inBackground(
        testbed.session,
        testbed.extensionPage,
        (fault) => {
          const { put } = IDBObjectStore.prototype;
          // After the paper and the clock were written, in the last write of all.
          IDBObjectStore.prototype.put = function (...args) {
            if (this.name !== 'marks') return put.apply(this, args);
            if (fault === 'QuotaExceededError') throw new DOMException('Full.', fault);
            const request = put.apply(this, args);
            request.addEventListener('success', () => this.transaction.abort());
            return request;
          };
          Object.assign(self, {
            release: () => {
              IDBObjectStore.prototype.put = put;
            },
          });
        },
        name,
      );
      await press(page, id, 'Star');
      await untilCard(page, id, ({ alert }) => alert === words);
      expect(await cardOf(page, id)).toMatchObject({ starred: false, pressed: [] });
      expect(await readLibrary(testbed.extensionPage)).toEqual(before);

      await inBackground(testbed.session, testbed.extensionPage, () =>
        (self as unknown as Notes).release(),
      );
      await press(page, id, 'Star');
      await untilCard(
        page,
        id,
        ({ starred, pressed, alert }) => starred && pressed.length > 0 && alert === '',
      );
      // The button is pressed before the write has ended.
      await until(
        async () => (await markOnDisk(testbed.extensionPage, id))?.starredAt !== undefined,
      );
      const after = await readLibrary(testbed.extensionPage);
      expect(markIn(after, id)?.starredAt).toBeGreaterThan(0);
      expect(seqOf(after)).toBe(seqOf(before) + 1);
    },
  );
});
