/**
 * The main job, done by itself in a real browser on the sample digest: what `npm start` does where
 * nobody can look on. Each step is checked by what a person would see, and by what is in the files.
 */
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { DogearFile } from '../../src/formats/write/dogear';
import { barOf, cardsOf, press, untilReady } from '../browser/harness/overlay';
import type { Session } from '../browser/harness/session';
import { until } from '../browser/harness/wait';
import { DAILY, PAPERS, RECENT, type SamplePaper } from './sample';

const POPUP = '/src/popup/index.html';
const POPUP_SIZE = { width: 440, height: 580 };
const NOTE = 'Ask in the Thursday group: does the margin close with 5% of the positions?';

const [FIRST, SECOND, READ_ONE, FOURTH, READ_TOO] = PAPERS as readonly [
  SamplePaper,
  SamplePaper,
  SamplePaper,
  SamplePaper,
  SamplePaper,
];
const STARRED = [FIRST, SECOND, FOURTH];
const READ = [READ_ONE, READ_TOO];

const idOf = ({ id }: SamplePaper): string => `arxiv:${id}`;
const sorted = (texts: readonly string[]): string[] => [...texts].sort();

/** Prints a step once it has worked. */
export type Say = (what: string) => void;

/**
 * Stars, reads, comes back, writes a note, and takes the reading list away.
 * @param folder where the pictures go, and where the browser saves files
 * @returns the names of the files in it, pictures first
 * @throws at the first step that did not really work, saying which
 */
export async function doMainJob(session: Session, folder: string, say: Say): Promise<string[]> {
  const pictures: string[] = [];
  const picture = async (page: Page, name: string): Promise<void> => {
    await page.bringToFront();
    await page.screenshot({ path: join(folder, `${name}.png`) });
    pictures.push(`${name}.png`);
  };

  const digest = await session.open(DAILY, { width: 1_200, height: 860 });
  await step('Starring and reading on Daily Papers', async () => {
    await untilReady(digest);
    equal((await cardsOf(digest)).length, PAPERS.length);
    for (const paper of STARRED) await press(digest, idOf(paper), 'Star');
    for (const paper of READ) await press(digest, idOf(paper), 'Read');
    await untilCards(digest, 'starred', STARRED);
    await untilCards(digest, 'read', READ);
    await picture(digest, '1-daily-papers');
  });
  say(
    `starred ${STARRED.length} papers of ${PAPERS.length} on Daily Papers, and read ${READ.length}`,
  );

  let bar = '';
  await step('Hiding what was read, on the next visit', async () => {
    await digest.reload({ waitUntil: 'domcontentloaded' });
    await untilReady(digest);
    await untilCards(digest, 'hidden', READ);
    await untilCards(digest, 'starred', STARRED);
    bar = (await barOf(digest)) ?? '';
    match(bar, new RegExp(`^${PAPERS.length} papers · ${READ.length} read hidden · Show\\b`));
    await picture(digest, '2-read-hidden');
  });
  say(
    `opened it again: the read ones are hidden, and the bar says "${bar.replace(/ · Hide read$/, '')}"`,
  );

  await step('Hiding the same papers on arXiv', async () => {
    const list = await session.open(RECENT, { width: 1_000, height: 860 });
    await untilReady(list);
    await untilCards(list, 'hidden', READ);
    await untilCards(list, 'starred', STARRED);
    await picture(list, '3-arxiv');
    await list.close();
  });
  say('opened a list of arXiv: the same papers are starred and hidden there');

  await step('Writing a note in the popup', async () => {
    const popup = await openPopup(session);
    await popup.click(`[data-paper="${idOf(FIRST)}"] textarea`);
    await popup.keyboard.type(NOTE);
    await popup.close();
  });
  const popup = await openPopup(session);
  await step('Keeping the note', async () => {
    await until(async () => (await noteIn(popup, FIRST)) === NOTE);
    await picture(popup, '4-popup');
  });
  say(`opened the popup: ${STARRED.length} papers; wrote a note, closed, opened: it is there`);

  const bibtex = await save(popup, folder, 'bibtex', 'starred', 'bib', STARRED.length);
  await step('Exporting BibTeX', () => checkBibtex(bibtex.text));
  const markdown = await save(popup, folder, 'markdown', 'shown', 'md', STARRED.length);
  await step('Exporting Markdown', () => checkMarkdown(markdown.text));
  const json = await save(popup, folder, 'json', 'library', 'json', STARRED.length + READ.length);
  await step('Exporting JSON', () => checkJson(json.text));
  say(
    `saved the ${STARRED.length} as BibTeX and Markdown, and all ${STARRED.length + READ.length} papers with a mark as JSON`,
  );
  return [...pictures, bibtex.name, markdown.name, json.name];
}

