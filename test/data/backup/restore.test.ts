import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkEntries, checkExported } from '../../../src/background/validate';
import { mergeBackup, restoreExactly } from '../../../src/data/backup/restore';
import { planRestore } from '../../../src/data/backup/restore-plan';
import { backUp, backUpDaily } from '../../../src/library/backup/backup';
import { putBack } from '../../../src/library/backup/restore';
import { writeBackupFile } from '../../../src/library/backup/write-file';
import { emptyBin, remove } from '../../../src/library/bin';
import { withoutKeyName } from '../../../src/library/citation-keys';
import { putBackExported, rememberKeys, rememberSent } from '../../../src/library/exported';
import { importEntries } from '../../../src/library/import/import-entries';
import { marksOf, patchMarks, writeMarks } from '../../../src/library/marks';
import { deleteLibrary, openLibrary } from '../../../src/library/open';
import type { Library } from '../../../src/library/schema';
import { colourTag } from '../../../src/library/tags';
import type { PaperId } from '../../../src/paper/ids';
import { emptyMark, type Mark } from '../../../src/paper/mark';
import { allEntries, makeChange, makePaper, numbered } from '../../library/samples';

const NAME = 'data-restore-test';

const background = vi.hoisted(() => ({
  answer: undefined as undefined | ((request: string, args: unknown[]) => Promise<unknown>),
}));
vi.mock('../../../src/ext', () => ({
  default: { i18n: { getMessage: () => '', getUILanguage: () => 'en' } },
}));
vi.mock('../../../src/protocol/rpc', () => ({
  call: (request: string, ...args: unknown[]) => background.answer?.(request, args),
}));

const DAY = 24 * 3_600_000;
/** 2026-11-25 */
const START = new Date(2026, 10, 25, 12).getTime();

let now = START;
let db: Library;
beforeEach(async () => {
  now = START;
  db = await openLibrary({ name: NAME });
  background.answer = async (request, args) => {
    if (request === 'colourTag') return undefined;
    if (request === 'backUp') {
      now += 1;
      await backUp(db, 'before-restore', now, undefined, args[0] as number | undefined);
      return now;
    }
    if (request === 'remove') return remove(db, args[0] as PaperId[]);
    if (request === 'putBackExported') {
      const laid = await (await fetch(String(args[0]))).json();
      return putBackExported(db, checkExported(laid), args[1] as 'merge');
    }
    const address = args.find((one) => String(one).startsWith('blob:'));
    const laid = await (await fetch(String(address))).json();
    const { entries, refused } = checkEntries(laid);
    if (request === 'putBack') {
      const { left } = await putBack(db, entries, args[1] as number);
      return { refused: [...refused, ...left.map((at) => ({ at, reason: 'changed' }))] };
    }
    if (request === 'importEntries') await importEntries(db, String(args[0]), entries);
    return { refused };
  };
});
afterEach(async () => {
  db.close();
  await deleteLibrary(NAME);
});

/** A backup of three papers, of which the second has a star that no library takes. */
async function makeFile(): Promise<File> {
  await writeMarks(
    db,
    [1, 2, 3].map((n) => makeChange(n, { starred: 12_345 + n })),
  );
  const second = await db.get('marks', numbered(2));
  await db.put('marks', { ...second, starredAt: 'x' } as unknown as Mark);
  const file = new File([await writeBackupFile(db)], 'backup.json.gz');
  db.close();
  await deleteLibrary(NAME);
  db = await openLibrary({ name: NAME });
  return file;
}

