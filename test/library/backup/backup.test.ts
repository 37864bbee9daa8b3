import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backUp, backUpDaily, backups, openBackup } from '../../../src/library/backup/backup';
import { gzip, hashOf } from '../../../src/library/backup/chunks';
import { expired } from '../../../src/library/backup/expired';
import {
  backupFileName,
  fileState,
  openBackupFile,
  writeBackupFile,
  writeFileState,
} from '../../../src/library/backup/file';
import type { OpenBackup } from '../../../src/library/backup/open-backup';
import { previewRestore } from '../../../src/library/backup/preview-restore';
import { putBack } from '../../../src/library/backup/restore';
import { emptyBin, remove, removed } from '../../../src/library/bin';
import { allEntries } from '../../../src/library/entries';
import { rememberKeys, rememberSent } from '../../../src/library/exported';
import { importEntries } from '../../../src/library/import/import-entries';
import { patchMarks, writeMarks } from '../../../src/library/marks';
import { deleteLibrary, openLibrary } from '../../../src/library/open';
import type { Library } from '../../../src/library/schema';
import { colourTag } from '../../../src/library/tags';
import type { Entry } from '../../../src/paper/entry';
import type { PaperId } from '../../../src/paper/ids';
import { makeChange, makePaper, numbered } from '../samples';

const NAME = 'backup-test';
const DOI = 'doi:10.1000/x' as PaperId;
const DAY = 24 * 3_600_000;
/** 2026-11-25, a Wednesday */
const NOW = new Date(2026, 10, 25, 12).getTime();

/** Of a file as the first version of it was. */
const HEAD = '{"format":"dogear","version":1,"exportedAt":"2026-11-25T08:00:00.000Z"';
const range = (to: number): number[] => Array.from({ length: to }, (_, n) => n);
const keyFor = (n: number): [PaperId, string] => [numbered(n), `key${n}`];

let db: Library;
beforeEach(async () => {
  db = await openLibrary({ name: NAME });
});
afterEach(async () => {
  db.close();
  await deleteLibrary(NAME);
});

const fill = (from: number, to: number): Promise<unknown> =>
  writeMarks(
    db,
    Array.from({ length: to - from }, (_, i) =>
      makeChange(from + i, { starred: 5, note: { text: `note ${from + i}`, was: '' } }),
    ),
  );

async function readAll(opened: OpenBackup | undefined): Promise<Entry[]> {
  const all: Entry[] = [];
  for await (const some of opened?.entries() ?? []) {
    expect(some.length).toBeLessThanOrEqual(1_000);
    all.push(...some);
  }
  return all;
}

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
    const exported = await db.getAll('exported');
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

