/**
 * Checks that other programs read from the files what was written. Each is asked only what it does right
 * (see the comment beside it).
 */
import { type CitationItem, type CitationName, plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-csl';
import '@citation-js/plugin-ris';
import { BibLatexParser } from 'biblatex-csl-converter';
import { unzipSync } from 'fflate';
import { load } from 'js-yaml';
import Papa from 'papaparse';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { unguardTags } from '../../../src/formats/ris-types';
import {
  citationKeysFor,
  type ExportContext,
  FORMATS,
  type FormatId,
} from '../../../src/formats/write';
import { unguardLines } from '../../../src/formats/write/csl-json';
import { CSV_COLUMNS } from '../../../src/formats/write/csv';
import { plainOf } from '../../../src/formats/write/plain';
import { withArxivFacts } from '../../../src/paper/arxiv-facts';
import type { Entry } from '../../../src/paper/entry';
import type { PaperId } from '../../../src/paper/ids';
import { clean } from '../../../src/tex/to-tex';
import { hardEntry, manyEntries, NAMES, usualEntry } from '../hard-entries';
import { hasBiber, runBiberOn } from '../run-biber';
import { hasBibtex, runBibtexOn } from '../run-bibtex';
import { writeAs } from '../write-as';

const CONTEXT: ExportContext = { exportedAt: Date.UTC(2026, 10, 24) };
/** Every export says what an arXiv number does. */
const known = ({ paper, mark }: Entry): Entry => ({ paper: withArxivFacts(paper), mark });
const HARD = manyEntries(hardEntry, 2_000).map(known);
const USUAL = manyEntries(usualEntry, 1_000).map(known);

const write = (id: FormatId, entries: readonly Entry[]): Promise<string> =>
  writeAs(id, entries, { ...CONTEXT, library: entries[0] === USUAL[0] ? USUAL : HARD });

let hardKeys: ReadonlyMap<PaperId, string>;
let usualKeys: ReadonlyMap<PaperId, string>;
beforeAll(async () => {
  hardKeys = await citationKeysFor(HARD, CONTEXT);
  usualKeys = await citationKeysFor(USUAL, CONTEXT);
}, 60_000);

const keyOf = (keys: ReadonlyMap<PaperId, string>, entry: Entry): string =>
  keys.get(entry.paper.id) as string;

type Known = readonly [last: string, given: string, suffix: string];

/** Returns the authors, if it is known how each of their names must be read. */
function authorsOf({ paper }: Entry): Known[] | undefined {
  const known = paper.authors.map((name) => (Object.hasOwn(NAMES, name) ? NAMES[name] : undefined));
  if (known.includes(undefined)) return undefined;
  return known.map((name) => {
    const [last, given, suffix = ''] = name as (typeof NAMES)[string];
    return [last, given, suffix];
  });
}

const knownOf = (name: CitationName): Known => {
  const particle = name['non-dropping-particle'] ?? name['dropping-particle'];
  const last = name.literal ?? [particle, name.family].filter(Boolean).join(' ');
  return [last, name.given ?? '', name.suffix ?? ''];
};

const dateOf = ({ paper }: Entry): number[] | undefined => paper.published?.split('-').map(Number);

/** Of a text what no reader of TeX changes: its letters. */
const lettersOf = (text: string): string => text.normalize('NFC').replace(/[^\p{L}\p{N}]/gu, '');
const hasMath = (text: string): boolean => /[$^~]|\\\(/.test(text);

describe('Citation.js', () => {
  const read = (text: unknown, forceType: string): CitationItem[] =>
    plugins.input.chain(text, { forceType, generateGraph: false });

  it('reads the CSL-JSON of 2,000 hard papers as it was meant', async () => {
    const items = read(JSON.parse(await write('csl-json', HARD)), '@csl/list+object');
    expect(items).toHaveLength(HARD.length);
    for (const [i, entry] of HARD.entries()) {
      const item = items[i] as CitationItem;
      expect(item.id).toBe(keyOf(hardKeys, entry));
      expect(item.title).toBe(plainOf(entry.paper.title) || entry.paper.id);
      expect(item.issued?.['date-parts'][0]).toEqual(dateOf(entry));
      expect(unguardLines(item.note ?? '')).toBe(clean(entry.mark.note ?? ''));
      const authors = authorsOf(entry);
      const behindGiven = authors?.map(([last, given, suffix]): Known => {
        return [last, [given, suffix].filter(Boolean).join(', '), ''];
      });
      if (behindGiven) expect(item.author?.map(knownOf) ?? []).toEqual(behindGiven);
    }
  });

  it('reads the RIS of 2,000 hard papers as it was meant', async () => {
    const items = read(await write('ris', HARD), '@ris/file');
    expect(items).toHaveLength(HARD.length);
    for (const [i, entry] of HARD.entries()) {
      const item = items[i] as CitationItem;
      expect(item.id).toBe(keyOf(hardKeys, entry));
      // It ends a value at the first "  - ", which a title on one line does not have.
      expect(unguardTags(item.title ?? '')).toBe(plainOf(entry.paper.title) || entry.paper.id);
      expect(item.issued?.['date-parts'][0]).toEqual(dateOf(entry));
      const doi = [entry.paper.id, ...(entry.paper.aliases ?? [])].find((id) =>
        id.startsWith('doi:'),
      );
      expect(item.DOI).toBe(doi?.slice(4));
      const authors = authorsOf(entry);
      if (authors) expect(item.author?.map(knownOf) ?? []).toEqual(authors);
    }
  });

  // It takes "and others" for an author and apart what is "{al-Khwarizmi}" or in one piece, does not
  // know \AA, and gives up a whole file for one formula that TeX would not take.
  it.each(['bibtex', 'biblatex'] as const)('reads the %s of 500 papers', async (format) => {
    const entries = USUAL.slice(0, 500);
    const items = read(await write(format, entries), `@${format}/text`);
    expect(items).toHaveLength(entries.length);
    for (const [i, entry] of entries.entries()) {
      const item = items[i] as CitationItem;
      expect(item.id).toBe(keyOf(usualKeys, entry));
      expect(item.issued?.['date-parts'][0]?.[0]).toBe(dateOf(entry)?.[0]);
      if (!hasMath(entry.paper.title)) {
        expect(lettersOf(item.title.replace(/<[^>]*>/g, ''))).toBe(
          lettersOf(plainOf(entry.paper.title)),
        );
      }
      const authors = (item.author ?? []).filter(({ family }) => family !== 'others');
      expect(authors).toHaveLength(entry.paper.authors.length);
      for (const [n, name] of (authorsOf(entry) ?? []).entries()) {
        const letters = lettersOf(
          Object.values(authors[n] ?? {})
            .join('')
            .replaceAll('\\AA', 'Å'),
        );
        expect([...letters].sort()).toEqual([...lettersOf(name.join(''))].sort());
      }
    }
  });
});

describe('biblatex-csl-converter', () => {
  // It takes "others" for an author, and "張 三" apart unless it is in braces.
  it.each(['bibtex', 'biblatex'] as const)('reads the %s of 300 hard papers', async (format) => {
    const entries = HARD.slice(0, 300);
    const read = new BibLatexParser(await write(format, entries), {
      processUnexpected: true,
      processUnknown: true,
    }).parse();
    expect(read.errors).toEqual([]);
    const found = Object.values(read.entries) as unknown as ConverterEntry[];
    expect(found.map(({ entry_key }) => entry_key)).toEqual(
      entries.map((entry) => keyOf(hardKeys, entry)),
    );
    for (const [i, entry] of entries.entries()) {
      const { fields } = found[i] as ConverterEntry;
      const names = (fields.author ?? []).map((name): Known => {
        const last = name.literal ?? [...(name.prefix ?? []), ...(name.family ?? [])];
        const text = (nodes: readonly ConverterText[] = []) => nodes.map((node) => node.text);
        return [text(last).join(' '), text(name.given).join(' '), text(name.suffix).join(' ')];
      });
      const authors = authorsOf(entry);
      const hasMore = (entry.paper.authorCount ?? 0) > entry.paper.authors.length;
      if (authors && authors.length > 0 && hasMore) authors.push(['others', '', '']);
      if (authors) expect(names).toEqual(authors);
    }
  });
});

interface ConverterText {
  readonly text: string;
}
interface ConverterEntry {
  readonly entry_key: string;
  readonly fields: {
    readonly author?: readonly Partial<
      Record<'literal' | 'prefix' | 'family' | 'given' | 'suffix', readonly ConverterText[]>
    >[];
  };
}

describe.skipIf(!hasBibtex)('the real bibtex', () => {
  it('takes 2,000 hard papers without a word of complaint', async () => {
    const bbl = runBibtexOn(await write('bibtex', HARD));
    expect(bbl.match(/\\bibitem\{/g)).toHaveLength(HARD.length);
  });
});

describe.skipIf(!hasBiber)('the real biber', () => {
  it('reads 300 hard papers as they were meant', async () => {
    const entries = HARD.slice(0, 300);
    const { entries: found, complaints } = runBiberOn(await write('biblatex', entries));
    // It guesses at a missing brace where a line of a note looks like the beginning of an entry.
    expect(complaints.filter((line) => !line.includes('possible runaway string'))).toEqual([]);
    expect(found.map(({ id }) => id)).toEqual(entries.map((entry) => keyOf(hardKeys, entry)));
    for (const [i, entry] of entries.entries()) {
      const { fields, authors, hasMore } = found[i] as (typeof found)[number];
      const { paper } = entry;
      expect(fields.date).toBe(paper.published);
      if (paper.id.startsWith('arxiv:')) {
        expect([fields.eprint, fields.eprinttype]).toEqual([paper.id.slice(6), 'arxiv']);
      }
      const known = authorsOf(entry);
      if (!known || known.length === 0) continue;
      expect(hasMore).toBe((paper.authorCount ?? 0) > paper.authors.length);
      expect(
        authors.map(({ prefix, family, given, suffix }) => [
          [prefix, family].filter(Boolean).join(' '),
          given,
          suffix,
        ]),
      ).toEqual(known);
    }
  });
});

describe('papaparse', () => {
  it('reads every cell of 2,000 hard papers, of which none is a formula', async () => {
    const csv = await write('csv', HARD);
    const { data, errors, meta } = Papa.parse<Record<string, string>>(csv, {
      header: true,
      skipEmptyLines: true,
    });
    expect(errors).toEqual([]);
    expect(meta.fields).toEqual(CSV_COLUMNS);
    expect(data).toHaveLength(HARD.length);
    const cells = data.flatMap((row) => Object.values(row));
    expect(cells.filter((cell) => /^(?:[\s\p{Cf}]*[=+\-@]|[\t\r\n])/u.test(cell))).toEqual([]);
    const raw = (cell: string | undefined) =>
      cell
        ?.replace(/([;\t\n]"*)'(?='*(?:[=+@＝＋＠]|[-－](?! )))/g, '$1')
        .replace(/^'(?='*(?:[\s\p{Cf}]*[=+\-@＝＋－＠]|[\t\n]))/u, '');
    for (const [i, { paper, mark }] of HARD.entries()) {
      const row = data[i] as Record<string, string>;
      expect(row.id).toBe(paper.id);
      expect(raw(row.title)).toBe(clean(paper.title));
      expect(raw(row.authors)).toBe(clean(paper.authors.join('; ')));
      expect(raw(row.note)).toBe(clean(mark.note ?? ''));
      expect(raw(row.abstract)).toBe(clean(paper.abstract ?? ''));
      expect(row.starred && Date.parse(row.starred)).toBe(mark.starredAt ?? '');
    }
  });
});

describe('a spreadsheet that parts cells by another sign', () => {
  // Where decimals have a comma, Excel parts cells by semicolons, and a quotation mark within a cell
  // is a sign like others; an item of a list in a note begins with "- ", and is a mistake there.
  it.each([';', '\t'])('finds no formula between two of %j', async (delimiter) => {
    const csv = await write('csv', HARD);
    const { data } = Papa.parse<string[]>(csv, { delimiter });
    const cells = data.flat();
    expect(cells.length).toBeGreaterThan(HARD.length / 2);
    expect(cells.filter((cell) => /^"*(?:[=+@＝＋＠]|[-－](?! ))/.test(cell))).toEqual([]);
  });
});

describe('yaml and js-yaml', () => {
  it('read the front matter of 2,000 hard papers alike, and as it was meant', async () => {
    const format = FORMATS.find(({ id }) => id === 'markdown-files');
    const zip = (await format?.write(HARD, CONTEXT)) as Uint8Array;
    const files = Object.entries(unzipSync(zip));
    expect(files).toHaveLength(HARD.length);
    const names = files.map(([name]) => name.toLowerCase().normalize('NFC'));
    expect(new Set(names).size).toBe(HARD.length);
    const decoder = new TextDecoder();
    for (const [i, entry] of HARD.entries()) {
      const [name, bytes] = files[i] as [string, Uint8Array];
      expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}]|[. ]\.md$|^[. ]|^(?:con|nul|aux|prn)\./iu);
      expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255);
      const [, front = ''] = /^---\n([\s\S]*?)\n---\n/.exec(decoder.decode(bytes)) ?? [];
      const read = load(front) as Record<string, unknown>;
      // A tenth of the papers will do for the slower one.
      if (i % 10 === 0) expect(parse(front)).toEqual(read);
      const { paper } = entry;
      expect(read.title).toBe(plainOf(paper.title) || paper.id);
      const names = paper.authors.filter((name) => /[^\p{P}\s]/u.test(name));
      expect(read.authors).toEqual(names.map(plainOf).filter(Boolean));
      expect(read.published).toBe(paper.published);
      expect(read.citekey).toBe(keyOf(hardKeys, entry));
      expect(read.id).toBe(paper.id);
    }
  });
});
