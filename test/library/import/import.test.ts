import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { remove, removed } from '../../../src/library/bin';
import {
  importEntries,
  purgeImports,
  UNDO_KEEPS_MS,
} from '../../../src/library/import/import-entries';
import { type Preview, previewImport } from '../../../src/library/import/preview';
import { undoImport } from '../../../src/library/import/undo-import';
import { marksOf, patchMarks, writeMarks } from '../../../src/library/marks';
import { readClock } from '../../../src/library/read-clock';
import type { Library } from '../../../src/library/schema';
import { type Stamp, tick } from '../../../src/paper/clock';
import type { Entry } from '../../../src/paper/entry';
import type { PaperId } from '../../../src/paper/ids';
import type { Mark } from '../../../src/paper/mark';
import type { Paper } from '../../../src/paper/paper';
import { useLibrary } from '../harness';
import { allEntries, makeChange, makePaper, numbered } from '../samples';

const DOI = 'doi:10.1000/x' as PaperId;
const DAY = 24 * 3_600_000;
const NOW = 1_790_000_000_000;

let db: Library;
useLibrary((library) => {
  db = library;
});

const makeEntry = (n: number, fields: Partial<Mark> = {}, paper: Partial<Paper> = {}): Entry => ({
  paper: makePaper(n, paper),
  mark: { id: numbered(n), times: {}, seq: 0, ...fields },
});

const stampAt = (time: number): Stamp => tick(undefined, time, 'othernod');

async function previewOf(entries: readonly Entry[]): Promise<Preview[]> {
  const all: Preview[] = [];
  for await (const some of previewImport(db, entries, NOW)) all.push(...some);
  return all;
}

async function undoAll(id: string): Promise<void> {
  for (;;) if ((await undoImport(db, id, NOW)).left === 0) return;
}

/** All that is stored, but for the sequence. */
async function everything(): Promise<unknown> {
  const entries = await allEntries(db);
  const aliases = (await db.getAllKeys('aliases')).map(async (id) => [
    id,
    await db.get('aliases', id),
  ]);
  return {
    entries: entries.map(({ paper, mark: { seq: _, tags = [], ...mark } }) => ({
      paper: { ...paper, aliases: [...(paper.aliases ?? [])].sort() },
      mark,
      tags: [...tags].sort(),
    })),
    aliases: await Promise.all(aliases),
  };
}

