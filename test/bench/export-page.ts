/** What the row `export` runs in a page: the writers, and Citation.js beside them. */
import { type CitationItem, plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-csl';
import '@citation-js/plugin-ris';
import { FORMATS, type FormatId } from '../../src/formats/write';
import { citationKeys } from '../../src/formats/write/citation-key';
import { toCslItem } from '../../src/formats/write/csl-json';
import type { Entry } from '../../src/paper/entry';
import { makeEntries } from './entries';

export interface Export {
  /** Milliseconds from the first entry to a whole file. */
  readonly ms: number;
  /** Bytes. */
  readonly size: number;
}

let entries: Entry[] = [];
let items: CitationItem[] = [];

export async function prepare(count: number, withItems: boolean): Promise<void> {
  entries = makeEntries(count);
  items = [];
  if (!withItems) return;
  const keys = await citationKeys(entries.map(({ paper }) => paper));
  items = entries.map(
    (entry) => toCslItem(entry, keys.get(entry.paper.id) as string) as CitationItem,
  );
}

export async function exportAs(id: FormatId): Promise<Export> {
  const format = FORMATS.find((one) => one.id === id);
  if (!format) throw new Error(`There is no format ${id}.`);
  // Tells the page's own thread from others in a trace.
  performance.mark('dogear-export');
  const start = performance.now();
  const { size } = await format.writeBlob(entries, { exportedAt: Date.now() });
  return { ms: performance.now() - start, size };
}

/** Writes the same entries by Citation.js, which is handed them in its own form. */
export function exportBeside(format: string): number {
  const start = performance.now();
  new Blob([plugins.output.format(format, items)]);
  return performance.now() - start;
}
