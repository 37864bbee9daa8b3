/** The page of the user's data: importing, backing up, restoring; and files to do it with. */
import type { ElementHandle, Page } from 'puppeteer-core';
import type { PaperId } from '../../../src/paper/ids';
import type { Mark } from '../../../src/paper/mark';
import type { Paper } from '../../../src/paper/paper';
import { readStore } from '../harness/library';
import { clickOn, textOf } from '../harness/page';
import type { OpenOptions } from '../harness/session';
import type { Testbed } from '../harness/testbed';
import { until } from '../harness/wait';

/** As PaperMemory writes it: one paper that was read and starred, with a note, and its own additions. */
export const PAPERMEMORY = {
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

/** The same paper as the library may have it already. */
export const ATTENTION: Partial<Paper> = {
  id: 'arxiv:1706.03762' as PaperId,
  title: 'Attention Is All You Need',
  authors: ['Ashish Vaswani', 'Noam Shazeer'],
  published: '2017',
  links: { page: 'https://arxiv.org/abs/1706.03762' },
};

export const BIBTEX = `@article{vaswani,
  title = {Attention Is All You Need}, author = {Vaswani, Ashish and Shazeer, Noam},
  year = 2017, eprint = {1706.03762}, archiveprefix = {arXiv}, note = {A note from the thesis.}
}

@article{broken, title = {This one never ends,
@inproceedings{dvorak, title = {Margins}, author = {Dvo{\\v r}{\\'a}k, Tom{\\'a}{\\v s}},
  year = 2020, doi = {10.1000/margins}}
@article{okafor, title = {Footnotes}, author = {Okafor, Ines}, year = 2021, doi = {10.1000/footnotes}}
`;

export const manyOf = (count: number): string =>
  Array.from(
    { length: count },
    (_, i) => `@misc{k${i}, title={Paper ${i}}, eprint={2401.${String(i).padStart(5, '0')}}}`,
  ).join('\n');

/** Reads what a person sees of the library: no times of changes, and not their sequence. */
export async function readVisible(page: Page) {
  const marks = await readStore<Mark>(page, 'marks');
  const papers = await readStore<Paper>(page, 'papers');
  return {
    papers: papers.map(({ seen: _, ...paper }) => paper),
    marks: marks.map(({ times: _, seq: __, ...mark }) => mark),
  };
}

export async function openData(testbed: Testbed, options: OpenOptions = {}): Promise<Page> {
  const page = await testbed.open('/src/data/index.html', options);
  await page.waitForSelector('main');
  return page;
}

// ---- importing

/** Chooses a file of this content; resolves when the page has the preview. */
export async function choose(
  testbed: Testbed,
  page: Page,
  name: string,
  content: string | Uint8Array,
): Promise<void> {
  await beginToRead(testbed, page, name, content);
  await page.waitForSelector('.preview');
}

/** Chooses a file of this content, and does not wait for what the page makes of it. */
export async function beginToRead(
  testbed: Testbed,
  page: Page,
  name: string,
  content: string | Uint8Array,
): Promise<void> {
  await backToStart(page);
  await upload(testbed, page, '[name=import-file]', name, content);
}

export async function backToStart(page: Page): Promise<void> {
  if (await page.$('.chooser')) return;
  await clickOn(page, '[name=back]');
  await page.waitForSelector('.chooser');
}

export async function runImport(page: Page): Promise<void> {
  await clickOn(page, '.preview .main');
  await page.waitForSelector('.finished');
}

/** Reads the numbers on the filters: `{ all: '3', new: '2', problems: '1' }`. */
export const numbersIn = (page: Page): Promise<Record<string, string>> =>
  page.$$eval('.filters label', (labels) =>
    Object.fromEntries(
      labels.map((label) => [
        label.querySelector('input')?.value ?? '',
        label.querySelector('b')?.textContent ?? '',
      ]),
    ),
  );

/** Reads the rows of the preview that are drawn: the id, and what the import would do. */
export const rowsIn = (page: Page): Promise<string[]> =>
  page.$$eval('[role=option]', (all) =>
    all.map(
      (row) => `${row.getAttribute('data-id')} ${row.querySelector('.outcome')?.textContent}`,
    ),
  );

// ---- backups

/** Saves a backup to a file, and resolves to its content. */
export const saveBackup = (testbed: Testbed, page: Page): Promise<Buffer> =>
  testbed.fileFrom(() => clickOn(page, '#backup-file'), '.json.gz');

/** Makes a backup within the browser, and waits until it is listed. */
export async function makeBackup(page: Page): Promise<void> {
  await clickOn(page, '.row:has(#backups) > button');
  await until(async () => (await textOf(page, '[role=status]')).includes('Backed up'));
  await page.waitForSelector('[data-backup]');
}

/** Chooses a backup file to restore, and waits until the page says what that would do. */
export async function openBackup(
  testbed: Testbed,
  page: Page,
  name: string,
  content: Uint8Array,
): Promise<void> {
  await upload(testbed, page, '[name=restore-file]', name, content);
  await until(async () => (await textOf(page, '.plan h3')).includes(name));
}

export const untilRestored = (page: Page): Promise<void> =>
  until(async () => (await page.$('.restore')) === null);

async function upload(
  testbed: Testbed,
  page: Page,
  field: string,
  name: string,
  content: string | Uint8Array,
): Promise<void> {
  const input = (await page.$(field)) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(testbed.makeFile(name, content));
}
