import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  allEntries,
  countStarred,
  entryOf,
  marksOf,
  starred,
  writeMark,
} from '../../src/library/library';
import { deleteLibrary, type Library, openLibrary, STEPS } from '../../src/library/schema';
import type { PaperId } from '../../src/paper/id';
import type { Paper } from '../../src/paper/paper';

const NAME = 'library-test';
const id = (text: string): PaperId => text as PaperId;

const makePaper = (paperId: string, more: Partial<Paper> = {}): Paper => ({
  id: id(paperId),
  title: `Title of ${paperId}`,
  authors: ['Ada Lovelace'],
  links: { page: 'https://arxiv.org/abs/2401.00001' },
  ...more,
});

const A = makePaper('arxiv:2401.00001');
const B = makePaper('arxiv:2401.00002');

let db: Library;
beforeEach(async () => {
  db = await openLibrary({ name: NAME });
});
afterEach(async () => {
  db.close();
  await deleteLibrary(NAME);
});

describe('writeMark', () => {
  it('writes the paper and the mark, with one sequence for all changes', async () => {
    const first = await writeMark(db, A, { starred: true }, 100);
    const second = await writeMark(db, B, { read: true }, 200);
    expect(first).toMatchObject({ changed: true, ids: [A.id], mark: { starredAt: 100, seq: 1 } });
    expect(second.mark.seq).toBe(2);
    expect(await entryOf(db, A.id)).toEqual({ paper: A, mark: first.mark });
  });

  it('writes nothing for a patch that changes nothing', async () => {
    expect(await writeMark(db, A, { starred: false })).toMatchObject({ changed: false });
    expect(await allEntries(db)).toEqual([]);
    const { mark } = await writeMark(db, A, { starred: true }, 100);
    expect(await writeMark(db, A, { starred: true }, 200)).toEqual({
      mark,
      ids: [A.id],
      changed: false,
    });
    expect((await db.get('meta', 'clock'))?.seq).toBe(1);
  });

  it('adds what a fuller page knows, also when the mark stays as it is', async () => {
    await writeMark(db, A, { starred: true });
    await writeMark(db, { ...A, abstract: 'Long.', published: '2024-01-01' }, { starred: true });
    await writeMark(db, { ...A, title: '', authors: [] }, { read: true });
    expect((await entryOf(db, A.id))?.paper).toEqual({
      ...A,
      authorCount: 1,
      abstract: 'Long.',
      published: '2024-01-01',
    });
  });

  it('keeps both changes of two writers at once', async () => {
    const other = await openLibrary({ name: NAME });
    await Promise.all([
      writeMark(db, A, { starred: true }),
      writeMark(other, A, { read: true }),
      writeMark(db, A, { note: { text: 'mine', was: '' } }),
      writeMark(other, A, { note: { text: 'yours', was: '' } }),
    ]);
    other.close();
    const [mark] = await marksOf(db, [A.id]);
    expect(mark).toMatchObject({ starredAt: expect.any(Number), readAt: expect.any(Number) });
    expect(mark?.note).toContain('mine');
    expect(mark?.note).toContain('yours');
    expect(mark?.seq).toBe(4);
  });

  it('goes on with the clock and the sequence where they stood when the library was closed', async () => {
    const first = await writeMark(db, A, { starred: true }, 5_000);
    db.close();
    db = await openLibrary({ name: NAME });
    const second = await writeMark(db, A, { starred: false }, 1_000);
    expect((second.mark.times.starred ?? '') > (first.mark.times.starred ?? '')).toBe(true);
    expect(second.mark.seq).toBe(2);
  });

  it('writes nothing at all when the transaction fails half way', async () => {
    const unclonable = { ...B, title: (() => '') as unknown as string };
    await expect(writeMark(db, unclonable, { starred: true })).rejects.toThrow();
    expect(await allEntries(db)).toEqual([]);
    expect(await db.get('meta', 'clock')).toBeUndefined();
    await writeMark(db, A, { starred: true });
    expect(await countStarred(db)).toBe(1);
  });
});

