/** Bulk actions, the bin, imports and backups, through real messages and on a real IndexedDB. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Answer, Arguments, RequestName } from '../../src/protocol/requests';
import { inBackground, killBackground } from './harness/background';
import { findBrowser } from './harness/find-browser';
import { launch, type Session } from './harness/session';
import { until } from './harness/wait';

const KINDS = ['chromium', 'firefox'] as const;
const numbered = (n: number): string => `arxiv:2401.${String(n).padStart(5, '0')}`;
const makeEntry = (n: number, mark: object = {}) => ({
  paper: {
    id: numbered(n),
    title: `Paper ${n}`,
    authors: ['Ada Lovelace'],
    links: { page: `https://arxiv.org/abs/${numbered(n).slice(6)}` },
  },
  mark,
});
const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, i) => from + i);

interface Extension {
  chrome: {
    runtime: { sendMessage(message: object): Promise<Reply> };
    storage: { local: { get(key: string): Promise<Record<string, unknown>> } };
  };
}
type Reply = { readonly ok: boolean; readonly value: unknown; readonly message: string };

describe.skipIf(KINDS.some((kind) => !findBrowser(kind))).each(KINDS)('the shelf in %s', (kind) => {
  let session: Session;
  let desk: Page;
  beforeAll(async () => {
    session = await launch(kind, { staysAwake: true });
    desk = await session.open('/src/options/index.html');
  });
  afterAll(() => session?.close());

  // So that each can be tried once more: nothing is left of the one before, or of a first attempt.
  beforeEach(async () => {
    await ask('marksOf', []);
    await desk.evaluate(async () => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('dogear');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const names = [...db.objectStoreNames].filter((name) => name !== 'meta');
      const tx = db.transaction(names, 'readwrite');
      for (const name of names) tx.objectStore(name).clear();
      await new Promise((resolve) => {
        tx.oncomplete = resolve;
      });
      db.close();
    });
  });

  async function ask<N extends RequestName>(
    request: N,
    ...args: Arguments<N> | unknown[]
  ): Promise<Answer<N>> {
    const reply = await desk.evaluate(
      (message) => (globalThis as unknown as Extension).chrome.runtime.sendMessage(message),
      { request, args },
    );
    if (!reply.ok) throw new Error(reply.message);
    return reply.value as Answer<N>;
  }

  /** As a page of Dogear's does it: see src/protocol/json-url.ts. */
  const lay = (json: string): Promise<string> =>
    desk.evaluate((text) => URL.createObjectURL(new Blob([text])), json);
  const bring = async (id: string, entries: readonly unknown[]) =>
    ask('importEntries', id, await lay(JSON.stringify(entries)));

  const published = () =>
    desk.evaluate(async () => {
      const { chrome } = globalThis as unknown as Extension;
      return (await chrome.storage.local.get('changed')).changed;
    }) as Promise<{ mark: { id: string; seq: number; times: object }; ids: string[] }[]>;

  const all = <T>(store: string): Promise<T[]> =>
    desk.evaluate(async (store) => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('dogear');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      try {
        return await new Promise<never[]>((resolve, reject) => {
          const request = db.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => resolve(request.result as never[]);
          request.onerror = () => reject(request.error);
        });
      } finally {
        db.close();
      }
    }, store);

  const fill = (count: number) =>
    bring(
      'fill',
      range(0, count).map((n) => makeEntry(n, { starredAt: 9, note: 'theirs' })),
    );

  it('imports a thousand at once, in which a broken one costs itself alone, and undoes it', async () => {
    await ask('mark', makeEntry(0).paper, { starred: 5, note: { text: 'mine', was: '' } });
    const entries: unknown[] = range(0, 999).map((n) =>
      makeEntry(n, { starredAt: 9, note: 'theirs' }),
    );
    const broken = { ...makeEntry(2_000), mark: { starredAt: 'yes' } };
    const answer = await bring('first', [...entries, broken]);
    expect(answer).toMatchObject({ changed: [0], same: [], refused: [{ at: 999 }] });
    expect(answer.added).toHaveLength(998);
    expect(await published()).toHaveLength(999);
    expect((await bring('second', entries)).same).toHaveLength(999);
    expect(await ask('marksOf', [numbered(0)])).toMatchObject([
      { starredAt: 5, note: 'mine\n\ntheirs' },
    ]);
    await expect(bring('x', [...entries, ...entries])).rejects.toThrow('1000 items');

    expect(await ask('undoImport', 'second')).toBe(0);
    expect(await ask('undoImport', 'first')).toBe(0);
    expect(await all<object>('marks')).toMatchObject([{ id: numbered(0), note: 'mine' }]);
  });

  it('marks a thousand at once, and publishes them in one', async () => {
    await fill(1_000);
    const ids = range(0, 1_000).map(numbered);
    const marks = await ask('markIds', ids, { tags: { bulk: true }, read: 7 });
    expect(new Set(marks.map(({ seq }) => seq)).size).toBe(1_000);
    expect(marks.every(({ tags, readAt }) => tags?.includes('bulk') && readAt === 7)).toBe(true);
    const changes = await published();
    expect(changes.map(({ mark }) => mark.id)).toEqual(ids);
    // Its answer was lost with the worker: the same again writes nothing, and says it again.
    await killBackground(session);
    expect(await ask('markIds', ids, { tags: { bulk: true }, read: 7 })).toEqual(marks);
    await ask('markEach', [{ id: numbered(3), patch: { read: false } }]);
    expect((await ask('marksOf', [numbered(3)]))[0]).not.toHaveProperty('readAt');

    await ask('colourTag', 'bulk', 'teal');
    expect(await ask('renameTag', 'bulk', 'many')).toHaveLength(1_000);
    expect(await ask('tags')).toEqual(['many']);
    expect(await all('tags')).toEqual([{ name: 'many', colour: 'teal' }]);
    expect(await ask('deleteTag', 'many')).toHaveLength(1_000);
    expect(await ask('tags')).toEqual([]);
  });

  it('removes to the bin, and restores what was marked anew with both notes', async () => {
    await fill(3);
    const ids = [numbered(0), numbered(1)];
    const [before] = await ask('marksOf', [numbered(0)]);
    await ask('remove', ids);
    const changes = await published();
    expect(changes).toMatchObject(ids.map((id) => ({ mark: { id, times: {} }, ids: [id] })));
    expect((changes[0]?.mark.seq ?? 0) > (before?.seq ?? 0)).toBe(true);
    expect(await ask('marksOf', ids)).toEqual([null, null]);

    await ask('mark', makeEntry(1).paper, { note: { text: 'again', was: '' } });
    const [first, second] = await ask('restore', ids);
    expect({ ...first, seq: 0 }).toEqual({ ...before, seq: 0 });
    expect(second).toMatchObject({ starredAt: 9, note: 'again\n\ntheirs' });
    await ask('remove', ids);
    expect(await ask('emptyBin')).toBe(2);
    expect(await ask('restore', ids)).toEqual([]);
  });

  it('backs up, goes on after it was stopped, and makes papers what they were', async () => {
    await fill(1_000);
    const before = await all<{ id: string; note?: string }>('marks');
    const papers = await all<{ id: string }>('papers');
    const at = await ask('backUp');
    await ask(
      'markIds',
      before.map(({ id }) => id),
      { note: { text: 'other', was: 'theirs' } },
    );
    // Stopped in the middle of one, which leaves no half of one.
    const stopped = ask('backUp').catch(() => undefined);
    await inBackground(session, desk, () => undefined);
    await killBackground(session);
    await stopped;
    const kept = await all<{ at: number; marks: string[]; papers: string[] }>('backups');
    expect(kept.map((backup) => backup.at)).toContain(at);
    const hashes = await desk.evaluate(async () => {
      const db = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open('dogear');
        request.onsuccess = () => resolve(request.result);
      });
      const keys = await new Promise<IDBValidKey[]>((resolve) => {
        const request = db.transaction('chunks').objectStore('chunks').getAllKeys();
        request.onsuccess = () => resolve(request.result);
      });
      db.close();
      return keys as string[];
    });
    for (const backup of kept) {
      expect(hashes).toEqual(expect.arrayContaining([...backup.marks, ...backup.papers]));
    }

    const entries = before.map((mark, i) => ({ paper: papers[i], mark }));
    expect(await ask('putBack', await lay(JSON.stringify(entries)))).toEqual({ refused: [] });
    const after = await all<{ note?: string }>('marks');
    expect(after.map(({ note }) => note)).toEqual(before.map(({ note }) => note));
    expect(await ask('backUp')).toBeGreaterThan(at);
  });

  it('refuses what is not of the form, and writes nothing of it', async () => {
    await fill(10);
    const before = await all('marks');
    for (const [request, ...args] of [
      ['markIds', [numbered(5), 'nonsense'], { starred: true }],
      ['markIds', [numbered(5)], { starred: 'yes' }],
      ['remove', 'all'],
      ['renameTag', 'a', ''],
      ['colourTag', 'a', '#ff0000'],
      ['undoImport', ''],
      ['putBack', null],
      ['putBack', before],
      ['putBack', await lay('[{')],
      ['putBack', await lay('{}')],
      ['putBack', await lay('[]'), 'all'],
      ['putBackExported', await lay('{}'), 'merge'],
      ['putBackExported', await lay('[]'), 'all'],
      ['backUp', 'yesterday'],
      ['importEntries', 'x', `${await lay('[]')}0`],
      ['importEntries', 'x', 'https://arxiv.org/'],
      ['importEntries', 'x', 'data:application/json,[]'],
      ['importEntries', '', await lay('[]')],
    ] as [RequestName, ...unknown[]][]) {
      await expect(ask(request, ...args), request).rejects.toThrow();
    }
    await until(async () => (await all('marks')).length === before.length);
    expect(await all('marks')).toEqual(before);
  });
});
