import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { remove } from '../../../src/library/bin';
import { entriesOf } from '../../../src/library/entries';
import { writeMarks } from '../../../src/library/marks';
import { deleteLibrary, openLibrary } from '../../../src/library/open';
import type { Library } from '../../../src/library/schema';
import type { Written } from '../../../src/library/upsert';
import { type Entries, makeEntries } from '../../../src/list/state/entries';
import type { Entry } from '../../../src/paper/entry';
import type { NotePatch } from '../../../src/paper/mark';
import type { Paper } from '../../../src/paper/paper';
import { makePaper, numbered } from '../../library/samples';

const NAME = 'entries-test';

/** The background, which writes at once; what it publishes arrives when the test says so. */
const background = vi.hoisted(() => ({
  mark: undefined as undefined | ((paper: unknown, patch: unknown) => Promise<unknown>),
}));
vi.mock('../../../src/ext', () => ({ default: {} }));
vi.mock('../../../src/protocol/rpc', () => ({
  call: (_request: string, paper: unknown, patch: unknown) => background.mark?.(paper, patch),
}));

let db: Library;
let entries: Entries;
let published: Written[];
beforeEach(async () => {
  db = await openLibrary({ name: NAME });
  published = [];
  background.mark = async (paper, patch) => {
    const change = { paper: paper as Paper, patch: patch as { note: NotePatch } };
    const [written] = await writeMarks(db, [change]);
    published.push(written as Written);
    return written?.mark;
  };
  const stored = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  });
  entries = makeEntries(() => Promise.resolve(db), 'page');
});
afterEach(async () => {
  vi.unstubAllGlobals();
  db.close();
  await deleteLibrary(NAME);
});

async function show(n: number) {
  await entries.load([numbered(n)]);
  const entry = entries.peek(numbered(n));
  if (typeof entry === 'string') throw new Error(entry);
  return entry;
}

describe('the entries of the list page', () => {
  it('do not put an outdated note back into the editor', async () => {
    await writeMarks(db, [{ paper: makePaper(1), patch: { starred: true } }]);
    const saver = entries.noteSaverOf(await show(1));
    saver.type('a');
    await saver.settled();
    saver.type('ab');
    await saver.settled();
    await entries.follow(published.slice(0, 1));
    expect(saver.text.peek()).toBe('ab');
    await entries.follow(published.slice(1));
    expect(saver.text.peek()).toBe('ab');
  });

  it('keep the paper whose note is open, however far the list is scrolled', async () => {
    const papers = Array.from({ length: 2_200 }, (_, i) => makePaper(i + 1));
    await writeMarks(
      db,
      papers.map((paper) => ({ paper, patch: { starred: true } })),
    );
    entries.noteSaverOf(await show(1));
    const shown = entries.of(numbered(1));
    for (let at = 1; at < papers.length; at += 100) {
      await entries.load(papers.slice(at, at + 100).map(({ id }) => id));
    }
    await entries.follow(
      await writeMarks(db, [{ paper: makePaper(1), patch: { starred: false } }]),
    );
    expect(shown.peek()).toMatchObject({ paper: { id: numbered(1) } });
    expect(shown.peek()).not.toMatchObject({ mark: { starredAt: expect.anything() } });
  });

  it('read what was removed as missing, and what was never loaded not at all', async () => {
    const changes = await writeMarks(
      db,
      [1, 2].map((n) => ({ paper: makePaper(n), patch: { starred: true } })),
    );
    await show(1);
    expect(entries.peek(numbered(2))).toBe('unloaded');
    await remove(db, [numbered(1)]);
    await entries.follow(changes.map(({ mark, ids }) => ({ mark: { ...mark, seq: 9 }, ids })));
    expect(entries.peek(numbered(1))).toBe('missing');
    expect(entries.peek(numbered(2))).toBe('unloaded');
  });

  it('keep the newer of two answers', async () => {
    await writeMarks(db, [{ paper: makePaper(1), patch: { starred: true } }]);
    const old = await show(1);
    await writeMarks(db, [{ paper: makePaper(1), patch: { read: true } }]);
    const [newer] = await entriesOf(db, [numbered(1)]);
    entries.store([newer as Entry]);
    entries.store([old]);
    expect(entries.peek(numbered(1))).toMatchObject({ mark: { readAt: expect.any(Number) } });
  });
});