describe('identity', () => {
  const DOI = id('doi:10.1000/x');

  it('finds a paper under each of its ids', async () => {
    const { mark, ids } = await writeMark(db, { ...A, aliases: [DOI] }, { starred: true });
    expect(ids).toEqual([A.id, DOI]);
    expect(await marksOf(db, [DOI, B.id, A.id])).toEqual([mark, null, mark]);
    await writeMark(db, makePaper(DOI), { read: true });
    expect(await allEntries(db)).toHaveLength(1);
  });

  it('merges two records when they turn out to be one paper, losing nothing', async () => {
    await writeMark(
      db,
      makePaper(DOI, { abstract: 'Long.', venue: 'J. X' }),
      { starred: true, note: { text: 'as journal', was: '' } },
      100,
    );
    await writeMark(db, A, { read: true, note: { text: 'as preprint', was: '' } }, 200);
    expect(await allEntries(db)).toHaveLength(2);

    const { mark, ids } = await writeMark(db, { ...A, aliases: [DOI] }, {}, 300);
    expect(mark).toMatchObject({
      id: A.id,
      starredAt: 100,
      readAt: 200,
      note: 'as preprint\n\nas journal',
    });
    expect(ids).toEqual([A.id, DOI]);
    const entries = await allEntries(db);
    expect(entries).toHaveLength(1);
    expect(entries[0]?.paper).toMatchObject({
      id: A.id,
      abstract: 'Long.',
      venue: 'J. X',
      aliases: [DOI],
    });
    expect(await marksOf(db, [DOI])).toEqual([mark]);
  });

  it('names the record of a new paper by its arXiv id', async () => {
    const { mark } = await writeMark(db, makePaper(DOI, { aliases: [A.id] }), { starred: true });
    expect(mark.id).toBe(A.id);
    expect((await entryOf(db, DOI))?.paper).toMatchObject({ id: A.id, aliases: [DOI] });
  });
});

describe('reading', () => {
  it('lists the starred, the last starred first', async () => {
    for (let n = 1; n <= 5; n++)
      await writeMark(db, makePaper(`arxiv:2401.0000${n}`), { starred: n * 10 });
    await writeMark(db, A, { starred: false });
    await writeMark(db, makePaper('arxiv:2401.00009'), { read: true });
    const titles = (entries: { paper: Paper }[]) => entries.map(({ paper }) => paper.id.slice(-1));
    expect(titles(await starred(db))).toEqual(['5', '4', '3', '2']);
    expect(titles(await starred(db, 2))).toEqual(['5', '4']);
    expect(await countStarred(db)).toBe(4);
    expect(await allEntries(db)).toHaveLength(6);
  });

  it('shows a mark whose paper is missing under its id, note and all', async () => {
    await writeMark(db, A, { starred: true, note: { text: 'kept', was: '' } });
    await db.delete('papers', A.id);
    expect(await starred(db)).toMatchObject([
      {
        paper: { id: A.id, title: A.id, links: { page: 'https://arxiv.org/abs/2401.00001' } },
        mark: { note: 'kept' },
      },
    ]);
  });
});

describe('openLibrary', () => {
  it('brings a database of the version before up to date, and loses nothing', async () => {
    const { mark } = await writeMark(db, A, { starred: true });
    db.close();
    db = await openLibrary({
      name: NAME,
      steps: [
        ...STEPS,
        (next) => {
          next.createObjectStore('later' as 'meta');
        },
      ],
    });
    expect(db.version).toBe(STEPS.length + 1);
    expect([...db.objectStoreNames]).toContain('later');
    expect(await marksOf(db, [A.id])).toEqual([mark]);
  });

  it('runs each step once, also from nothing', async () => {
    const ran: number[] = [];
    const fresh = await openLibrary({
      name: 'fresh',
      steps: [1, 2, 3].map((n) => () => void ran.push(n)),
    });
    fresh.close();
    await deleteLibrary('fresh');
    expect(ran).toEqual([1, 2, 3]);
  });

  it('steps aside for a newer version in another context', async () => {
    let closed = false;
    const old = await openLibrary({ name: 'aside', onClosed: () => (closed = true) });
    const next = await openLibrary({ name: 'aside', steps: [...STEPS, () => undefined] });
    expect(closed).toBe(true);
    expect(old.version).toBe(STEPS.length);
    next.close();
    await deleteLibrary('aside');
  });

  it('refuses a database of a newer version with the browser’s own reason', async () => {
    (await openLibrary({ name: 'newer', steps: [...STEPS, () => undefined] })).close();
    await expect(openLibrary({ name: 'newer' })).rejects.toMatchObject({ name: 'VersionError' });
    await deleteLibrary('newer');
  });
});
