import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import type { Page } from 'puppeteer-core';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Mark } from '../../../src/paper/mark';
import { readStore } from '../harness/library';
import { clickOn, isFocused, textOf, typeSearch } from '../harness/page';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import {
  BIBTEX,
  backToStart,
  beginToRead,
  choose,
  numbersIn,
  openData,
  PAPERMEMORY,
  readVisible,
  rowsIn,
  runImport,
} from './page';

describe.each(KINDS)('importing in %s', (kind) => {
  const testbed = useBrowser(kind, { staysAwake: false });
  let page: Page;
  beforeEach(async () => {
    page = await openData(testbed);
  });

  it.each([
    [
      'PubMed XML',
      '<?xml version="1.0"?><PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>Margins.</ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>',
      'pmid:1',
    ],
    [
      'CSL YAML',
      'references:\n- id: a\n  type: book\n  DOI: 10.1000/margins\n',
      'doi:10.1000/margins',
    ],
    [
      'Notes in Markdown',
      Buffer.from(zipSync({ 'A.md': strToU8('---\ndoi: 10.1000/margins\n---\n') })),
      'doi:10.1000/margins',
    ],
  ])('loads what reads %s when it is needed', async (name, content, id) => {
    await choose(testbed, page, 'a.file', content);
    expect(await textOf(page, '.preview .file')).toContain(name);
    expect(await rowsIn(page)).toEqual([`${id} New`]);
  });

  it('brings PaperMemory in, then BibTeX: both notes kept, twice changes nothing, and Undo', async () => {
    await choose(testbed, page, 'PMExport.json', JSON.stringify(PAPERMEMORY));
    expect(await textOf(page, '.preview .file')).toContain('PaperMemory');
    expect(await numbersIn(page)).toEqual({ all: '1', new: '1' });
    await runImport(page);
    const before = await readVisible(page);
    expect(before.marks).toMatchObject([
      { id: 'arxiv:1706.03762', note: 'A note from PaperMemory.', tags: ['transformers'] },
    ]);
    expect(before.marks[0]?.starredAt).toBe(Date.parse('2024-03-01T10:00:00.000Z'));

    await choose(testbed, page, 'thesis.bib', BIBTEX);
    expect(await numbersIn(page)).toEqual({ all: '3', new: '2', changed: '1', problems: '1' });
    expect(await rowsIn(page)).toEqual([
      'arxiv:1706.03762 Updates type, citation key, and note',
      'doi:10.1000/margins New',
      'doi:10.1000/footnotes New',
    ]);
    await clickOn(page, '.filters [value=problems]');
    expect(await textOf(page, '.entry.problem')).toMatch(/has no end[\s\S]*line 6/);
    await clickOn(page, '.filters [value=all]');

    // By keys alone: to the third row, and off with its tick.
    await page.focus('[role=listbox]');
    await page.keyboard.press('End');
    await page.keyboard.press(' ');
    expect(await page.$eval('[data-id="doi:10.1000/footnotes"]', (row) => row.ariaSelected)).toBe(
      'false',
    );
    expect(await textOf(page, '.preview .main')).toBe('Import 2 papers');
    await runImport(page);
    expect(await textOf(page, '.finished')).toContain('1 new paper imported. 1 existing paper');

    const after = await readVisible(page);
    expect(after.papers.map(({ id }) => id)).toEqual(['arxiv:1706.03762', 'doi:10.1000/margins']);
    const note = after.marks.find(({ id }) => id === 'arxiv:1706.03762')?.note;
    expect(note).toContain('A note from PaperMemory.');
    expect(note).toContain('A note from the thesis.');

    await choose(testbed, page, 'thesis.bib', BIBTEX);
    expect(await numbersIn(page)).toEqual({ all: '3', new: '1', same: '2', problems: '1' });
    const sequence = (await readStore<Mark>(page, 'marks')).map(({ seq }) => seq);
    await choose(testbed, page, 'PMExport.json', JSON.stringify(PAPERMEMORY));
    expect(await textOf(page, '.preview')).toContain('already has all of this');
    expect(await page.$('.preview .main')).toBeNull();
    expect((await readStore<Mark>(page, 'marks')).map(({ seq }) => seq)).toEqual(sequence);

    // Also when the page was closed meanwhile.
    await page.close();
    page = await openData(testbed);
    await page.waitForSelector('[data-import]');
    const imports = await page.$$eval('[data-import] .words', (all) =>
      all.map((one) => one.textContent),
    );
    expect(imports).toHaveLength(2);
    expect(imports[0]).toMatch(/^thesis\.bib.*2 papers$/);
    await clickOn(page, '[data-import]:first-of-type button');
    await until(async () => (await page.$$('[data-import]')).length === 1);
    await until(() => isFocused(page, '#past-imports'));
    expect(await readVisible(page)).toEqual(before);
  });

  it('leads to what it added, whatever its file says of when, and says so in the history', async () => {
    await choose(testbed, page, 'thesis.bib', BIBTEX);
    await runImport(page);
    await choose(testbed, page, 'PMExport.json', JSON.stringify(PAPERMEMORY));
    await runImport(page);
    expect(await page.$('.finished [data-show]')).toBeNull();
    await choose(testbed, page, 'old.csv', 'Title,DOI,Date Added\nMosses,10.1000/m,2019-01-01\n');
    await runImport(page);
    const show = await page.$eval('.finished [data-show]', (link) => link.getAttribute('href'));
    const list = await testbed.open(show ?? '');
    await until(async () => (await list.$$('.row [role=gridcell].paper')).length > 0);
    expect(await textOf(list, '[role=grid]')).toContain('Mosses');
    await typeSearch(list, 'added:<7d');
    await until(async () => (await list.$$('.row [role=gridcell].paper')).length === 4);
    await typeSearch(list, 'Mosses added:<7d');
    await until(async () => (await list.$$('.row [role=gridcell].paper')).length === 1);
    await clickOn(list, '.row');
    await until(async () => /Imported/.test(await textOf(list, '.history')));
  });

  it('says which ids papers with other titles have, in the file and in the library', async () => {
    const paper = (key: string, title: string) =>
      `@article{${key}, title = {${title}}, author = {Ada Lovelace}, year = 2011, eprint = {1011.1669}, archiveprefix = {arXiv}}\n`;
    await choose(testbed, page, 'one.bib', paper('a', 'On the growth of mosses'));
    await runImport(page);
    const two = paper('b', 'A history of footnotes') + paper('c', 'Archives in practice');
    await choose(testbed, page, 'two.bib', two);
    expect(await numbersIn(page)).toEqual({ all: '2', new: '2', problems: '2' });
    await clickOn(page, '.filters [value=problems]');
    expect(await textOf(page, '.preview')).toMatch(/different titles have this id/);
    await choose(testbed, page, 'three.bib', paper('b', 'A history of footnotes'));
    await clickOn(page, '.filters [value=problems]');
    expect(await textOf(page, '.entry.problem')).toMatch(
      /Another paper of your library has this id[\s\S]*arxiv:1011\.1669 · On the growth of mosses/,
    );
  });

  it('says in plain words what cannot be read, and reads UTF-16', async () => {
    const before = await readVisible(page);
    const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0, 0, 0, 0]);
    for (const [name, content, words] of [
      ['empty.bib', '', 'The file is empty.'],
      ['picture.bib', png, 'This is not text'],
      ['thesis.bib', '%PDF-1.7\n1 0 obj', 'This is a PDF file.'],
      ['letter.txt', 'Dear reader, nothing here.', 'nothing in it that Dogear recognises'],
    ] as const) {
      await choose(testbed, page, name, content);
      expect(await textOf(page, '.preview'), name).toContain(words);
      expect(await page.$('.preview .main'), name).toBeNull();
    }
    await beginToRead(testbed, page, 'cut.bib.gz', gzipSync(BIBTEX).subarray(0, 40));
    await until(async () => /could not be read: \S/.test(await textOf(page, '[role=alert]')));
    await page.waitForSelector('.chooser');
    await choose(testbed, page, 'wide.txt', Buffer.from(`\ufeff${BIBTEX}`, 'utf16le'));
    expect(await numbersIn(page)).toMatchObject({ new: '3', problems: '1' });
    await page.bringToFront();
    await backToStart(page);
    await page.type('#pasted', 'https://arxiv.org/abs/2401.00001 and 10.1000/pasted');
    await clickOn(page, '.chooser form button');
    await page.waitForSelector('.preview');
    expect(await rowsIn(page)).toEqual(['arxiv:2401.00001 New', 'doi:10.1000/pasted New']);
    expect(await readVisible(page)).toEqual(before);
    await backToStart(page);
  });
});
