import { describe, expect, it } from 'vitest';
import { citationKeys } from '../../src/formats/write/citation-key';
import { keysGiven, rememberKeys } from '../../src/library/exported';
import { importEntries } from '../../src/library/import/import-entries';
import { previewImport } from '../../src/library/import/preview';
import { undoImport } from '../../src/library/import/undo-import';
import { writeMarks } from '../../src/library/marks';
import { deleteLibrary, openLibrary } from '../../src/library/open';
import { editPublication } from '../../src/library/publication';
import type { Library } from '../../src/library/schema';
import { UPGRADES } from '../../src/library/upgrades';
import type { Entry } from '../../src/paper/entry';
import { emptyMark } from '../../src/paper/mark';
import { useLibrary } from './harness';
import { makePaper, numbered } from './samples';

const PATTERN = '[auth][year]';

let db: Library;
useLibrary((library) => {
  db = library;
});

const entry = (n: number, key?: string): Entry => ({
  paper: { ...makePaper(n), ...(key !== undefined && { key }) },
  mark: emptyMark(numbered(n)),
});

const refusedIn = async (entries: readonly Entry[]): Promise<(string | undefined)[]> => {
  const refused: (string | undefined)[] = [];
  for await (const some of previewImport(db, entries)) {
    refused.push(...some.map(({ refusedKey }) => refusedKey));
  }
  return refused;
};

describe('the citation key of a file', () => {
  it('is the paper’s for good, whatever the pattern of keys', async () => {
    await importEntries(db, 'a', [entry(1, 'Lovelace:1843')]);
    expect(await keysGiven(db, PATTERN)).toEqual(new Map([[numbered(1), 'Lovelace:1843']]));
    await rememberKeys(db, [[numbered(1), 'other']], PATTERN);
    expect(await keysGiven(db, '[title]')).toEqual(new Map([[numbered(1), 'Lovelace:1843']]));
    expect((await db.get('papers', numbered(1)))?.key).toBe('Lovelace:1843');
  });

  it('is never another paper’s, in whatever capitals; the preview names it', async () => {
    await writeMarks(db, [{ paper: makePaper(1), patch: { starred: true } }]);
    await rememberKeys(db, [[numbered(1), 'ada1843']], PATTERN);
    const coming = [entry(2, 'Ada1843'), entry(3, 'own'), entry(4, 'OWN')];
    expect(await refusedIn(coming)).toEqual(['Ada1843', undefined, 'OWN']);
    await importEntries(db, 'a', coming);
    const keys = await keysGiven(db, PATTERN);
    expect(keys).toEqual(
      new Map([
        [numbered(1), 'ada1843'],
        [numbered(3), 'own'],
      ]),
    );
    expect((await db.get('papers', numbered(2)))?.key).toBeUndefined();
    expect(await refusedIn([entry(5, 'own')])).toEqual(['own']);
    const papers = [2, 3, 4].map((n) => makePaper(n));
    const all = await citationKeys(papers, { given: keys });
    expect(new Set([...all.values()].map((key) => key.toLowerCase())).size).toBe(3);
  });

  it('does not replace the one that a paper left with', async () => {
    await writeMarks(db, [{ paper: makePaper(1), patch: { starred: true } }]);
    await rememberKeys(db, [[numbered(1), 'ada1843']], PATTERN);
    expect(await refusedIn([entry(1, 'new')])).toEqual(['new']);
    await importEntries(db, 'a', [entry(1, 'new')]);
    expect(await keysGiven(db, PATTERN)).toEqual(new Map([[numbered(1), 'ada1843']]));
    expect(await refusedIn([entry(1, 'ADA1843')])).toEqual([undefined]);
  });

  it('is free again when its import is undone', async () => {
    await importEntries(db, 'a', [entry(1, 'own')]);
    while ((await undoImport(db, 'a')).left > 0);
    expect(await keysGiven(db, PATTERN)).toEqual(new Map());
    expect(await refusedIn([entry(2, 'own')])).toEqual([undefined]);
  });

  it('is found in a library of the version before, too', async () => {
    const old = await openLibrary({ name: 'version-4', steps: UPGRADES.slice(0, 4) });
    await old.put('exported', { id: numbered(1), citationKey: 'Ada', keyPattern: PATTERN });
    await old.put('exported', { id: numbered(2), zoteroAt: 5 });
    old.close();
    const now = await openLibrary({ name: 'version-4' });
    expect((await now.getFromIndex('exported', 'by-key-name', 'ada'))?.id).toBe(numbered(1));
    expect(await now.count('exported')).toBe(2);
    now.close();
    await deleteLibrary('version-4');
  });
});

describe('a publication that is edited', () => {
  it('has what it is given, and nothing else', async () => {
    await importEntries(db, 'a', [entry(1, 'own')]);
    const facts = { type: 'thesis', key: 'new', fields: { genre: 'PhD thesis' } } as const;
    const written = await editPublication(db, numbered(1), facts);
    expect(written).toMatchObject({ mark: { id: numbered(1), seq: 2 } });
    const paper = await db.get('papers', numbered(1));
    expect(paper).toMatchObject({ ...facts, title: makePaper(1).title });
    expect(await keysGiven(db, PATTERN)).toEqual(new Map([[numbered(1), 'new']]));
    await editPublication(db, numbered(1), {});
    expect(await db.get('papers', numbered(1))).not.toHaveProperty('fields');
    expect(await keysGiven(db, PATTERN)).toEqual(new Map());
  });

  it('cannot have another paper’s key, and then keeps its own', async () => {
    await importEntries(db, 'a', [entry(1, 'one'), entry(2, 'two')]);
    expect(await editPublication(db, numbered(2), { key: 'ONE', venue: 'X' })).toBe('ONE');
    expect(await keysGiven(db, PATTERN)).toEqual(
      new Map([
        [numbered(1), 'one'],
        [numbered(2), 'two'],
      ]),
    );
    expect(await db.get('papers', numbered(2))).not.toHaveProperty('venue');
    expect(await editPublication(db, numbered(3), {})).toBeUndefined();
  });
});
