/** Requests with many entries, as the pages of Dogear send them. */
import type { Extension } from '../harness/globals';
import { ask } from '../harness/requests';
import type { Testbed } from '../harness/testbed';

export const numbered = (n: number): string => `arxiv:2401.${String(n).padStart(5, '0')}`;
export const numberedEntry = (n: number, mark: object = {}) => ({
  paper: {
    id: numbered(n),
    title: `Paper ${n}`,
    authors: ['Ada Lovelace'],
    links: { page: `https://arxiv.org/abs/${numbered(n).slice(6)}` },
  },
  mark,
});
export const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, i) => from + i);

/** Hands JSON over as a page of Dogear does: see src/protocol/hand-over.ts. */
export const makeAddress = ({ extensionPage }: Testbed, json: string): Promise<string> =>
  extensionPage.evaluate((text) => URL.createObjectURL(new Blob([text])), json);

/** Imports entries under the id of an import. */
export const bring = async (testbed: Testbed, id: string, entries: readonly unknown[]) =>
  ask(
    testbed.extensionPage,
    'importEntries',
    id,
    await makeAddress(testbed, JSON.stringify(entries)),
  );

/** Fills the library with so many starred papers that have a note. */
export const fillNumbered = (testbed: Testbed, count: number) =>
  bring(
    testbed,
    'fill',
    range(0, count).map((n) => numberedEntry(n, { starredAt: 9, note: 'theirs' })),
  );

/** Reads what was published last. */
export const published = ({ extensionPage }: Testbed) =>
  extensionPage.evaluate(async () => {
    const { storage } = (globalThis as unknown as Extension).chrome;
    return (await storage.local.get('changed')).changed;
  }) as Promise<{ mark: { id: string; seq: number; times: object }; ids: string[] }[]>;
