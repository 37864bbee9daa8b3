import { describe, expect, it } from 'vitest';
import {
  bareOf,
  countBy,
  entryOf,
  firstEntries,
  idsBy,
  manyEntries,
} from '../../src/library/entries';
import { writeMarks } from '../../src/library/marks';
import type { Library } from '../../src/library/schema';
import { tagsInUse } from '../../src/library/tags';
import type { Written } from '../../src/library/upsert';
import type { PaperId } from '../../src/paper/ids';
import type { MarkPatch } from '../../src/paper/mark';
import type { Paper } from '../../src/paper/paper';
import { useLibrary } from './harness';
import { allEntries, makeChange, numbered } from './samples';

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

  it('reads thousands in the order that is asked for, and says how far it is', async () => {
    const count = 1_200;
    const numbers = Array.from({ length: count }, (_, n) => n);
    await writeMarks(
      db,
      numbers.map((n) => makeChange(n, { starred: n + 1 })),
    );
    const shares: number[] = [];
    const all = await manyEntries(db, await idsBy(db, 'starred'), (share) => shares.push(share));
    expect(all.map(({ paper }) => paper.id)).toEqual(numbers.map(numbered).reverse());
    expect(shares).toEqual([500 / count, 1_000 / count, 1]);
    // Far apart, one that is not there, and one twice.
    const few = [numbered(1_100), numbered(5), numbered(9_999), numbered(7), numbered(5)];
    const some = await manyEntries(db, few);
    expect(some.map(({ mark }) => mark.id)).toEqual([1_100, 5, 7, 5].map(numbered));
    await expect(
      manyEntries(db, few, () => {
        throw new Error('Cancelled.');
      }),
    ).rejects.toThrow('Cancelled.');
    expect(await manyEntries(db, [])).toEqual([]);
  });

  it('lists what is not for the reader, the last dismissed first, but what was starred since', async () => {
    for (let n = 1; n <= 4; n++)
      await writeMark(db, makePaper(`arxiv:2401.0000${n}`), { dismissed: n * 10 });
    await writeMark(db, A, { dismissed: false });
    await writeMark(db, B, { starred: true });
    await writeMark(db, makePaper('arxiv:2401.00009'), { read: true });
    expect((await firstEntries(db, 'dismissed')).map(({ paper }) => paper.id.slice(-1))).toEqual([
      '4',
      '3',
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
    const seen = { site: 'arxiv', url: 'https://arxiv.org/list/cs/new', at: 5 };
    const translated = { ...A, id: id('arxiv:2401.00004'), title: '标题：注意力', seen };
    await writeMark(db, translated, { starred: true });
    expect(await bareOf(db, [B.id, A.id, never, translated.id])).toEqual([A.id, translated.id]);
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
