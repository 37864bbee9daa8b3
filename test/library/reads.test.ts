import { describe, expect, it } from 'vitest';
import { entriesOf, firstEntries } from '../../src/library/entries';
import { writeMarks } from '../../src/library/marks';
import type { Library } from '../../src/library/schema';
import { tagCounts } from '../../src/library/tags';
import { useLibrary } from './harness';
import { makeChange, numbered } from './samples';

let db: Library;
useLibrary((library) => {
  db = library;
});

const numbersOf = (entries: readonly { paper: { id: string } }[]): number[] =>
  entries.map(({ paper }) => Number(paper.id.slice(-5)));

describe('entriesOf', () => {
  it('answers in the order of the question, and with nothing for what is not there', async () => {
    await writeMarks(db, [makeChange(1, { starred: 5 }), makeChange(2, { read: 6 })]);
    const [second, none, first] = await entriesOf(db, [numbered(2), numbered(3), numbered(1)]);
    expect(second).toMatchObject({ paper: { id: numbered(2) }, mark: { readAt: 6 } });
    expect(none).toBeUndefined();
    expect(first?.mark.starredAt).toBe(5);
  });
});

describe('firstEntries', () => {
  it('begins with what was marked last, in each view by its own time', async () => {
    const changes = [
      makeChange(1, { starred: 30, read: 1 }),
      makeChange(2, { starred: 10, dismissed: 7 }),
      makeChange(3, { starred: 20, read: 2 }),
    ];
    await writeMarks(db, changes);
    expect(numbersOf(await firstEntries(db, 'starred', 2))).toEqual([1, 3]);
    expect(numbersOf(await firstEntries(db, 'starred', 1))).toEqual([1]);
    expect(numbersOf(await firstEntries(db, 'starred', 3))).toEqual([1, 3, 2]);
    expect(numbersOf(await firstEntries(db, 'starred', 50))).toEqual([1, 3, 2]);
    expect(numbersOf(await firstEntries(db, 'read', 50))).toEqual([3, 1]);
    expect(numbersOf(await firstEntries(db, 'dismissed', 50))).toEqual([2]);
    expect(numbersOf(await firstEntries(db, 'all', 2))).toEqual([3, 2]);
    expect(await firstEntries(db, 'all', 0)).toEqual([]);
  });

  it('takes of those that were marked at one moment no more than are wanted', async () => {
    const together = [1, 2, 3, 4, 5].map((n) => makeChange(n, { starred: 10 }));
    await writeMarks(db, [...together, makeChange(6, { starred: 20 })]);
    expect(numbersOf(await firstEntries(db, 'starred', 3))).toEqual([6, 5, 4]);
    expect(numbersOf(await firstEntries(db, 'starred', 6))).toEqual([6, 5, 4, 3, 2, 1]);
  });

  it('has nothing of a library in which nothing is', async () => {
    expect(await firstEntries(db, 'starred', 50)).toEqual([]);
  });
});

describe('tagCounts', () => {
  it('counts the papers of each tag, the most first, with the colours', async () => {
    await writeMarks(db, [
      makeChange(1, { tags: { nlp: true, 'nlp later': true, constructor: true } }),
      makeChange(2, { tags: { nlp: true } }),
      makeChange(3, { tags: { nlp: true, constructor: true } }),
    ]);
    await db.put('tags', { name: 'nlp', colour: 'teal' });
    await db.put('tags', { name: 'unused', colour: 'red' });
    expect(await tagCounts(db)).toEqual([
      { name: 'nlp', count: 3, colour: 'teal' },
      { name: 'constructor', count: 2 },
      { name: 'nlp later', count: 1 },
    ]);
  });
});
