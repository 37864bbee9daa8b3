import { resolve } from 'node:path';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';
import type { Library } from '../../../src/library/schema';
import { UPGRADES, type UpgradeStep } from '../../../src/library/upgrades';
import type { PaperId } from '../../../src/paper/ids';
import { KINDS, useBrowser } from '../harness/testbed';

type LibraryCode = typeof import('../../../src/library/entries') &
  typeof import('../../../src/library/marks') &
  typeof import('../../../src/library/open') &
  typeof import('../../../src/library/upgrades');

const SRC = resolve(import.meta.dirname, '../../../src');

/** A module that is in no file. */
const ENTRY = 'virtual-library';

/** Bundles the library's own code, to be run in a page: it defines `library` there. */
async function bundleLibrary(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      lib: { entry: ENTRY, formats: ['iife'], name: 'library' },
    },
    plugins: [
      {
        name: 'library',
        resolveId: (id) => (id.endsWith(ENTRY) ? `\0${ENTRY}` : null),
        load: (id) =>
          id === `\0${ENTRY}`
            ? ['entries', 'marks', 'open', 'upgrades']
                .map((file) => `export * from '${resolve(SRC, `library/${file}`)}';`)
                .join('')
            : null,
      },
    ],
  });
  const [bundle] = [built].flat();
  if (!bundle || !('output' in bundle)) throw new Error('The library was not bundled.');
  return `${bundle.output[0].code}; self.library = library; undefined`;
}

describe.each(KINDS)('an upgrade of the library in %s', (kind) => {
  const testbed = useBrowser(kind);

  it('keeps everything, and undoes itself when a step fails', async () => {
    const page = await testbed.open('/icons/dogear-16.png');
    await page.evaluate(await bundleLibrary());
    const outcome = await page.evaluate(async () => {
      const { deleteLibrary, openLibrary, UPGRADES, writeMarks, allIds, manyEntries } = (
        self as unknown as { library: LibraryCode }
      ).library;
      const entriesIn = async (db: Library) => manyEntries(db, await allIds(db));
      const name = 'upgraded';
      const page = 'https://arxiv.org/abs/2401.00001';
      const paper = {
        id: 'arxiv:2401.00001' as PaperId,
        title: 'T',
        authors: [],
        links: { page },
      };
      const first = await openLibrary({ name });
      const patch = { starred: 5, note: { text: 'kept', was: '' } };
      await writeMarks(first, [{ paper, patch }]);
      const before = await entriesIn(first);
      const stores = [...first.objectStoreNames];
      first.close();

      // The next version adds a store, an index, and a change to every mark; the last step may fail.
      const change: UpgradeStep = async (db, tx) => {
        db.createObjectStore('added' as 'meta');
        const marks = tx.objectStore('marks');
        marks.createIndex('by-note' as 'by-read', 'note');
        for (const mark of await marks.getAll()) await marks.put({ ...mark, dismissedAt: 7 });
      };
      const fail: UpgradeStep = async (_, tx) => {
        await tx.objectStore('marks').clear();
        throw new Error('This step fails.');
      };
      const failure = await openLibrary({ name, steps: [...UPGRADES, change, fail] }).catch(String);
      const again = await openLibrary({ name });
      const left = { version: again.version, stores: [...again.objectStoreNames] };
      const kept = await entriesIn(again);
      again.close();

      const next = await openLibrary({ name, steps: [...UPGRADES, change] });
      const upgraded = { version: next.version, entries: await entriesIn(next) };
      next.close();
      await deleteLibrary(name);
      return { before, stores, failure, left, kept, upgraded };
    });
    expect(outcome.failure).toBe('Error: This step fails.');
    expect(outcome.left).toEqual({ version: UPGRADES.length, stores: outcome.stores });
    expect(outcome.before).toMatchObject([{ mark: { starredAt: 5, note: 'kept' } }]);
    expect(outcome.kept).toEqual(outcome.before);
    const [{ paper, mark } = {}] = outcome.before;
    expect(outcome.upgraded).toEqual({
      version: UPGRADES.length + 1,
      entries: [{ paper, mark: { ...mark, dismissedAt: 7 } }],
    });
  });
});
