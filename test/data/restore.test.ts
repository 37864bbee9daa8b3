import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkEntries } from '../../src/background/validate';
import { mergeBackup, restoreExactly } from '../../src/data/restore';
import { planRestore } from '../../src/data/restore-plan';
import { writeBackupFile } from '../../src/library/backup-file';
import { importEntries } from '../../src/library/import';
import { marksOf, writeMarks } from '../../src/library/library';
import { putBack } from '../../src/library/restore';
import { deleteLibrary, type Library, openLibrary } from '../../src/library/schema';
import { makeChange, numbered } from '../library/samples';

const NAME = 'data-restore-test';

const background = vi.hoisted(() => ({
  answer: undefined as undefined | ((request: string, args: unknown[]) => Promise<unknown>),
}));
vi.mock('../../src/protocol/rpc', () => ({
  call: (request: string, ...args: unknown[]) => background.answer?.(request, args),
}));

let db: Library;
beforeEach(async () => {
  db = await openLibrary({ name: NAME });
  background.answer = async (request, args) => {
    if (request === 'backUp' || request === 'colourTag') return undefined;
    const laid = await (await fetch(String(args.at(-1)))).json();
    const { entries, refused } = checkEntries(laid);
    if (request === 'putBack') await putBack(db, entries);
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
  const zipped = (await writeBackupFile(db)).stream();
  const text = await new Response(zipped.pipeThrough(new DecompressionStream('gzip'))).text();
  db.close();
  await deleteLibrary(NAME);
  db = await openLibrary({ name: NAME });
  return new File([text.replace('"starredAt":12347', '"starredAt":"x"')], 'backup.json');
}

describe.each([
  ['merging', mergeBackup],
  [
    'restoring exactly',
    (at: Library, plan: never, _name: string, tell: () => void) => restoreExactly(at, plan, tell),
  ],
] as const)('%s', (_, restore) => {
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
