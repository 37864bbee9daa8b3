import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Entry } from '../../src/paper/entry';
import type { PaperId } from '../../src/paper/ids';
import type { Mark } from '../../src/paper/mark';
import type { Paper } from '../../src/paper/paper';
import { makeEntry } from '../formats/entries';
import { findBrowser, type Kind } from './harness/find-browser';
import { renewLibrary } from './harness/library';
import { enterInOmnibox, suggestionsFor } from './harness/omnibox';
import { send } from './harness/requests';
import { launch, type Session } from './harness/session';
import { until } from './harness/wait';
import { startWeb, type Web } from './harness/web';

const KINDS: Kind[] = ['chromium', 'firefox'];

const idOf = (n: number): PaperId => `arxiv:2601.${String(n).padStart(5, '0')}` as PaperId;
const pageOf = (n: number): string => `https://arxiv.org/abs/2601.${String(n).padStart(5, '0')}`;

function entry(n: number, paper: Partial<Paper>, mark: Partial<Mark> = {}): Entry {
  return makeEntry(
    { id: idOf(n), authors: ['Ines Okafor'], links: { page: pageOf(n) }, ...paper },
    { starredAt: 1_700_000_000_000 - n, seq: 1_000 - n, ...mark },
  );
}

/** Asked of the page itself: of an extension's page in Firefox the driver knows no address. */
const addressOf = (page: Page): Promise<string> =>
  page.evaluate(() => location.href).catch(() => '');

describe.each(KINDS)('the address bar in %s', (kind) => {
  let web: Web;
  let session: Session;
  let desk: Page;
  const opened: Page[] = [];

  const suggest = (words: string) => suggestionsFor(session, desk, words);
  const contentsOf = async (words: string) => (await suggest(words)).map(({ content }) => content);
  const described = async (words: string) => (await suggest(words)).map((one) => one.description);

  async function untilOpen(address: string): Promise<void> {
    let found: string[] = [];
    const isOpen = async (): Promise<boolean> => {
      const pages = await session.browser.pages();
      found = await Promise.all(pages.map(addressOf));
      opened.push(...pages.filter((_, i) => found[i] === address));
      return found.includes(address);
    };
    await until(isOpen).catch(() => expect(found).toContain(address));
  }

  beforeAll(async () => {
    expect(findBrowser(kind), `${kind} is installed`).toBeDefined();
    web = await startWeb();
    for (const n of [1, 2]) web.put(pageOf(n), '<!doctype html><title>A paper</title>');
    session = await launch(kind, { port: web.port });
    desk = await session.open('/src/options/index.html');
    await renewLibrary(desk, [
      entry(1, { title: 'Sparse attention', authors: ['José Álvarez', 'Ada Lovelace'] }),
      entry(2, { title: 'A < B & "C" ]]> <match>&amp;</match> markup' }),
      entry(3, { title: 'Control \u0001\u001f\ufffe \ud800 markup' }),
      entry(4, { title: 'Of Schr\\"odinger’s $\\alpha < 1$' }),
      entry(5, { title: '', authors: [] }, { note: 'untitled thing' }),
      entry(6, { title: 'Only read' }, { starredAt: undefined as never, readAt: 5 }),
      ...Array.from({ length: 9 }, (_, n) => entry(10 + n, { title: `Many of them ${n}` })),
    ]);
  });
  afterEach(async () => {
    for (const page of opened.splice(0)) await page.close().catch(() => undefined);
  });
  afterAll(async () => {
    await session?.close();
    await web?.close();
  });

  it('offers what the words find in the whole library, as the search does', async () => {
    expect(await suggest('alvarez atten')).toEqual([
      { content: pageOf(1), description: 'Sparse attention · José Álvarez, Ada Lovelace' },
    ]);
    expect(await contentsOf('author:okafor is:read')).toEqual([pageOf(6)]);
    expect(await contentsOf('"of them" -4')).not.toContain(pageOf(14));
    expect(await contentsOf('many')).toHaveLength(6);
    for (const nothing of ['', '   ', 'nowhere', 'author:', '"']) {
      expect((await contentsOf(nothing)).length, nothing).toBeLessThanOrEqual(6);
    }
    expect(await contentsOf('nowhere')).toEqual([]);
    expect(await contentsOf(' ')).toEqual([]);
  });

  it('shows titles as they read, whatever is in them', async () => {
    // Chromium reads what it is offered as XML, and Firefox as text.
    const shown = (text: string): string =>
      kind === 'firefox'
        ? text
        : text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    expect(await described('markup')).toEqual(
      expect.arrayContaining([
        shown('A < B & "C" ]]> <match>&amp;</match> markup · Ines Okafor'),
        'Control markup · Ines Okafor',
      ]),
    );
    expect(await described('alpha')).toEqual([
      shown('Of Schrödinger’s $\\alpha < 1$ · Ines Okafor'),
    ]);
    expect(await described('untitled')).toEqual([idOf(5)]);
  });

  it('offers what was marked a moment ago, and not what is gone', async () => {
    const fresh = entry(7, { title: 'Zygomorphic flowers' });
    expect(await contentsOf('zygomorphic')).toEqual([]);
    expect(await send(desk, 'mark', fresh.paper, { starred: true })).toMatchObject({ ok: true });
    expect(await contentsOf('zygomorphic')).toEqual([pageOf(7)]);
    await send(desk, 'mark', fresh.paper, { note: { text: 'bilateral', was: '' } });
    expect(await contentsOf('bilateral')).toEqual([pageOf(7)]);
    // A background that was asleep meanwhile.
    await session.stopBackground();
    expect(await contentsOf('bilateral')).toEqual([pageOf(7)]);
    await send(desk, 'remove', [idOf(7)]);
    expect(await contentsOf('zygomorphic')).toEqual([]);
  });

  it('opens the paper that is picked, or the list page with the words', async () => {
    await enterInOmnibox(session, desk, pageOf(1), 'newForegroundTab');
    await untilOpen(pageOf(1));
    const list = `${session.origin}/src/list/index.html`;
    await enterInOmnibox(session, desk, ' author:"van der" & <x> ', 'newForegroundTab');
    await untilOpen(`${list}?q=author%3A%22van+der%22+%26+%3Cx%3E`);

    const page = await session.open(pageOf(2));
    opened.push(page);
    await page.bringToFront();
    await enterInOmnibox(session, desk, 'sparse', 'currentTab');
    await untilOpen(`${list}?q=sparse`);
  });
});
