/** What the row `import` runs in a page beside Dogear's: Citation.js. */
import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-csl';
import '@citation-js/plugin-ris';

/** Measures how long it takes, in ms, to read the file that was chosen. */
export async function readChosen(): Promise<number> {
  const file = document.querySelector('input')?.files?.[0];
  if (!file) throw new Error('No file was chosen.');
  const start = performance.now();
  const { data } = new Cite(await file.text());
  if (data.length === 0) throw new Error('Citation.js read nothing.');
  return performance.now() - start;
}
