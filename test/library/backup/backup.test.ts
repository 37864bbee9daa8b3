import { describe, expect, it } from 'vitest';
import { backUp, backUpDaily, backups } from '../../../src/library/backup/backup';
import { gzip, hashOf } from '../../../src/library/backup/chunks';
import { expired } from '../../../src/library/backup/expired';
import { openBackup } from '../../../src/library/backup/open-stored';
import { remove } from '../../../src/library/bin';
import { withoutKeyName } from '../../../src/library/citation-keys';
import { rememberKeys, rememberSent } from '../../../src/library/exported';
import { patchMarks, writeMarks } from '../../../src/library/marks';
import type { Library } from '../../../src/library/schema';
import { colourTag } from '../../../src/library/tags';
import { useLibrary } from '../harness';
import { allEntries, makeChange, makePaper, numbered } from '../samples';

import { DAY, DOI, fillLibrary, keyFor, NOW, readAll } from './samples';

const range = (to: number): number[] => Array.from({ length: to }, (_, n) => n);
let db: Library;
useLibrary((library) => {
  db = library;
});

const fill = (from: number, to: number) => fillLibrary(db, from, to);

describe('the library’s own backups', () => {
  it('hold everything, as it was', async () => {
    await fill(0, 1_200);
    await writeMarks(db, [{ paper: makePaper(9_000, { aliases: [DOI] }), patch: { read: 7 } }]);
    await colourTag(db, 'nlp', 'teal');
    await rememberKeys(db, range(1_100).map(keyFor), '[auth]');
    await rememberSent(db, [numbered(5), DOI], 7);
    // Half of it is missing: a damaged disk.
    await db.delete('papers', numbered(3));
    await db.delete('marks', numbered(4));
    const before = await allEntries(db);
    const made = await backUp(db, 'daily', NOW);
    await fill(1_200, 1_210);
    await patchMarks(db, [{ id: numbered(1), patch: { starred: false } }]);

    expect(made).toMatchObject({ counts: { papers: 1_200, starred: 1_199, notes: 1_199 } });
    expect(await backups(db)).toEqual([made]);
    const exported = (await db.getAll('exported')).map(withoutKeyName);
    await rememberSent(db, [numbered(6)], 8);
    const opened = await openBackup(db, NOW);
    expect(await readAll(opened)).toEqual(before);
    expect(exported).toHaveLength(1_101);
    expect(opened?.exported).toEqual(exported);
    expect(opened).toMatchObject({ damage: [], tags: [{ name: 'nlp', colour: 'teal' }] });
    expect(await openBackup(db, 1)).toBeUndefined();
  });

  it('store of what changed no more than the chunks that it is in', async () => {
    await fill(0, 1_000);
    await backUp(db, 'daily', NOW);
    const chunks = await db.count('chunks');
    expect(chunks).toBeGreaterThan(20);
    await writeMarks(db, [makeChange(500, { read: 5 })]);
    await fill(5_000, 5_001);
    await remove(db, [numbered(700)]);
    await backUp(db, 'daily', NOW + DAY);
    // Of each: one that changed, and of the papers one that came and one that went.
    expect(await db.count('chunks')).toBeLessThanOrEqual(chunks + 5);
  });

  it('are made once a day, and only where something changed', async () => {
    expect(await backUpDaily(db, NOW)).toBeUndefined();
    await fill(0, 3);
    expect(await backUpDaily(db, NOW)).toMatchObject({ at: NOW, reason: 'daily' });
    await fill(3, 4);
    expect(await backUpDaily(db, NOW + DAY / 3)).toBeUndefined();
    // Also where the browser is open for a while only, every day a little earlier.
    expect(await backUpDaily(db, NOW + DAY - 60_000)).toMatchObject({ counts: { papers: 4 } });
    expect(await backUpDaily(db, NOW + 2 * DAY)).toBeUndefined();
    const at = NOW + DAY - 60_000;
    expect(await backups(db)).toMatchObject([{ at, until: NOW + 2 * DAY }, { at: NOW }]);
    expect((await openBackup(db, at))?.damage).toEqual([]);
  });

  it('are made also where nothing has changed but what papers left with', async () => {
    await fill(0, 3);
    await backUpDaily(db, NOW);
    await rememberKeys(db, [keyFor(1)], '[auth]');
    expect(await backUpDaily(db, NOW + DAY)).toBeDefined();
    expect(await backUpDaily(db, NOW + 2 * DAY)).toBeUndefined();
    await rememberSent(db, [numbered(1)]);
    expect(await backUpDaily(db, NOW + 3 * DAY)).toBeDefined();
  });

  it('that were made before it was kept say nothing of what papers left with', async () => {
    await fill(0, 3);
    const { exported: _, checksum: __, ...made } = await backUp(db, 'daily', NOW);
    const checksum = await hashOf(JSON.stringify(Object.entries(made).sort()));
    await db.put('backups', { ...made, checksum });
    const opened = await openBackup(db, NOW);
    expect(await readAll(opened)).toHaveLength(3);
    expect(opened).toMatchObject({ damage: [], exported: undefined });
    expect(await backUpDaily(db, NOW + DAY)).toBeUndefined();
  });

  it('are made once a day also after the clock was a year ahead for a while', async () => {
    await fill(0, 5);
    await backUpDaily(db, NOW + 400 * DAY);
    await fill(5, 6);
    expect(await backUpDaily(db, NOW)).toBeDefined();
    await fill(6, 7);
    expect(await backUpDaily(db, NOW + DAY / 3)).toBeUndefined();
    expect(await backUpDaily(db, NOW + DAY)).toBeDefined();
  });

  it('are whole whatever the clock did, and push nothing out that is being restored', async () => {
    const isWhole = async (at: number) => {
      const opened = await openBackup(db, at);
      const entries = await readAll(opened);
      return opened?.damage.length === 0 && entries.length === (await db.count('marks'));
    };
    for (let day = 0; day < 60; day++) {
      await fill(day, day + 1);
      await backUpDaily(db, NOW + day * DAY);
    }
    await fill(100, 400);
    const early = NOW - 2_000 * DAY;
    expect(await backUpDaily(db, early)).toBeDefined();
    expect(await isWhole(early)).toBe(true);

    await backUp(db, 'before-restore', NOW + 60 * DAY);
    await backUp(db, 'before-restore', NOW + 90 * DAY);
    expect(await isWhole(NOW + 60 * DAY)).toBe(true);
  });

  it('stay for seven days and eight weeks, and what nobody needs is deleted', async () => {
    const daily = (days: number) => ({ at: NOW + days * DAY, reason: 'daily' as const });
    const all = Array.from({ length: 100 }, (_, i) => daily(-i));
    const old = new Set(expired(all, NOW));
    const kept = all.filter(({ at }) => !old.has(at)).map(({ at }) => (NOW - at) / DAY);
    // Thursday to Wednesday, and the Sundays of the weeks before.
    expect(kept.map(Math.round)).toEqual([0, 1, 2, 3, 4, 5, 6, 10, 17, 24, 31, 38, 45]);
    // A year without the browser pushes nothing out.
    expect(expired(all.slice(0, 7), NOW + 365 * DAY)).toEqual([]);
    const before = { at: NOW - 1, reason: 'before-restore' as const };
    expect(expired([...all.slice(0, 2), before], NOW)).toEqual([]);
    expect(expired([...all.slice(0, 2), before], NOW + 7 * DAY)).toEqual([NOW - 1]);

    for (let n = 0; n < 3; n++) {
      await fill(0, 200);
      await patchMarks(db, [{ id: numbered(n), patch: { read: n + 1 } }]);
      await backUp(db, 'daily', NOW + n);
    }
    const [last, ...others] = await backups(db);
    expect(others).toEqual([]);
    const stored = await db.getAllKeys('chunks');
    expect(stored.sort()).toEqual([...(last?.papers ?? []), ...(last?.marks ?? [])].sort());
  });

  it('stay for as long as a restore of them may be begun again', async () => {
    await fill(0, 1);
    await backUp(db, 'daily', NOW);
    for (let day = 1; day < 5; day++) {
      await fill(day, day + 1);
      await backUp(db, 'daily', NOW + day * DAY);
    }
    const times = async () => (await backups(db)).map(({ at }) => (at - NOW) / DAY);
    // The first is not the last of its week: after seven others it would go.
    await backUp(db, 'before-restore', NOW + 6 * DAY, undefined, NOW);
    for (let day = 8; day < 13; day++) {
      await fill(day, day + 1);
      await backUp(db, 'daily', NOW + day * DAY);
    }
    expect(await times()).toEqual([12, 11, 10, 9, 8, 6, 4, 3, 0]);
    const opened = await openBackup(db, NOW);
    expect(await readAll(opened)).toHaveLength(1);
    expect(opened?.damage).toEqual([]);
    await fill(13, 14);
    await backUp(db, 'daily', NOW + 13 * DAY);
    expect(await times()).toEqual([13, 12, 11, 10, 9, 8, 4]);
  });

  it('are whole though the background was stopped in the middle of one', async () => {
    await fill(0, 1_050);
    await new Promise<void>((stop) => {
      void backUp(db, 'daily', NOW, () => {
        stop();
        return new Promise(() => undefined);
      });
    });
    expect(await backups(db)).toEqual([]);
    expect(await db.count('chunks')).toBeGreaterThan(5);
    await patchMarks(db, [{ id: numbered(1), patch: { read: 5 } }]);
    const made = await backUp(db, 'daily', NOW + 1);
    expect(await readAll(await openBackup(db, made.at))).toEqual(await allEntries(db));
    expect(await db.count('chunks')).toBe(new Set([...made.papers, ...made.marks]).size);
  });

  it('leave nothing behind that fills the disk, where there was no room for all of one', async () => {
    await fill(0, 500);
    const { at } = await backUp(db, 'daily', NOW);
    const chunks = await db.getAllKeys('chunks');
    await fill(500, 2_000);
    const failed = backUp(db, 'daily', NOW + DAY, async () => {
      expect(await db.count('chunks')).toBeGreaterThan(chunks.length);
      throw new DOMException('The disk is full.', 'QuotaExceededError');
    });
    await expect(failed).rejects.toThrow('The disk is full.');
    expect(await db.getAllKeys('chunks')).toEqual(chunks);
    expect(await readAll(await openBackup(db, at))).toHaveLength(500);
  });

  it('are begun anew where records become one meanwhile', async () => {
    await fill(0, 1_200);
    await writeMarks(db, [{ paper: { ...makePaper(1), id: DOI }, patch: { dismissed: 9 } }]);
    let merges = 1;
    const made = await backUp(db, 'daily', NOW, async () => {
      if (merges-- !== 1) return;
      // Into a record that was read already, from one that was not.
      await writeMarks(db, [{ paper: makePaper(1, { aliases: [DOI] }), patch: {} }]);
    });
    const all = await readAll(await openBackup(db, made.at));
    expect(all).toEqual(await allEntries(db));
    expect(all[1]?.mark.dismissedAt).toBe(9);
  });

  it.each([
    ['is cut off', (bytes: ArrayBuffer) => bytes.slice(0, bytes.byteLength / 2)],
    ['holds another text', () => gzip('[]')],
    ['is no bytes at all', () => 'damaged' as unknown as ArrayBuffer],
  ])('are whole again with the next one, where a part of them %s', async (_, damage) => {
    await fill(0, 1_000);
    const made = await backUp(db, 'daily', NOW);
    const hash = made.marks[3] as string;
    const bytes = (await db.get('chunks', hash)) as ArrayBuffer;
    await db.put('chunks', await damage(bytes), hash);
    await fill(1_000, 1_001);
    expect(await backUpDaily(db, NOW + DAY)).toMatchObject({ counts: { papers: 1_001 } });
    for (const at of [NOW, NOW + DAY]) {
      const opened = await openBackup(db, at);
      await readAll(opened);
      expect(opened?.damage).toEqual([]);
    }
    // Also where nothing else was to be done.
    await db.put('chunks', await damage(bytes), hash);
    expect(await backUpDaily(db, NOW + 2 * DAY)).toBeUndefined();
    const opened = await openBackup(db, NOW + DAY);
    expect(await readAll(opened)).toHaveLength(1_001);
    expect(opened?.damage).toEqual([]);
  });

  it('say what is damaged, and give the rest', async () => {
    await fill(0, 1_000);
    const made = await backUp(db, 'daily', NOW);
    const [first, second] = made.marks as [string, string];
    const bytes = (await db.get('chunks', first)) as ArrayBuffer;
    await db.put('chunks', bytes.slice(0, bytes.byteLength / 2), first);
    await db.delete('chunks', second);
    const opened = await openBackup(db, NOW);
    const saved = await readAll(opened);
    expect(opened?.damage).toEqual([{ code: 'chunks', lost: 2 }]);
    expect(saved.length).toBeGreaterThan(700);
    expect(saved.length).toBeLessThan(1_000);
    await db.put('backups', { ...made, counts: { ...made.counts, papers: 1 } });
    expect((await openBackup(db, NOW))?.damage).toEqual([{ code: 'checksum' }]);
  });
});