async function step(what: string, act: () => void | Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${what} did not work: ${reason}`, { cause: error });
  }
}

/** Waits until exactly these papers' cards are so. */
async function untilCards(
  page: Page,
  state: 'starred' | 'read' | 'hidden',
  papers: readonly SamplePaper[],
): Promise<void> {
  const wanted = sorted(papers.map(idOf)).join();
  let seen = '';
  const isSo = async (): Promise<boolean> => {
    const cards = await cardsOf(page);
    seen = sorted(cards.filter((card) => card[state]).map(({ id }) => id)).join();
    return seen === wanted && cards.every(({ controls, alert }) => controls === 1 && alert === '');
  };
  await until(isSo).catch(() => {
    throw new Error(`${state} should be ${wanted}, and is ${seen || 'none'}.`);
  });
}

/** Opens the popup, with the starred papers in it, the last one starred first. */
async function openPopup(session: Session): Promise<Page> {
  const popup = await session.open(POPUP, POPUP_SIZE);
  await step('Listing the starred papers in the popup', async () => {
    await popup.waitForSelector(`[data-paper="${idOf(FIRST)}"]`);
    const rows = await popup.$$eval('[data-paper]', (list) =>
      list.map((row) => row.getAttribute('data-paper')),
    );
    deepEqual(rows, STARRED.map(idOf).reverse());
  });
  return popup;
}

function noteIn(popup: Page, paper: SamplePaper): Promise<string> {
  return popup.$eval(
    `[data-paper="${idOf(paper)}"] textarea`,
    (area) => (area as HTMLTextAreaElement).value,
  );
}

interface Saved {
  readonly name: string;
  readonly text: string;
}

/** Saves through the popup's own form, and waits until the browser has the file on disk. */
function save(
  popup: Page,
  folder: string,
  format: string,
  scope: string,
  extension: string,
  papers: number,
): Promise<Saved> {
  return inStep(`Saving ${format}`, async () => {
    await popup.bringToFront();
    await popup.select('form [name=format]', format);
    await popup.select('form [name=scope]', scope);
    await popup.click('form [type=submit]');
    await until(async () => {
      const said = await popup.$eval('.notice', (notice) => notice.textContent ?? '');
      return said.startsWith(`${papers} papers saved`);
    });
    const nameOf = (): string | undefined =>
      readdirSync(folder).find((name) => name.endsWith(`.${extension}`));
    const isPartial = (): boolean =>
      readdirSync(folder).some((name) => /\.(?:crdownload|part)$/.test(name));
    await until(() => {
      const name = nameOf();
      return name !== undefined && !isPartial() && readFileSync(join(folder, name)).length > 0;
    }, 20_000);
    const name = nameOf() ?? '';
    match(name, /^dogear-\d{4}-\d\d-\d\d\.\w+$/);
    return { name, text: readFileSync(join(folder, name), 'utf8') };
  });
}

async function inStep<T>(what: string, act: () => Promise<T>): Promise<T> {
  let result: T | undefined;
  await step(what, async () => {
    result = await act();
  });
  return result as T;
}

function checkBibtex(text: string): void {
  const entries = text.split(/^(?=@)/m);
  equal(entries.length, STARRED.length, `the file has ${entries.length} entries`);
  for (const paper of STARRED) {
    const entry = entries.find((one) => one.includes(`  eprint = {${paper.id}},\n`));
    ok(entry, `there is no entry with the eprint ${paper.id}`);
    match(entry, /^@misc\{[^\s,]+,\n/);
    match(entry, /^ {2}archivePrefix = \{arXiv\},$/m);
    match(entry, /^ {2}year = \{2026\},$/m);
    const names = /^ {2}author = \{(.*)\},$/m.exec(entry)?.[1]?.split(' and ') ?? [];
    equal(names.length, paper.authors.length, `${paper.id} has ${names.length} authors`);
    const [given, family] = paper.authors[0]?.split(' ') ?? [];
    equal(names[0], `${family}, ${given}`);
    const note = /^ {2}annote = \{(.*)\},$/m.exec(entry)?.[1];
    equal(note, paper === FIRST ? NOTE.replace('%', '\\%') : undefined);
  }
}

function checkMarkdown(text: string): void {
  const parts = text.split(/^(?=## \[)/m).slice(1);
  equal(parts.length, STARRED.length, `the file has ${parts.length} papers`);
  for (const paper of STARRED) {
    const part = parts.find((one) => one.split('\n')[0]?.endsWith(`/${paper.id})`));
    ok(part, `there is no heading with a link to ${paper.id}`);
    ok(part.startsWith(`## [${paper.title}](https://`), `${paper.id} has another title`);
    const notes = part.match(/^> .*$/gm) ?? [];
    deepEqual(notes, paper === FIRST ? [`> ${NOTE}`] : []);
  }
}

function checkJson(text: string): void {
  const file: DogearFile = JSON.parse(text);
  equal(file.format, 'dogear');
  const all = [...STARRED, ...READ];
  deepEqual(sorted(file.papers.map(({ paper }) => paper.id)), sorted(all.map(idOf)));
  for (const sample of all) {
    const entry = file.papers.find(({ paper }) => paper.id === idOf(sample));
    equal(entry?.paper.title, sample.title);
    deepEqual(entry?.paper.authors, sample.authors);
    equal(entry?.paper.abstract, sample.abstract);
    const { starredAt, readAt, note } = entry?.mark ?? {};
    equal(
      starredAt !== undefined,
      STARRED.includes(sample),
      `${sample.id}: starredAt ${starredAt}`,
    );
    equal(readAt !== undefined, READ.includes(sample), `${sample.id}: readAt ${readAt}`);
    equal(note, sample === FIRST ? NOTE : undefined);
  }
}
