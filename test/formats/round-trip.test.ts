import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { checkPaper } from '../../src/background/validate';
import { readFile } from '../../src/formats/read';
import type { FormatId } from '../../src/formats/write';
import { withArxivFacts } from '../../src/paper/arxiv-facts';
import type { Entry } from '../../src/paper/entry';
import { type PaperId, pageOf } from '../../src/paper/ids';
import { emptyMark, type Mark } from '../../src/paper/mark';
import { defined, type Paper } from '../../src/paper/paper';
import { makeEntry } from './entries';
import { type HeldEntry, heldEntry, heldList, withTimes } from './held-entries';
import { writeAs } from './write-as';

/** So many lists of up to 25 papers for each format. */
const LISTS = 60;
const SEED = 2_026;

let papers = 0;
afterAll(() => expect(papers).toBeGreaterThan(3_000));

/** What the file gave, by id; fails if anything went wrong on the way. */
async function readBack(id: FormatId, held: readonly HeldEntry[]): Promise<Entry[]> {
  const entries = held.map(({ entry }) => entry);
  const text = await writeAs(id, entries);
  const { entries: read, problems } = await readFile(new TextEncoder().encode(text));
  expect(problems, text).toEqual([]);
  papers += read.length;
  for (const { entry } of read) checkPaper(entry.paper);
  return read.map(({ entry }) => entry);
}

interface Holds {
  /** How much of a date. */
  readonly date: number;
  readonly categories: number;
  readonly hasPdf?: boolean;
  readonly more: 'count' | 'others' | 'none';
  readonly splitsTags?: boolean;
}

/** What a format without a place for the rest can give back. */
function expected({ entry, shown }: HeldEntry, holds: Holds): Entry {
  const { paper, mark } = entry;
  const { id, aliases, authorCount, published, categories, links } = paper;
  const { type, fields, key } = paper;
  const counts = {
    count: authorCount,
    others: authorCount && shown.authors.length + 1,
    none: undefined,
  };
  const tags = holds.splitsTags ? mark.tags?.flatMap((tag) => tag.split(',')) : mark.tags;
  const written = defined<Paper>({
    id,
    aliases,
    ...shown,
    authorCount: counts[holds.more],
    published: published?.slice(0, holds.date),
    type,
    fields,
    key,
    categories: holds.categories ? categories?.slice(0, holds.categories) : undefined,
    links: holds.hasPdf ? defined({ page: links.page, pdf: links.pdf }) : { page: links.page },
  });
  return {
    paper: withArxivFacts(written),
    mark: defined<Mark>({
      ...emptyMark(id),
      note: mark.note,
      tags: tags && [...new Set(tags)],
    }),
  };
}

/** arXiv's classes go with an arXiv number. */
const categoriesOf = (held: HeldEntry): number =>
  held.entry.paper.id.startsWith('arxiv:') ? 1 : 0;

const LOSSY: [FormatId, (held: HeldEntry) => Holds][] = [
  ['bibtex', (held) => ({ date: 7, categories: categoriesOf(held), more: 'others' })],
  ['biblatex', (held) => ({ date: 10, categories: categoriesOf(held), more: 'others' })],
  ['ris', () => ({ date: 10, categories: 0, hasPdf: true, more: 'none' })],
  ['csl-json', () => ({ date: 10, categories: 0, more: 'count', splitsTags: true })],
];

