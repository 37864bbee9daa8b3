import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Mark } from '../../src/paper/mark';
import type { Paper } from '../../src/paper/paper';
import { violationsOf } from './harness/axe';
import { findBrowser, type Kind } from './harness/find-browser';
import { launch, type Session } from './harness/session';
import { until } from './harness/wait';

const KINDS: Kind[] = ['chromium', 'firefox'];
const DATA = '/src/data/index.html';

/** As PaperMemory writes it: one paper that was read and starred, with a note, and its own additions. */
const PAPERMEMORY = {
  __dataVersion: 5.5,
  'Arxiv-1706.03762': {
    author: 'Ashish Vaswani and Noam Shazeer',
    id: 'Arxiv-1706.03762',
    key: 'vaswani2017attention',
    title: 'Attention Is All You Need',
    year: '2017',
    note: 'A note from PaperMemory.',
    tags: ['transformers'],
    favorite: true,
    favoriteDate: '2024-03-01T10:00:00.000Z',
    addDate: '2024-02-01T10:00:00.000Z',
    lastOpenDate: '2024-03-02T10:00:00.000Z',
    pdfLink: 'https://arxiv.org/pdf/1706.03762.pdf',
    source: 'arxiv',
  },
};

const BIBTEX = `@article{vaswani,
  title = {Attention Is All You Need}, author = {Vaswani, Ashish and Shazeer, Noam},
  year = 2017, eprint = {1706.03762}, archiveprefix = {arXiv}, note = {A note from the thesis.}
}

@article{broken, title = {This one never ends,
@inproceedings{dvorak, title = {Margins}, author = {Dvo{\\v r}{\\'a}k, Tom{\\'a}{\\v s}},
  year = 2020, doi = {10.1000/margins}}
@article{okafor, title = {Footnotes}, author = {Okafor, Ines}, year = 2021, doi = {10.1000/footnotes}}
`;

const manyOf = (count: number): string =>
  Array.from(
    { length: count },
    (_, i) => `@misc{k${i}, title={Paper ${i}}, eprint={2401.${String(i).padStart(5, '0')}}}`,
  ).join('\n');

interface Stored {
  readonly papers: readonly Paper[];
  readonly marks: readonly Mark[];
}

/** What the library holds, read by nothing of Dogear's. */
function stored(page: Page): Promise<Stored> {
  return page.evaluate(
    () =>
      new Promise<Stored>((resolve, reject) => {
        const opening = indexedDB.open('dogear');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const tx = opening.result.transaction(['papers', 'marks']);
          const papers = tx.objectStore('papers').getAll();
          const marks = tx.objectStore('marks').getAll();
          tx.oncomplete = () => {
            opening.result.close();
            resolve({ papers: papers.result, marks: marks.result });
          };
        };
      }),
  );
}

/** What the reader sees of it: without the times of changes and their sequence. */
async function said(page: Page) {
  const { papers, marks } = await stored(page);
  const plain = marks.map(({ times: _, seq: __, ...mark }) => mark);
  return { papers: papers.map(({ seen: _, ...paper }) => paper), marks: plain };
}

const textOf = (page: Page, selector: string): Promise<string> =>
  page.$eval(selector, (element) => element.textContent ?? '');

async function clickOn(page: Page, selector: string): Promise<void> {
  await page.bringToFront();
  await page.waitForSelector(selector);
  await page.$eval(selector, (element) => element.scrollIntoView({ block: 'center' }));
  await page.click(selector);
}

