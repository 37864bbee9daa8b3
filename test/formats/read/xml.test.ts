import { describe, expect, it } from 'vitest';
import { readFile } from '../../../src/formats/read';
import { fixture, idsOf } from '../reading';

describe('EndNote’s XML', () => {
  it('is read whole', async () => {
    const { format, entries, problems } = await fixture('endnote.xml');
    expect({ format, problems }).toEqual({ format: 'endnote-xml', problems: [] });
    expect(entries.map(({ line }) => line)).toEqual([2, 3]);
    expect(entries[0]?.entry.paper).toMatchObject({
      id: 'doi:10.1000/things',
      aliases: ['pmid:32939066'],
      title: 'A Study of Things & More',
      authors: ['Ada Lovelace', 'E. van der Berg'],
      venue: 'Journal of Things',
      published: '1843-10-01',
      abstract: 'On things.',
      links: { page: 'https://example.org/things' },
    });
    expect(entries[0]?.entry.mark).toMatchObject({
      note: 'Of the database.\n\nMine.',
      tags: ['things', 'study'],
    });
    expect(entries[1]?.entry.paper).toMatchObject({
      ...{ id: 'isbn:9780262035613', title: 'On Making Books', published: '1832' },
      authors: ['Charles Babbage'],
    });
  });
});

describe('PubMed’s XML', () => {
  it('is read whole, without the papers that it cites', async () => {
    const { format, entries, problems } = await fixture('pubmed.xml');
    expect({ format, problems }).toEqual({ format: 'pubmed-xml', problems: [] });
    expect(idsOf(entries)).toEqual(['doi:10.1038/s41586-020-2649-2', 'pmid:20301295']);
    expect(entries[0]?.entry.paper).toMatchObject({
      aliases: ['pmid:32939066'],
      title: 'Array programming with NumPy & H2O',
      authors: ['Charles R Harris', 'Martin Luther King Jr', 'NumPy Team'],
      venue: 'Nature',
      published: '2020-09-16',
      abstract: 'BACKGROUND: Arrays.\nMETHODS: More.',
    });
    expect(entries[0]?.entry.mark.tags).toEqual(['arrays']);
    expect(entries[1]?.entry.paper).toMatchObject({
      ...{ title: 'One Thing', authors: ['Ada Lovelace'], venue: 'Reviews of Things' },
      ...{ published: '1993', abstract: 'On it.' },
    });
  });
});

/** EndNote's file with these records in it. */
const withRecords = (...records: readonly string[]): string =>
  `<xml><records>${['<record><rec-number>1</rec-number></record>', ...records].join('\n')}</records></xml>`;
const record = (inner: string): string =>
  `<record>${inner}<titles><title>A Study of Things</title></titles><dates><year>1843</year></dates></record>`;

describe('XML', () => {
  it('costs only the record that is broken', async () => {
    const { entries, problems } = await readFile(
      withRecords(
        '<record><titles><title>Cut off',
        '<record><titles></record>',
        record('<b>Tom & Jerry</b>'),
        record(''),
      ),
    );
    expect(entries.map(({ line }) => line)).toEqual([5]);
    expect(problems.map(({ code, line }) => [code, line])).toEqual([
      ['no-id', 1],
      ['unclosed', 2],
      ['broken', 3],
      ['broken', 4],
    ]);
  });

  it('knows no entity of its own, so that none grows', async () => {
    const { entries, problems } = await readFile(
      `<?xml version="1.0"?><!DOCTYPE xml [<!ENTITY a "aaa">]>${withRecords(record('<notes>&a;</notes>'))}`,
    );
    expect(entries[0]?.entry.mark.note).toBe('&a;');
    expect(problems).toMatchObject([{ code: 'no-id' }]);
  });

  it('is refused where it is too deep', async () => {
    const deep = record(`${'<a>'.repeat(60)}${'</a>'.repeat(60)}`);
    const { entries, problems } = await readFile(withRecords(deep, record('')));
    expect(entries).toHaveLength(1);
    expect(problems.map(({ code }) => code)).toEqual(['no-id', 'too-deep']);
  });

  it('may begin records that do not end, and be longer than a window', async () => {
    const start = performance.now();
    await readFile(withRecords('<record>'.repeat(200_000)));
    expect(performance.now() - start).toBeLessThan(20_000);
    const text = Array.from({ length: 4_000 }, (_, i) =>
      record(`<label>${'x'.repeat(300)}${i}</label>`),
    );
    const { entries } = await readFile(
      withRecords(...text).replace(/Things</g, () => `Things ${Math.random()}<`),
    );
    expect(entries).toHaveLength(4_000);
  });

  const link = 'https://doi.org/10.1000/cited';
  it.each([
    [
      'mods',
      `<?xml version="1.0"?><modsCollection xmlns="http://www.loc.gov/mods/v3"><mods><a>${link}</a></mods></modsCollection>`,
    ],
    ['mods', `<mods:mods xmlns:mods="http://www.loc.gov/mods/v3"><a>${link}</a></mods:mods>`],
    [
      'crossref-xml',
      `<?xml version="1.0"?>\n<!-- of <x> -->\n<crossref_result version="3.0"><a>${link}</a></crossref_result>`,
    ],
    ['crossref-xml', `<?xml version="1.0"?><doi_batch><a>${link}</a></doi_batch>`],
    ['refworks', `<?xml version="1.0"?><refworks><reference><a>${link}</a></reference></refworks>`],
    [
      'refworks',
      `RT Journal Article\nSR Electronic\nID 1\nA1 Lovelace,Ada\nT1 A Study\nLK ${link}\n`,
    ],
    [
      'other-xml',
      `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><a>${link}</a></feed>`,
    ],
    ['zotero-rdf', '<?xml version="1.0"?>\n<rdf:RDF\n xmlns:z="x">'],
    ['hayagriva', `study:\n    type: article\n    title: A Study\n    url: ${link}\n`],
    [
      'hayagriva',
      `# Mine\n"a:b":\n  author: ["Lovelace, Ada"]\n  title: A Study\n  serial-number:\n    doi: "10.1000/x"\n`,
    ],
  ])('and what else is %s is refused by name: %s', async (code, text) => {
    const { format, entries, problems } = await readFile(text);
    expect({ format, entries }).toEqual({ format: undefined, entries: [] });
    expect(problems).toMatchObject([{ code, line: 0 }]);
  });

  it('is none where it is a page', async () => {
    const page = `<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x" "y">\n<html><a href="${link}">A Study</a></html>`;
    expect((await readFile(page)).format).toBe('links');
  });
});
