import { expect, it } from 'vitest';
import { readFile } from '../../../src/formats/read';
import { fixture } from '../reading';

it('reads the plain text file of Web of Science', async () => {
  const { format, entries, problems } = await fixture('savedrecs.txt');
  expect({ format, problems }).toEqual({ format: 'wos', problems: [] });
  expect(entries.map(({ line }) => line)).toEqual([3, 29]);
  const [margins, book] = entries.map(({ entry }) => entry);
  expect(margins).toEqual({
    paper: {
      id: 'doi:10.1000/margins',
      type: 'article-journal',
      fields: { ISSN: '0028-0836', language: 'English' },
      aliases: ['pmid:26017442'],
      title: 'On the margins of digests',
      authors: ['Ines Okafor', 'Jan van den Berg'],
      abstract: 'We ask what margins are for. PT is no tag here.',
      published: '2015-05-28',
      venue: 'JOURNAL OF MARGINS',
      links: { page: 'https://doi.org/10.1000/margins' },
    },
    mark: { id: 'doi:10.1000/margins', times: {}, seq: 0, tags: ['margins', 'reading lists'] },
  });
  expect(book?.paper).toMatchObject({
    ...{ id: 'isbn:9780262035613', title: 'The Pages of Tomorrow', authors: ['B Adler'] },
  });
});

it('reads thousands of its records, each by its line', async () => {
  const record = (n: number) => `PT J\r\nTI Title ${n}\r\nAU Doe, J\r\nPY 2017\r\nER\r\n\r\n`;
  const { entries, problems } = await readFile(
    `FN Clarivate Analytics Web of Science\r\nVR 1.0\r\n${Array.from({ length: 8_000 }, (_, n) => record(n)).join('')}EF\r\n`,
  );
  expect(problems).toEqual([]);
  expect(entries.map(({ line }) => line)).toEqual(
    Array.from({ length: 8_000 }, (_, n) => 3 + n * 6),
  );
});

it('may have U+2028 in a line, which ends none', async () => {
  const { entries } = await readFile(
    'FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nTI A\u2028B\nDI 10.1000/x\nER\n\nEF\n',
  );
  expect(entries[0]?.entry.paper.title).toBe('A B');
});
