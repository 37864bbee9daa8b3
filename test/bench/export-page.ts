/** What the row `export` runs in a page: the writers, and Citation.js beside them. */
import { type CitationItem, plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-csl';
import '@citation-js/plugin-ris';
import { FORMATS, type FormatId } from '../../src/formats';
import { citationKeys } from '../../src/formats/citation-key';
import { toCslItem } from '../../src/formats/csl-json';
import type { Entry } from '../../src/paper/entry';
import { type PaperId, pageOf } from '../../src/paper/id';
import { makePapers } from './pages';

export interface Export {
  /** Milliseconds, from the first entry to a file that is whole. */
  readonly ms: number;
  /** The longest time, in ms, for which the page could do nothing else. */
  readonly longest: number;
  /** Bytes. */
  readonly size: number;
}

/** A library of invented papers; every third has a note, every second tags. */
export function makeEntries(count: number): Entry[] {
  return makePapers('2504', 0, count).map((sample, i) => {
    const id = `arxiv:${sample.id}` as PaperId;
    return {
      paper: {
        id,
        title: sample.title,
        authors: sample.authors,
        authorCount: sample.authors.length,
        abstract: sample.abstract,
        published: '2026-11-23',
        categories: ['cs.CL', 'cs.LG'],
        links: { page: pageOf(id), pdf: `https://arxiv.org/pdf/${sample.id}` },
        seen: { site: 'arxiv', url: 'https://arxiv.org/list/cs.CL/new', at: 1_793_491_200_000 + i },
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
let items: CitationItem[] = [];

export function prepare(count: number, withItems: boolean): void {
  entries = makeEntries(count);
  items = [];
  if (!withItems) return;
  const keys = citationKeys(entries.map(({ paper }) => paper));
  items = entries.map(
    (entry) => toCslItem(entry, keys.get(entry.paper.id) as string) as CitationItem,
  );
}

/** Messages to ourselves: the longest time between two is how long the page was held up. */
export function watchPage(): () => number {
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

export async function exportAs(id: FormatId): Promise<Export> {
  const format = FORMATS.find((one) => one.id === id);
  if (!format) throw new Error(`There is no format ${id}.`);
  const longest = watchPage();
  const start = performance.now();
  const { size } = await format.writeBlob(entries, { exportedAt: Date.now() });
  return { ms: performance.now() - start, longest: longest(), size };
}

/** The same entries, written by Citation.js, which was handed them in its own form. */
export function exportBeside(format: string): number {
  const start = performance.now();
  new Blob([plugins.output.format(format, items)]);
  return performance.now() - start;
}
