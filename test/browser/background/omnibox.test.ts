import { beforeEach, describe, expect, it } from 'vitest';
import { idOf, pageOf, starredEntry } from '../harness/entries';
import { fillLibrary } from '../harness/library';
import { enterInOmnibox, suggestionsFor } from '../harness/omnibox';
import { addressOf } from '../harness/page';
import { send } from '../harness/requests';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';

describe.each(KINDS)('the address bar in %s', (kind) => {
  const testbed = useBrowser(kind, { staysAwake: false });

  const suggest = (words: string) => suggestionsFor(testbed.session, testbed.extensionPage, words);
  const contentsOf = async (words: string) => (await suggest(words)).map(({ content }) => content);
  const described = async (words: string) => (await suggest(words)).map((one) => one.description);

  async function untilOpen(address: string): Promise<void> {
    let found: string[] = [];
    const isOpen = async (): Promise<boolean> => {
      const pages = await testbed.session.browser.pages();
      found = await Promise.all(pages.map(addressOf));
      return found.includes(address);
    };
    await until(isOpen).catch(() => expect(found).toContain(address));
  }

  beforeEach(async () => {
    for (const n of [1, 2]) testbed.web.put(pageOf(n), '<!doctype html><title>A paper</title>');
    await fillLibrary(testbed.extensionPage, [
      starredEntry(1, { title: 'Sparse attention', authors: ['José Álvarez', 'Ada Lovelace'] }),
      starredEntry(2, { title: 'A < B & "C" ]]> <match>&amp;</match> markup' }),
      starredEntry(3, { title: 'Control \u0001\u001f\ufffe \ud800 markup' }),
      starredEntry(4, { title: 'Of Schr\\"odinger’s $\\alpha < 1$' }),
      starredEntry(5, { title: '', authors: [] }, { note: 'untitled thing' }),
      starredEntry(6, { title: 'Only read' }, { starredAt: undefined as never, readAt: 5 }),
      ...Array.from({ length: 9 }, (_, n) => starredEntry(10 + n, { title: `Many of them ${n}` })),
    ]);
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
    const fresh = starredEntry(7, { title: 'Zygomorphic flowers' });
    expect(await contentsOf('zygomorphic')).toEqual([]);
    expect(await send(testbed.extensionPage, 'mark', fresh.paper, { starred: true })).toMatchObject(
      { ok: true },
    );
    expect(await contentsOf('zygomorphic')).toEqual([pageOf(7)]);
    await send(testbed.extensionPage, 'mark', fresh.paper, {
      note: { text: 'bilateral', was: '' },
    });
    expect(await contentsOf('bilateral')).toEqual([pageOf(7)]);
    // A background that was asleep meanwhile.
    await testbed.session.stopBackground();
    expect(await contentsOf('bilateral')).toEqual([pageOf(7)]);
    await send(testbed.extensionPage, 'remove', [idOf(7)]);
    expect(await contentsOf('zygomorphic')).toEqual([]);
  });

  it('opens the paper that is picked, or the list page with the words', async () => {
    await enterInOmnibox(testbed.session, testbed.extensionPage, pageOf(1), 'newForegroundTab');
    await untilOpen(pageOf(1));
    const list = `${testbed.session.origin}/src/list/index.html`;
    await enterInOmnibox(
      testbed.session,
      testbed.extensionPage,
      ' author:"van der" & <x> ',
      'newForegroundTab',
    );
    await untilOpen(`${list}?q=author%3A%22van+der%22+%26+%3Cx%3E`);

    const page = await testbed.open(pageOf(2));
    await page.bringToFront();
    await enterInOmnibox(testbed.session, testbed.extensionPage, 'sparse', 'currentTab');
    await untilOpen(`${list}?q=sparse`);
  });
});
