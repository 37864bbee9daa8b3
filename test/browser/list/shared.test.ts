import { describe, expect, it } from 'vitest';
import type { PaperId } from '../../../src/paper/ids';
import { violationsOf } from '../harness/axe';
import { idOf, rowOf, starredEntries, starredEntry } from '../harness/entries';
import { fillLibrary, markOnDisk } from '../harness/library';
import { pressKeys } from '../harness/page';
import { send } from '../harness/requests';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { noteOf, openList, readList, untilSeen } from './page';

describe.each(KINDS)('the list page beside other writers in %s', (kind) => {
  const testbed = useBrowser(kind);

  it('teaches before the first star, and shows it when it comes', async () => {
    const page = await openList(testbed);
    await until(() => page.evaluate(() => document.querySelector('.teach ol') !== null));
    expect(await violationsOf(page)).toEqual([]);
    const { paper } = starredEntry(1, { title: 'The first' });
    expect(await send(testbed.extensionPage, 'mark', paper, { starred: true })).toMatchObject({
      ok: true,
    });
    await untilSeen(page, { titles: ['The first'], status: '1 starred', detail: 'The first' });
  });

  it('opened twice, shows in both what either does, and keeps both of two notes', async () => {
    await fillLibrary(testbed.extensionPage, starredEntries(3));
    const [one, other] = [await openList(testbed), await openList(testbed)];
    await one.bringToFront();
    await one.hover(rowOf(idOf(1)));
    await one.waitForSelector(rowOf(idOf(1), '.acts .read'));
    await one.click(rowOf(idOf(1), '.acts .read'));
    await until(() =>
      other.evaluate((s) => document.querySelector(s) !== null, `${rowOf(idOf(1))}.read`),
    );

    // Two editors of one note, each with text that the other has not seen.
    await one.click('.detail textarea');
    await one.keyboard.type('from one');
    await until(async () => (await noteOf(other)) === 'from one');
    await other.bringToFront();
    await other.click('.detail textarea');
    await pressKeys(other, 'End');
    await other.keyboard.type(', from the other');
    await until(async () => (await noteOf(one)) === 'from one, from the other');
    await until(
      async () =>
        (await markOnDisk(testbed.extensionPage, idOf(0)))?.note === 'from one, from the other',
    );

    await other.click('.detail [role=combobox]');
    await other.keyboard.type('shared');
    await pressKeys(other, 'Enter');
    await until(() =>
      one.evaluate(
        (s) => document.querySelector(s)?.textContent === 'shared',
        rowOf(idOf(0), '.chip'),
      ),
    );
    await until(() =>
      one.evaluate(() => document.querySelector('.tags a')?.textContent === 'shared1'),
    );
  });

  it('saves what a closed page left of a paper that has another name since', async () => {
    const alias = 'doi:10.1000/left';
    const paper = { ...starredEntry(1).paper, aliases: [alias] };
    await send(testbed.extensionPage, 'mark', paper, {
      starred: true,
      note: { text: 'old', was: '' },
    });
    await testbed.extensionPage.evaluate((key) => {
      localStorage.setItem(key, JSON.stringify({ text: 'left in the middle', was: '' }));
    }, `note-draft:closed:${alias}`);
    const page = await openList(testbed);
    await until(
      async () =>
        (await markOnDisk(testbed.extensionPage, idOf(1)))?.note === 'left in the middle\n\nold',
    );
    await until(async () => (await noteOf(page)) === 'left in the middle\n\nold');
    expect(await testbed.extensionPage.evaluate(() => localStorage.length)).toBe(0);
  });

  it('follows what is done elsewhere while it is scrolled and while a note is typed', async () => {
    await fillLibrary(testbed.extensionPage, starredEntries(400));
    const page = await openList(testbed);
    await untilSeen(page, { status: '400 starred' });
    await page.click('.detail textarea');
    await page.keyboard.type('mine');
    // While it is typed: a tag, a mark and text of the same paper, and a paper that was not here.
    const first = starredEntry(0).paper;
    await send(testbed.extensionPage, 'mark', first, { read: true, tags: { elsewhere: true } });
    await page.keyboard.type(' goes on');
    await until(async () => {
      const mark = await markOnDisk(testbed.extensionPage, idOf(0));
      return (
        mark?.note === 'mine goes on' && mark.tags?.[0] === 'elsewhere' && mark.readAt !== undefined
      );
    });
    expect(await noteOf(page)).toBe('mine goes on');
    await until(() =>
      page.evaluate((s) => document.querySelector(s) !== null, `${rowOf(idOf(0))}.read`),
    );

    const scrollTo = (top: number) =>
      page.evaluate((to) => {
        const grid = document.querySelector('[role=grid]') as HTMLElement;
        grid.scrollTop = to;
      }, top);
    await scrollTo(8_000);
    await until(() =>
      page.evaluate((s) => document.querySelector(s) !== null, rowOf(idOf(102), '.title')),
    );
    const topOf = (id: PaperId) =>
      page.evaluate((s) => document.querySelector(s)?.getBoundingClientRect().top, rowOf(id));
    const before = await topOf(idOf(102));
    const fresh = starredEntry(9_000, { title: 'Came in above' });
    await send(testbed.extensionPage, 'mark', fresh.paper, { starred: true });
    await send(testbed.extensionPage, 'mark', starredEntry(102).paper, { starred: false });
    await untilSeen(page, { status: '400 starred' });
    await until(() =>
      page.evaluate(
        () => document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') === '401',
      ),
    );
    // It came in, and nothing moved under the user's eyes; the row that lost its star is still there.
    expect(await topOf(idOf(102))).toBe(before);
    await scrollTo(0);
    await until(async () => (await readList(page)).titles[0] === 'Came in above');
    expect(await noteOf(page)).toBe('mine goes on');
  });
});