describe('a list that is written and read again', () => {
  it.each(LOSSY)('is the same in %s, as far as that has a place for it', async (id, holdsOf) => {
    await fc.assert(
      fc.asyncProperty(heldList, async (list) => {
        const read = await readBack(id, list);
        expect(read).toEqual(list.map((held) => expected(held, holdsOf(held))));
      }),
      { numRuns: LISTS, seed: SEED },
    );
  });

  it('is the same in CSV, but for the times of changes', async () => {
    await fc.assert(
      fc.asyncProperty(heldList, async (list) => {
        const read = await readBack('csv', list);
        expect(read).toEqual(
          list.map(({ entry: { paper, mark } }) => ({
            paper: withArxivFacts(paper),
            mark: { ...mark, seq: 0 },
          })),
        );
      }),
      { numRuns: LISTS, seed: SEED },
    );
  });

  it.each<FormatId>([...(['bibtex', 'biblatex', 'ris', 'csl-json', 'csv', 'links'] as const)])(
    'keeps books, and the papers of one issue that their DOIs tell apart, in %s',
    async (id) => {
      const ids = ['693::aid-asi4>3.0.co;2-o', '707::aid-asi5>3.0.co;2-1']
        .map((end) => `doi:10.1002/(sici)1097-4571(199806)49:8<${end}`)
        .concat('isbn:9780262035613') as PaperId[];
      const text = await writeAs(
        id,
        ids.map((id) => makeEntry({ id, links: { page: pageOf(id) } })),
      );
      const { entries, problems } = await readFile(text);
      expect(problems).toEqual([]);
      expect(entries.map(({ entry }) => entry.paper.id)).toEqual(ids);
      expect(entries.every(({ entry }) => entry.paper.aliases === undefined)).toBe(true);
    },
  );

  it.each<FormatId>([...(['bibtex', 'biblatex', 'ris', 'csl-json', 'csv'] as const)])(
    'keeps the DOI of a preprint in %s, also with semicolon, comma and angles',
    async (id) => {
      for (const doi of [
        '10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o',
        '10.1000/a,b',
        '10.1000/a;b',
      ]) {
        const aliases = [`doi:${doi}`] as PaperId[];
        const text = await writeAs(id, [makeEntry({ aliases })]);
        const { entries, problems } = await readFile(text);
        expect(problems).toEqual([]);
        expect(entries.map(({ entry }) => entry.paper.aliases)).toEqual([aliases]);
      }
    },
  );

  it.each<FormatId>([...(['bibtex', 'biblatex', 'ris', 'csl-json', 'csv'] as const)])(
    'knows a paper again in %s by its title and by its page alone, whatever signs are in them',
    async (id) => {
      const rows = [
        'title,authors,year,url',
        '"{\\O}re, \\emph{so} and \\ldots{}",Erwin Schr{\\"o}dinger,1935,',
        'Of a page,Ada Lovelace,1843,https://example.org/a|b^c?d={e}`f',
      ];
      const { entries } = await readFile(rows.join('\n'));
      const ids = entries.map(({ entry }) => entry.paper.id);
      expect(ids).toEqual([
        expect.stringMatching(/^title:/),
        'url:example.org/a%7Cb%5Ec?d=%7Be%7D%60f',
      ]);
      const text = await writeAs(
        id,
        entries.map(({ entry }) => entry),
      );
      const again = await readFile(text);
      expect(again.entries.map(({ entry }) => entry.paper.id)).toEqual(ids);
    },
  );

  const LINES = [
    ...['arXiv:2401.00002', 'arXiv: 1706.03762', 'eprint: 1706.03762', 'arXiv:math/0309136'],
    ...['arXiv:2401.00002 [cs.CL]', '_eprint: 1706.03762', 'arXiv:1706.03762 [cs] version: 2'],
    ...['DOI: 10.1000/000001', 'doi:10.1000/z', 'eprint: 10.1000/z', 'PMID: 31452104', 'pmid:1'],
  ];
  const NO_IDS = ['eprint: hm', 'Citation Key: lovelace1843', 'tex.ids: a', 'which is older', ''];
  const [head, end] = [fc.constantFrom('Compare with:', ...NO_IDS), fc.constantFrom(...NO_IDS)];

  it.each<FormatId>([...(['bibtex', 'biblatex', 'ris', 'csl-json', 'csv'] as const)])(
    'keeps papers and notes in %s, whichever other papers the notes name',
    async (id) => {
      const picks = fc.array(fc.tuple(head, fc.nat(99), end), { minLength: 25, maxLength: 25 });
      await fc.assert(
        fc.asyncProperty(heldList, picks, async (list, picks) => {
          const noted = list.map(({ entry, shown }, i) => {
            const [before, pick, after] = picks[i] ?? ['', 0, ''];
            const named = LINES[pick % LINES.length];
            const note = [before, named, after, named].join('\n').trim();
            return { entry: { ...entry, mark: { ...entry.mark, note } }, shown };
          });
          const read = await readBack(id, noted);
          expect(read.map(({ paper, mark }) => [paper.id, paper.aliases, mark.note])).toEqual(
            noted.map(({ entry: { paper, mark } }) => [paper.id, paper.aliases, mark.note]),
          );
        }),
        { numRuns: 20, seed: SEED },
      );
    },
  );

  it('is exactly the same in Dogear’s own JSON, down to the last byte', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.tuple(heldEntry, fc.nat(4e12)), {
          minLength: 1,
          maxLength: 25,
          size: 'max',
          selector: ([{ entry }]) => entry.paper.id,
        }),
        async (list) => {
          const entries = list.map(([{ entry }, at]) => withTimes(entry, at));
          const text = await writeAs('json', entries);
          const { format, entries: read, problems } = await readFile(text);
          expect({ format, problems }).toEqual({ format: 'json', problems: [] });
          expect(read.map(({ entry }) => entry)).toEqual(entries);
          const again = await writeAs(
            'json',
            read.map(({ entry }) => entry),
          );
          expect(again).toBe(text);
          papers += read.length;
        },
      ),
      { numRuns: LISTS, seed: SEED },
    );
  });
});
