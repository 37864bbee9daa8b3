import { describe, expect, it } from 'vitest';
import { marksOf, patchMarks, writeMarks } from '../../src/library/marks';
import { readClock } from '../../src/library/read-clock';
import type { Library } from '../../src/library/schema';
import { colourTag, forgetTag, retag, tagCounts } from '../../src/library/tags';
import type { PaperId } from '../../src/paper/ids';
import { useLibrary } from './harness';
import { allEntries, makeChange, makePaper, numbered } from './samples';

const DOI = 'doi:10.1000/x' as PaperId;

let db: Library;
useLibrary((library) => {
  db = library;
});

describe('patchMarks', () => {
  it('gives each change a stamp and a sequence of its own, in one transaction', async () => {
    await writeMarks(
      db,
      [1, 2, 3].map((n) => makeChange(n, { starred: n })),
    );
    const changes = [1, 2, 3].map((n) => ({ id: numbered(n), patch: { tags: { nlp: true } } }));
    const written = await patchMarks(db, changes, 50);
    expect(written.map(({ mark }) => mark.seq)).toEqual([4, 5, 6]);
    const stamps = written.map(({ mark }) => mark.times.tags?.nlp ?? '');
    expect(new Set(stamps).size).toBe(3);
    expect([...stamps].sort()).toEqual(stamps);
    expect((await readClock(db.transaction('meta').store))?.last).toBe(stamps[2]);
    expect(await marksOf(db, [1, 2, 3].map(numbered))).toEqual(written.map(({ mark }) => mark));
  });

  it('finds a paper by any of its ids, once, and leaves what it does not know', async () => {
    await writeMarks(db, [{ paper: makePaper(1, { aliases: [DOI] }), patch: { read: 5 } }]);
    const patch = { starred: 9 };
    const written = await patchMarks(db, [
      { id: DOI, patch },
      { id: numbered(1), patch },
      { id: numbered(2), patch },
    ]);
    expect(written.map(({ mark }) => [mark.id, mark.seq])).toEqual([
      [numbered(1), 2],
      [numbered(1), 2],
      [numbered(2), 0],
    ]);
    expect(written[0]?.ids).toEqual([numbered(1), DOI]);
    expect(await allEntries(db)).toHaveLength(1);
  });

  it('keeps both texts where the note was changed meanwhile', async () => {
    await writeMarks(db, [makeChange(1, { note: { text: 'theirs', was: '' } })]);
    const patch = { note: { text: 'mine', was: '' } };
    const [one] = await patchMarks(db, [{ id: numbered(1), patch }]);
    expect(one?.mark.note).toBe('mine\n\ntheirs');
  });

  it('writes all of it or nothing', async () => {
    await writeMarks(
      db,
      [1, 2].map((n) => makeChange(n, { starred: n })),
    );
    const before = await allEntries(db);
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...args) {
      const request = put.apply(this, args);
      if (this.name === 'meta') request.onsuccess = () => this.transaction.abort();
      return request;
    };
    try {
      const changes = [1, 2].map((n) => ({ id: numbered(n), patch: { read: true } }));
      await expect(patchMarks(db, changes)).rejects.toMatchObject({ name: 'AbortError' });
    } finally {
      IDBObjectStore.prototype.put = put;
    }
    expect(await allEntries(db)).toEqual(before);
  });
});

describe('tags', () => {
  async function retagAll(from: string, to?: string): Promise<PaperId[]> {
    const ids: PaperId[] = [];
    for (;;) {
      const written = await retag(db, from, to);
      if (written.length === 0) break;
      ids.push(...written.map(({ mark }) => mark.id));
    }
    await forgetTag(db, from, to);
    return ids;
  }

  it('are renamed with a time for the old and the new, and merged with what has the name', async () => {
    await writeMarks(db, [
      makeChange(1, { tags: { nlp: true } }),
      makeChange(2, { tags: { nlp: true, language: true } }),
      makeChange(3, { tags: { language: true } }),
    ]);
    await colourTag(db, 'nlp', 'teal');
    expect(await retagAll('nlp', 'language')).toEqual([numbered(1), numbered(2)]);
    expect(await tagCounts(db)).toEqual([{ name: 'language', count: 3, colour: 'teal' }]);
    const [first, second, third] = await marksOf(db, [1, 2, 3].map(numbered));
    expect(first?.times.tags?.nlp).toBe(first?.times.tags?.language);
    expect(second?.times.tags?.nlp).not.toBe(second?.times.tags?.language);
    expect(third?.seq).toBe(3);
    expect(await retagAll('nlp', 'language')).toEqual([]);
    expect(await tagCounts(db)).toEqual([{ name: 'language', count: 3, colour: 'teal' }]);
  });

  it('keep the colour of the one that stays', async () => {
    await writeMarks(db, [makeChange(1, { tags: { a: true, b: true } })]);
    await colourTag(db, 'a', 'red');
    await colourTag(db, 'b', 'blue');
    await retagAll('a', 'b');
    expect(await tagCounts(db)).toEqual([{ name: 'b', count: 1, colour: 'blue' }]);
    await colourTag(db, 'b', null);
    expect(await tagCounts(db)).toEqual([{ name: 'b', count: 1 }]);
  });

  it('are deleted, with their colour, a thousand papers at a time', async () => {
    const many = Array.from({ length: 1_500 }, (_, n) => makeChange(n, { tags: { old: true } }));
    await writeMarks(db, many);
    await colourTag(db, 'old', 'pink');
    expect(await retag(db, 'old', undefined)).toHaveLength(1_000);
    expect(await tagCounts(db)).toEqual([{ name: 'old', count: 500, colour: 'pink' }]);
    expect(await retagAll('old')).toHaveLength(500);
    expect(await tagCounts(db)).toEqual([]);
    expect(await db.count('tags')).toBe(0);
  });

  it('come to an end also where an alias leads away from a record', async () => {
    await writeMarks(
      db,
      [1, 2].map((n) => makeChange(n, { tags: { a: true } })),
    );
    await db.put('aliases', numbered(2), numbered(1));
    expect(await retagAll('a')).toEqual([numbered(1), numbered(2)]);
  });
});
