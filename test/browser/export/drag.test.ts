import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import type { PaperId } from '../../../src/paper/ids';
import { idOf, rowOf, starredEntries, starredEntry } from '../harness/entries';
import { fillLibrary } from '../harness/library';
import { pressControl, textOf } from '../harness/page';
import { KINDS, useBrowser } from '../harness/testbed';
import { pause, until, untilEqual } from '../harness/wait';
import { openList } from '../list/page';
import { noticeOf, openDialog } from './page';

interface Dragged {
  readonly links: string[];
  readonly papers: string[];
  readonly effect: string;
}

/** Keeps what the page hands over when a drag begins, as another window would get it. */
function listenToDrag(page: Page): Promise<void> {
  return page.evaluate(() => {
    addEventListener('dragstart', ({ dataTransfer }) => {
      Object.assign(globalThis, {
        dragged: {
          links: dataTransfer?.getData('text/uri-list').split('\r\n'),
          papers: [...(dataTransfer?.getData('text/plain') ?? '').matchAll(/^TI {2}- (.*)/gm)].map(
            ([, title]) => title?.trim(),
          ),
          effect: dataTransfer?.effectAllowed,
        },
      });
    });
  });
}

/** The least time that a hand takes from the press to the movement, in ms: in it the text is written. */
const HAND_MS = 100;

/** Drags a row off, with the pointer. */
async function dragOff(page: Page, id: PaperId): Promise<void> {
  const box = await (await page.$(rowOf(id, '.title')))?.boundingBox();
  if (!box) throw new Error(`${id} is not in view.`);
  await page.mouse.move(box.x + 20, box.y + 8);
  await page.mouse.down();
  await pause(HAND_MS);
  await page.mouse.move(box.x + 40, box.y + 20, { steps: 4 });
  await page.mouse.move(box.x + 80, box.y + 60, { steps: 4 });
  await page.mouse.up();
}

/** Drags a row off until what is handed over is as expected: on a busy machine the text may come late. */
async function untilDragged(page: Page, id: PaperId, expected: Dragged): Promise<void> {
  let last: Dragged | undefined;
  const isEqual = async (): Promise<boolean> => {
    await dragOff(page, id);
    last = await page.evaluate(() => (globalThis as unknown as { dragged?: Dragged }).dragged);
    return JSON.stringify(last) === JSON.stringify(expected);
  };
  await until(isEqual).catch(() => {
    const short = (dragged: Dragged | undefined) => [
      ...[dragged?.links.length, dragged?.papers.length, dragged?.links[0], dragged?.papers[0]],
      dragged?.effect,
    ];
    expect(short(last)).toEqual(short(expected));
  });
}

describe.each(KINDS)('dragging papers in %s', (kind) => {
  const testbed = useBrowser(kind);

  it('lets papers be dragged out, as text and as links', async () => {
    await fillLibrary(testbed.extensionPage, starredEntries(501));
    const page = await openList(testbed);
    await openDialog(page);
    await page.select('[name=format]', 'ris');
    await testbed.fileFrom(() => page.click('dialog .main'), '.ris');
    await listenToDrag(page);

    const links = ['https://arxiv.org/abs/2601.00001'];
    await untilDragged(page, idOf(1), { links, papers: ['Paper 1'], effect: 'copy' });
    // Not a part of what is selected.
    await pressControl(page, 'a');
    await until(async () => /501/.test(await textOf(page, '.bulk [role=status]')));
    await dragOff(page, idOf(2));
    await untilEqual(
      () => noticeOf(page),
      'At most 500 papers can be dragged at once. “Export” takes them all.',
    );
    // Also those that were never in view.
    await page.click(rowOf(idOf(0), '.pick'));
    await until(async () => /500/.test(await textOf(page, '.bulk [role=status]')));
    await untilDragged(page, idOf(2), {
      links: Array.from({ length: 500 }, (_, n) => starredEntry(n + 1).paper.links.page),
      papers: Array.from({ length: 500 }, (_, n) => `Paper ${n + 1}`),
      effect: 'copy',
    });
  });
});
