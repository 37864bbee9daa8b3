import { describe, expect, it } from 'vitest';
import { countBy, entryOf } from '../../src/library/entries';
import { marksOf, patchMarks, writeMarks } from '../../src/library/marks';
import { openLibrary } from '../../src/library/open';
import { readClock } from '../../src/library/read-clock';
import type { Library } from '../../src/library/schema';
import type { Written } from '../../src/library/upsert';
import type { PaperId } from '../../src/paper/ids';
import type { MarkPatch } from '../../src/paper/mark';
import type { Paper } from '../../src/paper/paper';
import { useLibrary } from './harness';
import { allEntries } from './samples';

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
useLibrary((library) => {
  db = library;
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
    expect((await readClock(db.transaction('meta').store))?.seq).toBe(1);
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

  it('leaves no record of what was taken back at once', async () => {
    const seen = makePaper('arxiv:2401.00003', {
      seen: { site: 'arxiv', url: 'https://arxiv.org/list/cs/new', at: 1_000 },
    });
    const takeBack: [MarkPatch, MarkPatch][] = [
      [{ starred: true }, { starred: false }],
      [{ note: { text: 'a', was: '' } }, { note: { text: '', was: 'a' } }],
      [{ tags: { later: true } }, { tags: { later: false } }],
      [
        { read: true, starred: true },
        { read: false, starred: false },
      ],
    ];
    for (const [patch, back] of takeBack) {
      const made = await writeMark(db, seen, patch, 2_000);
      const after = await writeMark(db, { ...seen }, back, 3_000);
      expect(after).toEqual({
        mark: { id: seen.id, times: {}, seq: made.mark.seq + 1 },
        ids: [seen.id],
      });
      expect(await entryOf(db, seen.id)).toBeUndefined();
      expect(await marksOf(db, [seen.id])).toEqual([null]);
    }
    // An empty note makes none.
    await writeMark(db, seen, { note: { text: '', was: '' } }, 2_000);
    expect(await allEntries(db)).toEqual([]);
    // And it can come again.
    await writeMark(db, seen, { starred: true }, 4_000);
    expect(await allEntries(db)).toHaveLength(1);
  });

  it('keeps the record of what was taken back later, or was there before', async () => {
    const seen = { site: 'arxiv', url: 'https://arxiv.org/list/cs/new', at: 1_000 };
    await writeMark(db, { ...A, seen }, { starred: true }, 2_000);
    await writeMark(db, { ...A, seen }, { starred: false }, 2_000 + 3_600_000);
    // From a file, with more than the page says.
    await writeMark(db, { ...B, venue: 'JMLR' }, { read: true }, 1_000);
    await writeMark(db, { ...B, seen }, { read: false }, 2_000);
    expect((await allEntries(db)).map(({ paper }) => paper.id)).toEqual([A.id, B.id]);
  });

  it('keeps both changes of two writers at once', async () => {
    const other = await openLibrary();
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
    db = await openLibrary();
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
    expect(await readClock(db.transaction('meta').store)).toBeUndefined();
    await writeMark(db, A, { starred: true });
    expect(await countBy(db, 'starred')).toBe(1);
  });
});

describe('a star', () => {
  it('stays unread, whichever of two tabs is first: the one that stars or the one that opens', async () => {
    const star = (paper: Paper) => writeMark(db, paper, { starred: true });
    const open = (paper: Paper) => writeMark(db, paper, { read: true, readBy: 'opened' });
    const B = makePaper('arxiv:2401.00002');
    await Promise.all([star(A), open(A), open(B), star(B)]);
    for (const mark of await marksOf(db, [A.id, B.id])) {
      expect(mark).toMatchObject({ starredAt: expect.any(Number), readBy: 'opened' });
      expect(mark).not.toHaveProperty('readAt');
    }
    expect(await db.countFromIndex('marks', 'by-read')).toBe(0);
    const [one] = await patchMarks(db, [{ id: A.id, patch: { read: true } }]);
    expect(one?.mark).not.toHaveProperty('readBy');
    expect(await db.countFromIndex('marks', 'by-read')).toBe(1);
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
    await writeMark(db, A, { tags: { a: true } });
    await writeMark(db, makePaper(first as string, { aliases: [A.id] }), {});
    const [mark] = await marksOf(db, [third as PaperId]);
    expect(mark).toMatchObject({ id: A.id, readAt: 30, starredAt: 40, tags: ['a'] });
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
