import { describe, expect, it } from 'vitest';
import { backUp } from '../../../src/library/backup/backup';
import { backupFileName, fileState, writeFileState } from '../../../src/library/backup/file-state';
import { openBackupFile } from '../../../src/library/backup/read-file';
import { writeBackupFile } from '../../../src/library/backup/write-file';
import { withoutKeyName } from '../../../src/library/citation-keys';
import { rememberKeys } from '../../../src/library/exported';
import { writeMarks } from '../../../src/library/marks';
import type { Library } from '../../../src/library/schema';
import { colourTag } from '../../../src/library/tags';
import { useLibrary } from '../harness';
import { allEntries, makePaper, numbered } from '../samples';

import { DAY, DOI, fillLibrary, keyFor, NOW, readAll } from './samples';

/** The beginning of a file of version 1. */
const HEAD = '{"format":"dogear","version":1,"exportedAt":"2026-11-25T08:00:00.000Z"';
const range = (to: number): number[] => Array.from({ length: to }, (_, n) => n);
let db: Library;
useLibrary((library) => {
  db = library;
});

const fill = (from: number, to: number) => fillLibrary(db, from, to);

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
    expect(opened.exported).toEqual((await db.getAll('exported')).map(withoutKeyName));
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
