import { describe, expect, it } from 'vitest';
import { arxivList, DAILY, PAPERS, RECENT, sampleId } from '../../demo/sample';
import { pressKeys, pressShifted } from '../harness/page';
import { storeSettings } from '../harness/settings';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { focusIn, markOf, openDigest, textsIn, untilFocus, untilMark } from './page';

describe.each(KINDS)('keys on a digest in %s', (kind) => {
  const testbed = useBrowser(kind);

  it('is silent while the user types, with a modifier, and in a dialog', async () => {
    testbed.web.put(
      'https://arxiv.org/list/cs.TY/recent',
      arxivList().replace(
        '</h1>',
        `</h1><input id="i"><textarea id="t"></textarea><p id="c" contenteditable="true">x <b>y</b></p>
        <select id="o"><option>s</option></select><div role="dialog"><button id="d">d</button></div>
        <button id="b">b</button><dialog id="m">m <button>ok</button></dialog>`,
      ),
    );
    const page = await openDigest(testbed, 'https://arxiv.org/list/cs.TY/recent');
    await pressKeys(page, 'j');
    await untilFocus(page, { ring: sampleId(0) });
    for (const id of ['i', 't', 'c', 'o', 'd']) {
      await page.focus(`#${id}`);
      await pressKeys(page, 's', 'j');
    }
    expect(await page.$eval('#i', (input) => (input as HTMLInputElement).value)).toBe('sj');
    await page.focus('#b');
    for (const modifier of ['Alt', 'Control', 'Meta'] as const) {
      await page.keyboard.down(modifier);
      await pressKeys(page, 'x');
      await page.keyboard.up(modifier);
    }
    await page.evaluate(() => {
      const dialog = document.querySelector('dialog') as HTMLDialogElement;
      dialog.showModal();
      (document.activeElement as HTMLElement).blur();
    });
    await pressKeys(page, 's', 'j');
    await page.evaluate(() => document.querySelector('dialog')?.close());
    await untilFocus(page, { ring: sampleId(0) });
    await page.focus('#b');
    await pressKeys(page, 'r');
    await untilMark(testbed, 0, (mark) => mark?.readAt !== undefined);
    expect(await markOf(testbed, 0)).not.toHaveProperty('starredAt');
    expect(await markOf(testbed, 0)).not.toHaveProperty('dismissedAt');
  });

  it('obeys other keys, or none, as soon as they are chosen, and lists them', async () => {
    const page = await openDigest(testbed, RECENT);
    await storeSettings(testbed.extensionPage, {
      keys: { next: 'ArrowRight', star: 'ü', help: '?' },
    });
    await until(async () => {
      await pressKeys(page, 'ArrowRight');
      return (await focusIn(page)).ring === sampleId(1);
    });
    await pressKeys(page, 'j', 's', '?');
    const rows = await textsIn(page, 'dogear-help', 'dt, dd');
    expect(rows.slice(0, 6)).toEqual([
      'ArrowRight',
      'Next paper',
      'k',
      'Previous paper',
      'ü',
      'Star',
    ]);
    expect(rows).toHaveLength(22);
    await pressKeys(page, 'j', 'Escape');
    await until(async () => (await page.$('dogear-help')) === null);
    await untilFocus(page, { ring: sampleId(1), card: sampleId(1), on: 'a' });
    await storeSettings(testbed.extensionPage, { keysOn: false });
    await until(async () => {
      await pressKeys(page, '?');
      if ((await page.$('dogear-help')) === null) return true;
      await pressKeys(page, 'Escape');
      return false;
    });
    await pressKeys(page, 'ArrowRight');
    await untilFocus(page, { ring: sampleId(1) });
    expect(await markOf(testbed, 1)).toBeUndefined();
  });

  it('opens the paper with o or Enter, its PDF with O, and marks it read', async () => {
    testbed.web.put(`https://arxiv.org/pdf/${PAPERS[3]?.id}`, 'The PDF');
    for (const [i, key] of [
      [1, 'o'],
      [2, 'Enter'],
    ] as const) {
      // What was opened is hidden the next time.
      const page = await openDigest(testbed, RECENT);
      await pressKeys(page, 'j', 'j');
      await Promise.all([
        page.waitForNavigation({ waitUntil: 'domcontentloaded' }),
        pressKeys(page, key),
      ]);
      expect(page.url()).toBe(`https://arxiv.org/abs/${PAPERS[i]?.id}`);
      await untilMark(testbed, i, (mark) => mark?.readAt !== undefined);
    }
    const page = await openDigest(testbed, DAILY);
    await pressKeys(page, 'j', 'j');
    await pressShifted(page, 'O');
    await untilMark(testbed, 3, (mark) => mark?.readAt !== undefined);
    await until(() => testbed.web.asked.includes(`https://arxiv.org/pdf/${PAPERS[3]?.id}`));
    await until(async () => {
      const pages = await testbed.session.browser.pages();
      return pages.some((one) => one.url().includes('/pdf/'));
    });
    expect(page.url()).toBe(DAILY);
  });
});
