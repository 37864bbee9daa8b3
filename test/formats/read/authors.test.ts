/** Authors as programs put them into one field, and what is no part of a name. */
import { describe, expect, it } from 'vitest';
import { readFile } from '../../../src/formats/read';
import { only } from '../reading';

const FORMATS: Readonly<Record<string, (authors: string) => string>> = {
  csv: (authors) => `Authors,Title,Year,DOI\n"${authors}",T,2000,10.1000/x`,
  ris: (authors) => `TY  - JOUR\nTI  - T\nAU  - ${authors}\nDO  - 10.1000/x\nER  - \n`,
  bibtex: (authors) => `@article{x, title={T}, author={${authors}}, doi={10.1000/x}}`,
  enw: (authors) => `%0 Journal Article\n%T T\n%A ${authors}\n%R 10.1000/x\n`,
};

const authorsIn = async (format: string, authors: string): Promise<readonly string[]> =>
  (await only(FORMATS[format]?.(authors) ?? '')).paper.authors;

describe.each(Object.keys(FORMATS))('the authors in one field of %s', (format) => {
  it.each([
    [
      'Lovelace, A., Babbage, C.D., van der Berg, E.',
      ['A. Lovelace', 'C.D. Babbage', 'E. van der Berg'],
    ],
    ['García, J.-P., Yu, X.', ['J.-P. García', 'X. Yu']],
    ['King, M.L., Jr., Smith, A.', ['M.L. King Jr.', 'A. Smith']],
    ['Lovelace, A., Babbage, C., et al.', ['A. Lovelace', 'C. Babbage']],
    ['Lovelace, A.', ['A. Lovelace']],
    ['Lovelace, Ada', ['Ada Lovelace']],
    ['Doe, J.; Roe, R.', ['J. Doe', 'R. Roe']],
    ['Doe, Jane (jane@example.org)', ['Jane Doe']],
    ['Doe J.', ['J. Doe']],
    ['van der Walt S.J.', ['S.J. van der Walt']],
    ['Ivanov Yu.A.', ['Yu.A. Ivanov']],
    ['M&uuml;ller, J.', ['J. Müller']],
    ['&NA;', []],
    ['Qwen AI', ['Qwen AI']],
    ['Sammy Davis Jr.', ['Sammy Davis Jr.']],
    ['Ann B. Other Ph.D.', ['Ann B. Other Ph.D.']],
    ['王小明;李华;', ['王小明', '李华']],
    ['王小明，李华', ['王小明', '李华']],
    ['王, 小明', ['王小明']],
    ['山田, 太郎', ['山田太郎']],
  ])('%s are %j', async (authors, names) => {
    expect(await authorsIn(format, authors)).toEqual(names);
  });
});

it.each([
  ['Harris C.R., Millman K.J.', ['C.R. Harris', 'K.J. Millman']],
  ['Lovelace, A., Babbage, C., and Berg, E.', ['A. Lovelace', 'C. Babbage', 'E. Berg']],
  [
    'Ada Lovelace, Charles Babbage and Alan Turing',
    ['Ada Lovelace', 'Charles Babbage', 'Alan Turing'],
  ],
])('a table may have them in other ways: %s', async (authors, names) => {
  expect(await authorsIn('csv', authors)).toEqual(names);
});

it.each([
  '{given={David}, family={Spoel}, prefix={van der}}',
  'given=David, family=Spoel, prefix={van der}',
  'prefix="van der", family=Spoel, given=David, given-i=D',
  'family={Spoel}, given={David}, prefix={van der} and family=Doe, given=J.',
])('BibLaTeX names the parts: %s', async (authors) => {
  expect((await authorsIn('bibtex', authors))[0]).toBe('David van der Spoel');
});

it('takes a comma in the name of a group for no end of one', async () => {
  expect(await authorsIn('bibtex', '{Foo; Bar, Inc.} and Doe, J.')).toEqual([
    'Foo; Bar, Inc.',
    'J. Doe',
  ]);
});

it('takes time in proportion to the length', async () => {
  for (const name of ['Ab A. ', 'A.', 'a, A., ', '王,', 'a@b.c', '(']) {
    for (const write of Object.values(FORMATS)) {
      expect((await readFile(write(name.repeat(100_000).trim()))).entries).toHaveLength(1);
    }
  }
}, 20_000);