describe.each([
  ['merging', mergeBackup],
  [
    'restoring exactly',
    (at: Library, plan: never, _name: string, tell: () => void) => restoreExactly(at, plan, tell),
  ],
] as const)('%s', (_, restore) => {
  it('brings back more papers than are written at once', async () => {
    const many = Array.from({ length: 2_300 }, (_, n) =>
      makeChange(n, { note: { text: `note ${n}`, was: '' } }),
    );
    await writeMarks(db, many);
    const before = (await allEntries(db)).map(({ paper, mark: { note } }) => ({ paper, note }));
    const file = new File([await writeBackupFile(db)], 'backup.json.gz');
    await patchMarks(db, [{ id: numbered(5), patch: { note: { text: 'new', was: 'note 5' } } }]);
    await remove(db, [...Array(1_200).keys()].map(numbered));
    await emptyBin(db);
    const plan = await planRestore(db, file, () => undefined, new AbortController().signal);
    expect(plan.exactly.added).toHaveLength(1_200);
    expect(plan.merge.added).toHaveLength(1_200);
    const told: number[] = [];
    expect(
      await restore(db, plan as never, 'a.gz', ((n: number) => told.push(n)) as never),
    ).toEqual([]);
    expect(told).toEqual([1_000, 2_000, 2_300]);
    const after = (await allEntries(db)).map(({ paper, mark: { note } }) => ({ paper, note }));
    expect(after).toEqual(before);
  });

  it('brings the citation keys back, and what is in Zotero', async () => {
    await rememberKeys(db, [[numbered(1), 'ada']], '[auth]');
    await rememberSent(db, [numbered(3)], 5);
    const file = await makeFile();
    const planNow = () => planRestore(db, file, () => undefined, new AbortController().signal);
    const plan = await planNow();
    expect(plan.bringsMore).toBe(true);
    await restore(db, plan as never, 'backup.json', () => undefined);
    expect((await db.getAll('exported')).map(withoutKeyName)).toEqual([
      { id: numbered(1), citationKey: 'ada', keyPattern: '[auth]' },
      { id: numbered(3), zoteroAt: 5 },
    ]);
    expect((await planNow()).bringsMore).toBe(false);
    await colourTag(db, 'nlp', 'blue');
    const coloured = new File([await writeBackupFile(db)], 'backup.json.gz');
    await db.clear('tags');
    const next = await planRestore(db, coloured, () => undefined, new AbortController().signal);
    expect(next.bringsMore).toBe(true);
  });

  it('tells which papers could not be taken, and takes the others', async () => {
    const file = await makeFile();
    const plan = await planRestore(db, file, () => undefined, new AbortController().signal);
    const refused = await restore(db, plan as never, 'backup.json', () => undefined);
    expect(refused).toEqual(['Title of arxiv:2401.00002']);
    expect(await marksOf(db, [numbered(1), numbered(2), numbered(3)])).toMatchObject([
      { starredAt: 12_346 },
      null,
      { starredAt: 12_348 },
    ]);
  });
});

describe('a damaged file', () => {
  it('gives what has the form of a paper, and tells of the others', async () => {
    await importEntries(db, 'x', [{ paper: makePaper(1), mark: emptyMark(numbered(1)) }]);
    const papers = [
      { ...makePaper(1), aliases: ['doi:10.1000/x'] },
      { ...makePaper(2), aliases: [null] },
      { ...makePaper(3), aliases: 5 },
      { ...makePaper(4), authors: undefined },
      { ...makePaper(5), categories: 5 },
      { ...makePaper(6), title: undefined },
      { ...makePaper(7), id: 'nonsense' },
      makePaper(8),
    ];
    const lines = papers.map((paper) => JSON.stringify({ paper, mark: { starredAt: 5 } }));
    const head = '{"format":"dogear","version":1,"exportedAt":"2026-11-25T08:00:00.000Z","tags":[]';
    const text = `${head},"papers":[\n${[...lines, '{"paper":1}'].join(',\n')}\n],"checksum":"x"}\n`;
    const file = new File([text], 'backup.json');
    const plan = await planRestore(db, file, () => undefined, new AbortController().signal);
    expect(plan).toMatchObject({
      damage: [{ code: 'checksum' }],
      merge: { added: [numbered(8)], changed: [numbered(1)] },
    });
    const refused = await mergeBackup(db, plan, 'backup.json', () => undefined);
    expect(refused).toHaveLength(7);
    expect(refused).toContain('Title of arxiv:2401.00004');
    expect(await marksOf(db, [numbered(1), numbered(8)])).toMatchObject([
      { starredAt: 5 },
      { starredAt: 5 },
    ]);
  });
});

