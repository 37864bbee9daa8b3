import { describe, expect, it } from 'vitest';
import type { PaperId } from '../../../src/paper/ids';
import { idOf, starredEntry } from '../harness/entries';
import { fillLibrary, markOnDisk } from '../harness/library';
import { pressControl, textOf } from '../harness/page';
import { send } from '../harness/requests';
import { KINDS, useBrowser } from '../harness/testbed';
import { until, untilEqual } from '../harness/wait';
import { focusOf, idsOf, openPopup, readRows } from './page';

describe.each(KINDS)('the popup by keyboard in %s', (kind) => {
  const testbed = useBrowser(kind, { staysAwake: false });

  const untilNote = (id: PaperId, text: string) =>
    untilEqual(async () => (await markOnDisk(testbed.extensionPage, id))?.note, text);

  it('works with the keyboard alone, and never loses the focus', async () => {
    const ids = [0, 1, 2].map(idOf) as [PaperId, PaperId, PaperId];
    await fillLibrary(testbed.extensionPage, [starredEntry(0), starredEntry(1), starredEntry(2)]);
    const popup = await openPopup(testbed);
    await popup.bringToFront();
    const press = async (...keys: Parameters<typeof popup.keyboard.press>[0][]) => {
      for (const key of keys) await popup.keyboard.press(key);
    };
    await untilEqual(() => focusOf(popup), 'input.search');
    const stops: string[] = [];
    for (let n = 0; n < 8; n++) {
      await press('Tab');
      stops.push(await focusOf(popup));
    }
    expect(stops).toEqual([
      ...['input.checkbox', 'select.sort', 'button.skip'],
      ...[`a ${ids[0]}`, `button.star ${ids[0]}`, `button.done ${ids[0]}`],
      ...[`textarea.textarea ${ids[0]}`, `a ${ids[1]}`],
    ]);

    await press('ArrowDown', 'ArrowUp', 'ArrowUp', 'ArrowUp');
    expect(await focusOf(popup)).toBe('input.search');
    await press('ArrowDown', 'ArrowDown', 'Tab', 'Enter');
    await untilEqual(() => idsOf(popup), [ids[0], ids[2]]);
    await untilEqual(() => focusOf(popup), `a ${ids[2]}`);
    await pressControl(popup, 'z');
    await untilEqual(() => idsOf(popup), ids);
    await untilEqual(() => focusOf(popup), `a ${ids[1]}`);

    await press('Tab', 'Tab', ' ');
    await until(async () => (await readRows(popup))[1]?.isRead === true);
    await press('Tab');
    await popup.keyboard.type('by hand');
    await press('Escape');
    expect(await focusOf(popup)).toBe(`a ${ids[1]}`);
    await untilNote(ids[1], 'by hand');

    // Taken away elsewhere, one after the other, from under the user.
    await send(testbed.extensionPage, 'mark', starredEntry(1).paper, { starred: false });
    await untilEqual(() => focusOf(popup), `a ${ids[2]}`);
    await send(testbed.extensionPage, 'mark', starredEntry(2).paper, { starred: false });
    await untilEqual(() => focusOf(popup), `a ${ids[0]}`);
    await send(testbed.extensionPage, 'mark', starredEntry(0).paper, { starred: false });
    await untilEqual(() => focusOf(popup), 'a');
    expect(await textOf(popup, '.state p')).toMatch(/^Press Star/);
  });
});
