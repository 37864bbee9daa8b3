/** Requests of the pages, through real messages and on a real IndexedDB. */

import { describe, expect, it } from 'vitest';
import type { RequestName } from '../../../src/protocol/requests';
import { inBackground, killBackground } from '../harness/background';
import { readKeys, readStore } from '../harness/library';
import { ask } from '../harness/requests';
import { KINDS, useBrowser } from '../harness/testbed';
import { until } from '../harness/wait';
import { fillNumbered, makeAddress, numbered } from './page';

describe.each(KINDS)('backups in %s', (kind) => {
  const testbed = useBrowser(kind);

  it('backs up, goes on after it was stopped, and makes papers what they were', async () => {
    await fillNumbered(testbed, 1_000);
    const before = await readStore<{ id: string; note?: string }>(testbed.extensionPage, 'marks');
    const papers = await readStore<{ id: string }>(testbed.extensionPage, 'papers');
    const at = await ask(testbed.extensionPage, 'backUp');
    await ask(
      testbed.extensionPage,
      'markIds',
      before.map(({ id }) => id),
      { note: { text: 'other', was: 'theirs' } },
    );
    // Stopped in the middle of one, which leaves no half of one.
    const stopped = ask(testbed.extensionPage, 'backUp').catch(() => undefined);
    await inBackground(testbed.session, testbed.extensionPage, () => undefined);
    await killBackground(testbed.session);
    await stopped;
    const kept = await readStore<{ at: number; marks: string[]; papers: string[] }>(
      testbed.extensionPage,
      'backups',
    );
    expect(kept.map((backup) => backup.at)).toContain(at);
    const hashes = await readKeys(testbed.extensionPage, 'chunks');
    for (const backup of kept) {
      expect(hashes).toEqual(expect.arrayContaining([...backup.marks, ...backup.papers]));
    }

    const entries = before.map((mark, i) => ({ paper: papers[i], mark }));
    expect(
      await ask(
        testbed.extensionPage,
        'putBack',
        await makeAddress(testbed, JSON.stringify(entries)),
      ),
    ).toEqual({ refused: [] });
    const after = await readStore<{ note?: string }>(testbed.extensionPage, 'marks');
    expect(after.map(({ note }) => note)).toEqual(before.map(({ note }) => note));
    expect(await ask(testbed.extensionPage, 'backUp')).toBeGreaterThan(at);
  });

  it('refuses what is not of the form, and writes nothing of it', async () => {
    await fillNumbered(testbed, 10);
    const before = await readStore(testbed.extensionPage, 'marks');
    for (const [request, ...args] of [
      ['markIds', [numbered(5), 'nonsense'], { starred: true }],
      ['markIds', [numbered(5)], { starred: 'yes' }],
      ['remove', 'all'],
      ['renameTag', 'a', ''],
      ['colourTag', 'a', '#ff0000'],
      ['undoImport', ''],
      ['putBack', null],
      ['putBack', before],
      ['putBack', await makeAddress(testbed, '[{')],
      ['putBack', await makeAddress(testbed, '{}')],
      ['putBack', await makeAddress(testbed, '[]'), 'all'],
      ['putBackExported', await makeAddress(testbed, '{}'), 'merge'],
      ['putBackExported', await makeAddress(testbed, '[]'), 'all'],
      ['backUp', 'yesterday'],
      ['importEntries', 'x', `${await makeAddress(testbed, '[]')}0`],
      ['importEntries', 'x', 'https://arxiv.org/'],
      ['importEntries', 'x', 'data:application/json,[]'],
      ['importEntries', '', await makeAddress(testbed, '[]')],
    ] as [RequestName, ...unknown[]][]) {
      await expect(ask(testbed.extensionPage, request, ...args), request).rejects.toThrow();
    }
    await until(
      async () => (await readStore(testbed.extensionPage, 'marks')).length === before.length,
    );
    expect(await readStore(testbed.extensionPage, 'marks')).toEqual(before);
  });
});
