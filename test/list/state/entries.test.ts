import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeMarks } from '../../../src/library/marks';
import { deleteLibrary, openLibrary } from '../../../src/library/open';
import type { Library } from '../../../src/library/schema';
import type { Written } from '../../../src/library/upsert';
import { type Entries, makeEntries } from '../../../src/list/state/entries';
import type { NotePatch } from '../../../src/paper/mark';
import type { Paper } from '../../../src/paper/paper';
import { makePaper, numbered } from '../../library/samples';

const NAME = 'entries-test';

/** The background, which writes at once; what it publishes arrives when the test says so. */
const background = vi.hoisted(() => ({
  mark: undefined as undefined | ((paper: unknown, patch: unknown) => Promise<unknown>),
}));
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
  await entries.want([numbered(n)]);
  const entry = entries.peek(numbered(n));
  if (typeof entry === 'string') throw new Error(entry);
  return entry;
}

describe('the entries of the list page', () => {
  it('do not put back in the editor what was told late', async () => {
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

  it('go on showing the paper whose note is open, however far the list is scrolled', async () => {
    const papers = Array.from({ length: 2_200 }, (_, i) => makePaper(i + 1));
    await writeMarks(
      db,
      papers.map((paper) => ({ paper, patch: { starred: true } })),
    );
    entries.noteSaverOf(await show(1));
    const shown = entries.of(numbered(1));
    for (let at = 1; at < papers.length; at += 100) {
      await entries.want(papers.slice(at, at + 100).map(({ id }) => id));
    }
    await entries.follow(
      await writeMarks(db, [{ paper: makePaper(1), patch: { starred: false } }]),
    );
    expect(shown.peek()).toMatchObject({ paper: { id: numbered(1) } });
    expect(shown.peek()).not.toMatchObject({ mark: { starredAt: expect.anything() } });
  });
});
