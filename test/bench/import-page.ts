/** What the row `import` runs in a page: the readers, and Citation.js beside them. */
import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-csl';
import '@citation-js/plugin-ris';
import { FORMATS, type FormatId } from '../../src/formats';
import { readFile } from '../../src/formats/read';
import type { Entry } from '../../src/paper/entry';
import { type PaperId, pageOf } from '../../src/paper/id';
import { makePapers } from './pages';

export interface Import {
  /** Milliseconds, from a file to its last entry. */
  readonly ms: number;
  /** The longest time, in ms, for which the page could do nothing else. */
  readonly longest: number;
  /** Bytes. */
  readonly size: number;
  readonly entries: number;
  readonly problems: number;
}

/** A library of invented papers; every third has a note, every second tags. */
function makeEntries(count: number): Entry[] {
  return makePapers('2504', 0, count).map((sample, i) => {
    const id = `arxiv:${sample.id}` as PaperId;
    return {
      paper: {
        id,
        title: sample.title,
        authors: sample.authors,
        abstract: sample.abstract,
        published: '2026-11-23',
        categories: ['cs.CL', 'cs.LG'],
        links: { page: pageOf(id), pdf: `https://arxiv.org/pdf/${sample.id}` },
      },
      mark: {
        id,
        starredAt: 1_793_491_200_000 + i,
        ...(i % 3 === 0 ? { note: `Read **again**: 100% of it.\n\n- §${i}` } : {}),
        ...(i % 2 === 0 ? { tags: ['nlp', 'to read'] } : {}),
        times: {},
        seq: i + 1,
      },
    };
  });
}

let entries: Entry[] = [];
let file = new Blob();

export function prepare(count: number): void {
  entries = makeEntries(count);
}

/** Writes what is read next. */
export async function write(id: FormatId): Promise<void> {
  const format = FORMATS.find((one) => one.id === id);
  if (!format) throw new Error(`There is no format ${id}.`);
  file = await format.writeBlob(entries, { exportedAt: 0 });
}

/** Messages to ourselves: the longest time between two is how long the page was held up. */
function watchPage(): () => number {
  const { port1, port2 } = new MessageChannel();
  let last = performance.now();
  let longest = 0;
  const beat = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  port1.onmessage = () => {
    beat();
    port2.postMessage(undefined);
  };
  port2.postMessage(undefined);
  return () => {
    beat();
    port1.close();
    return longest;
  };
}

export async function importFile(): Promise<Import> {
  const longest = watchPage();
  const start = performance.now();
  const read = await readFile(file);
  return {
    ms: performance.now() - start,
    longest: longest(),
    size: file.size,
    entries: read.entries.length,
    problems: read.problemCount,
  };
}

/** The same file, read by Citation.js. */
export async function importBeside(): Promise<number> {
  const start = performance.now();
  const { data } = new Cite(await file.text());
  if (data.length === 0) throw new Error('Citation.js read nothing.');
  return performance.now() - start;
}
