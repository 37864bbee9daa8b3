import { describe, expect, it } from 'vitest';
import { violationsOf } from '../harness/axe';
import { idOf, starredEntries, TODAY } from '../harness/entries';
import { fillLibrary, markOnDisk } from '../harness/library';
import { pressControl, pressKeys } from '../harness/page';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { openList, readList, untilSeen } from './page';

describe.each(KINDS)('the list page by keyboard in %s', (kind) => {
  const testbed = useBrowser(kind);

  it('is walked with the keyboard alone', async () => {
    await fillLibrary(testbed.extensionPage, starredEntries(200));
    const page = await openList(testbed);
    await untilSeen(page, { current: 'Paper 0', detail: 'Paper 0', status: '200 starred' });
    await pressKeys(page, 'j', 'j', 'ArrowDown', 'k');
    await untilSeen(page, { current: 'Paper 2', detail: 'Paper 2' });
    await pressKeys(page, 'r');
    await until(
      async () => (await markOnDisk(testbed.extensionPage, idOf(2)))?.readAt !== undefined,
    );
    await pressKeys(page, 'z');
    await until(
      async () => (await markOnDisk(testbed.extensionPage, idOf(2)))?.readAt === undefined,
    );

    // A star that goes leaves its row where it is, until the next question.
    await pressKeys(page, 's');
    await until(
      async () => (await markOnDisk(testbed.extensionPage, idOf(2)))?.starredAt === undefined,
    );
    await untilSeen(page, { current: 'Paper 2', notice: '1 paper no longer starred.' });
    await pressKeys(page, 'z');
    await until(
      async () => (await markOnDisk(testbed.extensionPage, idOf(2)))?.starredAt === TODAY - 120_000,
    );

    await pressKeys(page, 'End');
    await untilSeen(page, { current: 'Paper 199' });
    const position = await page.evaluate(() => {
      const grid = document.querySelector('[role=grid]') as HTMLElement;
      const active = document.getElementById(grid.getAttribute('aria-activedescendant') ?? '');
      const [box, list] = [active?.getBoundingClientRect(), grid.getBoundingClientRect()];
      return {
        rows: document.querySelectorAll('[role=row]').length < 60,
        count: grid.ariaRowCount ?? grid.getAttribute('aria-rowcount'),
        index: active?.getAttribute('aria-rowindex'),
        isSeen: box !== undefined && box.bottom <= list.bottom + 1 && box.top >= list.top - 1,
        focus: document.activeElement?.getAttribute('role'),
      };
    });
    expect(position).toEqual({
      rows: true,
      count: '200',
      index: '200',
      isSeen: true,
      focus: 'grid',
    });
    await pressKeys(page, 'Home');
    await untilSeen(page, { current: 'Paper 0' });
    await pressKeys(page, 'PageDown');
    const down = Number((await readList(page)).current.replace(/\D/g, ''));
    expect(down).toBeGreaterThan(3);
    await pressKeys(page, 'PageUp');
    await untilSeen(page, { current: 'Paper 0' });
  });

  it('selects by keyboard', async () => {
    await fillLibrary(testbed.extensionPage, starredEntries(200));
    const page = await openList(testbed);
    await untilSeen(page, { current: 'Paper 0' });
    await pressKeys(page, ' ');
    await untilSeen(page, { selected: 1 });
    await page.keyboard.down('Shift');
    await pressKeys(page, 'ArrowDown', 'ArrowDown');
    await page.keyboard.up('Shift');
    await untilSeen(page, { selected: 3, current: 'Paper 2' });
    await pressControl(page, 'a');
    await untilSeen(page, { selected: 200 });
    await pressKeys(page, 'Escape');
    await untilSeen(page, { selected: 0 });
  });

  it('writes a note and a tag by keyboard', async () => {
    await fillLibrary(testbed.extensionPage, starredEntries(200));
    const page = await openList(testbed);
    await untilSeen(page, { current: 'Paper 0' });
    await pressKeys(page, '/');
    await page.keyboard.type('Paper 19');
    await untilSeen(page, { status: '11 found' });
    await pressKeys(page, 'Enter', 'j');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('grid');
    await pressKeys(page, 'n');
    await until(() => page.evaluate(() => document.activeElement?.tagName === 'TEXTAREA'));
    await page.keyboard.type('see *this*');
    const { current } = await readList(page);
    const id = idOf(Number(current.replace(/\D/g, '')));
    await until(async () => (await markOnDisk(testbed.extensionPage, id))?.note === 'see *this*');
    await pressKeys(page, 'Escape', 't');
    await until(() =>
      page.evaluate(() => document.activeElement?.getAttribute('role') === 'combobox'),
    );
    await page.keyboard.type('later,');
    await until(
      async () => (await markOnDisk(testbed.extensionPage, id))?.tags?.join() === 'later',
    );
    await pressKeys(page, 'Escape', 'Escape', '?');
    await until(() => page.evaluate(() => document.querySelector('dialog[open] kbd') !== null));
    expect(await violationsOf(page)).toEqual([]);
    await pressKeys(page, 'Escape');
    await until(() => page.evaluate(() => document.querySelector('dialog') === null));
    await pressKeys(page, 'Enter');
    await until(() => page.evaluate(() => document.activeElement?.id === 'detail-title'));
  });
});