describe('restoring one of the library’s own backups exactly', () => {
  const planOf = (at: number) => planRestore(db, at, () => undefined, new AbortController().signal);

  it('does not let go of it by backing up first, nor where it is stopped and a day passes', async () => {
    await writeMarks(db, [makeChange(1, { starred: 5 })]);
    await backUp(db, 'before-restore', START);
    await patchMarks(db, [{ id: numbered(1), patch: { starred: false } }]);
    await writeMarks(db, [makeChange(2, { starred: 5 })]);
    await backUp(db, 'daily', START + DAY);

    now = START + 8 * DAY;
    const { answer } = background;
    background.answer = async (request, args) => {
      if (request === 'putBack') throw new Error('The page was closed.');
      return answer?.(request, args);
    };
    const stopped = restoreExactly(db, await planOf(START), () => undefined);
    await expect(stopped).rejects.toThrow('The page was closed.');
    background.answer = answer;
    now += DAY;
    expect(await backUpDaily(db, now)).toBeDefined();
    expect(await restoreExactly(db, await planOf(START), () => undefined)).toEqual([]);
    expect(await allEntries(db)).toMatchObject([{ mark: { id: numbered(1), starredAt: 5 } }]);
  });

  it('says at its end what was lost while it was read', async () => {
    const many = Array.from({ length: 2_300 }, (_, n) => makeChange(n, { starred: 5 }));
    await writeMarks(db, many);
    const { marks } = await backUp(db, 'daily', START);
    await remove(db, [numbered(0), numbered(2_299)]);
    const plan = await planOf(START);
    now += 1;
    const { answer } = background;
    background.answer = async (request, args) => {
      if (request === 'putBack') await db.delete('chunks', marks.at(-1) as string);
      return answer?.(request, args);
    };
    const restoring = restoreExactly(db, plan, () => undefined);
    await expect(restoring).rejects.toThrow('data_damage_chunks');
    expect(await marksOf(db, [numbered(0), numbered(2_299)])).toMatchObject([
      { starredAt: 5 },
      null,
    ]);
  });

  it('says also of a merge what was lost since it was looked at, and takes the rest', async () => {
    const many = Array.from({ length: 300 }, (_, n) => makeChange(n, { starred: 5 }));
    await writeMarks(db, many);
    const { marks } = await backUp(db, 'daily', START);
    await remove(db, [numbered(0), numbered(299)]);
    const plan = await planOf(START);
    await db.delete('chunks', marks.at(-1) as string);
    const merging = mergeBackup(db, plan, 'then', () => undefined);
    await expect(merging).rejects.toThrow('data_damage_chunks');
    expect(await marksOf(db, [numbered(0), numbered(299)])).toMatchObject([{ starredAt: 5 }, null]);
    // Of what was known to be damaged there is no more to say.
    const known = await planOf(START);
    expect(known.damage).toEqual([{ code: 'chunks', lost: 1 }]);
    expect(await mergeBackup(db, known, 'then', () => undefined)).toEqual([]);
  });

  it('leaves a note that is written meanwhile, and tells of it', async () => {
    await writeMarks(
      db,
      Array.from({ length: 1_100 }, (_, n) => makeChange(n, { starred: 5 })),
    );
    await backUp(db, 'daily', START);
    now += 1;
    await patchMarks(db, [{ id: numbered(1_050), patch: { note: { text: 'before', was: '' } } }]);
    await patchMarks(db, [{ id: numbered(1_060), patch: { note: { text: 'before', was: '' } } }]);
    const { answer } = background;
    let isFirst = true;
    background.answer = async (request, args) => {
      const answered = await answer?.(request, args);
      if (request !== 'putBack') return answered;
      if (isFirst) {
        const note = { text: 'meanwhile', was: 'before' };
        await patchMarks(db, [{ id: numbered(1_060), patch: { note } }]);
      }
      isFirst = false;
      // The answer is lost, and the request sent again.
      return answer?.(request, args);
    };
    const refused = await restoreExactly(db, await planOf(START), () => undefined);
    expect(refused).toEqual(['Title of arxiv:2401.01060']);
    const marks = await marksOf(db, [numbered(1_050), numbered(1_060)]);
    expect(marks.map((mark) => mark?.note)).toEqual([undefined, 'meanwhile']);
    // Begun again, it takes that one, too: it is in the backup that was made before.
    expect(await restoreExactly(db, await planOf(START), () => undefined)).toEqual([]);
    expect((await marksOf(db, [numbered(1_060)]))[0]).not.toHaveProperty('note');
  });

  it('changes nothing where a part of it has gone since it was looked at', async () => {
    const many = Array.from({ length: 300 }, (_, n) => makeChange(n, { starred: 5 }));
    await writeMarks(db, many);
    const { marks } = await backUp(db, 'daily', START);
    await writeMarks(db, [makeChange(1_000, { starred: 5 })]);
    const plan = await planOf(START);
    expect(plan.exactly.gone).toEqual([numbered(1_000)]);
    background.answer = async (request) => {
      expect(request).toBe('backUp');
      await db.delete('chunks', marks.at(-1) as string);
      return START;
    };
    const restoring = restoreExactly(db, plan, () => undefined);
    await expect(restoring).rejects.toThrow('data_damage_chunks');
    expect(await allEntries(db)).toHaveLength(301);
  });
});
