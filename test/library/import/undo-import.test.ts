import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { remove } from '../../../src/library/bin';
import { importEntries } from '../../../src/library/import/import-entries';
import { undoImport } from '../../../src/library/import/undo-import';
import { marksOf, patchMarks, writeMarks } from '../../../src/library/marks';
import type { Library } from '../../../src/library/schema';
import { tick } from '../../../src/paper/clock';
import type { Entry } from '../../../src/paper/entry';
import { isbnId, type PaperId } from '../../../src/paper/ids';
import type { Mark, MarkPatch } from '../../../src/paper/mark';
import { defined, type Paper } from '../../../src/paper/paper';
import { useLibrary } from '../harness';
import { allEntries, makePaper, numbered } from '../samples';

const DAY = 24 * 3_600_000;
const NOW = 1_790_000_000_000;
const DOI = 'doi:10.1000/x' as PaperId;
const IDS = [numbered(1), numbered(2), DOI, 'pmid:7', isbnId('9780262035613')] as PaperId[];

let db: Library;
useLibrary((library) => {
  db = library;
});

const makeEntry = (id: PaperId, mark: Partial<Mark> = {}, paper: Partial<Paper> = {}): Entry => ({
  paper: makePaper(1, { id, ...paper }),
  mark: { id, times: {}, seq: 0, ...mark },
});

async function undo(id: string): Promise<void> {
  for (;;) if ((await undoImport(db, id, NOW)).left === 0) return;
}

/** What there is, in whatever order, but for the sequence. */
async function everything() {
  const entries = await allEntries(db);
  const sorted = (some: readonly string[] = []) => [...some].sort();
  return {
    entries: entries
      .map(({ paper, mark: { seq: _, tags, ...mark } }) => ({
        paper: { ...paper, aliases: sorted(paper.aliases) },
        mark: { ...mark, tags: sorted(tags) },
      }))
      .sort((a, b) => (a.paper.id < b.paper.id ? -1 : 1)),
    aliases: await aliases(),
  };
}

const aliases = async () =>
  Promise.all(
    (await db.getAllKeys('aliases')).map(
      async (alias) => [alias, await db.get('aliases', alias)] as const,
    ),
  );

/** Fails where the stores do not agree about which name is whose. */
async function expectSound(): Promise<void> {
  const [papers, marks] = [await db.getAllKeys('papers'), await db.getAllKeys('marks')];
  expect(papers).toEqual(marks);
  const said = (await db.getAll('papers')).flatMap(({ id, aliases = [] }) =>
    aliases.map((alias) => [alias, id] as const),
  );
  const stored = await aliases();
  expect(said.sort()).toEqual([...stored].sort());
  expect(stored.filter(([alias]) => marks.includes(alias))).toEqual([]);
}

const optional = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
const text = fc.constantFrom('a', 'b', 'constructor');
const entry = fc
  .record({
    id: fc.constantFrom(...IDS),
    others: fc.subarray(IDS, { maxLength: 2 }),
    abstract: optional(text),
    starredAt: optional(fc.nat(9)),
    note: optional(text),
    tags: fc.subarray(['a', 'constructor']),
  })
  .map(({ id, others, abstract, starredAt, note, tags }): Entry => {
    const aliases = others.filter((other) => other !== id);
    const paper = { abstract, aliases: aliases.length > 0 ? aliases : undefined };
    return makeEntry(
      id,
      defined<Partial<Mark>>({ starredAt, note, tags: tags.length > 0 ? tags : undefined }),
      defined<Partial<Paper>>(paper),
    );
  });
const some = fc.array(entry, { maxLength: 4 });

type Act = (at: number) => Promise<unknown>;
const patches: MarkPatch[] = [
  { starred: true },
  { note: { text: 'mine', was: '' } },
  { tags: { mine: true } },
  { tags: { a: false } },
];
const act: fc.Arbitrary<Act> = fc
  .tuple(fc.constantFrom(...IDS), fc.constantFrom(...IDS), fc.constantFrom(...patches), fc.nat(3))
  .map(([id, other, patch, kind]) => {
    const paper = makePaper(1, id === other ? { id } : { id, aliases: [other] });
    if (kind === 0) return (at) => remove(db, [id], at);
    if (kind === 1) return (at) => writeMarks(db, [{ paper, patch: { read: true } }], at);
    return (at) => patchMarks(db, [{ id, patch }], at);
  });

