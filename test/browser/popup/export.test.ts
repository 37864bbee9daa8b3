import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../src/paper/entry';
import { makeEntry } from '../../formats/entries';
import { hasBibtex, runBibtexOn } from '../../formats/run-bibtex';
import { idOf, starredEntry, TODAY } from '../harness/entries';
import { fillLibrary } from '../harness/library';
import { pasteInto, typeSearch } from '../harness/page';
import { KINDS, useBrowser } from '../harness/testbed';
import { untilEqual } from '../harness/wait';
import { idsOf, noticeOf, openPopup } from './page';

describe.each(KINDS)('export from the popup in %s', (kind) => {
  const testbed = useBrowser(kind, { staysAwake: false });

  it('saves what is shown, all that is starred, or everything, in each format', async () => {
    await fillLibrary(testbed.extensionPage, [
      starredEntry(0, { title: 'Alpha & Co', authors: ['José Álvarez-León'] }, { note: '100%' }),
      starredEntry(1, { title: 'Beta' }),
      makeEntry({ id: idOf(2), title: 'Only read' }, { readAt: TODAY }),
    ]);
    const popup = await openPopup(testbed);
    await typeSearch(popup, 'alpha');
    await untilEqual(() => idsOf(popup), [idOf(0)]);

    const save = async (format: string, scope: string, extension: string): Promise<string> => {
      const press = async (): Promise<void> => {
        await popup.select('[name=format]', format);
        await popup.select('[name=scope]', scope);
        await popup.click('form [type=submit]');
      };
      return (await testbed.fileFrom(press, extension)).toString();
    };
    const bib = await save('bibtex', 'shown', '.bib');
    expect(bib.match(/^@/gm)).toHaveLength(1);
    expect(bib).toContain('annote = {100\\%}');
    expect(await noticeOf(popup)).toBe('1 paper saved to a file.');
    if (hasBibtex) expect(runBibtexOn(bib)).toContain("José {\\'A}lvarez-León");
    expect((await save('markdown', 'starred', '.md')).match(/^## /gm)).toHaveLength(2);
    const file = JSON.parse(await save('json', 'library', '.json'));
    expect(file.papers.map(({ paper }: Entry) => paper.title)).toEqual([
      'Alpha & Co',
      'Beta',
      'Only read',
    ]);
    expect(file.papers[0].mark.note).toBe('100%');
  });

  it('copies to the clipboard, and says when there is nothing to export', async () => {
    await fillLibrary(testbed.extensionPage, [starredEntry(0, { title: 'Copied' })]);
    const popup = await openPopup(testbed);
    await popup.bringToFront();
    await popup.select('[name=format]', 'markdown');
    await popup.click('form [type=button]');
    await untilEqual(() => noticeOf(popup), '1 paper copied.');
    expect(await pasteInto(testbed.extensionPage)).toMatch(/^# Reading list\n\n## \[Copied\]/);

    await popup.bringToFront();
    await typeSearch(popup, 'nothing like it');
    await popup.click('form [type=button]');
    await untilEqual(() => noticeOf(popup), 'There is nothing to export.');
  });
});
