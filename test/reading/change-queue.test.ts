import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeMarks } from '../../src/library/marks';
import { deleteLibrary, openLibrary } from '../../src/library/open';
import type { Library } from '../../src/library/schema';
import { emptyMark, type Mark } from '../../src/paper/mark';
import { makeChangeQueue } from '../../src/reading/change-queue';
import { makeLedger } from '../../src/reading/ledger';
import { sitesOf } from '../../src/reading/site-series';
import { totalOf } from '../../src/reading/sums';
import { makePaper, numbered } from '../library/samples';

const NAME = 'change-queue-test';
let db: Library;
beforeEach(async () => {
  db = await openLibrary({ name: NAME });
});
afterEach(async () => {
  db.close();
  await deleteLibrary(NAME);
});

const connect = async (): Promise<Library> => db;
const change = (n: number, seq: number, more: Partial<Mark>, ids = [numbered(n)]) => ({
  mark: { ...emptyMark(numbered(n)), seq, ...more },
  ids,
});

describe('makeChangeQueue', () => {
  it('counts the newest change of each paper, whatever order they come in', async () => {
    const ledger = makeLedger();
    const queue = makeChangeQueue(connect);
    queue.add([change(1, 3, { starredAt: 1 }), change(1, 2, {}), change(2, 1, { readAt: 1 })]);
    await queue.countIn(ledger);
    expect(queue.isEmpty()).toBe(true);
    expect([totalOf(ledger.sums.starred), totalOf(ledger.sums.read)]).toEqual([1, 1]);
  });

  it('counts the sites of the papers as the library knows them', async () => {
    const seen = { site: 'arxiv', url: 'https://arxiv.org/', at: 1 };
    await writeMarks(db, [{ paper: makePaper(1, { seen }), patch: { starred: true } }]);
    const ledger = makeLedger();
    const queue = makeChangeQueue(connect);
    queue.add([change(1, 3, { starredAt: 1 })]);
    await queue.countIn(ledger);
    expect(sitesOf(ledger.sums)).toMatchObject([{ site: 'arxiv', papers: 1 }]);
  });

  it('drops the other name of two records that have become one', async () => {
    const ledger = makeLedger();
    ledger.putMark(change(1, 1, { starredAt: 1 }).mark);
    const queue = makeChangeQueue(connect);
    queue.add([change(2, 2, { starredAt: 1 }, [numbered(1), numbered(2)])]);
    await queue.countIn(ledger);
    expect(totalOf(ledger.sums.starred)).toBe(1);
  });

  it('keeps the changes when the library cannot be read', async () => {
    const ledger = makeLedger();
    let isBroken = true;
    const queue = makeChangeQueue(async () => {
      if (isBroken) throw new Error('broken');
      return db;
    });
    queue.add([change(1, 1, { starredAt: 1 })]);
    await expect(queue.countIn(ledger)).rejects.toThrow('broken');
    expect(queue.isEmpty()).toBe(false);
    isBroken = false;
    await queue.countIn(ledger);
    expect(totalOf(ledger.sums.starred)).toBe(1);
  });
});
