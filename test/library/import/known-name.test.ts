import { describe, expect, it } from 'vitest';
import { readFile } from '../../../src/formats/read';
import { citationKeysFor, FORMATS, type FormatId } from '../../../src/formats/write';
import { keysGiven, rememberKeys } from '../../../src/library/exported';
import { importEntries } from '../../../src/library/import/import-entries';
import { previewImport } from '../../../src/library/import/preview';
import type { Library } from '../../../src/library/schema';
import type { Entry } from '../../../src/paper/entry';
import { useLibrary } from '../harness';
import { allEntries } from '../samples';

const NOW = 1_790_000_000_000;

let db: Library;
useLibrary((library) => {
  db = library;
});

async function read(text: string): Promise<Entry[]> {
  return (await readFile(text)).entries.map(({ entry }) => entry);
}

async function write(id: FormatId, entries: readonly Entry[]): Promise<string> {
  const format = FORMATS.find((format) => format.id === id);
  const context = { exportedAt: 0, givenKeys: await keysGiven(db, '') };
  await rememberKeys(db, [...(await citationKeysFor(entries, context))], '');
  return (await format?.write(entries, context)) as string;
}

async function foretold(entries: readonly Entry[]): Promise<(readonly string[] | undefined)[]> {
  const all: (readonly string[] | undefined)[] = [];
  for await (const some of previewImport(db, entries, NOW)) {
    all.push(...some.map(({ outcome, changes }) => (outcome === 'added' ? undefined : changes)));
  }
  return all;
}

const talk = (title: string, more = ''): string =>
  `@misc{x, title = {${title}}, author = {Ada Lovelace}, year = 2020, note = {On ${title}.}${more}}\n`;
const URL = ', url = {https://example.org/proceedings}';

describe('papers of which no more is known than the page that they share', () => {
  it.each<FormatId>([...(['bibtex', 'biblatex', 'ris', 'csl-json', 'csv', 'json'] as const)])(
    'are the ones that are there, whichever of them a file in %s has, in whatever order',
    async (id) => {
      const coming = await read(talk('One', URL) + talk('Two', URL) + talk('Three', URL));
      await importEntries(db, 'there', coming, NOW);
      const before = await allEntries(db);
      expect(before).toHaveLength(3);
      const [one, two, three] = before as [Entry, Entry, Entry];
      for (const some of [[two], [three, two], [three, one], [one, two, three]]) {
        const again = await read(await write(id, some));
        expect(again).toHaveLength(some.length);
        expect(await foretold(again)).toEqual(some.map(() => []));
        const { outcomes } = await importEntries(db, 'again', again, NOW);
        expect(outcomes).toEqual(some.map(() => 'same'));
      }
      expect(await allEntries(db)).toEqual(before);
    },
  );

  it('are still one, where it is only called in another way', async () => {
    await importEntries(db, 'there', await read(talk('One - Proceedings', URL)), NOW);
    const coming = await read(talk('One', URL));
    expect(await foretold(coming)).toEqual([['note']]);
    await importEntries(db, 'i', coming, NOW);
    expect(await allEntries(db)).toHaveLength(1);
  });

  it('are known by the title that they were known by before there was a page', async () => {
    await importEntries(db, 'there', await read(talk('One')), NOW);
    const coming = await read(talk('One', URL));
    expect((await foretold(coming)).flat()).not.toContain('note');
    await importEntries(db, 'i', coming, NOW);
    expect(await allEntries(db)).toHaveLength(1);
  });
});
