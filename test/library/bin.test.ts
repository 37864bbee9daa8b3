import { describe, expect, it } from 'vitest';
import { BIN_KEEPS_MS, emptyBin, purgeBin, remove, removed, restore } from '../../src/library/bin';
import { entriesOf } from '../../src/library/entries';
import { marksOf, writeMarks } from '../../src/library/marks';
import { readClock } from '../../src/library/read-clock';
import type { Library } from '../../src/library/schema';
import type { PaperId } from '../../src/paper/ids';
import type { MarkPatch } from '../../src/paper/mark';
import { useLibrary } from './harness';
import { allEntries, makeChange, makePaper, numbered } from './samples';

const DOI = 'doi:10.1000/x' as PaperId;

let db: Library;
useLibrary((library) => {
  db = library;
});

const FULL: MarkPatch = {
  starred: 10,
  read: 20,
  dismissed: 30,
  note: { text: 'mine', was: '' },
  tags: { b: true, a: true },
};

describe('the bin', () => {
  it('takes a paper under any of its ids, lets its names go, and says so under each', async () => {
    const paper = makePaper(1, { aliases: [DOI] });
    await writeMarks(db, [{ paper, patch: FULL }, makeChange(2, { starred: 5 })]);
    const [told] = await remove(db, [DOI], 100);
    expect(told).toEqual({ mark: { id: paper.id, times: {}, seq: 3 }, ids: [paper.id, DOI] });
    expect(await marksOf(db, [paper.id, DOI, numbered(2)])).toMatchObject([
      null,
      null,
      { starredAt: 5 },
    ]);
    expect(await db.count('aliases')).toBe(0);
    expect(await db.count('papers')).toBe(1);
    expect(await removed(db)).toMatchObject([{ id: paper.id, paper, removedAt: 100, seq: 3 }]);
  });

  it('says it again when it is asked again, and nothing of what it never had', async () => {
    await writeMarks(db, [makeChange(1, FULL)]);
    const first = await remove(db, [numbered(1)]);
    expect(await remove(db, [numbered(1)])).toEqual(first);
    expect(await remove(db, [numbered(7)])).toEqual([]);
    expect((await readClock(db.transaction('meta').store))?.seq).toBe(2);
  });

  it('gives everything back as it was, with a new sequence, once', async () => {
    const paper = makePaper(1, { aliases: [DOI], abstract: 'Long.' });
    const [before] = await writeMarks(db, [{ paper, patch: FULL }]);
    await remove(db, [paper.id]);
    const [back] = await restore(db, [paper.id]);
    expect(back).toEqual({ mark: { ...before?.mark, seq: 3 }, ids: [paper.id, DOI] });
    expect(await allEntries(db)).toEqual([{ paper, mark: back?.mark }]);
    expect(await marksOf(db, [DOI])).toEqual([back?.mark]);
    expect(await db.count('bin')).toBe(0);
    expect(await restore(db, [paper.id])).toEqual([back]);
    expect(await restore(db, [numbered(7)])).toEqual([]);
  });

  it('keeps the name that a record had, though a better one was learned of later', async () => {
    await writeMarks(db, [{ paper: { ...makePaper(1), id: DOI }, patch: { starred: 5 } }]);
    const arxiv = numbered(1);
    await writeMarks(db, [{ paper: { ...makePaper(1), id: DOI, aliases: [arxiv] }, patch: {} }]);
    const [before] = await allEntries(db);
    await remove(db, [DOI]);
    await restore(db, [DOI]);
    expect((await allEntries(db))[0]?.paper).toEqual(before?.paper);
  });

  it('gives what is marked anew its note and tags, and not its star, which can be restored', async () => {
    await writeMarks(db, [{ paper: makePaper(1, { aliases: [DOI] }), patch: FULL }]);
    await remove(db, [numbered(1)]);
    // Under the other name: the bin knows both.
    const seen = { ...makePaper(1), id: DOI };
    const [anew] = await writeMarks(db, [{ paper: seen, patch: { read: 99 } }]);
    expect(anew?.mark).toMatchObject({ readAt: 99, note: 'mine', tags: ['b', 'a'] });
    expect(anew?.mark).not.toHaveProperty('starredAt');
    expect(anew?.mark).not.toHaveProperty('dismissedAt');
    expect(await removed(db)).toHaveLength(1);

    await writeMarks(db, [{ paper: seen, patch: { note: { text: 'again', was: 'mine' } } }]);
    const [back] = await restore(db, [numbered(1)]);
    expect(back?.mark).toMatchObject({ starredAt: 10, readAt: 99, note: 'again\n\nmine' });
    expect(await allEntries(db)).toHaveLength(1);
    expect(await removed(db)).toEqual([]);
  });

  it('brings nothing back by a mark that changes nothing', async () => {
    await writeMarks(db, [makeChange(1, FULL)]);
    await remove(db, [numbered(1)]);
    const [still] = await writeMarks(db, [makeChange(1, { starred: false })]);
    expect(still?.mark.seq).toBe(0);
    expect(await allEntries(db)).toEqual([]);
  });

  it('makes one of what is removed twice', async () => {
    await writeMarks(db, [makeChange(1, FULL)]);
    await remove(db, [numbered(1)]);
    await writeMarks(db, [makeChange(1, { note: { text: 'second', was: 'mine' } })]);
    await remove(db, [numbered(1)]);
    const [one, ...others] = await removed(db);
    expect(others).toEqual([]);
    expect(one?.mark).toMatchObject({ starredAt: 10, note: 'second\n\nmine', tags: ['b', 'a'] });
  });

  it('keeps a mark whose paper is missing', async () => {
    await writeMarks(db, [makeChange(1, FULL)]);
    await db.delete('papers', numbered(1));
    await remove(db, [numbered(1)]);
    await restore(db, [numbered(1)]);
    expect(await entriesOf(db, [numbered(1)])).toMatchObject([
      { paper: { title: numbered(1) }, mark: { note: 'mine', starredAt: 10 } },
    ]);
  });

  it('lists the last removed first, and forgets what was removed thirty days ago', async () => {
    await writeMarks(
      db,
      [1, 2, 3].map((n) => makeChange(n, FULL)),
    );
    await remove(db, [numbered(2)], 1_000);
    await remove(db, [numbered(1)], 2_000);
    await remove(db, [numbered(3)], 3_000);
    expect((await removed(db)).map(({ id }) => id)).toEqual([3, 1, 2].map(numbered));
    await purgeBin(db, 2_000 + BIN_KEEPS_MS);
    expect((await removed(db)).map(({ id }) => id)).toEqual([numbered(3)]);
  });

  it('is empty when it was emptied, and still tells those who follow', async () => {
    await writeMarks(
      db,
      [1, 2].map((n) => makeChange(n, FULL)),
    );
    await remove(db, [numbered(1), numbered(2)]);
    expect(await emptyBin(db)).toBe(2);
    expect(await emptyBin(db)).toBe(0);
    expect(await removed(db)).toEqual([]);
    expect(await restore(db, [numbered(1)])).toEqual([]);
    const since = await db.getAllFromIndex('bin', 'by-seq', IDBKeyRange.lowerBound(2, true));
    expect(since.map(({ id, seq }) => [id, seq])).toEqual([
      [numbered(1), 3],
      [numbered(2), 4],
    ]);
    expect(JSON.stringify(since)).not.toContain('mine');
    const [anew] = await writeMarks(db, [makeChange(1, { starred: 5 })]);
    expect(anew?.mark).not.toHaveProperty('note');
    expect(await db.get('bin', numbered(1))).toBeUndefined();
  });

  it('tells those who follow of a record that went into another', async () => {
    await writeMarks(db, [{ paper: { ...makePaper(1), id: DOI }, patch: { starred: 5 } }]);
    await writeMarks(db, [makeChange(1, { read: 6 })]);
    const [one] = await writeMarks(db, [
      { paper: makePaper(1, { aliases: [DOI] }), patch: { read: 6 } },
    ]);
    expect(await db.get('bin', DOI)).toMatchObject({ seq: one?.mark.seq, isGone: true });
    expect(await removed(db)).toEqual([]);
  });
});

describe('what lies in the bin already', () => {
  it('is kept when its paper, marked anew, is removed under another of its names', async () => {
    const paper = makePaper(1, { aliases: [DOI] });
    await writeMarks(db, [{ paper, patch: FULL }]);
    await remove(db, [paper.id], 100);
    await writeMarks(db, [{ paper, patch: { note: { text: '', was: 'mine' } } }]);
    await remove(db, [DOI], 200);
    expect(await removed(db)).toMatchObject([
      { id: paper.id, mark: { starredAt: 10, readAt: 20, note: 'mine' } },
    ]);
  });

  it('is kept when its paper becomes one with another that came in the same write', async () => {
    const paper = makePaper(2, { id: DOI });
    await writeMarks(db, [{ paper, patch: FULL }]);
    await remove(db, [DOI], 100);
    await writeMarks(db, [{ paper, patch: { note: { text: '', was: 'mine' } } }]);
    await writeMarks(db, [
      makeChange(1, { read: 5 }),
      { paper: makePaper(1, { aliases: [DOI] }), patch: { starred: 6 } },
    ]);
    expect(await removed(db)).toMatchObject([{ id: DOI, mark: { starredAt: 10, note: 'mine' } }]);
  });
});
