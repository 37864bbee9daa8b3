import { describe, expect, it } from 'vitest';
import { withoutKeyName } from '../../src/library/citation-keys';
import { putBackExported } from '../../src/library/exported';
import { writeMarks } from '../../src/library/marks';
import type { Exported, Library } from '../../src/library/schema';
import type { PaperId } from '../../src/paper/ids';
import { useLibrary } from './harness';
import { makePaper, numbered } from './samples';

const DOI = 'doi:10.1000/x' as PaperId;

let db: Library;
useLibrary((library) => {
  db = library;
});

const keyed = (n: number, citationKey: string, keyPattern = '[auth]'): Exported => ({
  ...{ id: numbered(n), citationKey, keyPattern },
});
const store = async (...records: readonly Exported[]): Promise<void> => {
  for (const record of records) await db.put('exported', record);
};
const all = async (): Promise<Exported[]> => (await db.getAll('exported')).map(withoutKeyName);

describe('what papers had left with, merged', () => {
  it('comes to those that had nothing, and the second time changes nothing', async () => {
    const coming = [keyed(1, 'ada'), { ...keyed(2, 'bob'), zoteroAt: 5 }];
    await putBackExported(db, coming, 'merge');
    await putBackExported(db, coming, 'merge');
    expect(await all()).toEqual(coming);
  });

  it('takes the place of nothing that is there', async () => {
    await store(keyed(1, 'mine', '[year]'), { id: numbered(2), zoteroAt: 7 });
    const coming = [
      { ...keyed(1, 'ada'), zoteroAt: 4 },
      { ...keyed(2, 'bob'), zoteroAt: 5 },
    ];
    await putBackExported(db, coming, 'merge');
    expect(await all()).toEqual([
      { ...keyed(1, 'mine', '[year]'), zoteroAt: 4 },
      { ...keyed(2, 'bob'), zoteroAt: 7 },
    ]);
  });

  it('leaves a key, in whatever capitals, to the paper that has it', async () => {
    await store(keyed(1, 'ada'));
    const coming = [
      { ...keyed(2, 'Ada'), zoteroAt: 5 },
      keyed(3, 'ada', '[year]'),
      keyed(4, 'bob'),
      keyed(5, 'bob'),
    ];
    await putBackExported(db, coming, 'merge');
    expect(await all()).toEqual([
      keyed(1, 'ada'),
      { id: numbered(2), zoteroAt: 5 },
      keyed(3, 'ada', '[year]'),
      keyed(4, 'bob'),
    ]);
  });

  it('knows a paper by each of its names', async () => {
    await writeMarks(db, [{ paper: makePaper(1, { aliases: [DOI] }), patch: { read: 5 } }]);
    await store({ ...keyed(1, 'ada'), id: DOI });
    await putBackExported(db, [keyed(1, 'other')], 'merge');
    expect(await all()).toEqual([{ ...keyed(1, 'ada'), id: DOI }]);
  });
});

describe('what papers had left with, exactly', () => {
  it('is theirs again, in two parts too, whoever has their keys since', async () => {
    await store(keyed(1, 'bob'), keyed(2, 'ada'), { ...keyed(3, 'Eve'), zoteroAt: 9 });
    await putBackExported(db, [keyed(1, 'ada')], 'exactly');
    await putBackExported(db, [keyed(2, 'bob'), keyed(4, 'eve')], 'exactly');
    expect(await all()).toEqual([
      keyed(1, 'ada'),
      keyed(2, 'bob'),
      { id: numbered(3), zoteroAt: 9 },
      keyed(4, 'eve'),
    ]);
  });

  it('forgets nothing that has left since', async () => {
    await store({ ...keyed(1, 'ada'), zoteroAt: 9 }, keyed(2, 'bob'));
    await putBackExported(db, [keyed(1, 'then', '[year]')], 'exactly');
    expect(await all()).toEqual([{ ...keyed(1, 'then', '[year]'), zoteroAt: 9 }, keyed(2, 'bob')]);
  });
});