async function clear(): Promise<void> {
  for (const store of ['papers', 'marks', 'aliases', 'bin', 'imports'] as const) {
    await db.clear(store);
  }
}

const wordsOf = (state: unknown): string => JSON.stringify(state).replaceAll('\\n', '\n');

describe('undoing any import', () => {
  it('leaves what the reader wrote before and since, and one name to each record', async () => {
    await fc.assert(
      fc.asyncProperty(
        some,
        some,
        fc.array(act, { minLength: 1, maxLength: 3 }),
        async (there, coming, acts) => {
          await clear();
          await importEntries(db, 'there', there, NOW - 3 * DAY);
          const before = await everything();
          await importEntries(db, 'i', coming, NOW - 2 * DAY);
          for (const [i, act] of acts.entries()) await act(NOW - DAY + i);
          const since = await everything();
          await undo('i');
          await expectSound();
          const after = wordsOf([await everything(), await db.getAll('bin')]);
          for (const { mark } of before.entries) expect(after).toContain(mark.note ?? '');
          expect(after.includes('mine')).toBe(
            wordsOf([since, await db.getAll('bin')]).includes('mine'),
          );
        },
      ),
      { numRuns: 120 },
    );
  });

  it('takes two back without a trace, the later one first, and loses nothing the other way round', async () => {
    await fc.assert(
      fc.asyncProperty(some, some, some, fc.boolean(), async (there, one, two, isLastFirst) => {
        await clear();
        await importEntries(db, 'there', there, NOW - DAY);
        const before = await everything();
        await importEntries(db, 'one', one, NOW);
        await importEntries(db, 'two', two, NOW + 1);
        for (const id of isLastFirst ? ['two', 'one'] : ['one', 'two']) {
          await undo(id);
          await expectSound();
        }
        const after = await everything();
        if (isLastFirst) expect(after).toEqual(before);
        for (const { mark } of before.entries) expect(wordsOf(after)).toContain(mark.note ?? '');
      }),
      { numRuns: 120 },
    );
  });
});

describe('undoing an import', () => {
  it('takes back a paper of which a page has told another name since', async () => {
    await writeMarks(db, [{ paper: makePaper(2), patch: { starred: 5 } }], NOW - DAY);
    const before = await everything();
    await importEntries(
      db,
      'i',
      [makeEntry(numbered(1), { note: 'n' }), makeEntry(numbered(2), {}, { venue: 'V' })],
      NOW,
    );
    await writeMarks(db, [{ paper: makePaper(1, { aliases: [DOI] }), patch: {} }], NOW);
    const book = IDS[4] as PaperId;
    await writeMarks(db, [{ paper: makePaper(2, { aliases: [book] }), patch: {} }], NOW);
    await undo('i');
    expect(await marksOf(db, [numbered(1), DOI])).toEqual([null, null]);
    const [entry] = (await everything()).entries;
    expect(entry?.paper).toEqual({ ...before.entries[0]?.paper, aliases: [book] });
  });

  it('gives a name to nobody twice, where its record was brought back or made anew since', async () => {
    const book = IDS[4] as PaperId;
    await importEntries(db, 'there', [makeEntry(book, {}, { aliases: [DOI] })], NOW - DAY);
    await importEntries(db, 'i', [makeEntry(numbered(1), {}, { aliases: [DOI] })], NOW - DAY);
    await remove(db, [numbered(1)], NOW);
    await writeMarks(db, [{ paper: makePaper(1, { id: book }), patch: { read: true } }], NOW);
    await undo('i');
    await expectSound();
    expect(await marksOf(db, [book])).toMatchObject([{ readAt: NOW }]);
  });

  it('knows that nobody touched a tag which a later import took off, and its undoing put back', async () => {
    await importEntries(db, 'one', [makeEntry(DOI, { tags: ['a', 'b'] })], NOW);
    const times = { tags: { a: tick(undefined, NOW + DAY / 2, 'othernod') } };
    await importEntries(db, 'two', [makeEntry(DOI, { times })], NOW);
    expect(await marksOf(db, [DOI])).toMatchObject([{ tags: ['b'] }]);
    await undo('two');
    await undo('one');
    expect(await allEntries(db)).toEqual([]);
  });
});
