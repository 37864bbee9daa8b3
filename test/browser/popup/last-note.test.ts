import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { idOf, starredEntry } from '../harness/entries';
import { fillLibrary, markOnDisk } from '../harness/library';
import { pressControl, typeSearch } from '../harness/page';
import { send } from '../harness/requests';
import { KINDS, useBrowser } from '../harness/testbed';
import { until, untilEqual } from '../harness/wait';
import { openPopup } from './page';

const idsIn = (page: Page, list = 'main > ul'): Promise<string[]> =>
  page.$$eval(`${list} > li`, (rows) =>
    rows.map((one) => (one as HTMLElement).dataset.paper ?? ''),
  );

describe.each(KINDS)('the last note in the popup in %s', (kind) => {
  const testbed = useBrowser(kind);

  it('shows the last note, to go on with', async () => {
    await fillLibrary(testbed.extensionPage, [
      starredEntry(0),
      starredEntry(1, { title: 'The other' }),
    ]);
    const note = (n: number, text: string) =>
      send(testbed.extensionPage, 'mark', starredEntry(n).paper, { note: { text, was: '' } });
    await note(0, 'An older thought');
    expect(await note(1, 'The last thought\nand its second line')).toMatchObject({ ok: true });
    const popup = await openPopup(testbed);
    const last = () =>
      popup.evaluate(() => document.querySelector('details.last summary')?.textContent ?? '');
    await untilEqual(last, 'Last note The last thought');
    await popup.bringToFront();
    await popup.click('details.last summary');
    await untilEqual(() => idsIn(popup, 'details.last ul'), [idOf(1)]);
    await popup.focus('details.last textarea');
    await pressControl(popup, 'End');
    await popup.keyboard.type(', and more');
    const text = 'The last thought\nand its second line, and more';
    await until(async () => (await markOnDisk(testbed.extensionPage, idOf(1)))?.note === text);
    // The same note in the list below says the same.
    const below = () =>
      popup.$eval(
        `main > ul [data-paper="${idOf(1)}"] textarea`,
        (area) => (area as HTMLTextAreaElement).value,
      );
    await untilEqual(below, text);
    // One that is written elsewhere comes to the top; and a search needs the room.
    await send(testbed.extensionPage, 'mark', starredEntry(0).paper, {
      note: { text: 'Newest', was: 'An older thought' },
    });
    await untilEqual(last, 'Last note Newest');
    await typeSearch(popup, 'paper');
    await untilEqual(last, '');
  });
});
