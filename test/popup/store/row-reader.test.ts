import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { firstEntries } from '../../../src/library/entries';
import { writeMarks } from '../../../src/library/marks';
import { deleteLibrary, openLibrary } from '../../../src/library/open';
import type { Library } from '../../../src/library/schema';
import { makeFilters } from '../../../src/popup/store/filters';
import { type LibraryReader, readDirectly } from '../../../src/popup/store/library-reader';
import { makeRowReader } from '../../../src/popup/store/row-reader';
import { FIRST_ROW_COUNT, type FirstRows } from '../../../src/ui/page/first-rows';
import { makeChange, numbered } from '../../library/samples';

vi.mock('../../../src/ext', () => ({ default: {} }));

const NAME = 'row-reader-test';
let db: Library;
beforeEach(async () => {
  db = await openLibrary({ name: NAME });
  await writeMarks(
    db,
    [1, 2, 3].map((n) => makeChange(n, { starred: n })),
  );
});
afterEach(async () => {
  db.close();
  await deleteLibrary(NAME);
});

/** Rows that were read early are handed out once. */
function makeFirst(early?: Awaited<ReturnType<FirstRows['take']>>): FirstRows {
  let rows = early;
  return {
    connection: { connect: async () => db } as FirstRows['connection'],
    async take() {
      const taken = rows;
      rows = undefined;
      return taken;
    },
  };
}
/** A library whose index finds the third and the first paper. */
const makeLibrary = (first = makeFirst()): LibraryReader => ({
  ...readDirectly(first, () => undefined, new AbortController().signal),
  find: async (_, most) => ({ total: 2, ids: [numbered(3), numbered(1)].slice(0, most) }),
});

describe('makeRowReader', () => {
  it('takes the rows that were read early, once', async () => {
    const early = await firstEntries(db, 'starred', 1);
    const reader = makeRowReader(makeLibrary(makeFirst(early)), makeFilters());
    expect((await reader.read(FIRST_ROW_COUNT)).ids).toEqual([numbered(3)]);
    expect(await reader.read(FIRST_ROW_COUNT)).toMatchObject({
      ids: [numbered(3), numbered(2), numbered(1)],
      total: undefined,
    });
  });

  it('asks the index once there is a search', async () => {
    const filters = makeFilters();
    const reader = makeRowReader(makeLibrary(), filters);
    filters.query.value = 'title';
    expect(await reader.read(1)).toMatchObject({ ids: [numbered(3)], total: 2 });
  });
});
