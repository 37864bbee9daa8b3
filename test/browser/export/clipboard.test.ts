import { describe, expect, it } from 'vitest';
import { idOf, starredEntries, starredEntry } from '../harness/entries';
import { fillLibrary } from '../harness/library';
import { pasteInto, textOf } from '../harness/page';
import { KINDS, useBrowser } from '../harness/testbed';
import { untilEqual } from '../harness/wait';
import { LIST, openList } from '../list/page';
import { makeNote, noticeOf, openDialog } from './page';

describe.each(KINDS)('export to the clipboard in %s', (kind) => {
  const testbed = useBrowser(kind);

  it('copies, also the next time', async () => {
    await fillLibrary(testbed.extensionPage, starredEntries(3));
    const page = await openList(testbed);
    await openDialog(page, [idOf(0), idOf(2)]);
    await page.select('[name=format]', 'links');
    await page.click('dialog .buttons [type=button]');
    await untilEqual(() => noticeOf(page), '2 papers copied.');
    const links = 'https://arxiv.org/abs/2601.00000\nhttps://arxiv.org/abs/2601.00002\n';
    expect(await pasteInto(testbed.extensionPage)).toBe(links);

    const next = await openList(testbed);
    await openDialog(next, [idOf(1)]);
    expect(await textOf(next, 'dialog .main')).toBe('Copy');
    await next.keyboard.press('Enter');
    await untilEqual(() => noticeOf(next), '1 paper copied.');
    expect(await pasteInto(testbed.extensionPage)).toBe('https://arxiv.org/abs/2601.00001\n');
  });

  it('makes a note in Obsidian of what it put into the clipboard', async () => {
    await fillLibrary(testbed.extensionPage, [
      starredEntry(0, { title: 'A: "quoted" / title?' }, { note: 'Mine.', tags: ['nlp'] }),
    ]);
    const page = await openList(testbed);
    const address = await makeNote(page);
    expect(address).toMatch(/^obsidian:\/\/new\?file=[^&]+&clipboard&silent=true$/);
    const file = new URL(address).searchParams.get('file') ?? '';
    expect(file).toContain('quoted');
    expect(file).not.toMatch(/[:?"/]/);
    expect(await noticeOf(page)).toBe('Handed to Obsidian.');
    const note = await pasteInto(testbed.extensionPage);
    expect(note).toMatch(/^---\n[\s\S]*\n---\n/);
    for (const part of ['quoted', 'Mine.', 'nlp', '2601.00000']) expect(note).toContain(part);
    expect(page.url()).toContain(LIST);
  });
});