describe('importing', () => {
  it('brings papers in with what a foreign file says, and also those that it says nothing of', async () => {
    const entries = [makeEntry(1, { starredAt: 5, note: 'n', tags: ['a'] }), makeEntry(2)];
    const { outcomes } = await importEntries(db, 'i', entries, NOW);
    expect(outcomes).toEqual(['added', 'added']);
    const [first, second] = await allEntries(db);
    expect(first).toMatchObject({ paper: makePaper(1), mark: { starredAt: 5, note: 'n' } });
    const times = ['dismissed', 'note', 'starred', 'tags'];
    expect(Object.keys(first?.mark.times ?? {}).sort()).toEqual(times);
    expect(second).toEqual({
      paper: makePaper(2),
      mark: { id: numbered(2), times: {}, seq: expect.any(Number) },
    });
  });

  it('overwrites nothing with less, and keeps both notes', async () => {
    const paper = makePaper(1, { abstract: 'A long one.', upvotes: 9, venue: 'J. X' });
    await writeMarks(db, [
      { paper, patch: { starred: 10, note: { text: 'mine', was: '' }, tags: { a: true } } },
    ]);
    const entry = makeEntry(
      1,
      { starredAt: 99, readAt: 20, note: 'theirs', tags: ['b'] },
      {
        abstract: 'Short.',
        upvotes: 1,
        venue: 'Proc. Y',
        title: 'Title of: other',
        published: '2024',
      },
    );
    const [preview] = await previewOf([entry]);
    expect([...(preview?.changes ?? [])].sort()).toEqual(['note', 'published', 'read', 'tags']);
    const { outcomes } = await importEntries(db, 'i', [entry], NOW);
    expect(outcomes).toEqual(['changed']);
    expect(await allEntries(db)).toMatchObject([
      {
        paper: { ...paper, published: '2024' },
        mark: { starredAt: 10, readAt: 20, note: 'mine\n\ntheirs', tags: ['a', 'b'] },
      },
    ]);
  });

  it('knows beforehand what it would do, of few entries as of many', async () => {
    await writeMarks(db, [
      makeChange(1, { starred: 5 }),
      { paper: makePaper(2, { aliases: [DOI] }), patch: { starred: 5 } },
    ]);
    const entries = [
      makeEntry(3),
      { paper: { ...makePaper(2), id: DOI }, mark: { id: DOI, times: {}, seq: 0, note: 'n' } },
      makeEntry(1),
    ];
    const others = Array.from({ length: 1_000 }, (_, n) => makeEntry(n + 10));
    for (const coming of [entries, [...others, ...entries]]) {
      const previews = await previewOf(coming);
      expect(previews.map(({ entry }) => entry)).toEqual(coming);
      expect(previews.slice(-3).map(({ outcome, changes }) => [outcome, changes])).toEqual([
        ['added', []],
        ['changed', ['note']],
        ['same', []],
      ]);
    }
  });

  it('leaves off what the reader took off, where the file has no times', async () => {
    await writeMarks(db, [
      makeChange(1, { starred: 5, note: { text: 'x', was: '' }, tags: { a: true } }),
    ]);
    const off = { starred: false, note: { text: '', was: 'x' }, tags: { a: false } };
    await writeMarks(db, [makeChange(1, off)]);
    const entry = makeEntry(1, { starredAt: 5, note: 'x', tags: ['a'] });
    expect((await previewOf([entry]))[0]?.changes).toEqual([]);
    expect((await importEntries(db, 'i', [entry], NOW)).outcomes).toEqual(['same']);
    expect(await marksOf(db, [numbered(1)])).not.toMatchObject([{ starredAt: 5 }]);
  });

  it('takes of each field the later change, where the file has the times', async () => {
    await writeMarks(db, [makeChange(1, { starred: 5, read: 6 })], NOW - DAY);
    const times = { starred: stampAt(NOW - DAY / 2), read: stampAt(NOW - 2 * DAY) };
    await importEntries(db, 'i', [makeEntry(1, { readAt: 1, times })], NOW);
    const [mark] = await marksOf(db, [numbered(1)]);
    expect(mark).not.toHaveProperty('starredAt');
    expect(mark).toMatchObject({ readAt: 6, times: { starred: times.starred } });
    // What the reader does next is later than what the file brought, though its clock was ahead.
    const ahead = { dismissed: stampAt(NOW + DAY / 2) };
    await importEntries(db, 'i', [makeEntry(1, { dismissedAt: 7, times: ahead })], NOW);
    const [next] = await writeMarks(db, [makeChange(1, { dismissed: false })], NOW);
    expect((next?.mark.times.dismissed ?? '') > ahead.dismissed).toBe(true);
  });

  it('does not believe a time that no clock can have shown', async () => {
    const times = { starred: stampAt(NOW + 400 * DAY) };
    await importEntries(db, 'i', [makeEntry(1, { starredAt: 5, times })], NOW);
    const [mark] = await marksOf(db, [numbered(1)]);
    expect(mark?.starredAt).toBe(5);
    expect((mark?.times.starred ?? 'z') < times.starred).toBe(true);
    expect(((await readClock(db.transaction('meta').store))?.last ?? 'z') < times.starred).toBe(
      true,
    );
  });

  it('makes one of what is in the file twice', async () => {
    const twice = [
      makeEntry(1, { note: 'first' }),
      makeEntry(1, { note: 'second' }, { id: DOI, aliases: [numbered(1)] }),
    ];
    const { outcomes } = await importEntries(db, 'i', twice, NOW);
    expect(outcomes).toEqual(['added', 'changed']);
    expect(await allEntries(db)).toMatchObject([
      { paper: { id: numbered(1), aliases: [DOI] }, mark: { note: 'first\n\nsecond' } },
    ]);
  });

  it('takes a note to the paper that the file makes of two, though it made it later', async () => {
    await importEntries(db, 'there', [makeEntry(1, { note: 'a' })], NOW);
    await writeMarks(db, [makeChange(2, { note: { text: 'b', was: '' } })]);
    await writeMarks(db, [makeChange(2, { note: { text: '', was: 'b' } })]);
    const coming = [
      makeEntry(2, { note: 'b' }),
      makeEntry(1, { note: 'a' }, { aliases: [numbered(2)] }),
    ];
    await importEntries(db, 'i', coming, NOW);
    const after = await everything();
    expect(await allEntries(db)).toMatchObject([{ mark: { note: 'a\n\nb' } }]);
    const { outcomes } = await importEntries(db, 'again', coming, NOW);
    expect(outcomes).toEqual(['same', 'same']);
    expect(await everything()).toEqual(after);
  });

  it('writes a transaction whole, or nothing of it', async () => {
    const bad = makeEntry(2, {}, { title: (() => '') as unknown as string });
    await expect(importEntries(db, 'i', [makeEntry(1), bad], NOW)).rejects.toThrow();
    expect(await allEntries(db)).toEqual([]);
    expect(await db.count('imports')).toBe(0);
  });
});

