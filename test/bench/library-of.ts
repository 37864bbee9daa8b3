/** Profiles of a browser whose library is not empty. */
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Page } from 'puppeteer-core';
import { newNode, tick } from '../../src/paper/clock';
import { applyPatch, emptyMark, type Mark } from '../../src/paper/mark';
import { until } from '../browser/harness/wait';
import type { SamplePaper } from '../demo/sample';
import { DOGEAR, launchChromium } from './chromium';
import { FIRST_MARK, paperOf } from './entries';
import type { Bench } from './figures';
import { makePapers } from './pages';

const CHUNK = 5_000;

/**
 * A profile, made once in a run, whose library has `size` marks: the given papers, read, and the
 * rest of a month that is on no page.
 */
export async function profileWith(
  { web, folder }: Bench,
  name: string,
  read: readonly SamplePaper[],
  size = read.length,
): Promise<string> {
  const profile = join(folder, `profile-${name}`);
  if (existsSync(profile)) return profile;
  mkdirSync(profile);
  const chromium = await launchChromium({ port: web.port, extension: DOGEAR, profile });
  try {
    const page = await chromium.browser.newPage();
    // Its own page makes the stores, as they really are.
    await page.goto(`${chromium.origin}/src/popup/index.html`);
    await until(() => page.evaluate(async () => (await indexedDB.databases()).length > 0));
    const node = newNode();
    for (let first = 0; first < size; first += CHUNK) {
      const count = Math.min(CHUNK, size - first);
      const papers = Array.from({ length: count }, (_, i) => {
        const known = read[first + i];
        return known ?? (makePapers('2504', first + i, 1)[0] as SamplePaper);
      });
      await write(page, node, first, papers);
    }
  } finally {
    await chromium.close();
  }
  return profile;
}

async function write(
  page: Page,
  node: string,
  first: number,
  samples: readonly SamplePaper[],
): Promise<void> {
  const papers = samples.map((sample) => paperOf(sample, FIRST_MARK));
  const marks = papers.map(({ id }, i): Mark => {
    const at = FIRST_MARK + (first + i) * 60_000;
    const isStarred = (first + i) % 10 === 0;
    const patch = isStarred ? { read: true, starred: true } : { read: true };
    return {
      ...applyPatch(emptyMark(id), patch, at, tick(undefined, at, node)),
      seq: first + i + 1,
    };
  });
  const seq = first + marks.length;
  const clock = { node, seq, last: tick(undefined, FIRST_MARK + seq * 60_000, node) };
  await page.evaluate(
    async (papers, marks, clock) => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('dogear');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const tx = db.transaction(['papers', 'marks', 'meta'], 'readwrite');
      for (const paper of papers) tx.objectStore('papers').put(paper);
      for (const mark of marks) tx.objectStore('marks').put(mark);
      tx.objectStore('meta').put(clock, 'clock');
      await new Promise((resolve, reject) => {
        tx.oncomplete = resolve;
        tx.onabort = () => reject(tx.error);
      });
      db.close();
    },
    papers,
    marks,
    clock,
  );
}

/**
 * A profile, made once in a run, with a library like that of a user of many years: papers with abstracts,
 * marks, notes and tags, and no index of it yet.
 * @param extension the folder that it is then used with: an extension's data is its folder's
 */
export async function libraryProfile(
  { web, folder }: Bench,
  size: number,
  extension = DOGEAR,
): Promise<string> {
  const profile = join(folder, `profile-library-${size}-${basename(extension)}`);
  if (existsSync(profile)) return profile;
  mkdirSync(profile);
  const chromium = await launchChromium({ port: web.port, extension, profile });
  try {
    const page = await chromium.browser.newPage();
    await page.goto(`${chromium.origin}/src/popup/index.html`);
    await until(() => page.evaluate(async () => (await indexedDB.databases()).length > 0));
    await page.evaluate(readFileSync(resolve(import.meta.dirname, 'library.js'), 'utf8'));
    await page.evaluate(
      (size) =>
        (globalThis as unknown as { fillLibrary(size: number): Promise<void> }).fillLibrary(size),
      size,
    );
  } finally {
    await chromium.close();
  }
  return profile;
}

/** Copies a profile to start a browser on, so that every start is the first one. */
export function copyProfile({ folder }: Bench, profile: string, name: string): string {
  const copy = join(folder, `copy-${name}`);
  cpSync(profile, copy, { recursive: true });
  return copy;
}
