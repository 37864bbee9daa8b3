import { readdirSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { violationsOf } from '../harness/axe';
import { starredEntry } from '../harness/entries';
import { clearStore, fillLibrary, readStore } from '../harness/library';
import { clickOn, textOf } from '../harness/page';
import { ask } from '../harness/requests';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import {
  ATTENTION,
  BIBTEX,
  choose,
  makeBackup,
  manyOf,
  openBackup,
  openData,
  readVisible,
  runImport,
  saveBackup,
  untilRestored,
} from './page';

describe.each(KINDS)('restoring in %s', (kind) => {
  const testbed = useBrowser(kind, { staysAwake: false });
  let page: Page;
  beforeEach(async () => {
    page = await openData(testbed);
  });

  it('backs up to a file, and makes the library exactly what it was', async () => {
    await fillLibrary(testbed.extensionPage, [starredEntry(0, ATTENTION)]);
    const file = await saveBackup(testbed, page);
    expect(readdirSync(testbed.downloads)).toEqual([
      expect.stringMatching(/^dogear-backup-\d{4}-\d\d-\d\d\.json\.gz$/),
    ]);
    await until(async () => (await textOf(page, '#backup-file-hint')).startsWith('Last one'));
    const then = await readVisible(page);

    // It can be imported like any other file, as it is.
    await choose(testbed, page, 'then.json.gz', file);
    expect(await textOf(page, '.preview')).toContain('already has all of this');

    // More comes in, and what was there changes.
    await choose(testbed, page, 'thesis.bib', BIBTEX);
    await runImport(page);
    expect(await readVisible(page)).not.toEqual(then);

    await openBackup(testbed, page, 'then.json.gz', file);
    expect(await page.$$eval('.plan td', (all) => all.map((td) => td.textContent))).toEqual([
      '',
      '0',
      '1',
      '2',
    ]);
    await clickOn(page, '[name=exactly]');
    await page.waitForSelector('dialog[open]');
    expect(await textOf(page, 'dialog')).toMatch(
      /1 paper goes back[\s\S]*2 papers[\s\S]*to the bin/,
    );
    await clickOn(page, '[name=exactly-yes]');
    await untilRestored(page);
    expect(await readVisible(page)).toEqual(then);

    // What was before can be had again.
    await clickOn(page, `${await backupOf(page, '3 papers')} button`);
    await page.waitForSelector('[name=merge]');
    await clickOn(page, '[name=merge]');
    await untilRestored(page);
    expect((await readVisible(page)).papers).toHaveLength(3);
  });

  const exported = () => readStore<object>(testbed.extensionPage, 'exported');

  /** The selector of a backup in the list, by what is said of it. The daily one can come at any time. */
  async function backupOf(page: Page, words: string): Promise<string> {
    let found: string | undefined;
    await until(async () => {
      const rows = await page.$$eval('[data-backup]', (all) =>
        all.map((row) => [row.getAttribute('data-backup'), row.textContent ?? ''] as const),
      );
      found = rows.find(([, text]) => text.includes(words))?.[0] ?? undefined;
      return found !== undefined;
    });
    return `[data-backup="${found}"]`;
  }

  it('makes of more papers than are written at once exactly what they were', async () => {
    await choose(testbed, page, 'many.bib', manyOf(1_200));
    await runImport(page);
    // Each has the key of the file.
    const keys = await exported();
    expect(keys).toHaveLength(1_200);
    await makeBackup(page);
    const backup = await backupOf(page, '1,200 papers');
    const then = await readVisible(page);
    expect(then.papers).toHaveLength(1_200);
    // Of the first thousand and of the last; a new one, and other notes.
    const ids = then.marks.map(({ id }) => id);
    await clearStore(testbed.extensionPage, 'exported');
    await ask(testbed.extensionPage, 'remove', [...ids.slice(0, 100), ...ids.slice(-100)]);
    await ask(testbed.extensionPage, 'markIds', ids.slice(100, 1_100), {
      note: { text: 'another', was: '' },
    });
    await ask(
      testbed.extensionPage,
      'mark',
      { ...then.papers[0], id: 'arxiv:2402.00001', aliases: [] },
      { starred: 5 },
    );

    await clickOn(page, `${backup} button`);
    await page.waitForSelector('[name=exactly]');
    expect(await page.$$eval('.plan td', (all) => all.map((td) => td.textContent))).toEqual([
      // What was written since is newer.
      ...['', '200', '0', '0'],
      ...['200', '1,000', '1'],
    ]);
    await clickOn(page, '[name=exactly]');
    await page.waitForSelector('dialog[open]');
    await clickOn(page, '[name=exactly-yes]');
    await untilRestored(page);
    expect(await readVisible(page)).toEqual(then);
    expect(await exported()).toEqual(keys);

    // Where nothing else is to be restored, too.
    await clearStore(testbed.extensionPage, 'exported');
    await clickOn(page, `${backup} button`);
    await page.waitForSelector('[name=merge]');
    expect(await page.$$eval('.plan p', (all) => all.map((p) => p.textContent))).toEqual([
      'It brings back tag colours, citation keys or what was sent to Zotero.',
    ]);
    expect(await violationsOf(page)).toEqual([]);
    await clickOn(page, '[name=merge]');
    await untilRestored(page);
    expect(await exported()).toEqual(keys);
    expect(await readVisible(page)).toEqual(then);
  });
});