describe('undoing an import', () => {
  it('takes back what it brought, in all its transactions, and leaves what the reader did since', async () => {
    await writeMarks(db, [makeChange(1, { starred: 10, tags: { a: true } })], NOW);
    await importEntries(db, 'i', [makeEntry(1, { readAt: 3, note: 'n', tags: ['b'] })], NOW);
    await importEntries(db, 'i', [makeEntry(2, { starredAt: 4 }), makeEntry(3)], NOW);
    await importEntries(db, 'other', [makeEntry(4)], NOW);
    await patchMarks(db, [
      { id: numbered(2), patch: { note: { text: 'my own', was: '' } } },
      { id: numbered(1), patch: { tags: { c: true } } },
    ]);
    expect(await undoImport(db, 'i', NOW)).toMatchObject({ left: 1 });
    expect(await undoImport(db, 'i', NOW)).toMatchObject({ left: 0 });
    expect(await undoImport(db, 'i', NOW)).toEqual({ written: [], left: 0 });
    const [first, second, ...others] = await allEntries(db);
    expect(first?.mark).toMatchObject({ starredAt: 10, tags: ['a', 'c'] });
    expect(first?.mark).not.toHaveProperty('readAt');
    expect(first?.mark).not.toHaveProperty('note');
    expect(second?.mark).toMatchObject({ note: 'my own' });
    expect(second?.mark).not.toHaveProperty('starredAt');
    expect(others.map(({ paper }) => paper.id)).toEqual([numbered(4)]);
    await undoAll('other');
    expect(await marksOf(db, [numbered(4)])).toEqual([null]);
  });

  it('parts two records that the file made one', async () => {
    await writeMarks(db, [
      { paper: { ...makePaper(1), id: DOI }, patch: { starred: 5, note: { text: 'j', was: '' } } },
      makeChange(1, { read: 6, note: { text: 'p', was: '' } }),
    ]);
    const before = await everything();
    await importEntries(db, 'i', [makeEntry(1, {}, { aliases: [DOI] })], NOW);
    expect(await allEntries(db)).toHaveLength(1);
    await undoAll('i');
    expect(await everything()).toEqual(before);
    expect(await marksOf(db, [DOI])).toMatchObject([{ starredAt: 5, note: 'j' }]);
  });

  it('leaves what was removed since removed', async () => {
    await importEntries(db, 'i', [makeEntry(1, { starredAt: 5 })], NOW);
    await remove(db, [numbered(1)]);
    await undoAll('i');
    expect(await allEntries(db)).toEqual([]);
    expect(await removed(db)).toHaveLength(1);
  });

  it('can be done for thirty days', async () => {
    await importEntries(db, 'old', [makeEntry(1)], NOW - UNDO_KEEPS_MS);
    await importEntries(db, 'new', [makeEntry(2)], NOW);
    await purgeImports(db, NOW);
    expect(await db.getAllKeys('imports')).toEqual([['new', 0]]);
  });
});

describe('any import', () => {
  const ids = [numbered(1), numbered(2), DOI, 'pmid:7' as PaperId];
  const id = fc.constantFrom(...ids);
  const optional = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
  const text = fc.constantFrom('a', 'b', 'a\n\nb', 'constructor');
  const entry = fc
    .record({
      id,
      alias: optional(id),
      abstract: optional(text),
      starredAt: optional(fc.nat(9)),
      readAt: optional(fc.nat(9)),
      note: optional(text),
      tags: fc.subarray(['a', 'constructor']),
      stamps: fc.array(optional(fc.integer({ min: -9, max: 9 })), { minLength: 5, maxLength: 5 }),
    })
    .map(({ id, alias, abstract, starredAt, readAt, note, tags, stamps }): Entry => {
      const [starred, read, noted, first, second] = stamps.map((at) =>
        at === undefined ? undefined : stampAt(NOW + at * DAY * 0.3),
      );
      const tagTimes = { a: first, constructor: second };
      const times = { starred, read, note: noted, tags: tagTimes };
      // As from a message: what is undefined is not there.
      return JSON.parse(
        JSON.stringify({
          paper: { ...makePaper(1), id, abstract, aliases: alias && [alias] },
          mark: { id, starredAt, readAt, note, tags: tags.length > 0 ? tags : undefined, times },
        }),
      );
    });
  const some = fc.array(entry, { maxLength: 5 });

  it('changes nothing when it comes twice, and is undone without a trace', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(some, some, async (there, coming) => {
        run += 1;
        for (const store of ['papers', 'marks', 'aliases', 'bin', 'imports'] as const) {
          await db.clear(store);
        }
        await importEntries(db, `there ${run}`, there, NOW);
        const before = await everything();
        await importEntries(db, `i ${run}`, coming, NOW);
        const after = await everything();
        const again = await importEntries(db, `again ${run}`, coming, NOW);
        expect(again.outcomes.every((outcome) => outcome === 'same')).toBe(true);
        expect(await everything()).toEqual(after);
        await undoAll(`i ${run}`);
        expect(await everything()).toEqual(before);
      }),
      { numRuns: 80 },
    );
  });
});

describe('undoing an import, after which another paper became one with what it brought', () => {
  it('leaves the note and the star that were not of the import', async () => {
    const old = makePaper(900, { id: DOI });
    await writeMarks(
      db,
      [{ paper: old, patch: { starred: 5, note: { text: 'my own', was: '' } } }],
      NOW - 2 * DAY,
    );
    const times = { starred: stampAt(NOW - DAY), note: stampAt(NOW - DAY) };
    await importEntries(
      db,
      'one',
      [makeEntry(1, { starredAt: 7, note: 'of the file', times })],
      NOW,
    );
    // A page tells that the two are one, where the reader presses nothing that the import brought.
    await writeMarks(db, [{ paper: makePaper(1, { aliases: [DOI] }), patch: {} }], NOW);
    await undoAll('one');
    const [mark] = await marksOf(db, [DOI]);
    expect(mark?.note).toContain('my own');
    expect(mark?.starredAt).toBeDefined();
  });
});