describe('a backup in a file', () => {
  it('holds everything, as it was, and says when', async () => {
    await fill(0, 1_100);
    await colourTag(db, 'nlp', 'teal');
    await rememberKeys(db, range(1_001).map(keyFor), '[auth]');
    const file = await writeBackupFile(db, NOW);
    const opened = await openBackupFile(file);
    expect(await readAll(opened)).toEqual(await allEntries(db));
    expect(opened).toMatchObject({
      at: NOW,
      damage: [],
      counts: { papers: 1_100, starred: 1_100, notes: 1_100 },
      tags: [{ name: 'nlp', colour: 'teal' }],
    });
    expect(opened.exported).toEqual(await db.getAll('exported'));
    expect(opened.exported).toHaveLength(1_001);
    expect(backupFileName(NOW)).toBe('dogear-backup-2026-11-25.json.gz');
    // It is plain JSON, too.
    const unzipped = file.stream().pipeThrough(new DecompressionStream('gzip'));
    const text = await new Response(unzipped).text();
    expect(JSON.parse(text)).toMatchObject({ format: 'dogear', version: 2 });
    expect(await readAll(await openBackupFile(new Blob([text])))).toHaveLength(1_100);
  });

  it('of the first version says nothing of what papers left with', async () => {
    const line =
      '{"paper":{"id":"arxiv:2401.00001","title":"Title","authors":["Ada Lovelace"],"links":{"page":"https://arxiv.org/abs/2401.00001"}},"mark":{"id":"arxiv:2401.00001","starredAt":5,"times":{},"seq":1}}';
    const foot =
      '"counts":{"papers":1,"starred":1,"notes":0},"checksum":"znQCQI4mnkFOLJwmuCuBkxq4m6PB95hcBZF5qVWlKlw="}';
    const text = `${HEAD},"tags":[],"papers":[\n${line}\n],${foot}\n`;
    const opened = await openBackupFile(new Blob([text]));
    expect(await readAll(opened)).toMatchObject([{ paper: { id: numbered(1) } }]);
    expect(opened).toMatchObject({ damage: [], counts: { papers: 1 }, exported: undefined });
  });

  it('is refused where what papers left with is another, or not all there', async () => {
    await fill(0, 3);
    await rememberKeys(db, [1, 2].map(keyFor), '[auth]');
    const unzipped = (await writeBackupFile(db, NOW)).stream();
    const text = await new Response(unzipped.pipeThrough(new DecompressionStream('gzip'))).text();
    const changed = await openBackupFile(new Blob([text.replace('key1', 'key3')]));
    expect(await readAll(changed)).toHaveLength(3);
    expect(changed.damage).toEqual([{ code: 'checksum' }]);
    const cut = await openBackupFile(new Blob([text.slice(0, text.indexOf('key2'))]));
    expect(await readAll(cut)).toHaveLength(3);
    expect(cut.exported).toMatchObject([{ citationKey: 'key1' }]);
    expect(cut.damage).toEqual([
      { code: 'line', line: 7 },
      { code: 'truncated', entries: 3 },
    ]);
  });

  it('is due when none was written for thirty days, from when there was something to lose', async () => {
    const isDue = async (days: number) => (await fileState(db, NOW + days * DAY)).isDue;
    expect(await isDue(100)).toBe(false);
    await fill(0, 1);
    await backUp(db, 'daily', NOW);
    expect(await isDue(29)).toBe(false);
    expect(await isDue(30)).toBe(true);
    await writeFileState(db, { writtenAt: NOW + 10 * DAY });
    expect(await isDue(39)).toBe(false);
    expect(await isDue(40)).toBe(true);
    await writeFileState(db, { isQuiet: true });
    expect(await fileState(db, NOW + 40 * DAY)).toEqual({
      writtenAt: NOW + 10 * DAY,
      isQuiet: true,
      isDue: false,
    });
  });

  it('is due where the last one was written, or could have been, in a time to come', async () => {
    await fill(0, 1);
    await backUp(db, 'daily', NOW + 400 * DAY);
    expect((await fileState(db, NOW)).isDue).toBe(true);
    await writeFileState(db, { writtenAt: NOW + 300 * DAY });
    expect((await fileState(db, NOW)).isDue).toBe(true);
    await writeFileState(db, { writtenAt: NOW });
    expect((await fileState(db, NOW)).isDue).toBe(false);
  });

  it('can have been through an editor that ends lines in its own way', async () => {
    await fill(0, 3);
    await rememberKeys(db, [keyFor(1)], '[auth]');
    const unzipped = (await writeBackupFile(db, NOW)).stream();
    const text = await new Response(unzipped.pipeThrough(new DecompressionStream('gzip'))).text();
    const opened = await openBackupFile(new Blob([`\ufeff${text.replaceAll('\n', '\r\n')}`]));
    expect(await readAll(opened)).toEqual(await allEntries(db));
    expect(opened).toMatchObject({ damage: [], exported: [{ citationKey: 'key1' }] });
  });

  it('tells of no more broken lines than one would read', async () => {
    const lines = Array(5_000).fill('{"paper":').join(',\n');
    const opened = await openBackupFile(new Blob([`${HEAD},"tags":[],"papers":[\n${lines}`]));
    expect(await readAll(opened)).toEqual([]);
    expect(opened.damage.length).toBeLessThan(20);
    expect(opened.damage).toContainEqual({ code: 'line', line: 2 });
    expect(opened.damage).toContainEqual({ code: 'truncated', entries: 0 });
  });

  it('has all that was there, where records become one while it is written', async () => {
    await fill(0, 1_200);
    await writeMarks(db, [{ paper: { ...makePaper(1), id: DOI }, patch: { dismissed: 9 } }]);
    let reads = 0;
    const { transaction } = db;
    const slow = new Proxy(db, {
      get(target, name) {
        const value = Reflect.get(target, name);
        if (name !== 'transaction') return typeof value === 'function' ? value.bind(target) : value;
        return (...args: Parameters<typeof transaction>) => {
          reads += 1;
          // Into a record that was read already, from one that was not.
          if (reads === 2)
            void writeMarks(db, [{ paper: makePaper(1, { aliases: [DOI] }), patch: {} }]);
          return target.transaction(...args);
        };
      },
    });
    const all = await readAll(await openBackupFile(await writeBackupFile(slow, NOW)));
    expect(all).toEqual(await allEntries(db));
    expect(all[1]?.mark.dismissedAt).toBe(9);
  });

  it('of an empty library is one, too', async () => {
    const opened = await openBackupFile(await writeBackupFile(db, NOW));
    expect(await readAll(opened)).toEqual([]);
    expect(opened.damage).toEqual([]);
  });

  it('that is cut off gives what is before the cut', async () => {
    await fill(0, 900);
    const file = await writeBackupFile(db, NOW);
    const opened = await openBackupFile(file.slice(0, Math.floor(file.size * 0.7)));
    const saved = await readAll(opened);
    expect(opened.damage).toEqual([{ code: 'truncated', entries: saved.length }]);
    expect(saved.length).toBeGreaterThan(400);
    expect(saved).toEqual((await allEntries(db)).slice(0, saved.length));
  });

  it('that is damaged in the middle is refused, and says where', async () => {
    await fill(0, 50);
    const unzipped = (await writeBackupFile(db, NOW)).stream();
    const text = await new Response(unzipped.pipeThrough(new DecompressionStream('gzip'))).text();
    const broken = await openBackupFile(new Blob([text.replace('"id":"arxiv:2401.00007"', '"id')]));
    expect(await readAll(broken)).toHaveLength(49);
    expect(broken.damage).toEqual([{ code: 'line', line: 9 }, { code: 'checksum' }]);
    const changed = await openBackupFile(new Blob([text.replace('note 7', 'note 8')]));
    expect(await readAll(changed)).toHaveLength(50);
    expect(changed.damage).toEqual([{ code: 'checksum' }]);
    const newer = await openBackupFile(new Blob([text.replace('"version":2', '"version":3')]));
    expect(newer.damage).toEqual([{ code: 'version', version: 3 }]);
  });

  it.each([
    ['nothing', ''],
    ['a picture', '\u0089PNG\r\n'],
    ['other JSON', '{"format":"zotero"}\n'],
    ['a head that ends', '{"format":"dogear","vers'],
    ['what only begins like gzip', new Uint8Array([0x1f, 0x8b, 1, 2, 3])],
  ])('is not %s', async (_, content) => {
    const opened = await openBackupFile(new Blob([content]));
    expect(await readAll(opened)).toEqual([]);
    expect(opened.damage).toEqual([{ code: 'not-a-backup' }]);
  });
});

