import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importEntries } from '../../../src/library/import/import-entries';
import { previewImport } from '../../../src/library/import/preview';
import { writeMarks } from '../../../src/library/marks';
import type { Library } from '../../../src/library/schema';
import { tick } from '../../../src/paper/clock';
import type { Entry } from '../../../src/paper/entry';
import type { PaperId } from '../../../src/paper/ids';
import type { Mark } from '../../../src/paper/mark';
import { defined, type Paper } from '../../../src/paper/paper';
import { useLibrary } from '../harness';
import { makePaper, numbered } from '../samples';

const NOW = 1_790_000_000_000;
const DOI = 'doi:10.1000/x' as PaperId;
const PMID = 'pmid:7' as PaperId;
const BOOK = 'doi:10.1000/book' as PaperId;
const IDS = [numbered(1), numbered(2), DOI, PMID];

let db: Library;
useLibrary((library) => {
  db = library;
});

type Some<T> = { readonly [K in keyof T]?: T[K] | undefined };

const makeEntry = (id: PaperId, mark: Some<Mark>, paper: Some<Paper> = {}): Entry => ({
  paper: defined<Paper>({ ...makePaper(1), ...paper, id }),
  mark: defined<Mark>({ times: {}, seq: 0, ...mark, id }),
});

async function foretold(entries: readonly Entry[]): Promise<string[]> {
  const outcomes: string[] = [];
  for await (const some of previewImport(db, entries, NOW)) {
    outcomes.push(...some.map(({ outcome }) => outcome));
  }
  return outcomes;
}

describe('the preview of an import', () => {
  it('counts once what two papers of the file bring to what is one in the library', async () => {
    const known = makePaper(1, { aliases: [DOI, PMID] });
    await writeMarks(db, [{ paper: known, patch: { note: { text: 'mine', was: '' } } }], NOW);
    const coming = [
      makeEntry(DOI, { note: 'theirs', readAt: 5 }, { venue: 'J. X' }),
      makeEntry(PMID, { note: 'theirs', readAt: 6 }, { venue: 'J. X' }),
      makeEntry(numbered(1), { note: 'another' }),
    ];
    expect(await foretold(coming)).toEqual(['changed', 'same', 'changed']);
    const { outcomes } = await importEntries(db, 'i', coming, NOW);
    expect(outcomes).toEqual(['changed', 'same', 'changed']);
  });

  const later = tick(undefined, NOW - 1_000, 'othernod');
  it.each<readonly [string, readonly Entry[], readonly string[]]>([
    [
      'a time alone is newer',
      [makeEntry(numbered(1), { readAt: 5, times: { read: later } })],
      ['same'],
    ],
    [
      'another entry brings the same note with its time',
      [makeEntry(DOI, { note: 'a' }), makeEntry(PMID, { note: 'a', times: { note: later } })],
      ['same', 'changed'],
    ],
    [
      'another entry says that the note was deleted',
      [makeEntry(DOI, { note: 'a' }), makeEntry(PMID, { times: { note: later } })],
      ['same', 'same'],
    ],
    [
      'a new paper is in the file under two ids',
      [
        makeEntry(numbered(2), {}, { aliases: [BOOK] }),
        makeEntry(BOOK, { note: 'a' }),
        makeEntry(BOOK, {}),
      ],
      ['added', 'changed', 'same'],
    ],
    [
      'the file merges a new paper with a known one',
      [makeEntry(numbered(2), {}), makeEntry(numbered(2), {}, { aliases: [DOI] })],
      ['added', 'changed'],
    ],
  ])('decides like the import where %s', async (_, coming, expected) => {
    const known = makePaper(1, { aliases: [DOI, PMID] });
    await writeMarks(db, [{ paper: known, patch: { read: 5 } }], NOW - 5_000);
    expect(await foretold(coming)).toEqual(expected);
    expect((await importEntries(db, 'i', coming, NOW)).outcomes).toEqual(expected);
  });

  it('says what the import then does, whichever names the library has for the papers', async () => {
    const text = fc.constantFrom('a', 'b', undefined);
    const entry = fc
      .record({ id: fc.nat(3), alias: fc.nat(3), abstract: text, note: text, tags: fc.nat(1) })
      .map(({ id, alias, abstract, note, tags }) => ({
        alias: IDS[alias] as PaperId,
        coming: makeEntry(
          IDS[id] as PaperId,
          { note, tags: tags ? ['t'] : undefined },
          { abstract },
        ),
      }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(entry, { maxLength: 4 }),
        fc.array(entry, { maxLength: 4 }),
        async (there, file) => {
          for (const store of ['papers', 'marks', 'aliases', 'bin'] as const) await db.clear(store);
          const known = there.map(({ coming: { paper, mark }, alias }) => ({
            paper: alias === paper.id ? paper : { ...paper, aliases: [alias] },
            mark,
          }));
          await importEntries(db, 'there', known, NOW - 1_000);
          const coming = file.map(({ coming: { paper, mark }, alias }, i) => ({
            paper: i % 2 === 0 || alias === paper.id ? paper : { ...paper, aliases: [alias] },
            mark,
          }));
          const before = await foretold(coming);
          const { outcomes } = await importEntries(db, 'i', coming, NOW);
          expect(before).toEqual([...outcomes]);
        },
      ),
      { numRuns: 120 },
    );
  });
});
