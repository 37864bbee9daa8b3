import { describe, expect, it } from 'vitest';
import { readFile } from '../../../src/formats/read';
import type { FormatId } from '../../../src/formats/write';
import { toCslItem } from '../../../src/formats/write/csl-json';
import { writeMarkdownFile } from '../../../src/formats/write/markdown-files';
import { toZoteroItem } from '../../../src/formats/write/zotero';
import type { PaperId } from '../../../src/paper/ids';
import { makeEntry } from '../entries';
import { writeAs, writeOne } from '../write-as';

const BOOK = makeEntry({
  id: 'isbn:9780262035613' as PaperId,
  title: 'Deep Learning',
  venue: 'MIT Press',
  published: '2016',
  links: { page: 'https://openlibrary.org/isbn/9780262035613' },
});

describe('a book', () => {
  it('is one in every format that knows books', async () => {
    expect(await writeAs('bibtex', [BOOK])).toBe(`@book{lovelace2016deep,
  title = {Deep Learning},
  author = {Lovelace, Ada},
  publisher = {MIT Press},
  year = {2016},
  isbn = {9780262035613},
  url = {https://openlibrary.org/isbn/9780262035613},
}
`);
    expect(await writeAs('biblatex', [BOOK])).toBe(`@book{lovelace2016deep,
  title = {Deep Learning},
  author = {Lovelace, Ada},
  publisher = {MIT Press},
  date = {2016},
  isbn = {9780262035613},
  url = {https://openlibrary.org/isbn/9780262035613},
}
`);
    expect((await writeOne('ris', BOOK)).split('\r\n')).toEqual([
      ...['TY  - BOOK', 'ID  - k', 'TI  - Deep Learning', 'AU  - Lovelace, Ada'],
      ...['PB  - MIT Press', 'SN  - 9780262035613', 'PY  - 2016', 'DA  - 2016///'],
      ...['UR  - https://openlibrary.org/isbn/9780262035613', 'ER  - ', '', ''],
    ]);
    expect(toCslItem(BOOK, 'k')).toEqual({
      id: 'k',
      'citation-key': 'k',
      type: 'book',
      title: 'Deep Learning',
      author: [{ family: 'Lovelace', given: 'Ada' }],
      issued: { 'date-parts': [[2016]] },
      publisher: 'MIT Press',
      ISBN: '9780262035613',
      URL: 'https://openlibrary.org/isbn/9780262035613',
      custom: { program: 'dogear' },
    });
    expect(toZoteroItem(BOOK)).toEqual({
      id: 'isbn:9780262035613',
      itemType: 'book',
      title: 'Deep Learning',
      creators: [{ firstName: 'Ada', lastName: 'Lovelace', creatorType: 'author' }],
      date: '2016',
      publisher: 'MIT Press',
      ISBN: '9780262035613',
      url: 'https://openlibrary.org/isbn/9780262035613',
      tags: [],
      notes: [],
      attachments: [],
    });
  });

  it.each<FormatId>(['bibtex', 'biblatex', 'ris', 'csl-json'])(
    'is known again by its number in %s, wherever its page is',
    async (id) => {
      const page = 'https://mitpress.mit.edu/9780262035613/';
      const book = { ...BOOK, paper: { ...BOOK.paper, links: { page } } };
      const { entries, problems } = await readFile(await writeOne(id, book));
      expect(problems).toEqual([]);
      expect(entries.map(({ entry }) => entry.paper)).toEqual([
        { ...book.paper, type: 'book', key: 'k' },
      ]);
    },
  );

  it('needs no publisher to be one', async () => {
    const { venue: _, ...paper } = BOOK.paper;
    expect(await writeAs('bibtex', [{ ...BOOK, paper }])).toMatch(
      /^@book\{[^@]*isbn = \{9780262035613\}/,
    );
    expect(toCslItem({ ...BOOK, paper }, 'k')).not.toHaveProperty('publisher');
  });
});

describe('a team and its members', () => {
  // So arXiv has "Team GLM: Aohan Zeng, …".
  const entry = makeEntry({ authors: ['Team GLM', ':', 'Aohan Zeng', '—'], authorCount: 40 });

  it('are authors, and the colon between them is none', async () => {
    expect(await writeAs('bibtex', [entry])).toContain(
      'author = {{Team GLM} and Zeng, Aohan and others},',
    );
    expect(await writeAs('biblatex', [entry])).toContain(
      'author = {{Team GLM} and Zeng, Aohan and others},',
    );
    expect((await writeOne('ris', entry)).match(/^AU.*$/gm)).toHaveLength(2);
    expect(toCslItem(entry, 'k').author).toHaveLength(2);
    expect(toZoteroItem(entry).creators).toHaveLength(2);
    expect(await writeAs('markdown', [entry])).toContain('Team GLM, Aohan Zeng et al. (40) ·');
    const file = writeMarkdownFile(entry, 'k');
    expect(file).toContain('authors: ["Team GLM", "Aohan Zeng"]\n');
    expect(file).toContain('\nTeam GLM, Aohan Zeng and 36 more\n');
    expect(await writeAs('html', [entry])).toContain('Team GLM, Aohan Zeng and 36 more<');
  });
});

describe('the page of a paper', () => {
  const PAGE = 'https://arxiv.org/abs/2401.12345';

  it.each(['javascript:alert(1)', 'data:text/html,x', '', 'arxiv.org'])(
    'is never %j, which is not of the web, in any format',
    async (page) => {
      const entry = makeEntry({ links: { page } });
      expect(await writeAs('bibtex', [entry])).toContain(`url = {${PAGE}}`);
      expect(await writeAs('biblatex', [entry])).toContain(`url = {${PAGE}}`);
      expect(await writeOne('ris', entry)).toContain(`UR  - ${PAGE}\r\n`);
      expect(toCslItem(entry, 'k').URL).toBe(PAGE);
      expect(toZoteroItem(entry).url).toBe(PAGE);
      expect(await writeOne('csv', entry)).toContain(`,${PAGE},`);
    },
  );
});
