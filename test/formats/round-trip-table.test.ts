/** The README's table of what each format gives back: measured here, and compared with what it says. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { readFile } from '../../src/formats/read';
import type { FormatId } from '../../src/formats/write';
import type { Stamp } from '../../src/paper/clock';
import type { Entry } from '../../src/paper/entry';
import type { PaperId } from '../../src/paper/ids';
import type { Mark } from '../../src/paper/mark';
import type { Paper } from '../../src/paper/paper';
import {
  type CslType,
  NAME_FIELDS,
  type NameField,
  TEXT_FIELDS,
  type TextField,
} from '../../src/paper/publication';
import { makeEntry } from './entries';
import { writeAs } from './write-as';

const FORMATS: readonly FormatId[] = ['bibtex', 'biblatex', 'ris', 'csl-json', 'csv', 'json'];

interface Fact {
  readonly name: string;
  readonly paper?: Partial<Paper>;
  readonly mark?: Partial<Mark>;
  readonly of: (entry: Entry) => unknown;
}

/** A type of works that have a field. */
const TYPE_OF: Partial<Record<TextField | NameField, CslType>> = {
  ...{ number: 'report', genre: 'thesis', version: 'software', section: 'article-newspaper' },
  ...{ edition: 'book', 'number-of-volumes': 'book', 'number-of-pages': 'book' },
  ...{ 'chapter-number': 'chapter', 'collection-title': 'chapter', 'collection-number': 'chapter' },
  ...{ ISBN: 'chapter', publisher: 'chapter', 'publisher-place': 'chapter', editor: 'chapter' },
  ...{ 'container-author': 'chapter', 'collection-editor': 'chapter', translator: 'book' },
  ...{ 'event-title': 'paper-conference', 'event-place': 'paper-conference' },
  ...{ 'event-date': 'paper-conference' },
};
const VALUE: Partial<Record<TextField, string>> = {
  ...{ page: '12-34', ISSN: '1234-5679', ISBN: '978-0-262-03561-3', PMCID: 'PMC123' },
  ...{ accessed: '2024-02-11', 'event-date': '2024-05-01', 'original-date': '1843' },
};

const fieldFacts: readonly Fact[] = [...TEXT_FIELDS, ...NAME_FIELDS].map((name) => ({
  name,
  paper: {
    id: 'doi:10.1000/x' as PaperId,
    type: TYPE_OF[name] ?? 'article-journal',
    venue: 'A Venue',
    // A number in a series has a series.
    fields: {
      ...(name === 'collection-number' && { 'collection-title': 'LNCS' }),
      [name]: (NAME_FIELDS as readonly string[]).includes(name)
        ? ['Ann Roe', 'Jan van der Berg']
        : (VALUE[name as TextField] ?? '7'),
    },
  },
  of: ({ paper }) => paper.fields?.[name],
}));

const STAMP = '0mwtfh1c0-0000-k3x9q0aa' as Stamp;
const FACTS: readonly Fact[] = [
  {
    name: 'id, other ids',
    paper: { aliases: ['doi:10.1000/x' as PaperId] },
    of: ({ paper }) => [paper.id, paper.aliases],
  },
  { name: 'title', paper: { title: 'On things in $O(n)$' }, of: ({ paper }) => paper.title },
  {
    name: 'authors',
    paper: { authors: ['Laurens van der Maaten', '张三', 'Martin Luther King Jr.'] },
    of: ({ paper }) => paper.authors,
  },
  {
    name: 'that there are more authors',
    paper: { authorCount: 9 },
    of: ({ paper }) => (paper.authorCount ?? 0) > 1,
  },
  { name: 'how many', paper: { authorCount: 9 }, of: ({ paper }) => paper.authorCount },
  { name: 'abstract', paper: { abstract: 'We are sure.' }, of: ({ paper }) => paper.abstract },
  { name: 'year and month', of: ({ paper }) => paper.published?.slice(0, 7) },
  { name: 'day', of: ({ paper }) => paper.published },
  { name: 'venue', paper: { venue: 'Nature' }, of: ({ paper }) => paper.venue },
  { name: 'type', paper: { type: 'thesis' }, of: ({ paper }) => paper.type },
  { name: 'citation key', paper: { key: 'Own:1' }, of: ({ paper }) => paper.key },
  ...fieldFacts,
  {
    name: 'fields of BibTeX',
    paper: { bibtex: { fields: { mrclass: '01A{55}' } } },
    of: ({ paper }) => paper.bibtex,
  },
  {
    name: 'primary category',
    paper: { categories: ['cs.CL'] },
    of: ({ paper }) => paper.categories,
  },
  {
    name: 'categories',
    paper: { categories: ['cs.CL', 'cs.LG'] },
    of: ({ paper }) => paper.categories,
  },
  {
    name: 'address',
    paper: { id: 'doi:10.1000/x' as PaperId, links: { page: 'https://example.org/x' } },
    of: ({ paper }) => paper.links.page,
  },
  {
    name: 'PDF',
    paper: {
      links: { page: 'https://arxiv.org/abs/2401.12345', pdf: 'https://example.org/x.pdf' },
    },
    of: ({ paper }) => paper.links.pdf,
  },
  {
    name: 'code',
    paper: { links: { page: 'https://arxiv.org/abs/2401.12345', code: 'https://example.org/c' } },
    of: ({ paper }) => paper.links.code,
  },
  { name: 'note', mark: { note: 'First.\n\n- second' }, of: ({ mark }) => mark.note },
  { name: 'tags', mark: { tags: ['nlp', 'to read'] }, of: ({ mark }) => mark.tags },
  { name: 'tags with commas', mark: { tags: ['a, b'] }, of: ({ mark }) => mark.tags },
  {
    name: 'star, read, not for me',
    mark: { starredAt: 5_000, readAt: 6_000 },
    of: ({ mark }) => [mark.starredAt, mark.readAt],
  },
  {
    name: 'times of changes',
    mark: { starredAt: 5_000, times: { starred: STAMP } },
    of: ({ mark }) => mark.times,
  },
];

async function comesBack({ paper, mark, of }: Fact, format: FormatId): Promise<boolean> {
  const entry = makeEntry(paper, mark);
  const { entries } = await readFile(await writeAs(format, [entry]));
  const [again] = entries;
  return again !== undefined && JSON.stringify(of(again.entry)) === JSON.stringify(of(entry));
}

it('says in the README what comes back exactly from each format', async () => {
  const byRow = new Map<string, string[]>();
  for (const fact of FACTS) {
    const cells: string[] = [];
    for (const format of FORMATS) cells.push((await comesBack(fact, format)) ? 'yes' : '');
    const row = cells.join(' | ');
    const name = fieldFacts.includes(fact) ? `\`${fact.name}\`` : fact.name;
    byRow.set(row, [...(byRow.get(row) ?? []), name]);
  }
  const rows = [...byRow].map(([cells, names]) => `| ${names.join(', ')} | ${cells} |`);
  const readme = readFileSync(resolve(import.meta.dirname, '../../README.md'), 'utf8');
  const [, table = ''] =
    /<!-- round trip.*?-->\n([\s\S]*?)<!-- \/round trip -->/.exec(readme) ?? [];
  const said = table.split('\n').filter((line) => /^\| (?!-|what )/.test(line));
  expect(said.map((line) => line.replace(/\s+/g, ' '))).toEqual(
    rows.map((line) => line.replace(/\s+/g, ' ')),
  );
});
