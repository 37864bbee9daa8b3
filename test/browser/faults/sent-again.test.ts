import { afterEach, describe, expect, it } from 'vitest';
import { RECENT, sampleId } from '../../demo/sample';
import { inBackground, killBackground } from '../harness/background';
import { markOnDisk } from '../harness/library';
import { untilCard } from '../harness/overlay';
import { pressKeys } from '../harness/page';
import { ask, send } from '../harness/requests';
import { KINDS, useBrowser } from '../harness/testbed';
import { pause, until } from '../harness/wait';
import { openDigest, untilFocus, untilMark } from '../overlay/page';
import { type Extension, type Notes, samplePaper } from './page';

describe.each(KINDS)('what is sent again in %s', (kind) => {
  const testbed = useBrowser(kind);

  // What is replaced in the background lasts until it is stopped.
  afterEach(() => killBackground(testbed.session));

  it('keeps a note that is typed while the background stops as it was typed', async () => {
    const page = await openDigest(testbed, RECENT);
    await pressKeys(page, 'j', 'n');
    await untilFocus(page, { card: sampleId(0), on: 'textarea' });
    // In the middle of the text: nothing that was typed contains what was typed before.
    for (const word of ['edip', 'loop', 'ring']) {
      const typing = page.keyboard.type(word, { delay: 15 });
      await pause(20);
      await killBackground(testbed.session);
      await typing;
      await pressKeys(page, 'ArrowLeft', 'ArrowLeft');
    }
    await untilMark(testbed, 0, (mark) => mark?.note === 'edloringopip');
    await pressKeys(page, 'Escape');
    await untilFocus(page, { card: sampleId(0), on: 'a' });
    expect((await markOnDisk(testbed.extensionPage, sampleId(0)))?.note).toBe('edloringopip');
  });

  it('is done once, and does not undo what was changed since', async () => {
    const page = testbed.extensionPage;
    const delivery = { sender: crypto.randomUUID(), n: 1 };
    const star = [{ paper: samplePaper(0), patch: { starred: true } }];
    await ask(page, 'markAll', star, delivery);
    await ask(page, 'mark', samplePaper(0), { starred: false });
    const [answer] = await ask(page, 'markAll', star, delivery);
    expect(answer).not.toHaveProperty('starredAt');
    expect(await markOnDisk(page, sampleId(0))).not.toHaveProperty('starredAt');
    await ask(page, 'markIds', [sampleId(0)], { read: true }, { ...delivery, n: 2 });
    await ask(page, 'markIds', [sampleId(0)], { read: false }, { ...delivery, n: 1 });
    expect(await markOnDisk(page, sampleId(0))).toHaveProperty('readAt');
  });

  it('is refused where it is named by nothing that can be a name', async () => {
    for (const delivery of [{ sender: 'clock', n: 1 }, { sender: crypto.randomUUID(), n: -1 }, 1]) {
      const changes = [{ paper: samplePaper(0), patch: { starred: true } }];
      const reply = await send(testbed.extensionPage, 'markAll', changes, delivery);
      expect(reply).toMatchObject({ ok: false, code: 'invalid' });
    }
    expect(await markOnDisk(testbed.extensionPage, sampleId(0))).toBeUndefined();
  });

  it('reaches every tab, also if the background was stopped before it could tell, and nobody asks again', async () => {
    const digest = await openDigest(testbed, RECENT);
    // Something was published before.
    await ask(testbed.extensionPage, 'mark', samplePaper(1), { starred: true });
    await inBackground(testbed.session, testbed.extensionPage, () => {
      const { browser } = self as unknown as Extension;
      browser.storage.local.set = () => {
        (self as unknown as Notes).reached = true;
        return new Promise(() => undefined);
      };
    });
    const sender = await testbed.open('/icons/dogear-16.png');
    const change = { paper: samplePaper(0), patch: { starred: true } };
    void send(sender, 'markAll', [change]).catch(() => undefined);
    await until(
      async () => (await markOnDisk(testbed.extensionPage, sampleId(0)))?.starredAt !== undefined,
    );
    await sender.close();
    await killBackground(testbed.session);
    // Anything wakes it.
    await ask(testbed.extensionPage, 'tags');
    await untilCard(digest, sampleId(0), ({ starred }) => starred);
  });

  it('does not have everything published again that came after an old change', async () => {
    const page = testbed.extensionPage;
    for (const i of [0, 1, 2]) await ask(page, 'mark', samplePaper(i), { starred: true });
    const published = () =>
      page.evaluate(async () => {
        const { chrome } = globalThis as unknown as Extension;
        return ((await chrome.storage.local.get('published')) as { published?: number }).published;
      });
    const before = await published();
    // Changes nothing, and is told all the same.
    await ask(page, 'mark', samplePaper(0), { starred: true });
    expect(await published()).toBe(before);
  });

  it('is found in the storage, where the page is gone', async () => {
    const page = testbed.extensionPage;
    await killBackground(testbed.session);
    const left = [
      { n: 1, changes: [{ paper: samplePaper(0), patch: { starred: true } }] },
      { n: 2, changes: [{ paper: samplePaper(0), patch: { starred: 'always' } }] },
      { n: 3, changes: [{ paper: samplePaper(1), patch: { read: true } }] },
    ];
    const key = `unanswered:${crypto.randomUUID()}`;
    await page.evaluate(
      (items) => (globalThis as unknown as Extension).chrome.storage.local.set(items),
      { [key]: left, 'unanswered:nobody': left, [`unanswered:${crypto.randomUUID()}`]: 'x' },
    );
    await until(async () => (await markOnDisk(page, sampleId(1)))?.readAt !== undefined);
    expect(await markOnDisk(page, sampleId(0))).toHaveProperty('starredAt');
    const keys = () =>
      page.evaluate(async () => {
        const { chrome } = globalThis as unknown as Extension;
        const stored = await chrome.storage.local.get(null as unknown as string);
        return Object.keys(stored).filter((one) => one.startsWith('unanswered:'));
      });
    await until(async () => (await keys()).length === 0);
  });
});