describe.each(KINDS)('the data page in %s', (kind) => {
  let session: Session;
  let files: string;
  let downloads: string;
  let page: Page;
  const errors: string[] = [];

  async function open(options = {}): Promise<Page> {
    const opened = await session.open(DATA, options);
    opened.on('pageerror', (error) => errors.push(String(error)));
    await opened.waitForSelector('main');
    return opened;
  }

  /** Chooses a file of this content; resolves when the page has the preview. */
  async function choose(name: string, content: string | Uint8Array): Promise<void> {
    await beginToRead(name, content);
    await page.waitForSelector('.preview');
  }

  async function beginToRead(name: string, content: string | Uint8Array): Promise<void> {
    const path = join(files, name);
    writeFileSync(path, content);
    await backToStart();
    const input = (await page.$('[name=import-file]')) as ElementHandle<HTMLInputElement>;
    await input.uploadFile(path);
  }

  async function backToStart(): Promise<void> {
    if (await page.$('.chooser')) return;
    await clickOn(page, '[name=back]');
    await page.waitForSelector('.chooser');
  }

  async function runImport(): Promise<void> {
    await clickOn(page, '.preview .main');
    await page.waitForSelector('.finished');
  }

  /** The numbers on the filters: `{ all: '3', new: '2', problems: '1' }`. */
  const numbers = (): Promise<Record<string, string>> =>
    page.$$eval('.filters label', (labels) =>
      Object.fromEntries(
        labels.map((label) => [
          label.querySelector('input')?.value ?? '',
          label.querySelector('b')?.textContent ?? '',
        ]),
      ),
    );

  /** What papers left with; nothing any more, where it is to be lost. */
  const exported = (isLost = false): Promise<object[]> =>
    page.evaluate(
      (isLost) =>
        new Promise<object[]>((resolve, reject) => {
          const opening = indexedDB.open('dogear');
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const tx = opening.result.transaction('exported', 'readwrite');
            if (isLost) tx.objectStore('exported').clear();
            const all = tx.objectStore('exported').getAll();
            tx.oncomplete = () => {
              opening.result.close();
              resolve(all.result);
            };
          };
        }),
      isLost,
    );

  async function ask(request: string, ...args: unknown[]): Promise<void> {
    const reply = await page.evaluate(
      (message) =>
        (
          globalThis as unknown as {
            chrome: { runtime: { sendMessage(message: object): Promise<{ ok: boolean }> } };
          }
        ).chrome.runtime.sendMessage(message),
      { request, args },
    );
    expect(reply).toMatchObject({ ok: true });
  }

  const isFocused = (selector: string): Promise<boolean> =>
    page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);

  const rows = (): Promise<string[]> =>
    page.$$eval('[role=option]', (all) =>
      all.map(
        (row) => `${row.getAttribute('data-id')} ${row.querySelector('.outcome')?.textContent}`,
      ),
    );

  beforeAll(async () => {
    expect(findBrowser(kind), `${kind} is installed`).toBeDefined();
    files = mkdtempSync(join(tmpdir(), 'dogear-files-'));
    downloads = mkdtempSync(join(tmpdir(), 'dogear-downloads-'));
    session = await launch(kind, { downloads });
    page = await open();
  });
  afterEach(() => {
    expect(errors.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await session?.close();
    for (const folder of [files, downloads]) rmSync(folder, { recursive: true, force: true });
  });

  it('brings PaperMemory in, then BibTeX: both notes kept, twice changes nothing, and Undo', async () => {
    await choose('PMExport.json', JSON.stringify(PAPERMEMORY));
    expect(await textOf(page, '.preview .file')).toContain('PaperMemory');
    expect(await numbers()).toEqual({ all: '1', new: '1' });
    await runImport();
    const before = await said(page);
    expect(before.marks).toMatchObject([
      { id: 'arxiv:1706.03762', note: 'A note from PaperMemory.', tags: ['transformers'] },
    ]);
    expect(before.marks[0]?.starredAt).toBe(Date.parse('2024-03-01T10:00:00.000Z'));

    await choose('thesis.bib', BIBTEX);
    expect(await numbers()).toEqual({ all: '3', new: '2', changed: '1', problems: '1' });
    expect(await rows()).toEqual([
      'arxiv:1706.03762 Updates note',
      'doi:10.1000/margins New',
      'doi:10.1000/footnotes New',
    ]);
    await clickOn(page, '.filters [value=problems]');
    expect(await textOf(page, '.entry.problem')).toMatch(/does not end[\s\S]*line 6/);
    await clickOn(page, '.filters [value=all]');

    // By keys alone: to the third row, and off with its tick.
    await page.focus('[role=listbox]');
    await page.keyboard.press('End');
    await page.keyboard.press(' ');
    expect(await page.$eval('[data-id="doi:10.1000/footnotes"]', (row) => row.ariaSelected)).toBe(
      'false',
    );
    expect(await textOf(page, '.preview .main')).toBe('Import 2 papers');
    await runImport();
    expect(await textOf(page, '.finished')).toContain('1 new paper imported. 1 that you had');

    const after = await said(page);
    expect(after.papers.map(({ id }) => id)).toEqual(['arxiv:1706.03762', 'doi:10.1000/margins']);
    const note = after.marks.find(({ id }) => id === 'arxiv:1706.03762')?.note;
    expect(note).toContain('A note from PaperMemory.');
    expect(note).toContain('A note from the thesis.');

    await choose('thesis.bib', BIBTEX);
    expect(await numbers()).toEqual({ all: '3', new: '1', same: '2', problems: '1' });
    const sequence = (await stored(page)).marks.map(({ seq }) => seq);
    await choose('PMExport.json', JSON.stringify(PAPERMEMORY));
    expect(await textOf(page, '.preview')).toContain('has all of this already');
    expect(await page.$('.preview .main')).toBeNull();
    expect((await stored(page)).marks.map(({ seq }) => seq)).toEqual(sequence);

    // Also when the page was closed meanwhile.
    await page.close();
    page = await open();
    await page.waitForSelector('[data-import]');
    const imports = await page.$$eval('[data-import] .words', (all) =>
      all.map((one) => one.textContent),
    );
    expect(imports).toHaveLength(2);
    expect(imports[0]).toMatch(/^thesis\.bib.*2 papers$/);
    await clickOn(page, '[data-import]:first-of-type button');
    await until(async () => (await page.$$('[data-import]')).length === 1);
    await until(() => isFocused('#past-imports'));
    expect(await said(page)).toEqual(before);
  });

  it('lets go of a file that it reads, and shows any part of the next', async () => {
    const before = await said(page);
    const cancelled = page.evaluate(
      () =>
        new Promise((resolve) => {
          const observer = new MutationObserver(() => {
            const cancel = document.querySelector<HTMLElement>('.progress button');
            if (!cancel) return;
            observer.disconnect();
            cancel.click();
            resolve(true);
          });
          observer.observe(document.body, { childList: true, subtree: true });
        }),
    );
    await beginToRead('large.bib', manyOf(40_000));
    await cancelled;
    await page.waitForSelector('.chooser');

    await choose('many.bib', manyOf(5_000));
    expect(await textOf(page, '.preview .file')).toContain('many.bib');
    expect(await numbers()).toEqual({ all: '5,000', new: '5,000' });
    // What is in view is there with the list; what is not, once it is.
    expect(await rows()).toContain('arxiv:2401.00003 New');
    await page.focus('[role=listbox]');
    await page.keyboard.press('End');
    await until(async () => (await rows()).includes('arxiv:2401.04999 New'));
    expect(await textOf(page, '.entry.current')).toContain('Paper 4999');
    await page.keyboard.press('Home');
    await until(async () => (await rows()).includes('arxiv:2401.00000 New'));
    await backToStart();
    expect(await said(page)).toEqual(before);
  });

  it('stops in the middle with whole papers only', async () => {
    const before = await said(page);
    await choose('many.bib', manyOf(5_000));
    // As soon as something is written, and before all is.
    await page.evaluate(() => {
      const timer = setInterval(() => {
        const progress = document.querySelector<HTMLProgressElement>('.progress progress');
        if (!progress || progress.value <= 0) return;
        clearInterval(timer);
        document.querySelector<HTMLElement>('.progress button')?.click();
      }, 1);
    });
    await runImport();
    expect(await textOf(page, '.finished')).toMatch(/Cancelled: [1-4],000 papers/);
    const { papers, marks } = await stored(page);
    const written = papers.length - before.papers.length;
    expect(written % 1_000).toBe(0);
    expect(written).toBeGreaterThan(0);
    expect(written).toBeLessThan(5_000);
    expect(marks.map(({ id }) => id)).toEqual(papers.map(({ id }) => id));

    await clickOn(page, '[name=undo-import]');
    await until(async () => (await textOf(page, '.finished')).includes('Undone'), 30_000);
    expect(await said(page)).toEqual(before);
  });

  it('says in plain words what cannot be read, and reads UTF-16', async () => {
    const before = await said(page);
    const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0, 0, 0, 0]);
    for (const [name, content, words] of [
      ['empty.bib', '', 'The file is empty.'],
      ['picture.bib', png, 'This is not text'],
      ['thesis.bib', '%PDF-1.7\n1 0 obj', 'This is a PDF file.'],
      ['letter.txt', 'Dear reader, nothing here.', 'nothing in it that Dogear recognises'],
    ] as const) {
      await choose(name, content);
      expect(await textOf(page, '.preview'), name).toContain(words);
      expect(await page.$('.preview .main'), name).toBeNull();
    }
    await beginToRead('cut.bib.gz', gzipSync(BIBTEX).subarray(0, 40));
    await until(async () => /could not be read: \S/.test(await textOf(page, '[role=alert]')));
    await page.waitForSelector('.chooser');
    await choose('wide.txt', Buffer.from(`\ufeff${BIBTEX}`, 'utf16le'));
    expect(await numbers()).toMatchObject({ new: '2', problems: '1' });
    await page.bringToFront();
    await backToStart();
    await page.type('#pasted', 'https://arxiv.org/abs/2401.00001 and 10.1000/pasted');
    await clickOn(page, '.chooser form button');
    await page.waitForSelector('.preview');
    expect(await rows()).toEqual(['arxiv:2401.00001 New', 'doi:10.1000/pasted New']);
    expect(await said(page)).toEqual(before);
    await backToStart();
  });

  async function openBackup(name: string, content: Uint8Array): Promise<void> {
    const path = join(files, name);
    writeFileSync(path, content);
    const input = (await page.$('[name=restore-file]')) as ElementHandle<HTMLInputElement>;
    await input.uploadFile(path);
    await until(
      async () =>
        (await page.$eval('.plan h3', (h3) => h3.textContent).catch(() => ''))?.includes(name) ??
        false,
    );
  }

  it('backs up to a file, and makes the library exactly what it was', async () => {
    await clickOn(page, '#backup-file');
    const saved = (): string | undefined =>
      readdirSync(downloads).find((name) => /^dogear-backup-\d{4}-\d\d-\d\d\.json\.gz$/.test(name));
    await until(
      () => saved() !== undefined && readFileSync(join(downloads, saved() as string)).length > 0,
    );
    const file = readFileSync(join(downloads, saved() as string));
    await until(async () => (await textOf(page, '#backup-file-hint')).startsWith('Last one'));
    const then = await said(page);

    // It can be imported like any other file, as it is.
    await choose('then.json.gz', file);
    expect(await textOf(page, '.preview')).toContain('has all of this already');

    // More comes in, and what was there changes.
    await choose('thesis.bib', BIBTEX);
    await runImport();
    expect(await said(page)).not.toEqual(then);

    await openBackup('then.json.gz', file);
    expect(await page.$$eval('.plan td', (all) => all.map((td) => td.textContent))).toEqual([
      '',
      '0',
      '1',
      '2',
    ]);
    await clickOn(page, '[name=exactly]');
    await page.waitForSelector('dialog[open]');
    expect(await textOf(page, 'dialog')).toMatch(/1 paper becomes[\s\S]*2 papers[\s\S]*to the bin/);
    await clickOn(page, '[name=exactly-yes]');
    await until(async () => (await page.$('.restore')) === null, 30_000);
    expect(await said(page)).toEqual(then);

    // What was before can be had again.
    await page.waitForSelector('[data-backup]');
    expect(await textOf(page, '[data-backup] .words')).toContain('3 papers');
    await clickOn(page, '[data-backup] button');
    await page.waitForSelector('[name=merge]');
    await clickOn(page, '[name=merge]');
    await until(async () => (await page.$('.restore')) === null, 30_000);
    expect((await said(page)).papers).toHaveLength(3);
  });

  it('refuses a damaged backup, and saves what is whole', async () => {
    const name = readdirSync(downloads)[0] as string;
    const whole = readFileSync(join(downloads, name));
    const before = await said(page);
    await openBackup('short.json.gz', whole.subarray(0, whole.length - 40));
    expect(await textOf(page, '.plan [role=alert]')).toContain('ends too early');
    expect(await page.$('[name=exactly]')).toBeNull();
    expect(await textOf(page, '.plan [role=alert]')).toContain('Nothing in it can be added');

    const [paper] = (await stored(page)).papers as [Paper];
    const lost = { ...paper, id: 'arxiv:2401.09999', aliases: undefined };
    const lines = [
      '{"format":"dogear","version":1,"exportedAt":"2026-11-25T08:00:00.000Z","tags":[],"papers":[',
      `${JSON.stringify({ paper: lost, mark: { starredAt: 5 } })},`,
      '{"paper":{"id":"arxiv:2401.0',
    ];
    await openBackup('cut.json.gz', gzipSync(lines.join('\n')));
    expect(await textOf(page, '.plan [role=alert]')).toMatch(
      /Line 3 of it cannot be read[\s\S]*ends too early, after 1 paper[\s\S]*1 paper in it is whole/,
    );
    await clickOn(page, '[name=merge]');
    await until(async () => (await page.$('.restore')) === null);
    const after = await said(page);
    expect(after.marks).toContainEqual({ id: 'arxiv:2401.09999', starredAt: 5 });
    expect(after.papers).toHaveLength(before.papers.length + 1);

    // What each browser has unzipped before it comes to the damage is there.
    const many = Array.from({ length: 2_000 }, (_, n) => {
      const abstract = randomBytes(150).toString('hex');
      return JSON.stringify({
        paper: { ...lost, id: `arxiv:2401.${n + 10_000}`, abstract },
        mark: {},
      });
    });
    const bytes = gzipSync([lines[0], many.join(',\n')].join('\n'));
    const at = Math.floor(bytes.length * 0.8);
    bytes.fill(0xff, at, at + 8);
    await openBackup('rotten.json.gz', bytes);
    const [, told = ''] =
      /([\d,]+)\spapers in it are whole/.exec(await textOf(page, '.plan [role=alert]')) ?? [];
    expect(Number(told.replace(',', ''))).toBeGreaterThan(1_400);

    await openBackup('thesis.json', Buffer.from('{"hello": 1}'));
    expect(await textOf(page, '.plan [role=alert]')).toContain('no backup of Dogear');
    expect(await page.$('[name=exactly], [name=merge]')).toBeNull();
    expect(await said(page)).toEqual(after);
    await clickOn(page, '.plan .buttons button');
    await until(async () => (await page.$('.restore')) === null);
    await clickOn(page, '[data-backup] button');
    await until(() => isFocused('.plan h3'));
    await clickOn(page, '.plan .buttons button');
    await until(() => isFocused('[data-backup] button'));
  });

  it('keeps how papers leave, points out mistakes, and is accessible in both schemes', async () => {
    // Firefox's scheme cannot be changed from outside while it runs; the sheet is the same.
    const inScheme = (scheme: 'light' | 'dark') => (kind === 'chromium' ? { scheme } : {});
    const example = (): Promise<string> => textOf(page, '#key-example code');
    const type = async (selector: string, text: string): Promise<void> => {
      await clickOn(page, selector);
      await page.$eval(selector, (field) => (field as HTMLInputElement).select());
      await page.keyboard.type(text);
    };
    await page.close();
    page = await open(inScheme('light'));
    await page.waitForSelector('#keyPattern');
    await until(async () => (await example()) === 'vaswani2017attention');
    await type('#keyPattern', '[auth:capital]-[year2]');
    expect(await example()).toBe('Vaswani-17');
    await type('#keyPattern', 'a [auth]');
    expect(await textOf(page, '#key-mistakes')).toContain('A space cannot stand');
    await type('#keyPattern', '[autor]');
    expect(await textOf(page, '#key-mistakes')).toMatch(
      /no part called \[autor\][\s\S]*made by \[auth:capital\]-\[year2\]/,
    );
    await type('#template', ' ');
    await page.keyboard.press('Backspace');
    expect(await page.$eval('#template', (field) => (field as HTMLTextAreaElement).value)).toBe('');
    await type('#template', '{{titel}}');
    expect(await textOf(page, '#template-mistakes')).toBe(
      'Line 1: there is nothing called “titel”.',
    );
    await clickOn(page, '[name=preview-template]');
    expect(await textOf(page, 'figcaption')).toBe(
      'Attention Is All You Need (arxiv 1706.03762).md',
    );
    await type('[name=vault]', 'Notes');
    await clickOn(page, '#remind');
    expect(await violationsOf(page)).toEqual([]);
    await until(async () => (await textOf(page, '[role=status]')).includes('Saved'));

    await page.close();
    page = await open({ ...inScheme('dark'), width: 400 });
    await page.waitForSelector('#keyPattern');
    const values = await page.$$eval('#keyPattern, #template, [name=vault]', (fields) =>
      fields.map((field) => (field as HTMLInputElement).value),
    );
    expect(values).toEqual(['[auth:capital]-[year2]', '{{titel}}', 'Notes']);
    expect(await page.$eval('#remind', (box) => (box as HTMLInputElement).checked)).toBe(false);
    await clickOn(page, '[name=reset-template]');
    await until(async () => (await page.$('[name=reset-template]')) === null);
    await choose('thesis.bib', BIBTEX.replace('Margins', 'Other'));
    expect(await violationsOf(page)).toEqual([]);
  });

  it('makes of thousands of papers exactly what they were', async () => {
    await choose('many.bib', manyOf(2_500));
    if (await page.$('.preview .main')) await runImport();
    await ask('rememberKeys', [['arxiv:2401.00001', 'key']], '[auth]');
    const keys = await exported();
    expect(keys).toHaveLength(1);
    await clickOn(page, '.row:has(#backups) > button');
    await until(async () => (await textOf(page, '[role=status]')).includes('Backed up'));
    const then = await said(page);
    expect(then.papers.length).toBeGreaterThan(2_000);
    // Of the first thousand and of the last; a new one, and other notes, also where this is tried again.
    const now = String(Date.now());
    const ids = then.marks.map(({ id }) => id);
    expect(await exported(true)).toEqual([]);
    await ask('remove', [...ids.slice(0, 400), ...ids.slice(-400)]);
    await ask('markIds', ids.slice(400, 1_400), { note: { text: now, was: '' } });
    await ask(
      'mark',
      { ...then.papers[0], id: `arxiv:2402.${now.slice(-5)}`, aliases: [] },
      { starred: 5 },
    );

    const at = await page.$eval('[data-backup]', (row) => row.getAttribute('data-backup'));
    await clickOn(page, `[data-backup="${at}"] button`);
    await page.waitForSelector('[name=exactly]');
    expect(await page.$$eval('.plan td', (all) => all.map((td) => td.textContent))).toEqual([
      // What was written since is newer.
      ...['', '800', '0', '0'],
      ...['800', '1,000', '1'],
    ]);
    await clickOn(page, '[name=exactly]');
    await page.waitForSelector('dialog[open]');
    await clickOn(page, '[name=exactly-yes]');
    await until(async () => (await page.$('.restore')) === null, 30_000);
    expect(await said(page)).toEqual(then);
    expect(await exported()).toEqual(keys);

    // Where nothing else is to be restored, too.
    expect(await exported(true)).toEqual([]);
    await clickOn(page, `[data-backup="${at}"] button`);
    await page.waitForSelector('[name=merge]');
    expect(await page.$$eval('.plan p', (all) => all.map((p) => p.textContent))).toEqual([
      'It brings back colours of tags, citation keys, or what was sent to Zotero.',
    ]);
    expect(await violationsOf(page)).toEqual([]);
    await clickOn(page, '[name=merge]');
    await until(async () => (await page.$('.restore')) === null, 30_000);
    expect(await exported()).toEqual(keys);
    expect(await said(page)).toEqual(then);
  });

  it('never loses the focus, nor takes a file that is dropped for a page', async () => {
    const pressEnter = async (selector: string): Promise<void> => {
      await page.bringToFront();
      await page.focus(selector);
      await page.keyboard.press('Enter');
    };
    /** Whether the page takes what is dragged over it; else the browser opens it in its place. */
    const takesDrop = (): Promise<boolean> =>
      page.evaluate(() => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(['2401.00007'], 'dropped.txt'));
        const drop = (type: string) =>
          !document.body.dispatchEvent(
            new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }),
          );
        return drop('dragover') && drop('drop');
      });
    await choose('focus.txt', '10.1000/focus');
    await runImport();
    await pressEnter('[name=undo-import]');
    await until(async () => (await textOf(page, '.finished')).includes('Undone'));
    await until(() => isFocused('[name=back]'));

    // Undone in the list, it is undone also where it was just told.
    await choose('focus.txt', '10.1000/focus');
    await runImport();
    await page.waitForSelector('[data-import]');
    await pressEnter('[data-import] button');
    await until(async () => (await textOf(page, '.finished')).includes('Undone'));
    expect(await page.$('[name=undo-import]')).toBeNull();

    await choose('focus.txt', '10.1000/focus');
    expect(await takesDrop()).toBe(true);
    await until(async () => (await textOf(page, 'main')).includes('dropped.txt'));
    await page.waitForSelector('.preview');
    await backToStart();

    for (const [field, reset] of [
      ['#keyPattern', '[name=reset-keys]'],
      ['#template', '[name=reset-template]'],
    ] as const) {
      await page.focus(field);
      await page.keyboard.type('[year]');
      await page.waitForSelector(reset);
      await pressEnter(reset);
      await until(() => isFocused(field));
      expect(await page.$(reset)).toBeNull();
    }
    // The file last: Firefox then shows its downloads, which have the keys.
    for (const [selector, words] of [
      ['.row:has(#backups) > button', 'Backed up'],
      ['#backup-file', 'Backed up to a file'],
    ] as const) {
      await pressEnter(selector);
      await until(async () => (await textOf(page, '[role=status]')) === words);
      expect(await isFocused(selector), selector).toBe(true);
    }
  });

  it('reminds in the popup of a backup file that is a month old, until it is told not to', async () => {
    const opened: Page[] = [];
    /** The popup, where the last file is so old. */
    async function openPopup(days: number): Promise<Page> {
      await page.evaluate(
        (at) =>
          new Promise<void>((resolve, reject) => {
            const opening = indexedDB.open('dogear');
            opening.onerror = () => reject(opening.error);
            opening.onsuccess = () => {
              const tx = opening.result.transaction('files', 'readwrite');
              tx.objectStore('files').put({ writtenAt: at }, 'backup');
              tx.oncomplete = () => {
                opening.result.close();
                resolve();
              };
            };
          }),
        Date.now() - days * 24 * 3_600_000,
      );
      const popup = await session.open('/src/popup/index.html', { width: 400, height: 600 });
      opened.push(popup);
      popup.on('pageerror', (error) => errors.push(String(error)));
      await popup.bringToFront();
      await popup.waitForSelector('main li, main .state');
      return popup;
    }
    const press = async (popup: Page, nth: number): Promise<void> => {
      await popup.waitForSelector('.reminder button');
      await popup.focus(`.reminder button:nth-of-type(${nth})`);
      await popup.keyboard.press('Enter');
    };

    const due = await openPopup(31);
    await due.waitForSelector('.reminder');
    expect(await textOf(due, '.reminder')).toContain('The last backup file is 31 days old.');
    expect(await violationsOf(due)).toEqual([]);
    for (const name of readdirSync(downloads)) rmSync(join(downloads, name));
    await press(due, 1);
    await until(async () => (await textOf(due, '.reminder')) === 'Backed up to a file.');
    await until(() => readdirSync(downloads).some((name) => name.startsWith('dogear-backup-')));
    const isLost = () => due.evaluate(() => document.activeElement === document.body);
    await until(async () => !(await isLost()));

    const again = await openPopup(31);
    await press(again, 2);
    await until(async () => (await again.$('.reminder')) === null);
    await page.close();
    page = await open();
    await until(() => page.$eval('#remind', (box) => !(box as HTMLInputElement).checked));
    await clickOn(page, '#remind');
    await until(async () => (await textOf(page, '[role=status]')).includes('Saved'));
    for (const popup of opened) await popup.close();
  });
});
