import { expect, it } from 'vitest';
import { readFile } from '../../../src/formats/read';
import { FORMATS } from '../../../src/formats/write';
import { makeEntry } from '../entries';

/** What an expression that goes back over what it has read would read thousands of times. */
const PARTS = ['\\(', '$', '$$', '\\', '\n', '\n ', ' ', '{', '[', '<', 'TY  - ', '- '];

it.each(FORMATS)(
  'fields of 100,000 characters are written as $id without a halt',
  async (format) => {
    for (const part of PARTS) {
      const text = `a${part.repeat(99_998 / part.length)}b`;
      const entry = makeEntry({ abstract: text }, { note: text });
      expect((await format.write([entry], { exportedAt: 0 })).length).toBeGreaterThan(0);
    }
  },
);

const BLANKS = ' '.repeat(1_000_000);
const csl = (keyword: string) => ({ type: 'book', title: 'A', DOI: '10.1000/x', keyword });
const memory = (fields: object) => [{ id: 'Arxiv-1706.03762', title: 'A', pdfLink: '', ...fields }];

it.each([
  ['tags of CSV', `title,doi,tags\nA,10.1000/x,"a${BLANKS}b"`],
  ['tags of CSV with semicolons', `title,doi,tags\nA,10.1000/x,"a${BLANKS}b;c"`],
  ['names of CSV', `title,doi,authors\nA,10.1000/x,"a${BLANKS}b"`],
  ['names of CSV with "and"', `title,doi,authors\nA,10.1000/x,"a and${BLANKS}b"`],
  ['aliases of CSV', `title,doi,aliases\nA,10.1000/x,"a${BLANKS}b"`],
  ['pages of CSV', `title,doi,page\nA,10.1000/x,"a${BLANKS}b"`],
  ['lines in pages of CSV', `title,doi,page\nA,10.1000/x,"a${'\n'.repeat(100_000)}b"`],
  ['addresses of RIS', `TY  - JOUR\nTI  - A\nDO  - 10.1000/x\nUR  - a${BLANKS}b\nER  - \n`],
  ['dates of RIS', `TY  - JOUR\nDO  - 10.1000/x\nDA  - 2017${'/'.repeat(1_000_000)}b\nER  - \n`],
  ['tags of CSL-JSON', JSON.stringify([csl(`a${BLANKS.slice(0, 400_000)}b`)])],
  ['names of PaperMemory', JSON.stringify(memory({ author: `a${BLANKS.slice(0, 400_000)}b` }))],
  [
    'notes of PaperMemory',
    JSON.stringify(memory({ note: `Accepted @ a${BLANKS.slice(0, 400_000)}b` })),
  ],
  ['words where JSON should be', `[${JSON.stringify(csl('a'))},${'a '.repeat(1_000_000)}]`],
])('%s are read without a halt, however many blanks are in them', async (_, text) => {
  expect((await readFile(text)).entries).toHaveLength(1);
});
