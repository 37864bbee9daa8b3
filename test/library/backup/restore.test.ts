import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backUp } from '../../../src/library/backup/backup';
import { openBackup } from '../../../src/library/backup/open-stored';
import { previewRestore } from '../../../src/library/backup/preview-restore';
import { putBack } from '../../../src/library/backup/restore';
import { emptyBin, remove, removed } from '../../../src/library/bin';
import { importEntries } from '../../../src/library/import/import-entries';
import { patchMarks, writeMarks } from '../../../src/library/marks';
import { deleteLibrary, openLibrary } from '../../../src/library/open';
import { readClock } from '../../../src/library/read-clock';
import type { Library } from '../../../src/library/schema';
import type { Entry } from '../../../src/paper/entry';
import type { PaperId } from '../../../src/paper/ids';
import { useLibrary } from '../harness';
import { allEntries, makeChange, makePaper, numbered } from '../samples';

import { DOI, fillLibrary, NOW } from './samples';

let db: Library;
useLibrary((library) => {
  db = library;
});

const fill = (from: number, to: number) => fillLibrary(db, from, to);

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

  it('brings back how a paper was read, and what its star keeps unread', async () => {
    const opened = { read: 5, readBy: 'opened', readVersion: 2 } as const;
    await writeMarks(db, [
      { paper: makePaper(1), patch: opened },
      { paper: makePaper(2), patch: { ...opened, starred: 6 } },
    ]);
    const before = valuesOf(await allEntries(db));
    expect(before.map(({ mark }) => mark.readAt)).toEqual([5, undefined]);
    await backUp(db, 'daily', NOW);
    await patchMarks(
      db,
      [1, 2].map((n) => ({ id: numbered(n), patch: { read: true } })),
    );
    expect(valuesOf(await allEntries(db))).not.toEqual(before);
    await makeExactly(NOW);
    expect(valuesOf(await allEntries(db))).toEqual(before);
  });

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
    const seq = (await readClock(db.transaction('meta').store))?.seq;
    await makeExactly(NOW);
    expect((await readClock(db.transaction('meta').store))?.seq).toBe(seq);
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
      { numRuns: 60 },
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
    await deleteLibrary();
    db = await openLibrary();
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
