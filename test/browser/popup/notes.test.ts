import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import type { PaperId } from '../../../src/paper/ids';
import { LONGEST_NOTE } from '../../../src/paper/mark';
import { violationsOf } from '../harness/axe';
import { idOf, rowOf, starredEntry } from '../harness/entries';
import {
  breakLibrary,
  fillLibrary,
  holdWrites,
  markOnDisk,
  renewLibrary,
} from '../harness/library';
import { textOf } from '../harness/page';
import { send } from '../harness/requests';
import { KINDS, useBrowser } from '../harness/testbed';
import { until, untilEqual } from '../harness/wait';
import { focusOf, idsOf, noteIn, noticeOf, openPopup, pasteNote, readRows, typeNote } from './page';

describe.each(KINDS)('notes in the popup in %s', (kind) => {
  const testbed = useBrowser(kind, { staysAwake: false });

  const untilNote = (id: PaperId, text: string) =>
    untilEqual(async () => (await markOnDisk(testbed.extensionPage, id))?.note, text);

  it('saves a note while it is typed, and loses nothing when it closes in mid-word', async () => {
    await fillLibrary(testbed.extensionPage, [starredEntry(0), starredEntry(1)]);
    const popup = await openPopup(testbed);
    await typeNote(popup, idOf(0), 'a thought');
    await untilNote(idOf(0), 'a thought');

    await typeNote(popup, idOf(0), ', and a seco');
    await popup.close();
    const next = await openPopup(testbed);
    await untilEqual(() => noteIn(next, idOf(0)), 'a thought, and a seco');
    await untilNote(idOf(0), 'a thought, and a seco');

    await testbed.session.stopBackground();
    await typeNote(next, idOf(1), 'while it slee');
    await next.close();
    await untilEqual(async () => noteIn(await openPopup(testbed), idOf(1)), 'while it slee');
    await untilNote(idOf(1), 'while it slee');
  });

  it('keeps both texts of two who write one note at once', async () => {
    await fillLibrary(testbed.extensionPage, [starredEntry(0)]);
    const [one, other] = [await openPopup(testbed), await openPopup(testbed)];
    const letWritesGo = await holdWrites(testbed.extensionPage);
    await typeNote(one, idOf(0), 'alpha');
    await typeNote(other, idOf(0), 'beta');
    await letWritesGo();
    const isBoth = (note: string | undefined) =>
      /alpha/.test(note ?? '') && /beta/.test(note ?? '');
    await until(async () => isBoth((await markOnDisk(testbed.extensionPage, idOf(0)))?.note));
    await until(async () => {
      const notes = await Promise.all([noteIn(one, idOf(0)), noteIn(other, idOf(0))]);
      return notes.every(isBoth) && notes[0] === notes[1];
    });
  });

  it('says when the library cannot be opened, keeps what is typed then, and tries again', async () => {
    const entries = [starredEntry(0), starredEntry(1)];
    await fillLibrary(testbed.extensionPage, entries);
    const popup = await openPopup(testbed);
    await breakLibrary(testbed.extensionPage);
    await typeNote(popup, idOf(1), 'precious');
    await until(async () => /kept here/.test((await readRows(popup))[1]?.problem ?? ''));
    expect(await violationsOf(popup)).toEqual([]);
    await popup.click(rowOf(idOf(0), '.star'));
    await until(async () => /cannot open its library/.test((await noticeOf(popup)) ?? ''));
    expect(await idsOf(popup)).toEqual([idOf(0), idOf(1)]);
    await popup.close();

    const next = await openPopup(testbed);
    expect(await textOf(next, '.state')).toContain('Dogear cannot open its library.');
    expect(await violationsOf(next)).toEqual([]);
    await renewLibrary(testbed.extensionPage, entries);
    await next.bringToFront();
    await next.click('.state button');
    await untilEqual(() => noteIn(next, idOf(1)), 'precious');
    await untilNote(idOf(1), 'precious');
    expect(await focusOf(next)).toBe('input.search');
  });

  it('keeps a note that is too long as a draft, also of a paper that lost its star', async () => {
    const entry = starredEntry(0);
    await fillLibrary(testbed.extensionPage, [entry]);
    const popup = await openPopup(testbed);
    const long = 'x'.repeat(LONGEST_NOTE + 3);
    await pasteNote(popup, idOf(0), long);
    const problem = async (page: Page) => (await readRows(page))[0]?.problem ?? '';
    await until(async () =>
      /3 characters too long\. What you typed is kept/.test(await problem(popup)),
    );
    await popup.close();

    await send(testbed.extensionPage, 'mark', entry.paper, { starred: false });
    const next = await openPopup(testbed);
    await until(async () => /A note on “Paper 0” is not saved/.test((await noticeOf(next)) ?? ''));
    await send(testbed.extensionPage, 'mark', entry.paper, { starred: true });
    await untilEqual(async () => (await noteIn(next, idOf(0)))?.length, long.length);
    expect(await problem(next)).toMatch(/3 characters too long/);
    await pasteNote(next, idOf(0), 'short');
    await untilNote(idOf(0), 'short');
    await untilEqual(() => problem(next), '');
    expect(await next.evaluate(() => Object.keys(localStorage))).toEqual([]);
  });
});
