import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Finder, openFinder } from '../../../src/library/index/finder';
import { writeWholeIndex } from '../../../src/library/index/write';
import { marksOf, writeMarks } from '../../../src/library/marks';
import { deleteLibrary, openLibrary } from '../../../src/library/open';
import { readClock } from '../../../src/library/read-clock';
import type { Library } from '../../../src/library/schema';
import type { PaperId } from '../../../src/paper/ids';
import type { Mark, MarkPatch } from '../../../src/paper/mark';
import type { Paper } from '../../../src/paper/paper';
import { parseQuery } from '../../../src/search/query';
import { anEntry, anyOptions, aQueryText, NOW } from '../../search/arbitrary';
import { findSlowly } from '../../search/oracle';
import { useLibrary } from '../harness';
import { allEntries } from '../samples';

const id = (n: number): PaperId => `arxiv:2401.${String(n).padStart(5, '0')}` as PaperId;

const makePaper = (n: number, more: Partial<Paper> = {}): Paper => ({
  id: id(n),
  title: `Paper number ${n}`,
  authors: ['Ada Lovelace'],
  links: { page: `https://arxiv.org/abs/2401.${n}` },
  ...more,
});

let db: Library;
useLibrary((library) => {
  db = library;
});
let closing: AbortController;
beforeEach(() => {
  closing = new AbortController();
});
afterEach(() => closing.abort());

const open = (): Finder => openFinder(() => Promise.resolve(db), closing.signal);
/** On a machine that has much else to do. */
const SOON = { timeout: 30_000 };
const ALL = { view: 'all', order: 'best' } as const;

async function idsOf(finder: Finder, text: string, options = ALL): Promise<PaperId[]> {
  const found = await finder.find(parseQuery(text), options);
  return found.ids(0, found.total);
}

const write = (n: number, patch: MarkPatch, more: Partial<Paper> = {}) =>
  writeMarks(db, [{ paper: makePaper(n, more), patch }]);

/** As the background does it: to the bin, with the next number of the sequence. */
async function remove(paper: PaperId): Promise<Mark> {
  const tx = db.transaction(['papers', 'marks', 'bin', 'meta'], 'readwrite');
  const clock = await readClock(tx.objectStore('meta'));
  const mark = (await tx.objectStore('marks').get(paper)) as Mark;
  const record = (await tx.objectStore('papers').get(paper)) as Paper;
  const seq = (clock?.seq ?? 0) + 1;
  await tx
    .objectStore('bin')
    .put({ id: paper, paper: record, mark, removedAt: 1, seq, ids: [paper] });
  await tx.objectStore('marks').delete(paper);
  await tx.objectStore('papers').delete(paper);
  await tx.objectStore('meta').put({ node: 'abcdefgh', ...clock, seq }, 'clock');
  await tx.done;
  return { id: paper, times: {}, seq };
}

