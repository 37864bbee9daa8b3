import { describe, expect, it } from 'vitest';
import type { PaperId } from '../../../src/paper/ids';
import { DAILY, PAPERS } from '../../demo/sample';
import { idOf, rowOf, starredEntry } from '../harness/entries';
import { fillLibrary } from '../harness/library';
import { cardsOf, press, untilReady } from '../harness/overlay';
import { KINDS, useBrowser } from '../harness/testbed';
import { until, untilEqual } from '../harness/wait';
import { focusOf, idsOf, openPopup, readRows, statusOf } from './page';

describe.each(KINDS)('the popup and the web in %s', (kind) => {
  const testbed = useBrowser(kind, { staysAwake: false });

  it('shows what is starred on a digest, newest first, at once, and the digest follows it', async () => {
    const digest = await testbed.open(DAILY);
    await untilReady(digest);
    const popup = await openPopup(testbed);
    const [first, second] = [`arxiv:${PAPERS[0]?.id}`, `arxiv:${PAPERS[1]?.id}`] as PaperId[];
    if (!first || !second) throw new Error('The sample has papers.');

    await press(digest, first, 'Star');
    await untilEqual(() => idsOf(popup), [first]);
    await press(digest, second, 'Star');
    await untilEqual(() => idsOf(popup), [second, first]);
    await press(digest, first, 'Read');
    await until(async () => (await readRows(popup))[1]?.isRead === true);
    expect((await readRows(popup))[1]).toMatchObject({
      title: PAPERS[0]?.title,
      lines: ['Ines Okafor, Tomáš Dvořák, … Maria van der Velde', 'Nov 20, 2026 · Hugging Face'],
    });
    await untilEqual(() => statusOf(popup), '2 starred · 1 unread');
    // The formula of the second title is typeset.
    await until(() => popup.evaluate(() => document.querySelector('li a math') !== null));

    await popup.bringToFront();
    await popup.click(rowOf(second, '.star'));
    await untilEqual(() => idsOf(popup), [first]);
    const isStarred = async () =>
      (await cardsOf(digest)).find(({ id }) => id === second)?.starred === true;
    await until(async () => !(await isStarred()));
    await popup.click('.notice .plain');
    await untilEqual(() => idsOf(popup), [second, first]);
    await untilEqual(() => focusOf(popup), `a ${second}`);
    await until(isStarred);
  });

  it('opens the paper, in a tab of its own', async () => {
    await fillLibrary(testbed.extensionPage, [starredEntry(0)]);
    const popup = await openPopup(testbed);
    await popup.bringToFront();
    await popup.click(rowOf(idOf(0), 'a'));
    const address = 'https://arxiv.org/abs/2601.00000';
    await until(() => testbed.web.asked.includes(address));
    expect(await idsOf(popup)).toEqual([idOf(0)]);
  });
});
