import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFile } from '../../../src/formats/read';

const fixture = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../fixtures', name), 'utf8');

describe('what PubMed writes', () => {
  it('is read as one paper a record', async () => {
    const { format, entries, problems } = await readFile(fixture('pubmed.nbib'));
    expect({ format, problems }).toEqual({ format: 'nbib', problems: [] });
    expect(entries.map(({ line, key }) => [line, key])).toEqual([
      [2, 'pmid:32939066'],
      [35, 'pmid:31452104'],
    ]);
    expect(entries[0]?.entry).toEqual({
      paper: {
        id: 'doi:10.1038/s41586-020-2649-2',
        type: 'article-journal',
        fields: {
          ...{ volume: '585', issue: '7825', page: '357-362', language: 'eng' },
          ...{ ISSN: '1476-4687', PMCID: 'PMC7759461', 'container-title-short': 'Nature' },
        },
        aliases: ['pmid:32939066'],
        title:
          'Array programming with NumPy: a powerful, compact and expressive syntax for accessing data',
        authors: ['Charles R Harris', 'Stéfan J van der Walt', 'NumPy Team'],
        abstract:
          'Array programming provides a powerful, compact and expressive syntax for accessing, manipulating and operating on data.',
        published: '2020-09-17',
        venue: 'Nature',
        links: { page: 'https://doi.org/10.1038/s41586-020-2649-2' },
      },
      mark: {
        ...{ id: 'doi:10.1038/s41586-020-2649-2', times: {}, seq: 0 },
        tags: ['arrays', 'computing'],
      },
    });
    expect(entries[1]?.entry.paper).toMatchObject({
      ...{ id: 'pmid:31452104', title: 'Is it read?', published: '2019', venue: 'J Test' },
      authors: ['A Lovelace', 'MJ de la Cruz'],
    });
  });

  it('has books, and chapters of books', async () => {
    const { entries, problems } = await readFile(
      'PMID- 5\nBTI - The Book\u2028of X\nPB  - NCBI\nISBN- 9780262035613 (hb)\nFED - Doe, Jane\nDP  - 2020\n\nPMID- 6\nTI  - A Chapter.\nBTI - The Book of X\nAU  - Doe J\n',
    );
    expect(problems).toEqual([]);
    expect(
      entries.map(({ entry: { paper } }) => [paper.title, paper.authors, paper.venue]),
    ).toEqual([
      ['The Book of X', ['Jane Doe'], 'NCBI'],
      ['A Chapter', ['J Doe'], 'The Book of X'],
    ]);
  });

  it('may end anywhere, with CRLF, and in thousands of records', async () => {
    const record = (n: number) => `PMID- ${n + 1}\nTI  - Title ${n}.\nDP  - 2019\n\n`;
    const text = Array.from({ length: 8_000 }, (_, n) => record(n)).join('');
    for (const input of [text, text.replaceAll('\n', '\r\n').trimEnd()]) {
      const { entries, problems } = await readFile(input);
      expect(problems).toEqual([]);
      expect(entries.map(({ entry }) => entry.paper.title)).toEqual(
        Array.from({ length: 8_000 }, (_, n) => `Title ${n}`),
      );
    }
  });
});
