import { expect, it } from 'vitest';
import { readFile } from '../../../src/formats/read';
import { fixture } from '../reading';

it('reads what Google Scholar and publishers give for EndNote', async () => {
  const { format, entries, problems } = await fixture('endnote.enw');
  expect({ format, problems }).toEqual({ format: 'enw', problems: [] });
  expect(entries.map(({ line, key }) => [line, key])).toEqual([
    [1, 'vaswani2017'],
    [16, ''],
    [27, ''],
  ]);
  const [attention, numpy, book] = entries.map(({ entry }) => entry);
  expect(attention).toEqual({
    paper: {
      id: 'arxiv:1706.03762',
      key: 'vaswani2017',
      type: 'paper-conference',
      title: 'Attention is all you need',
      authors: ['Ashish Vaswani', 'Noam Shazeer'],
      abstract: 'The dominant models\nare based on complex networks.',
      published: '2017-12-04',
      venue: 'Advances in neural information processing systems',
      links: { page: 'https://arxiv.org/abs/1706.03762', pdf: 'https://arxiv.org/pdf/1706.03762' },
    },
    mark: {
      ...{ id: 'arxiv:1706.03762', times: {}, seq: 0 },
      ...{ note: 'My own.', tags: ['nlp', 'to read'] },
    },
  });
  expect(numpy?.paper).toMatchObject({
    ...{ id: 'doi:10.1038/s41586-020-2649-2', venue: 'Nature', published: '2020' },
    authors: ['Charles R. Harris', 'K. Jarrod Millman'],
  });
  expect(book?.paper.id).toBe('isbn:9780262035613');
});

it('reads thousands of records, each by its line', async () => {
  const record = (n: number) => `%0 Journal Article\r\n%T Title ${n}\r\n%A A B\r\n%D 2017\r\n\r\n`;
  const { entries, problems } = await readFile(
    Array.from({ length: 8_000 }, (_, n) => record(n)).join(''),
  );
  expect(problems).toEqual([]);
  expect(entries.map(({ line }) => line)).toEqual(
    Array.from({ length: 8_000 }, (_, n) => 1 + n * 5),
  );
});

it('may have U+2028 in a line, which ends none', async () => {
  const { entries } = await readFile('%0 Journal Article\n%T A\u2028B\n%R 10.1000/x\n%K a; b\n');
  expect(entries[0]?.entry.paper.title).toBe('A B');
});
