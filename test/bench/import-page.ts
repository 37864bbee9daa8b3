/** What the row `import` runs in a page: the readers, and Citation.js beside them. */
import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-csl';
import '@citation-js/plugin-ris';
import { FORMATS, type FormatId } from '../../src/formats';
import { readFile } from '../../src/formats/read';
import type { Entry } from '../../src/paper/entry';
import { makeEntries, watchPage } from './export-page';

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
