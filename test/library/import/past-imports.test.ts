import { describe, expect, it } from 'vitest';
import { importEntries } from '../../../src/library/import/import-entries';
import { importsOf } from '../../../src/library/import/past-imports';
import { undoImport } from '../../../src/library/import/undo-import';
import type { Library } from '../../../src/library/schema';
import type { Entry } from '../../../src/paper/entry';
import { emptyMark } from '../../../src/paper/mark';
import { useLibrary } from '../harness';
import { makePaper, numbered } from '../samples';

const entry = (n: number): Entry => ({ paper: makePaper(n), mark: emptyMark(numbered(n)) });

let db: Library;
useLibrary((library) => {
  db = library;
});

describe('past imports', () => {
  it('are listed with what they brought, the last one first, until they are undone', async () => {
    expect(await importsOf(db)).toEqual([]);
    await importEntries(db, 'b', [entry(1), entry(2)], 1_000);
    await importEntries(db, 'b', [entry(3)], 2_000);
    await importEntries(db, 'a', [entry(4)], 3_000);
    // Nothing new in it: there is nothing to undo.
    await importEntries(db, 'c', [entry(4)], 4_000);
    expect(await importsOf(db)).toEqual([
      { id: 'a', at: 3_000, count: 1 },
      { id: 'b', at: 2_000, count: 3 },
    ]);
    await undoImport(db, 'b');
    expect(await importsOf(db)).toContainEqual({ id: 'b', at: 1_000, count: 2 });
    await undoImport(db, 'b');
    expect(await importsOf(db)).toEqual([{ id: 'a', at: 3_000, count: 1 }]);
  });
});
