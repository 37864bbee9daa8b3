/** What the row `import` runs in a page: the readers, and Citation.js beside them. */
import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-csl';
import '@citation-js/plugin-ris';
import { readFile } from '../../src/formats/read';

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

const chosen = (): File => {
  const file = document.querySelector('input')?.files?.[0];
  if (!file) throw new Error('No file was chosen.');
  return file;
};

export async function importFile(): Promise<Import> {
  const file = chosen();
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
  const { data } = new Cite(await chosen().text());
  if (data.length === 0) throw new Error('Citation.js read nothing.');
  return performance.now() - start;
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
