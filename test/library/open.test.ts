import { describe, expect, it } from 'vitest';
import { firstEntries } from '../../src/library/entries';
import { purgeImports, UNDO_KEEPS_MS } from '../../src/library/import/import-entries';
import { importsOf } from '../../src/library/import/past-imports';
import { marksOf, writeMarks } from '../../src/library/marks';
import { deleteLibrary, openLibrary } from '../../src/library/open';
import type { ImportRecord, Library, RecordImages } from '../../src/library/schema';
import { tagsInUse } from '../../src/library/tags';
import { UPGRADES, type UpgradeStep } from '../../src/library/upgrades';
import type { Written } from '../../src/library/upsert';
import { writeVisit } from '../../src/library/visits';
import type { PaperId } from '../../src/paper/ids';
import { emptyMark, type Mark, type MarkPatch } from '../../src/paper/mark';
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

let db: Library;
useLibrary((library) => {
  db = library;
});

async function writeMark(db: Library, paper: Paper, patch: MarkPatch, now?: number) {
  const [written] = await writeMarks(db, [{ paper, patch }], now);
  return written as Written;
}

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
    await expect(openLibrary({ steps: [...UPGRADES, failing] })).rejects.toThrow('no such thing');
    db = await openLibrary();
    expect(db.version).toBe(UPGRADES.length);
    expect([...db.objectStoreNames]).not.toContain('later');
    expect(await allEntries(db)).toEqual([{ paper: A, mark }]);
  });

  it('gives up on a database that another context does not let go of, and opens it later', async () => {
    const holder = indexedDB.open('dogear', UPGRADES.length);
    await new Promise((resolve) => (holder.onsuccess = resolve));
    const steps = [...UPGRADES, () => undefined];
    await expect(openLibrary({ steps, timeoutMs: 30 })).rejects.toMatchObject({
      name: 'TimeoutError',
      message: expect.stringContaining('older version'),
    });
    holder.result.close();
    const next = await openLibrary({ steps });
    expect(next.version).toBe(steps.length);
    // The first attempt got its connection late, and kept it not: nothing blocks this.
    next.close();
    await deleteLibrary();
    db = await openLibrary();
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