describe('a file that only begins like a backup', () => {
  it('gives no tags that are none', async () => {
    const tags =
      '[null,5,{"name":7},{"name":"a"},{"name":"b","colour":"teal"},{"name":"c","colour":[]},' +
      '{"name":"d","colour":"no colour"},{"name":""},{"name":"__proto__","colour":"teal"}]';
    const opened = await openBackupFile(
      new Blob([`${HEAD},"tags":${tags},"papers":[\n],"counts":{}}`]),
    );
    expect(opened.tags).toEqual([{ name: 'a' }, { name: 'b', colour: 'teal' }]);
  });

  it('is not read to its end, where it is 200 MB in one line', async () => {
    let chunks = 0;
    const stream = () =>
      new ReadableStream<Uint8Array>({
        pull(controller) {
          chunks += 1;
          if (chunks > 200) controller.close();
          else controller.enqueue(new Uint8Array(1_000_000).fill(120));
        },
      });
    const file = { slice: () => new Blob(['xx']), stream } as unknown as Blob;
    const opened = await openBackupFile(file);
    expect(opened.damage).toEqual([{ code: 'not-a-backup' }]);
    expect(chunks).toBeLessThan(100);
  });
});

describe('restoring', () => {
  /** What the list page does, with the requests' own functions. */
  async function makeExactly(at: number, together = 1_000): Promise<void> {
    const opened = await openBackup(db, at);
    const { gone } = await previewRestore(db, opened?.entries() ?? none(), 'exactly');
    // First: what is put back may have a name that is a record's own now.
    await remove(db, gone);
    for await (const some of opened?.entries() ?? []) {
      for (let i = 0; i < some.length; i += together) {
        await putBack(db, some.slice(i, i + together));
      }
    }
  }
  async function* none(): AsyncGenerator<Entry[]> {}
  const valuesOf = (entries: readonly Entry[]) =>
    entries.map(({ paper, mark: { times: _, seq: __, ...mark } }) => ({ paper, mark }));

  it('makes the library exactly what it was, and moves what came since to the bin', async () => {
    await fill(0, 5);
    await writeMarks(db, [
      { paper: { ...makePaper(8), id: DOI }, patch: { tags: { a: true } } },
      { paper: makePaper(9, { aliases: ['pmid:9' as PaperId] }), patch: { read: 1 } },
    ]);
    const before = await allEntries(db);
    await backUp(db, 'daily', NOW);

    await patchMarks(db, [
      { id: numbered(0), patch: { starred: false, note: { text: 'new', was: 'note 0' } } },
      { id: DOI, patch: { tags: { a: false, b: true } } },
    ]);
    await writeMarks(db, [{ paper: makePaper(1, { aliases: [DOI], abstract: 'A.' }), patch: {} }]);
    await remove(db, [numbered(2), numbered(9)]);
    await writeMarks(db, [
      { paper: { ...makePaper(9), id: 'pmid:9' as PaperId }, patch: { read: 2 } },
    ]);
    await fill(5, 7);

    const opened = await openBackup(db, NOW);
    const preview = await previewRestore(db, opened?.entries() ?? none(), 'exactly');
    expect(preview).toEqual({
      added: [numbered(2), numbered(9), DOI],
      changed: [numbered(0), numbered(1)],
      same: 2,
      gone: [numbered(5), numbered(6), 'pmid:9'],
    });
    await makeExactly(NOW);
    expect(valuesOf(await allEntries(db))).toEqual(valuesOf(before));
    expect((await removed(db)).map(({ id }) => id)).toContain(numbered(5));
    expect(await db.get('aliases', DOI)).toBeUndefined();
    expect(await db.get('aliases', 'pmid:9' as PaperId)).toBe(numbered(9));
    expect(await previewRestore(db, opened?.entries() ?? none(), 'exactly')).toMatchObject({
      added: [],
      changed: [],
      gone: [],
    });
    // Done twice, it changes nothing.
    const seq = (await db.get('meta', 'clock'))?.seq;
    await makeExactly(NOW);
    expect((await db.get('meta', 'clock'))?.seq).toBe(seq);
  });

  it('leaves a name where another batch put it', async () => {
    await writeMarks(db, [{ paper: makePaper(1, { aliases: [DOI] }), patch: { read: 1 } }]);
    await fill(2, 3);
    await backUp(db, 'daily', NOW);
    await remove(db, [numbered(1)]);
    await writeMarks(db, [{ paper: makePaper(2, { aliases: [DOI] }), patch: {} }]);
    expect(await db.get('aliases', DOI)).toBe(numbered(2));
    await makeExactly(NOW, 1);
    expect(await db.get('aliases', DOI)).toBe(numbered(1));
  });

  it('leaves no name to two, where it is stopped between two batches', async () => {
    await writeMarks(db, [
      makeChange(1, { read: 1 }),
      { paper: makePaper(2, { id: DOI, aliases: ['pmid:7' as PaperId] }), patch: { read: 2 } },
    ]);
    const [first] = await allEntries(db);
    await remove(db, [numbered(1)]);
    await writeMarks(db, [{ paper: makePaper(2, { id: DOI, aliases: [numbered(1)] }), patch: {} }]);
    expect(await db.get('papers', DOI)).toMatchObject({ aliases: ['pmid:7', numbered(1)] });
    await putBack(db, [first as Entry]);
    expect(await db.get('papers', DOI)).toMatchObject({ aliases: ['pmid:7'] });
    expect(await db.getAllKeys('aliases')).toEqual(['pmid:7']);
  });

  it('puts back every name, whoever has it since, in batches of any size', async () => {
    const papers = [0, 1, 2].map(numbered);
    const names = ['doi:10.1000/a', 'doi:10.1000/b', 'pmid:7'] as PaperId[];
    /** Of each name who has it: a paper, a record of its own, or nobody. */
    const owners = fc.tuple(...names.map((name) => fc.constantFrom(...papers, name, undefined)));
    const take = async (owned: readonly (PaperId | undefined)[]): Promise<void> => {
      await remove(db, [...papers, ...names]);
      const records = [...papers, ...names.filter((name) => owned.includes(name))];
      const changes = records.map((id) => {
        const aliases = names.filter((name, i) => name !== id && owned[i] === id);
        return { paper: { ...makePaper(0), id, ...(aliases.length > 0 ? { aliases } : {}) } };
      });
      await writeMarks(
        db,
        changes.map((change) => ({ ...change, patch: { read: 5 } })),
      );
    };
    const namesNow = async () => {
      const { store } = db.transaction('aliases');
      const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
      return keys.map((alias, i) => [alias, values[i]]);
    };
    await fc.assert(
      fc.asyncProperty(
        owners,
        owners,
        fc.integer({ min: 1, max: 3 }),
        async (then, since, most) => {
          for (const store of ['papers', 'marks', 'aliases', 'bin', 'backups', 'chunks'] as const) {
            await db.clear(store);
          }
          await take(then);
          const [before, named] = [valuesOf(await allEntries(db)), await namesNow()];
          await backUp(db, 'daily', NOW);
          await take(since);
          await makeExactly(NOW, most);
          expect(valuesOf(await allEntries(db))).toEqual(before);
          expect(await namesNow()).toEqual(named);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('gives what it changes a later time than what it replaces', async () => {
    const [first] = await writeMarks(db, [makeChange(1, { starred: 5 })], NOW);
    await backUp(db, 'daily', NOW);
    const [off] = await patchMarks(db, [{ id: numbered(1), patch: { starred: false } }], NOW + 5);
    await makeExactly(NOW);
    const [entry] = await allEntries(db);
    expect(entry?.mark.starredAt).toBe(5);
    expect((entry?.mark.times.starred ?? '') > (off?.mark.times.starred ?? 'z')).toBe(true);
    expect(first?.mark.starredAt).toBe(5);
  });

  it('lets no later change look older than what was put back from a faster clock', async () => {
    const HOUR = 3_600_000;
    await writeMarks(db, [makeChange(1, { starred: 5 })], NOW + 5 * HOUR);
    const then = await allEntries(db);
    db.close();
    await deleteLibrary(NAME);
    db = await openLibrary({ name: NAME });
    await putBack(db, then, undefined, NOW);
    await patchMarks(db, [{ id: numbered(1), patch: { starred: false } }], NOW + HOUR);
    await importEntries(db, 'x', then, NOW + 2 * HOUR);
    expect((await allEntries(db))[0]?.mark).not.toHaveProperty('starredAt');
  });

  it('shows what merging it would change', async () => {
    await fill(0, 3);
    await backUp(db, 'daily', NOW);
    await patchMarks(db, [{ id: numbered(0), patch: { note: { text: 'other', was: 'note 0' } } }]);
    await patchMarks(db, [{ id: numbered(1), patch: { starred: false } }]);
    await remove(db, [numbered(2)]);
    await fill(3, 4);
    const opened = await openBackup(db, NOW);
    expect(await previewRestore(db, opened?.entries() ?? none(), 'merge')).toEqual({
      added: [numbered(2)],
      changed: [numbered(0)],
      same: 1,
      gone: [],
    });
  });

  it('shows that merging adds no paper that is known by another name', async () => {
    await writeMarks(db, [
      { paper: { ...makePaper(1), id: DOI }, patch: { read: 5 } },
      { paper: { ...makePaper(2), id: 'pmid:2' as PaperId }, patch: { read: 5 } },
    ]);
    await backUp(db, 'daily', NOW);
    // The first is a name of the paper now; of the second the backup tells a name that is not known.
    await remove(db, [DOI, 'pmid:2' as PaperId]);
    await emptyBin(db);
    await writeMarks(db, [
      { paper: makePaper(1, { aliases: [DOI] }), patch: { read: 5 } },
      { paper: makePaper(2), patch: { read: 5 } },
    ]);
    const named = async function* () {
      for await (const some of (await openBackup(db, NOW))?.entries() ?? []) {
        yield some.map(({ paper, mark }) =>
          paper.id === 'pmid:2'
            ? { paper: { ...paper, aliases: [numbered(2)] }, mark }
            : { paper, mark },
        );
      }
    };
    const { added, changed } = await previewRestore(db, named(), 'merge');
    expect({ added, changed }).toEqual({ added: [], changed: ['pmid:2'] });
    for await (const some of named()) {
      const { outcomes } = await importEntries(db, 'x', some);
      expect(outcomes).not.toContain('added');
    }
  });
});
