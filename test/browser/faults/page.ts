/** What the tests of faults share: pages at rest, the library as a whole, and APIs that are replaced. */
import type { Page } from 'puppeteer-core';
import type { Mark } from '../../../src/paper/mark';
import type { Paper } from '../../../src/paper/paper';
import { PAPERS, sampleId } from '../../demo/sample';
import type { Dump } from '../harness/library';
import { untilReady } from '../harness/overlay';
import { logRequests } from '../harness/request-log';
import { type Reply, send } from '../harness/requests';
import type { Testbed } from '../harness/testbed';
import { pause, until } from '../harness/wait';

/** The extension's APIs that the tests use, and replace, in its pages and in its background. */
export interface Extension {
  chrome: {
    runtime: {
      id: string;
      sendMessage(message: unknown): Promise<Reply | undefined>;
      onMessage: {
        addListener(listen: (message: { request?: string; args?: unknown[] }) => void): void;
      };
    };
    storage: {
      local: {
        get(key: string): Promise<{ changed?: { mark: Mark }[] }>;
        set(items: object): Promise<void>;
      };
      onChanged: {
        addListener(listen: (changes: Record<string, { newValue?: unknown }>) => void): void;
      };
    };
  };
  browser: Extension['chrome'];
}

/** What a test leaves in a page or in the background, to be asked for later. */
export interface Notes {
  requests: string[];
  heard: { note: string | undefined; seq: number; readable: boolean }[];
  reached: boolean;
  release(): void;
  upgrade: IDBTransaction;
}

export const markIn = (dump: Dump, id: string): Mark | undefined =>
  dump.marks?.find(([key]) => key === id)?.[1] as Mark | undefined;
export const seqOf = (dump: Dump): number =>
  (dump.meta?.find(([key]) => key === 'clock')?.[1] as { seq: number } | undefined)?.seq ?? 0;

/** The i-th paper of the sample, as a card that says little has it. */
export const samplePaper = (i: number): Paper => ({
  id: sampleId(i),
  title: PAPERS[i]?.title ?? '',
  authors: [],
  links: { page: `https://arxiv.org/abs/${PAPERS[i]?.id}` },
});

/** Opens pages, and waits until they have asked for all that they ask for by themselves. */
export async function openSettled(testbed: Testbed, ...addresses: string[]): Promise<Page[]> {
  const log = await logRequests(testbed);
  const pages: Page[] = [];
  for (const address of addresses) pages.push(await testbed.open(address));
  await Promise.all(pages.map(untilReady));
  await log.untilAsked('visit', pages.length);
  // An answer can lead to another question (`bareOf`, and then `markAll`).
  let asked = -1;
  await until(async () => {
    const before = asked;
    asked = (await log.requests()).length;
    if (asked === before) return true;
    await pause(250);
    return false;
  });
  // Answered after what was asked for before.
  await send(testbed.extensionPage, 'marksOf', []);
  return pages;
}
