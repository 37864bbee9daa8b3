import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allEntries, bareOf, countBy, entryOf, firstEntries } from '../../src/library/entries';
import { purgeImports, UNDO_KEEPS_MS } from '../../src/library/import/import-entries';
import { importsOf } from '../../src/library/import/past-imports';
import { marksOf, writeMarks } from '../../src/library/marks';
import { deleteLibrary, openLibrary } from '../../src/library/open';
import type { ImportRecord, Library, RecordImages } from '../../src/library/schema';
import { tagsInUse } from '../../src/library/tags';
import { UPGRADES, type UpgradeStep } from '../../src/library/upgrades';
import type { Written } from '../../src/library/upsert';
import { papersBefore, writeVisit } from '../../src/library/visits';
import type { PaperId } from '../../src/paper/ids';
import { emptyMark, type Mark, type MarkPatch } from '../../src/paper/mark';
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

async function writeMark(db: Library, paper: Paper, patch: MarkPatch, now?: number) {
  const [written] = await writeMarks(db, [{ paper, patch }], now);
  return written as Written;
}

describe('writeMark', () => {
  it('writes the paper and the mark, with one sequence for all changes', async () => {
    const first = await writeMark(db, A, { starred: true }, 100);
    const second = await writeMark(db, B, { read: true }, 200);
    expect(first).toMatchObject({ ids: [A.id], mark: { starredAt: 100, seq: 1 } });
    expect(second.mark.seq).toBe(2);
    expect(await entryOf(db, A.id)).toEqual({ paper: A, mark: first.mark });
  });

  it('writes nothing for a patch that changes nothing', async () => {
    expect(await writeMark(db, A, { starred: false })).toMatchObject({ mark: { seq: 0 } });
    expect(await allEntries(db)).toEqual([]);
    const { mark } = await writeMark(db, A, { starred: true }, 100);
    expect(await writeMark(db, A, { starred: true }, 200)).toEqual({
      mark,
      ids: [A.id],
    });
    expect((await db.get('meta', 'clock'))?.seq).toBe(1);
  });

  it('adds what a fuller page knows, also when the mark stays as it is', async () => {
    await writeMark(db, A, { starred: true });
    await writeMark(db, { ...A, abstract: 'Long.', published: '2024-01-01' }, { starred: true });
    await writeMark(db, { ...A, title: '', authors: [] }, { read: true });
    expect((await entryOf(db, A.id))?.paper).toEqual({
      ...A,
      abstract: 'Long.',
      published: '2024-01-01',
    });
  });

  it('counts what is new about the paper as a change', async () => {
    await writeMark(db, A, { starred: true });
    const richer = await writeMark(db, { ...A, abstract: 'Long.' }, { starred: true });
    expect(richer.mark.seq).toBe(2);
    expect((await writeMark(db, { ...A, abstract: 'Long.' }, { starred: true })).mark.seq).toBe(2);
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

  it('writes nothing at all when the transaction is aborted between its last write and its end', async () => {
    const { mark } = await writeMark(db, A, { starred: true });
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...args) {
      const request = put.apply(this, args);
      if (this.name === 'marks') request.onsuccess = () => this.transaction.abort();
      return request;
    };
    try {
      await expect(
        writeMark(db, { ...A, abstract: 'New.' }, { read: true, note: { text: 'n', was: '' } }),
      ).rejects.toMatchObject({ name: 'AbortError' });
    } finally {
      IDBObjectStore.prototype.put = put;
    }
    expect(await allEntries(db)).toEqual([{ paper: A, mark }]);
    expect((await writeMark(db, A, { read: true })).mark.seq).toBe(2);
  });

  it('writes nothing at all when the transaction fails half way', async () => {
    const unclonable = { ...B, title: (() => '') as unknown as string };
    await expect(writeMark(db, unclonable, { starred: true })).rejects.toThrow();
    expect(await allEntries(db)).toEqual([]);
    expect(await db.get('meta', 'clock')).toBeUndefined();
    await writeMark(db, A, { starred: true });
    expect(await countBy(db, 'starred')).toBe(1);
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

  it('merges three records, with all their aliases, and says so under every id', async () => {
    const ids = ['arxiv:2401.00009', 'doi:10.1000/y', 'pmid:77'].map(id);
    const alsoKnownAs = ['openreview:aaaaaaa', 'doi:10.1000/yy', 'acl:2024.x-y.1'].map(id);
    for (const [i, one] of ids.entries()) {
      const paper = makePaper(one, { aliases: [alsoKnownAs[i] as PaperId] });
      await writeMark(db, paper, {
        note: { text: `note ${i}`, was: '' },
        tags: { [`t${i}`]: true },
      });
    }
    const { mark, ids: told } = await writeMark(
      db,
      makePaper(ids[2] as PaperId, { aliases: ids.slice(0, 2) }),
      {},
    );
    expect(mark).toMatchObject({ id: ids[0], note: 'note 2\n\nnote 1\n\nnote 0', seq: 4 });
    expect([...(mark.tags ?? [])].sort()).toEqual(['t0', 't1', 't2']);
    expect([...told].sort()).toEqual([...ids, ...alsoKnownAs].sort());
    expect(await marksOf(db, told)).toEqual(told.map(() => mark));
    expect(await allEntries(db)).toHaveLength(1);
  });

  it('lets no alias lead to another alias', async () => {
    const [first, second, third] = ['doi:10.1000/1', 'doi:10.1000/2', 'doi:10.1000/3'].map(id);
    // 3 → 2, then 2 → 1, then 1 → A's record.
    await writeMark(db, makePaper(second as string, { aliases: [third as PaperId] }), { read: 30 });
    await writeMark(db, makePaper(first as string), { starred: 40 });
    await writeMark(db, makePaper(first as string, { aliases: [second as PaperId] }), {});
    await writeMark(db, A, { dismissed: 50 });
    await writeMark(db, makePaper(first as string, { aliases: [A.id] }), {});
    const [mark] = await marksOf(db, [third as PaperId]);
    expect(mark).toMatchObject({ id: A.id, readAt: 30, starredAt: 40, dismissedAt: 50 });
    for (const one of [first, second, third])
      expect(await db.get('aliases', one as PaperId)).toBe(A.id);
    expect(await db.get('aliases', A.id)).toBeUndefined();
  });

  it('keeps the mark of a record whose paper is missing, also through a merger', async () => {
    await writeMark(db, A, { note: { text: 'on the preprint', was: '' } });
    await db.delete('papers', A.id);
    expect((await writeMark(db, A, { starred: 5 })).mark).toMatchObject({
      note: 'on the preprint',
      starredAt: 5,
    });
    await writeMark(db, makePaper(DOI, { aliases: [id('pmid:5')] }), { read: 6 });
    await db.delete('papers', DOI);
    const { mark } = await writeMark(db, { ...A, aliases: [DOI] }, {});
    expect(mark).toMatchObject({ note: 'on the preprint', starredAt: 5, readAt: 6 });
    // Only the alias store knew of this one.
    expect(await marksOf(db, [id('pmid:5')])).toEqual([mark]);
    expect(await db.count('marks')).toBe(1);
  });

  it('makes a record anew where an alias leads nowhere', async () => {
    await db.put('aliases', A.id, DOI);
    const { mark } = await writeMark(db, makePaper(DOI), { starred: 9 });
    expect(mark.id).toBe(DOI);
    expect((await entryOf(db, DOI))?.mark).toEqual(mark);
  });

  it('counts no id of a paper twice', async () => {
    const { ids } = await writeMark(db, { ...A, aliases: [A.id, DOI, DOI] }, { starred: true });
    expect(ids).toEqual([A.id, DOI]);
    expect(await db.get('aliases', A.id)).toBeUndefined();
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
    expect(titles(await firstEntries(db, 'starred'))).toEqual(['5', '4', '3', '2']);
    expect(titles(await firstEntries(db, 'starred', 2))).toEqual(['5', '4']);
    expect(await countBy(db, 'starred')).toBe(4);
    expect(await allEntries(db)).toHaveLength(6);
  });

  it('lists what is not for the reader, the last dismissed first, starred or not', async () => {
    for (let n = 1; n <= 4; n++)
      await writeMark(db, makePaper(`arxiv:2401.0000${n}`), { dismissed: n * 10 });
    await writeMark(db, A, { dismissed: false });
    await writeMark(db, B, { starred: true });
    await writeMark(db, makePaper('arxiv:2401.00009'), { read: true });
    expect((await firstEntries(db, 'dismissed')).map(({ paper }) => paper.id.slice(-1))).toEqual([
      '4',
      '3',
      '2',
    ]);
  });

  it('names the tags in use, the most used first, and none that was taken away', async () => {
    await writeMark(db, A, { tags: { later: true, rare: true, gone: true } });
    await writeMark(db, B, { tags: { later: true } });
    await writeMark(db, A, { tags: { gone: false } });
    expect(await tagsInUse(db)).toEqual(['later', 'rare']);
  });

  it('knows which papers it has by their id alone', async () => {
    const bare = { ...A, title: A.id, authors: [] };
    await writeMark(db, bare, { starred: true });
    await writeMark(db, B, { starred: true });
    const never = id('arxiv:2401.00003');
    expect(await bareOf(db, [B.id, A.id, never])).toEqual([A.id]);
    await writeMark(db, A, {});
    expect(await bareOf(db, [A.id])).toEqual([]);
    expect((await entryOf(db, A.id))?.paper.title).toBe(A.title);
  });

  it('shows a mark whose paper is missing under its id, note and all', async () => {
    await writeMark(db, A, { starred: true, note: { text: 'kept', was: '' } });
    await db.delete('papers', A.id);
    expect(await firstEntries(db, 'starred')).toMatchObject([
      {
        paper: { id: A.id, title: A.id, links: { page: 'https://arxiv.org/abs/2401.00001' } },
        mark: { note: 'kept' },
      },
    ]);
  });
});

describe('visits', () => {
  const DIGEST = 'https://arxiv.org/list/cs.CL/recent';
  const MINUTE = 60_000;
  const ids = (...numbers: number[]): PaperId[] => numbers.map((n) => id(`arxiv:2401.0000${n}`));

  it('begin with nothing that was there before', async () => {
    expect(await papersBefore(db, DIGEST, 0)).toBeNull();
    await writeVisit(db, DIGEST, ids(1, 2), 0);
    expect(await papersBefore(db, DIGEST, 10 * MINUTE)).toBeNull();
    expect(await papersBefore(db, 'https://arxiv.org/list/cs.LG/recent', 0)).toBeNull();
  });

  it('are the same within half an hour of one another, and then another', async () => {
    await writeVisit(db, DIGEST, ids(1, 2), 0);
    expect(await papersBefore(db, DIGEST, 30 * MINUTE)).toEqual(ids(1, 2));
    await writeVisit(db, DIGEST, ids(3, 1), 60 * MINUTE);
    // Reloaded, with one more that has just come: 3 and 4 are both new.
    expect(await papersBefore(db, DIGEST, 80 * MINUTE)).toEqual(ids(1, 2));
    await writeVisit(db, DIGEST, ids(4, 3, 1), 80 * MINUTE);
    expect(await papersBefore(db, DIGEST, 100 * MINUTE)).toEqual(ids(1, 2));
    // Each look puts the end off: half an hour after the last, it is over.
    expect(await papersBefore(db, DIGEST, 109 * MINUTE)).toEqual(ids(1, 2));
    expect(await papersBefore(db, DIGEST, 110 * MINUTE)).toEqual(ids(4, 3, 1, 2));
  });

  it('remember what left the page, and at most 5,000 papers of a digest', async () => {
    const many = Array.from({ length: 4_000 }, (_, n) => id(`arxiv:2402.${10_000 + n}`));
    await writeVisit(db, DIGEST, ids(1, 2), 0);
    await writeVisit(db, DIGEST, many, 40 * MINUTE);
    expect(await papersBefore(db, DIGEST, 50 * MINUTE)).toEqual(ids(1, 2));
    const more = Array.from({ length: 4_000 }, (_, n) => id(`arxiv:2403.${10_000 + n}`));
    await writeVisit(db, DIGEST, more, 80 * MINUTE);
    expect(await papersBefore(db, DIGEST, 90 * MINUTE)).toEqual(many.slice(0, 1_000));
    expect(await papersBefore(db, DIGEST, 120 * MINUTE)).toEqual([
      ...more,
      ...many.slice(0, 1_000),
    ]);
  });
});

describe('openLibrary', () => {
  /** As every version before has written it. */
  async function putRecord(old: Library, fields: Partial<Mark>): Promise<Mark> {
    const mark: Mark = { id: A.id, ...fields, times: {}, seq: 1 };
    await old.put('papers', A);
    await old.put('marks', mark);
    return mark;
  }

  it('gives a library of version 1 its visits, and an index of what is not for the reader', async () => {
    const old = await openLibrary({ name: 'version-1', steps: UPGRADES.slice(0, 1) });
    const mark = await putRecord(old, { dismissedAt: 5, starredAt: 3 });
    old.close();
    const now = await openLibrary({ name: 'version-1' });
    expect(await firstEntries(now, 'dismissed')).toEqual([{ paper: A, mark }]);
    expect(await firstEntries(now, 'starred')).toHaveLength(1);
    await writeVisit(now, 'https://arxiv.org/list/cs.CL/recent', [A.id]);
    now.close();
    await deleteLibrary('version-1');
  });

  it('gives a library of version 2 an index of its tags, and the stores beside it', async () => {
    const old = await openLibrary({ name: 'version-2', steps: UPGRADES.slice(0, 2) });
    const mark = await putRecord(old, { tags: ['nlp'] });
    old.close();
    const now = await openLibrary({ name: 'version-2' });
    expect(await tagsInUse(now)).toEqual(['nlp']);
    expect(await now.getAllFromIndex('marks', 'by-tag', 'nlp')).toEqual([mark]);
    expect([...now.objectStoreNames]).toEqual(expect.arrayContaining(['bin', 'tags', 'search']));
    now.close();
    await deleteLibrary('version-2');
  });

  it('gives a library of version 3 an index of how much each import brought', async () => {
    const old = await openLibrary({ name: 'version-3', steps: UPGRADES.slice(0, 3) });
    const image: RecordImages = { id: A.id, before: {}, after: { mark: emptyMark(A.id) } };
    for (const [part, images] of [[image, image], [image]].entries()) {
      await old.put('imports', { id: 'a', part, at: 5 + part, images } as unknown as ImportRecord);
    }
    old.close();
    const now = await openLibrary({ name: 'version-3' });
    expect(await importsOf(now)).toEqual([{ id: 'a', at: 6, count: 3 }]);
    await purgeImports(now, 6 + UNDO_KEEPS_MS);
    expect(await importsOf(now)).toEqual([]);
    now.close();
    await deleteLibrary('version-3');
  });

  it('brings a database of the version before up to date, and loses nothing', async () => {
    const { mark } = await writeMark(db, A, { starred: true });
    db.close();
    db = await openLibrary({
      name: NAME,
      steps: [
        ...UPGRADES,
        (next) => {
          next.createObjectStore('later' as 'meta');
        },
      ],
    });
    expect(db.version).toBe(UPGRADES.length + 1);
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

  it('undoes an upgrade that fails half way, and tells what failed', async () => {
    const { mark } = await writeMark(db, A, { starred: true, note: { text: 'old', was: '' } });
    db.close();
    const failing: UpgradeStep = async (next, tx) => {
      next.createObjectStore('later' as 'meta');
      await tx.objectStore('marks').delete(A.id);
      throw new Error('no such thing');
    };
    await expect(openLibrary({ name: NAME, steps: [...UPGRADES, failing] })).rejects.toThrow(
      'no such thing',
    );
    db = await openLibrary({ name: NAME });
    expect(db.version).toBe(UPGRADES.length);
    expect([...db.objectStoreNames]).not.toContain('later');
    expect(await allEntries(db)).toEqual([{ paper: A, mark }]);
  });

  it('gives up on a database that another context does not let go of, and opens it later', async () => {
    const holder = indexedDB.open(NAME, UPGRADES.length);
    await new Promise((resolve) => (holder.onsuccess = resolve));
    const steps = [...UPGRADES, () => undefined];
    await expect(openLibrary({ name: NAME, steps, timeoutMs: 30 })).rejects.toMatchObject({
      name: 'TimeoutError',
      message: expect.stringContaining('older version'),
    });
    holder.result.close();
    const next = await openLibrary({ name: NAME, steps });
    expect(next.version).toBe(steps.length);
    // The first attempt got its connection late, and kept it not: nothing blocks this.
    next.close();
    await deleteLibrary(NAME);
    db = await openLibrary({ name: NAME });
  });

  it('steps aside for a newer version in another context', async () => {
    let closed = false;
    const old = await openLibrary({ name: 'aside', onClosed: () => (closed = true) });
    const next = await openLibrary({ name: 'aside', steps: [...UPGRADES, () => undefined] });
    expect(closed).toBe(true);
    expect(old.version).toBe(UPGRADES.length);
    next.close();
    await deleteLibrary('aside');
  });

  it('refuses a database of a newer version with the browser’s own reason', async () => {
    (await openLibrary({ name: 'newer', steps: [...UPGRADES, () => undefined] })).close();
    await expect(openLibrary({ name: 'newer' })).rejects.toMatchObject({ name: 'VersionError' });
    await deleteLibrary('newer');
  });
});
