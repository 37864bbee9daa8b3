import { describe, expect, it } from 'vitest';
import { arxivList, RECENT, sampleId } from '../../demo/sample';
import { barOf, press, pressBar, untilCard } from '../harness/overlay';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { editorOf, markOf, openAt, openEditor, readDisk, untilWhole } from './page';

describe.each(KINDS)('an update under a note in %s', (kind) => {
  const testbed = useBrowser(kind, { mayThrow: true });

  it('loses no note that is being typed when the extension is updated under the tab', async () => {
    const page = await openAt(testbed, 'https://arxiv.org/list/cs.AM/recent', arxivList());
    await untilWhole(page);
    const idle = await testbed.open(RECENT);
    await untilWhole(idle);
    await page.bringToFront();
    await openEditor(page, sampleId(1));
    await page.keyboard.type('before ');
    await until(async () => (await markOf(testbed, sampleId(1)))?.note === 'before ');
    const words = 'while srx and after';
    if (kind === 'firefox') {
      // Firefox puts the new script into open tabs; the user types on, into the old editor and the new.
      await testbed.reloadExtension(() => page.keyboard.type(words, { delay: 100 }));
      await untilWhole(page);
      await until(async () => (await markOf(testbed, sampleId(1)))?.note === `before ${words}`);
      expect(await editorOf(page)).toMatchObject({ text: `before ${words}`, id: sampleId(1) });
      expect(
        (await readDisk(testbed)).marks.filter(({ readAt, starredAt }) => readAt || starredAt),
      ).toEqual([]);
      return;
    }
    await testbed.reloadExtension();
    await page.bringToFront();
    await page.keyboard.type(words);
    const reload = 'Dogear was updated: reload this page';
    await untilCard(page, sampleId(1), ({ alert }) => alert === reload);
    expect(await editorOf(page)).toMatchObject({ text: `before ${words}`, id: sampleId(1) });
    expect(await barOf(page)).toBe(`${reload} · Reload`);
    // Nor does the text go with a reload unasked.
    const asked = new Promise<string>((resolve) => {
      page.once('dialog', (dialog) => {
        resolve(dialog.type());
        void dialog.dismiss();
      });
    });
    await pressBar(page, 'button');
    expect(await asked).toBe('beforeunload');
    expect(await editorOf(page)).toMatchObject({ text: `before ${words}` });
    page.once('dialog', (dialog) => void dialog.accept());
    await Promise.all([
      page.waitForNavigation({ waitUntil: 'domcontentloaded' }),
      pressBar(page, 'button'),
    ]);
    await untilWhole(page);
    await openEditor(page, sampleId(1));
    expect(await editorOf(page)).toMatchObject({ text: 'before ' });

    // A note that could not be saved is not begun.
    await press(idle, sampleId(3), 'Note');
    await untilCard(idle, sampleId(3), ({ alert }) => alert === reload);
    expect(await editorOf(idle)).toBeUndefined();
  });
});
