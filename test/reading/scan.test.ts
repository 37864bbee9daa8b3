import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeMarks } from '../../src/library/marks';
import { deleteLibrary, openLibrary } from '../../src/library/open';
import type { Library } from '../../src/library/schema';
import type { PaperId } from '../../src/paper/ids';
import type { Paper } from '../../src/paper/paper';
import { makeLedger } from '../../src/reading/ledger';
import { scan } from '../../src/reading/scan';
import { sitesOf } from '../../src/reading/site-series';
import { totalOf } from '../../src/reading/sums';

const NAME = 'scan-test';
let db: Library;
beforeEach(async () => {
  db = await openLibrary({ name: NAME });
});
afterEach(async () => {
  db.close();
  await deleteLibrary(NAME);
});

const idAt = (i: number): PaperId => `arxiv:2401.${String(i).padStart(5, '0')}` as PaperId;
const paperAt = (i: number): Paper => ({
  id: idAt(i),
  title: `Paper ${i}`,
  authors: [],
  abstract: 'long',
  categories: [i % 2 ? 'cs.CL' : 'cs.LG', 'cs.AI'],
  links: { page: 'https://arxiv.org/' },
  seen: { site: 'arxiv', url: 'https://arxiv.org/', at: 1 },
});
const connect = async (): Promise<Library> => db;
const never = new AbortController().signal;

async function write(from: number, to: number): Promise<void> {
  const changes = Array.from({ length: to - from }, (_, i) => ({
    paper: paperAt(from + i),
    patch: { read: 1_000, tags: { a: true } },
  }));
  await writeMarks(db, changes, 1_000);
}

describe('scan', () => {
  it('hands out every record once, and lets others write in between', async () => {
    await write(0, 350);
    const ids: string[] = [];
    let written: Promise<void> | undefined;
    await scan(
      connect,
      'marks',
      ({ id }) => {
        // A batch is at work: this can only be done before the next one, behind those it has read.
        written ??= write(900, 901);
        ids.push(id);
      },
      never,
    );
    await written;
    expect(ids).toEqual([...Array.from({ length: 350 }, (_, i) => idAt(i)), idAt(900)]);
  });

  it('never holds more than a batch', async () => {
    await write(0, 600);
    const { getAll } = db;
    const sizes: number[] = [];
    const watched = Object.assign(Object.create(db), {
      getAll: async (...args: Parameters<typeof getAll>) => {
        const found = await getAll.apply(db, args);
        sizes.push(found.length);
        return found;
      },
    }) as Library;
    let seen = 0;
    await scan(
      async () => watched,
      'papers',
      () => seen++,
      never,
    );
    expect(seen).toBe(600);
    expect(sizes.length).toBeGreaterThan(2);
    expect(sizes[0]).toBe(100);
  });

  it('stops when the page goes', async () => {
    await write(0, 150);
    const gone = new AbortController();
    let seen = 0;
    await scan(
      connect,
      'marks',
      () => {
        seen++;
        gone.abort();
      },
      gone.signal,
    );
    expect(seen).toBe(100);
  });
});

describe('the ledger', () => {
  const mark = (i: number, seq: number, more = {}) => ({ id: idAt(i), times: {}, seq, ...more });

  it('keeps the newer of two marks, in whatever order they come', () => {
    const ledger = makeLedger();
    ledger.putMark(mark(1, 5, { readAt: 1 }));
    ledger.putMark(mark(1, 4, { readAt: 1, starredAt: 1 }));
    expect([totalOf(ledger.sums.read), totalOf(ledger.sums.starred)]).toEqual([1, 0]);
    ledger.putMark(mark(1, 6, { starredAt: 1 }));
    expect([totalOf(ledger.sums.read), totalOf(ledger.sums.starred)]).toEqual([0, 1]);
  });

  it('remembers that a paper was removed: a batch that was read before does not bring it back', () => {
    const ledger = makeLedger();
    ledger.putMark(mark(1, 7));
    ledger.putMark(mark(1, 5, { readAt: 1 }));
    ledger.putPaper(paperAt(1));
    expect(totalOf(ledger.sums.read)).toBe(0);
    expect(ledger.sums.sites.size).toBe(0);
  });

  it('counts a paper under what is known of it, once', () => {
    const ledger = makeLedger();
    ledger.putMark(mark(1, 1, { readAt: 1, tags: ['a'] }));
    expect(sitesOf(ledger.sums)).toMatchObject([{ site: '', papers: 1 }]);
    ledger.putPaper(paperAt(1));
    ledger.putPaper(paperAt(2));
    expect(sitesOf(ledger.sums)).toMatchObject([{ site: 'arxiv', papers: 1 }]);
    expect([...ledger.sums.categories.keys()]).toEqual(['cs.CL']);
    ledger.drop(idAt(1));
    ledger.drop(idAt(1));
    expect(sitesOf(ledger.sums)).toEqual([]);
    expect(ledger.sums.tags.size + ledger.sums.read.size).toBe(0);
  });
});
