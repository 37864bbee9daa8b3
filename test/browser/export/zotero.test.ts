import { createServer } from 'node:http';
import type { Page } from 'puppeteer-core';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '../../../src/paper/entry';
import type { PaperId } from '../../../src/paper/ids';
import { idOf, rowOf, starredEntries, starredEntry, TODAY } from '../harness/entries';
import { fillLibrary } from '../harness/library';
import { isFocused, pasteInto, textOf } from '../harness/page';
import { grantAccess } from '../harness/permission';
import { send } from '../harness/requests';
import { KINDS, useBrowser } from '../harness/testbed';
import { until, untilEqual } from '../harness/wait';
import { openList } from '../list/page';
import { alertOf, makeNote, noticeOf, openDialog, sendToZotero } from './page';
import { useZotero } from './zotero';

const idIn = ({ paper }: Entry): PaperId => paper.id;

const seenAt = (at: number) => ({ site: 'arxiv', url: 'https://arxiv.org/list/cs.CL/new', at });

describe.each(KINDS)('export to Zotero in %s', (kind) => {
  const zotero = useZotero();
  const testbed = useBrowser(kind, { own: zotero.launchOptions });
  beforeEach(async () => {
    if (kind === 'firefox') await grantAccess(testbed.session, 'http://127.0.0.1/*');
  });

  it('sends one and many to Zotero, each once', async () => {
    await fillLibrary(testbed.extensionPage, [
      starredEntry(
        0,
        {
          title: 'On $O(n)$ &amp; <b>sparse</b> attention',
          authors: ['José Álvarez-León', 'Plato'],
        },
        { note: 'First.\n\nSecond <i>line</i>.', tags: ['to cite', 'nlp'] },
      ),
      ...starredEntries(60).slice(1),
    ]);
    const page = await openList(testbed);
    await sendToZotero(page, [idOf(0)]);
    await untilEqual(() => noticeOf(page), 'Sent to Zotero: 1 to My Library › To read.');
    await until(() => page.evaluate(() => document.querySelector('dialog') === null));
    expect(zotero.server.items).toEqual([
      {
        id: idOf(0),
        itemType: 'preprint',
        title: 'On $O(n)$ &amp; <b>sparse</b> attention',
        creators: [
          { firstName: 'José', lastName: 'Álvarez-León', creatorType: 'author' },
          { lastName: 'Plato', creatorType: 'author', fieldMode: 1 },
        ],
        date: '2024-01-22',
        url: 'https://arxiv.org/abs/2601.00000',
        repository: 'arXiv',
        archiveID: 'arXiv:2601.00000',
        extra: expect.stringMatching(/^arXiv:2601\.00000\nCitation Key: \S+$/),
        tags: [{ tag: 'to cite' }, { tag: 'nlp' }],
        notes: [{ note: expect.stringMatching(/^<p>First\.<\/p>\s*<p>Second &lt;i&gt;/) }],
        attachments: [],
      },
    ]);

    await page.keyboard.press('Escape');
    await sendToZotero(page, [idOf(0)]);
    await untilEqual(() => noticeOf(page), 'This paper was sent to Zotero before.');
    expect(zotero.server.items).toHaveLength(1);

    // All that is shown, with that one among them: in messages that Zotero can take.
    zotero.server.chosen = { libraryName: 'Group', editable: true, id: null, name: 'Group' };
    const again = await openList(testbed);
    await sendToZotero(again);
    await untilEqual(() => noticeOf(again), 'Sent to Zotero: 59 to Group.');
    expect(zotero.server.items.map(({ id }) => id).sort()).toEqual(starredEntries(60).map(idIn));
    expect(zotero.server.received.filter(({ endpoint }) => endpoint === 'saveItems')).toHaveLength(
      3,
    );
    await sendToZotero(again);
    await untilEqual(() => noticeOf(again), 'All 60 papers were sent to Zotero before.');
  });

  it('sends from the popup, and nothing twice that a closed page had no answer for', async () => {
    await fillLibrary(testbed.extensionPage, starredEntries(2));
    const page = await openList(testbed);
    await openDialog(page, [idOf(0)]);
    await page.select('[name=format]', 'zotero');
    zotero.server.loses = 'answer';
    await page.click('dialog .main');
    await untilEqual(() => zotero.server.items.map(({ id }) => id), [idOf(0)]);
    await page.close();

    zotero.server.loses = undefined;
    const { chosen } = zotero.server;
    zotero.server.chosen = { libraryName: 'Group', editable: false, id: null, name: 'Group' };
    const popup = await testbed.open('/src/popup/index.html', { width: 400, height: 600 });
    await popup.bringToFront();
    await popup.waitForSelector('form [name=format]');
    await popup.select('[name=format]', 'zotero');
    await popup.click('form [type=submit]');
    const said = () => textOf(popup, '.notice p');
    await untilEqual(
      said,
      'The library selected in Zotero is read-only. Select another library or collection there.',
    );
    expect(await isFocused(popup, 'form [type=submit]')).toBe(true);
    const isCut = await popup.$eval('.notice p', (p) => p.scrollWidth > p.clientWidth);
    expect(isCut, 'the notice is cut').toBe(false);
    zotero.server.chosen = chosen;
    await popup.click('form [type=submit]');
    await untilEqual(said, 'Sent to Zotero: 2 to My Library › To read.');
    expect(zotero.server.items.map(({ id }) => id)).toEqual([idOf(0), idOf(1)]);
    await popup.click('form [type=submit]');
    await untilEqual(said, 'All 2 papers were sent to Zotero before.');
    expect(zotero.server.items).toHaveLength(2);
  });

  it('says what is wrong with Zotero, and remembers nothing but what was saved', async () => {
    await fillLibrary(testbed.extensionPage, starredEntries(60));
    const page = await openList(testbed);
    await openDialog(page);
    await page.select('[name=format]', 'zotero');
    const fail = async (words: string): Promise<void> => {
      await page.click('dialog .main');
      await untilEqual(() => alertOf(page), words);
    };
    await zotero.server.close();
    await fail('Zotero does not answer. Start it and send again.');
    expect(await isFocused(page, 'dialog .main')).toBe(true);

    const other = createServer((_, response) => response.end('<h1>A printer</h1>'));
    await new Promise<void>((done) => other.listen(zotero.port, '127.0.0.1', done));
    await fail(
      'Something other than Zotero answers on Zotero’s port (getSelectedCollection: status 200).',
    );
    await new Promise((done) => {
      other.close(done);
      other.closeAllConnections();
    });

    await zotero.restart();
    zotero.server.chosen = { libraryName: 'Group', editable: false, id: null, name: 'Group' };
    await fail(
      'The library selected in Zotero is read-only. Select another library or collection there.',
    );
    expect(zotero.server.items).toEqual([]);

    zotero.server.chosen = { libraryName: 'Group', editable: true, id: 3, name: 'Ours' };
    zotero.server.savesUntilReadOnly = 1;
    await fail(
      'The library selected in Zotero is read-only. Select another library or collection there. 50 papers were sent before that.',
    );
    expect(zotero.server.items).toHaveLength(50);
    zotero.server.savesUntilReadOnly = Number.POSITIVE_INFINITY;
    await page.click('dialog .main');
    await untilEqual(() => noticeOf(page), 'Sent to Zotero: 10 to Group › Ours.');
    // Back where the dialog was opened.
    await until(() => isFocused(page, '.line .small'));
    expect(zotero.server.items.map(({ id }) => id).sort()).toEqual(starredEntries(60).map(idIn));
  });

  it('gives a paper one citation key for good, whichever papers come and go', async () => {
    const [first, second] = [
      starredEntry(0, { title: 'Attention again', seen: seenAt(TODAY) }),
      starredEntry(1, { title: 'Attention again', seen: seenAt(TODAY - 1) }),
    ];
    await fillLibrary(testbed.extensionPage, [first]);
    const page = await openList(testbed);
    const keysIn = async (on: Page): Promise<string[]> => {
      await openDialog(on);
      await on.select('[name=format]', 'bibtex');
      const bib = await testbed.fileFrom(() => on.click('dialog .main'), '.bib');
      return [...bib.toString().matchAll(/^@\w+\{(.+),$/gm)].map(([, key]) => key as string);
    };
    expect(await keysIn(page)).toEqual(['okafor2024attention']);

    // A paper that was seen before it, and would have had that key.
    const { ok } = await send(testbed.extensionPage, 'mark', second.paper, {
      starred: TODAY - 60_000,
    });
    expect(ok).toBe(true);
    await until(() => page.evaluate((s) => document.querySelector(s) !== null, rowOf(idOf(1))));
    const [kept, other] = await keysIn(page);
    expect(kept).toBe('okafor2024attention');
    expect(other).toMatch(/^okafor2024attention-\w{3}$/);

    await send(testbed.extensionPage, 'remove', [idOf(0)]);
    const next = await openList(testbed);
    await until(async () => (await next.$$('[role=row]')).length === 1);
    expect(await keysIn(next)).toEqual([other]);
    await sendToZotero(next);
    await untilEqual(() => noticeOf(next), 'Sent to Zotero: 1 to My Library › To read.');
    expect(zotero.server.items[0]?.extra).toContain(`Citation Key: ${other}\n`.trim());
    // The note in Obsidian cites by the same key.
    await makeNote(next);
    expect(await pasteInto(testbed.extensionPage)).toMatch(
      new RegExp(`\nciteke?y: "?${other}"?\n`),
    );
  });
});