describe('a finder', () => {
  it('finds what was marked before it was opened, and what is marked then', async () => {
    await write(1, { starred: true }, { title: 'Sparse attention' });
    const finder = open();
    expect(await idsOf(finder, 'atten')).toEqual([id(1)]);
    const changes = await write(2, { read: true }, { title: 'Attention again' });
    finder.follow(changes);
    expect(await idsOf(finder, 'atten')).toEqual([id(2), id(1)]);
    expect(await idsOf(finder, 'atten is:starred')).toEqual([id(1)]);
    expect(await finder.counts()).toEqual({ all: 2, starred: 1, read: 1, dismissed: 0 });
  });

  it('shows a note, a tag, a star taken away and a removal at once', async () => {
    await writeMarks(
      db,
      [1, 2, 3].map((n) => ({ paper: makePaper(n), patch: { starred: n } })),
    );
    const finder = open();
    expect(await idsOf(finder, '')).toEqual([id(3), id(2), id(1)]);
    finder.follow(await write(1, { note: { text: 'Quokka', was: '' }, tags: { 'to read': true } }));
    expect(await idsOf(finder, 'quokka tag:"to read"')).toEqual([id(1)]);
    finder.follow(await write(3, { starred: false }));
    const starred = await finder.find(parseQuery(''), { view: 'starred', order: 'starred' });
    expect(starred.ids(0, 9)).toEqual([id(2), id(1)]);
    finder.follow([{ mark: await remove(id(2)), ids: [id(2)] }]);
    expect(await idsOf(finder, 'paper')).toEqual([id(3), id(1)]);
    expect((await finder.counts()).all).toBe(2);
  });

  it('shows the marks of many papers at once, and their words soon', async () => {
    const many = Array.from({ length: 300 }, (_, n) => makePaper(n + 1));
    await writeMarks(
      db,
      many.map((paper) => ({ paper, patch: { read: true } })),
    );
    const finder = open();
    expect((await finder.counts()).read).toBe(300);
    await expect.poll(async () => (await idsOf(finder, 'number')).length, SOON).toBe(300);
    const written = await writeMarks(
      db,
      many.map((paper) => ({ paper, patch: { starred: true, tags: { bulk: true } } })),
    );
    finder.follow(written);
    const starred = await finder.find(parseQuery('has:tag'), { view: 'starred', order: 'starred' });
    expect(starred.total).toBe(300);
    await expect.poll(async () => (await idsOf(finder, 'tag:"bulk"')).length, SOON).toBe(300);
  });

  it('goes on where the last one stopped, and reads what it kept', async () => {
    await writeMarks(
      db,
      Array.from({ length: 450 }, (_, n) => ({ paper: makePaper(n + 1), patch: { read: true } })),
    );
    const first = open();
    expect((await idsOf(first, 'number')).length).toBeLessThanOrEqual(450);
    await expect.poll(() => first.progress.value, SOON).toBe(1);
    await expect
      .poll(
        async () => ((await db.get('search', 'state')) as { seq: number } | undefined)?.seq,
        SOON,
      )
      .toBe(450);
    closing.abort();
    closing = new AbortController();
    await write(7, { starred: true });
    // Were it read from the papers again, this would not be found.
    const tx = db.transaction('papers', 'readwrite');
    await tx.store.put({ ...makePaper(9), title: 'Changed behind its back' });
    await tx.done;
    const second = open();
    expect(await idsOf(second, '"number 9"')).toEqual([id(9)]);
    expect(await idsOf(second, 'number is:starred')).toEqual([id(7)]);
    expect((await idsOf(second, 'number')).length).toBe(450);
  });

  it('is right again after a library was put back, emptied or changed behind its back', async () => {
    await writeWith(20);
    await writeWholeIndex(undefined, () => undefined);
    for (const n of [3, 4]) {
      await remove(id(n));
      await db.delete('bin', id(n));
    }
    const emptied = open();
    await expect.poll(async () => (await idsOf(emptied, 'paper')).length, SOON).toBe(18);
    // Another machine's library, with as many papers.
    closing.abort();
    closing = new AbortController();
    await db.put('meta', { node: 'zzzzzzzz', seq: 20 }, 'clock');
    await db.put('papers', makePaper(5, { title: 'Quokka' }));
    const again = open();
    await expect.poll(() => idsOf(again, 'quokka'), SOON).toEqual([id(5)]);
  });

  it.each(['segment', 'positions', 'titles'])('begins anew where its %s are lost', async (part) => {
    await writeWith(20);
    await writeWholeIndex(undefined, () => undefined);
    for (const key of await db.getAllKeys('search')) {
      if (key.startsWith(part)) await db.delete('search', key);
    }
    const finder = open();
    const options = { view: 'all', order: 'title' } as const;
    await expect
      .poll(async () => (await finder.find(parseQuery('"paper number"'), options)).total, SOON)
      .toBe(20);
  });

  it('lets two pages write their parts without losing any', async () => {
    await writeWith(10);
    const [one, other] = [open(), open()];
    await Promise.all([idsOf(one, ''), idsOf(other, '')]);
    for (let round = 0; round < 4; round++) {
      const changes = await writeMarks(
        db,
        Array.from({ length: 120 }, (_, n) => ({
          paper: makePaper(1_000 * (round + 1) + n, { title: `Round ${round}` }),
          patch: { starred: true },
        })),
      );
      one.follow(changes);
      other.follow(changes);
      for (const finder of [one, other]) {
        await expect
          .poll(async () => (await idsOf(finder, `round ${round}`)).length, SOON)
          .toBe(120);
      }
    }
    const third = open();
    await expect.poll(async () => (await idsOf(third, 'round')).length, SOON).toBe(480);
    for (const finder of [one, other]) expect((await idsOf(finder, '"round 0"')).length).toBe(120);
  });

  it('tells of what goes wrong, and works again when it can', async () => {
    await writeWith(3);
    let isGone = true;
    const finder = openFinder(
      () => (isGone ? Promise.reject(new Error('gone')) : Promise.resolve(db)),
      closing.signal,
    );
    await expect(idsOf(finder, 'paper')).rejects.toThrow('gone');
    isGone = false;
    expect((await idsOf(finder, 'paper')).length).toBe(3);
  });

  it('finds what reading every paper finds, while the library changes', async () => {
    const round = fc.record({
      put: fc.array(anEntry, { minLength: 1, maxLength: 6 }),
      remove: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
      texts: fc.array(aQueryText, { minLength: 3, maxLength: 3 }),
      options: anyOptions,
      isReopened: fc.boolean(),
    });
    const rounds = fc.array(round, { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(rounds, async (rounds) => {
        let finder = open();
        for (const { put, remove: gone, texts, options, isReopened } of rounds) {
          // An alias may be one of another record: then the two become one.
          const written = await writeMarks(
            db,
            put.map(({ paper, mark }) => ({ paper, patch: patchOf(mark) })),
            NOW,
          );
          finder.follow(written);
          const victim = gone === undefined ? undefined : (await marksOf(db, [id(gone)]))[0];
          if (victim) finder.follow([{ mark: await remove(victim.id), ids: [victim.id] }]);
          if (isReopened) finder = open();
          const entries = await allEntries(db);
          for (const text of texts) {
            const query = parseQuery(text);
            const found = await finder.find(query, options);
            const expected = findSlowly(entries, query, options, Date.now());
            expect({ text, ids: found.ids(0, found.total) }).toEqual({ text, ids: expected });
          }
        }
        closing.abort();
        closing = new AbortController();
        db.close();
        await deleteLibrary();
        db = await openLibrary();
      }),
      { numRuns: 40 },
    );
  });
});

const writeWith = (count: number) =>
  writeMarks(
    db,
    Array.from({ length: count }, (_, n) => ({ paper: makePaper(n + 1), patch: { read: true } })),
  );

const patchOf = ({ starredAt, readAt, dismissedAt, note, tags }: Mark): MarkPatch => ({
  starred: starredAt ?? false,
  read: readAt ?? false,
  dismissed: dismissedAt ?? false,
  ...(note ? { note: { text: note, was: '' } } : {}),
  tags: Object.fromEntries((tags ?? []).map((tag) => [tag, true])),
});

describe('a finder whose library was begun anew under it', () => {
  it('finds what is marked then, and nothing of the old one', async () => {
    for (let n = 1; n <= 5; n++) await write(n, { starred: true });
    const finder = open();
    expect(await idsOf(finder, 'number')).toHaveLength(5);
    // The reader clears the browser's data while the page is open.
    db.close();
    await deleteLibrary();
    db = await openLibrary();
    finder.follow(await write(7, { starred: true }));
    await expect.poll(() => idsOf(finder, 'number'), SOON).toEqual([id(7)]);
    finder.follow(await write(8, { starred: true }));
    await expect.poll(() => idsOf(finder, 'number'), SOON).toEqual([id(8), id(7)]);
  });
});
