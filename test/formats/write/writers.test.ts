import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { readFile } from '../../../src/formats/read';
import { FORMATS } from '../../../src/formats/write';
import { toBiblatex } from '../../../src/formats/write/biblatex';
import { toBibtex } from '../../../src/formats/write/bibtex';
import { toCslItem, writeCslItem } from '../../../src/formats/write/csl-json';
import { CSV_COLUMNS, toCsv } from '../../../src/formats/write/csv';
import { fileNameOf } from '../../../src/formats/write/file-name';
import { toHtml } from '../../../src/formats/write/html';
import { writeLink } from '../../../src/formats/write/links';
import { toMarkdown } from '../../../src/formats/write/markdown';
import { writeMarkdownFile } from '../../../src/formats/write/markdown-files';
import { obsidianAddress } from '../../../src/formats/write/obsidian';
import { plainOf } from '../../../src/formats/write/plain';
import { toRis } from '../../../src/formats/write/ris';
import { publicationTypeOf } from '../../../src/formats/write/work';
import { yamlScalar } from '../../../src/formats/write/yaml';
import { makeZip } from '../../../src/formats/write/zip';
import { toZoteroItem } from '../../../src/formats/write/zotero';
import type { Entry } from '../../../src/paper/entry';
import type { PaperId } from '../../../src/paper/ids';
import { makeEntry } from '../entries';

const FULL = makeEntry(
  {
    aliases: ['doi:10.1000/x' as PaperId],
    title: 'BERT for Schr{\\"o}dinger in $O(n)$',
    authors: ['Laurens van der Maaten', '张三', 'Martin Luther King Jr.', 'Qwen Team'],
    authorCount: 9,
    abstract: 'We are\n  100% sure.',
    categories: ['cs.CL', 'cs.LG'],
    links: {
      page: 'https://arxiv.org/abs/2401.12345',
      pdf: 'https://arxiv.org/pdf/2401.12345',
      code: 'https://github.com/a/b',
    },
  },
  {
    note: 'First.\n\nER  - \n<b>Second</b> & last',
    tags: ['nlp', 'to read'],
    starredAt: Date.UTC(2026, 0, 2),
  },
);

const BOOK = makeEntry({
  id: 'isbn:9780262035613' as PaperId,
  title: 'Deep Learning',
  venue: 'MIT Press',
  published: '2016',
  links: { page: 'https://openlibrary.org/isbn/9780262035613' },
});

describe('a book', () => {
  it('is one in every format that knows books', () => {
    expect(toBibtex([BOOK])).toBe(`@book{lovelace2016deep,
  title = {Deep Learning},
  author = {Lovelace, Ada},
  publisher = {MIT Press},
  year = {2016},
  isbn = {9780262035613},
  url = {https://openlibrary.org/isbn/9780262035613},
}
`);
    expect(toBiblatex([BOOK])).toBe(`@book{lovelace2016deep,
  title = {Deep Learning},
  author = {Lovelace, Ada},
  publisher = {MIT Press},
  date = {2016},
  isbn = {9780262035613},
  url = {https://openlibrary.org/isbn/9780262035613},
}
`);
    expect(toRis([BOOK], () => 'k').split('\r\n')).toEqual([
      ...['TY  - BOOK', 'ID  - k', 'TI  - Deep Learning', 'AU  - Lovelace, Ada', 'PY  - 2016'],
      ...['DA  - 2016///', 'PB  - MIT Press', 'SN  - 9780262035613'],
      ...['UR  - https://openlibrary.org/isbn/9780262035613', 'ER  - ', '', ''],
    ]);
    expect(toCslItem(BOOK, 'k')).toEqual({
      id: 'k',
      type: 'book',
      title: 'Deep Learning',
      author: [{ family: 'Lovelace', given: 'Ada' }],
      issued: { 'date-parts': [[2016]] },
      publisher: 'MIT Press',
      ISBN: '9780262035613',
      URL: 'https://openlibrary.org/isbn/9780262035613',
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

  it.each([
    ['BibTeX', (book: Entry) => toBibtex([book])],
    ['BibLaTeX', (book: Entry) => toBiblatex([book])],
    ['RIS', (book: Entry) => toRis([book], () => 'k')],
    ['CSL-JSON', (book: Entry) => `[${writeCslItem(book, 'k')}]`],
  ])('is known again by its number in %s, wherever its page is', async (_, write) => {
    const page = 'https://mitpress.mit.edu/9780262035613/';
    const book = { ...BOOK, paper: { ...BOOK.paper, links: { page } } };
    const { entries, problems } = await readFile(write(book));
    expect(problems).toEqual([]);
    expect(entries.map(({ entry }) => entry.paper)).toEqual([book.paper]);
  });

  it('needs no publisher to be one', () => {
    const { venue: _, ...paper } = BOOK.paper;
    expect(toBibtex([{ ...BOOK, paper }])).toMatch(/^@book\{[^@]*isbn = \{9780262035613\}/);
    expect(toCslItem({ ...BOOK, paper }, 'k')).not.toHaveProperty('publisher');
  });
});

describe('plainOf', () => {
  it.each([
    ['Schr{\\"o}dinger, Erd\\H{o}s, \\v{C}ech, fa\\c{c}ade', 'Schrödinger, Erdős, Čech, façade'],
    ["\\'{\\i}, \\^\\i, \\aa, \\o{}, \\ss and \\L ód\\'z", 'í, î, å, ø, ßand Łódź'],
    ['{BERT} and \\emph{more} \\& 100\\% \\{x\\}', 'BERT and more & 100% {x}'],
    ['On $\\mathcal{O}(n)$ {Sets}', 'On $\\mathcal{O}(n)$ Sets'],
    ['From $5 to $10', 'From $5 to $10'],
    ['C:\\temp and \\input{x}', 'C:\\temp and \\input{x}'],
    ['A brace { alone', 'A brace { alone'],
    ['Two\n  lines\u0007\uffff', 'Two lines'],
    ['\\v alone', '\\v alone'],
  ])('reads %j as %j', (tex, plain) => {
    expect(plainOf(tex)).toBe(plain);
  });
});

describe('publicationTypeOf', () => {
  it.each([
    [undefined, 'preprint'],
    ['Nature', 'article'],
    ['NeurIPS 2025', 'proceedings'],
    ['Proceedings of the VLDB Endowment', 'proceedings'],
    ['IEEE Trans. on CHI', 'article'],
    ['Physica B', 'article'],
    ['bioRxiv', 'preprint'],
    ['PsyArXiv Preprints', 'preprint'],
    ['SSRN Electronic Journal', 'preprint'],
    ['Research Square', 'preprint'],
    ['XIV Congress of Physics', 'article'],
    ['LXXXIV Annals', 'article'],
  ])('of the venue %j is %s', (venue, work) => {
    expect(publicationTypeOf(makeEntry(venue ? { venue } : {}).paper)).toBe(work);
  });
});

describe('toBiblatex', () => {
  it('writes a preprint as @online with its eprint, and names as biber takes them', () => {
    expect(toBiblatex([FULL])).toBe(`@online{vandermaaten2024bert,
  title = {{BERT} for Schr{\\"o}dinger in {$O(n)$}},
  author = {van der Maaten, Laurens and 张三 and King, Jr., Martin Luther and {Qwen Team} and others},
  date = {2024-01-22},
  eprint = {2401.12345},
  eprinttype = {arxiv},
  eprintclass = {cs.CL},
  doi = {10.1000/x},
  url = {https://arxiv.org/abs/2401.12345},
  abstract = {We are 100\\% sure.},
  keywords = {nlp, to read},
  annotation = {First.

ER  -${' '}
<b>Second</b> \\& last},
}
`);
  });

  it('writes what appeared by where it appeared, however little is known', () => {
    expect(toBiblatex([makeEntry({ venue: 'Nature' })])).toContain('journaltitle = {Nature}');
    const bare = makeEntry({ venue: 'ACL 2025', authors: [], published: '2025-07' });
    expect(toBiblatex([bare])).toMatch(/^@inproceedings\{[^@]*booktitle = \{ACL 2025\}/);
    expect(toBiblatex([bare])).toContain('date = {2025-07}');
  });
});

describe('toRis', () => {
  it('has no line for a note or an abstract that is not there', () => {
    expect(toRis([makeEntry()], () => 'key')).not.toMatch(/^(?:N1|AB)/m);
  });

  it('writes a record with what Zotero and EndNote read', () => {
    const lines = [
      ...['TY  - UNPB', 'ID  - key', 'TI  - BERT for Schrödinger in $O(n)$'],
      ...['AU  - van der Maaten, Laurens', 'AU  - 张三', 'AU  - King, Martin Luther, Jr.'],
      ...['AU  - Qwen Team', 'PY  - 2024', 'DA  - 2024/01/22/', 'DO  - 10.1000/x'],
      ...['AN  - arXiv:2401.12345', 'DB  - arXiv', 'PB  - arXiv'],
      ...['UR  - https://arxiv.org/abs/2401.12345', 'L1  - https://arxiv.org/pdf/2401.12345'],
      ...['AB  - We are 100% sure.', 'KW  - nlp', 'KW  - to read'],
      // What looked like the end of the record is on the line before.
      ...['N1  - First.  ER  - ', '<b>Second</b> & last', 'ER  - ', '', ''],
    ];
    expect(toRis([FULL], () => 'key').split('\r\n')).toEqual(lines);
  });

  it('says no more of a date than is known', () => {
    const date = (published: string) => toRis([makeEntry({ published })], () => 'key');
    expect(date('2024-05')).toContain('DA  - 2024/05//\r\n');
    expect(date('2024')).toContain('DA  - 2024///\r\n');
  });

  it('takes to the journal what is one', () => {
    const text = toRis([makeEntry({ venue: 'Nature' })], () => 'key');
    expect(text).toMatch(/^TY {2}- JOUR\r\n[\s\S]*T2 {2}- Nature\r\n/);
  });
});

describe('toCslItem', () => {
  it('writes an item as the schema has it', () => {
    expect(toCslItem(FULL, 'key')).toEqual({
      id: 'key',
      type: 'article',
      title: 'BERT for Schrödinger in $O(n)$',
      author: [
        { family: 'Maaten', given: 'Laurens', 'non-dropping-particle': 'van der' },
        { family: '张三' },
        { family: 'King', given: 'Martin Luther', suffix: 'Jr.' },
        { literal: 'Qwen Team' },
      ],
      issued: { 'date-parts': [[2024, 1, 22]] },
      publisher: 'arXiv',
      number: 'arXiv:2401.12345',
      DOI: '10.1000/x',
      URL: 'https://arxiv.org/abs/2401.12345',
      abstract: 'We are 100% sure.',
      keyword: 'nlp, to read',
      note: FULL.mark.note,
      custom: { authorCount: 9 },
    });
  });
});

describe('toCsv', () => {
  it('has a cell for everything, and a mark for Excel that it is UTF-8', () => {
    const csv = toCsv([FULL], () => 'key');
    expect(csv.startsWith(`\uFEFF${CSV_COLUMNS.join(',')}\r\n`)).toBe(true);
    expect(csv).toContain('key,arxiv:2401.12345,"BERT for Schr{\\""o}dinger in $O(n)$",');
    expect(csv).toContain(',"Laurens van der Maaten; 张三; Martin Luther King Jr.; Qwen Team",9,');
    expect(csv).toContain(',2026-01-02T00:00:00.000Z,,,');
  });

  it('has the columns that the README names', () => {
    const readme = readFileSync(resolve(import.meta.dirname, '../../../README.md'), 'utf8');
    const [, named = ''] = /The columns of the CSV are ([^.]*)\./.exec(readme) ?? [];
    expect([...named.matchAll(/`(\w+)`/g)].map((match) => match[1])).toEqual(CSV_COLUMNS);
  });

  it.each([
    ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', `"'\t'=1"`],
    ['\r=1', `"'\n'=1"`],
    ['=1\n=2', `"'=1\n'=2"`],
    ['a;=1+1', `"a;'=1+1"`],
    ['a;""=1', `"a;""""'=1"`],
    ["a;'@x;+2;; -3", `"a;''@x;'+2;; -3"`],
    ['a\n- b\n-2', `"a\n- b\n'-2"`],
    ["'=1", "''=1"],
    ['＝1', "'＝1"],
    ["it's = 1", "it's = 1"],
  ])('lets no spreadsheet run %j', (title, cell) => {
    const [, row = ''] = toCsv([makeEntry({ title })], () => 'k').split(/\r\n(?=k)/);
    expect(row.slice('k,arxiv:2401.12345,'.length)).toMatch(cell);
    expect(row.startsWith(`k,arxiv:2401.12345,${cell},Ada`)).toBe(true);
  });
});

describe('toHtml', () => {
  it('shows everything as text, and can run nothing', () => {
    const evil = '<script>alert(1)</script>"\'><img src=x onerror=alert(1)>';
    const html = toHtml(
      [
        makeEntry(
          {
            title: evil,
            authors: [evil],
            abstract: evil,
            venue: evil,
            categories: [evil],
            links: { page: 'javascript:alert(1)', pdf: 'https://x.org/"><script>' },
          },
          { note: evil, tags: [evil] },
        ),
      ],
      0,
    );
    const { document } = new JSDOM(html).window;
    const names = new Set([...document.body.querySelectorAll('*')].map((one) => one.localName));
    expect([...names].sort()).toEqual(['a', 'article', 'h1', 'h2', 'header', 'main', 'p', 'time']);
    const attributes = [...document.body.querySelectorAll('*')].flatMap((one) =>
      one.getAttributeNames(),
    );
    expect([...new Set(attributes)].sort()).toEqual(['class', 'dir', 'href']);
    expect(document.querySelector('h2')?.textContent).toBe(evil);
    expect(html).not.toContain('javascript:');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).toContain(`default-src 'none'`);
    expect(html).toContain('href="https://arxiv.org/abs/2401.12345"');
  });

  it('has the abstract, the note and both schemes', () => {
    const html = toHtml([FULL], Date.UTC(2026, 10, 24));
    expect(html).toContain('1 paper · <time>2026-11-24</time>');
    expect(html).toContain('Qwen Team and 5 more</p>');
    expect(html).toContain('We are 100% sure.');
    expect(html).toContain('First.\n\nER  - \n&lt;b&gt;Second&lt;/b&gt; &amp; last');
    expect(html).toMatch(/prefers-color-scheme: dark[\s\S]*@media print/);
  });
});

describe('writeLink', () => {
  it('writes one address a line, and none but of the web', () => {
    expect(writeLink(FULL)).toBe('https://arxiv.org/abs/2401.12345\n');
    expect(writeLink(makeEntry({ links: { page: 'javascript:x' } }))).toBe(
      'https://arxiv.org/abs/2401.12345\n',
    );
    expect(writeLink(makeEntry({ links: { page: 'https://x.org/a\nb' } }))).toBe(
      'https://x.org/ab\n',
    );
  });
});

describe('a team and its members', () => {
  // So arXiv has "Team GLM: Aohan Zeng, …".
  const entry = makeEntry({ authors: ['Team GLM', ':', 'Aohan Zeng', '—'], authorCount: 40 });

  it('are authors, and the colon between them is none', () => {
    expect(toBibtex([entry])).toContain('author = {{Team GLM} and Zeng, Aohan and others},');
    expect(toBiblatex([entry])).toContain('author = {{Team GLM} and Zeng, Aohan and others},');
    expect(toRis([entry], () => 'k').match(/^AU.*$/gm)).toHaveLength(2);
    expect(toCslItem(entry, 'k').author).toHaveLength(2);
    expect(toZoteroItem(entry).creators).toHaveLength(2);
    expect(toMarkdown([entry])).toContain('Team GLM, Aohan Zeng et al. (40) ·');
    const file = writeMarkdownFile(entry, 'k');
    expect(file).toContain('authors: ["Team GLM", "Aohan Zeng"]\n');
    expect(file).toContain('\nTeam GLM, Aohan Zeng and 36 more\n');
    expect(toHtml([entry], 0)).toContain('Team GLM, Aohan Zeng and 36 more<');
  });
});

describe('the page of a paper', () => {
  const PAGE = 'https://arxiv.org/abs/2401.12345';

  it.each(['javascript:alert(1)', 'data:text/html,x', '', 'arxiv.org'])(
    'is never %j, which is not of the web, in any format',
    (page) => {
      const entry = makeEntry({ links: { page } });
      expect(toBibtex([entry])).toContain(`url = {${PAGE}}`);
      expect(toBiblatex([entry])).toContain(`url = {${PAGE}}`);
      expect(toRis([entry], () => 'k')).toContain(`UR  - ${PAGE}\r\n`);
      expect(toCslItem(entry, 'k').URL).toBe(PAGE);
      expect(toZoteroItem(entry).url).toBe(PAGE);
      expect(toCsv([entry], () => 'k')).toContain(`,${PAGE},`);
    },
  );
});

describe('fileNameOf', () => {
  it.each([
    ['A title: of /two\\ parts?', 'A title of two parts (arxiv 2401.12345)'],
    ['CON', '_CON (arxiv 2401.12345)'],
    ['nul.txt', '_nul.txt (arxiv 2401.12345)'],
    ['...hidden.', 'hidden (arxiv 2401.12345)'],
    ['#1 [[link]] ^block', '1 link block (arxiv 2401.12345)'],
    ['\u202egnp.exe\u0000', 'gnp.exe (arxiv 2401.12345)'],
    ['?', '(arxiv 2401.12345)'],
    ['e\u0301', 'é (arxiv 2401.12345)'],
  ])('of %j is %j', (title, name) => {
    expect(fileNameOf(makeEntry({ title }).paper)).toBe(name);
  });

  it('is short enough, and cuts no letter in two', () => {
    const name = fileNameOf(makeEntry({ title: '👩'.repeat(500) }).paper);
    expect(name).toBe(`${'👩'.repeat(30)} (arxiv 2401.12345)`);
  });

  it.each([
    ['openreview:AbCdEf', 'openreview:aBcDeF'],
    [
      'doi:10.1000/a/b',
      'doi:10.1000/a:b',
      'doi:10.1000/a?b',
      'doi:10.1000/a*b',
      'doi:10.1000/a//b',
    ],
    ['doi:10.1000/a', 'doi:10.1000/a/', 'doi:10.1000/a#', 'doi:10.1000/a[]'],
    ['doi:10.1000/\u00e9', 'doi:10.1000/e\u0301'],
  ])('differs where a disk would not tell %s from the others', (...ids) => {
    const names = ids.map((id) =>
      fileNameOf(makeEntry({ id: id as PaperId }).paper)
        .toLowerCase()
        .normalize('NFC'),
    );
    expect(new Set(names).size).toBe(ids.length);
  });
});

describe('makeZip', () => {
  it('holds more files than a plain zip can', () => {
    const zip = makeZip(Date.UTC(2026, 10, 24));
    const count = 65_600;
    const parts = Array.from({ length: count }, (_, i) =>
      zip.add(`${i}.md`, i === 7 ? 'Über' : ''),
    );
    const bytes = new Uint8Array(Buffer.concat([...parts, zip.end()]));
    const files = unzipSync(bytes);
    expect(Object.keys(files)).toHaveLength(count);
    expect(new TextDecoder().decode(files['7.md'])).toBe('Über');
  });

  it('is the same for the same papers at the same time', async () => {
    const format = FORMATS.find(({ id }) => id === 'markdown-files');
    const [a, b] = await Promise.all(
      [0, 0].map((exportedAt) => format?.write([FULL], { exportedAt })),
    );
    expect(a).toEqual(b);
    expect(Object.keys(unzipSync(a as Uint8Array))).toEqual([
      'BERT for Schrödinger in $O(n)$ (arxiv 2401.12345).md',
    ]);
  });
});

describe('yamlScalar', () => {
  it('escapes what JSON lets stand and YAML does not', () => {
    expect(yamlScalar('a"b\\\n\u007f\u0085\u2028\ufeff\ud800')).toBe(
      '"a\\"b\\\\\\n\\u007f\\u0085\\u2028\\ufeff\ufffd"',
    );
  });
});

describe('toZoteroItem', () => {
  it('is what the connector server takes', () => {
    expect(toZoteroItem(FULL, 'maaten2024')).toEqual({
      id: 'arxiv:2401.12345',
      itemType: 'preprint',
      title: 'BERT for Schrödinger in $O(n)$',
      creators: [
        { firstName: 'Laurens', lastName: 'van der Maaten', creatorType: 'author' },
        { lastName: '张三', creatorType: 'author', fieldMode: 1 },
        { firstName: 'Martin Luther, Jr.', lastName: 'King', creatorType: 'author' },
        { lastName: 'Qwen Team', creatorType: 'author', fieldMode: 1 },
      ],
      abstractNote: 'We are 100% sure.',
      date: '2024-01-22',
      url: 'https://arxiv.org/abs/2401.12345',
      DOI: '10.1000/x',
      repository: 'arXiv',
      archiveID: 'arXiv:2401.12345',
      extra: 'arXiv:2401.12345 [cs.CL]\nCitation Key: maaten2024\nAuthors: 9, of whom 4 are named',
      tags: [{ tag: 'nlp' }, { tag: 'to read' }],
      notes: [{ note: '<p>First.</p><p>ER  - <br>&lt;b&gt;Second&lt;/b&gt; &amp; last</p>' }],
      attachments: [],
    });
  });

  it('has organisations in one piece, and no name without its suffix', () => {
    const authors = ['World Health Organization', 'Smith, John, Jr.', 'Plato, Jr.'];
    expect(toZoteroItem(makeEntry({ authors })).creators).toEqual([
      { lastName: 'World Health Organization', creatorType: 'author', fieldMode: 1 },
      { firstName: 'John, Jr.', lastName: 'Smith', creatorType: 'author' },
      { lastName: 'Plato Jr.', creatorType: 'author', fieldMode: 1 },
    ]);
    expect(toCslItem(makeEntry({ authors }), 'k').author).toEqual([
      { literal: 'World Health Organization' },
      { family: 'Smith', given: 'John', suffix: 'Jr.' },
      { family: 'Plato', suffix: 'Jr.' },
    ]);
    expect(toRis([makeEntry({ authors })], () => 'k').match(/(?<=^AU {2}- ).*(?=\r)/gm)).toEqual([
      ...['World Health Organization', 'Smith, John, Jr.', 'Plato Jr.'],
    ]);
  });

  it('is a preprint wherever preprints are kept, which every format says', () => {
    const entry = makeEntry({ id: 'doi:10.1101/2026.07.01.1' as PaperId, venue: 'bioRxiv' });
    const item = toZoteroItem(entry);
    expect(item).toMatchObject({ itemType: 'preprint', repository: 'bioRxiv' });
    expect(item).not.toHaveProperty('publicationTitle');
    const csl = toCslItem(entry, 'k');
    expect(csl).toMatchObject({ type: 'article', publisher: 'bioRxiv' });
    expect(csl).not.toHaveProperty('container-title');
    const ris = toRis([entry], () => 'k');
    expect(ris).toMatch(/^TY {2}- UNPB\r\n[\s\S]*\r\nPB {2}- bioRxiv\r\n/);
    expect(ris).not.toContain('T2  -');
    expect(toBibtex([entry])).toMatch(/^@misc\{[^@]*howpublished = \{bioRxiv\}/);
    expect(toBiblatex([entry])).toMatch(/^@online\{[^@]*howpublished = \{bioRxiv\}/);
  });

  it('is an article or a paper of a conference where the venue says so', () => {
    expect(toZoteroItem(makeEntry({ venue: 'Nature' }))).toMatchObject({
      itemType: 'journalArticle',
      publicationTitle: 'Nature',
      notes: [],
    });
    const item = toZoteroItem(makeEntry({ venue: 'ICML 2025' }));
    expect(item).toMatchObject({ itemType: 'conferencePaper', proceedingsTitle: 'ICML 2025' });
    expect(item).not.toHaveProperty('repository');
  });
});

describe('obsidianAddress', () => {
  it('names the note, and leaves its text to the clipboard', () => {
    const { paper } = FULL;
    const address = new URL(
      obsidianAddress(paper, { vault: 'My & vault', folder: '/Papers/../x' }),
    );
    expect(`${address.protocol}${address.host}${address.pathname}`).toMatch(/^obsidian:/);
    expect(Object.fromEntries(address.searchParams)).toEqual({
      vault: 'My & vault',
      file: 'Papers/x/BERT for Schrödinger in $O(n)$ (arxiv 2401.12345)',
      clipboard: '',
      silent: 'true',
    });
    expect(obsidianAddress(paper, { ifThere: 'append' })).toMatch(/&append=true$/);
  });
});

describe('FORMATS', () => {
  it('all write the same to a file as to a text, also of nothing', async () => {
    const context = { exportedAt: 0 };
    for (const format of FORMATS) {
      for (const entries of [[], [FULL], Array.from({ length: 300 }, () => FULL)]) {
        const written = await format.write(entries, context);
        const blob = await format.writeBlob(entries, context);
        const bytes = new Uint8Array(await blob.arrayBuffer());
        const expected = typeof written === 'string' ? new TextEncoder().encode(written) : written;
        expect(Buffer.compare(bytes, expected), format.id).toBe(0);
        expect(typeof written === 'string').toBe(format.isText);
      }
    }
  });

  it('write JSON that is JSON, and of nothing too', async () => {
    for (const id of ['json', 'csl-json']) {
      const format = FORMATS.find((one) => one.id === id);
      for (const entries of [[], [FULL], [FULL, FULL]]) {
        const file = JSON.parse((await format?.write(entries, { exportedAt: 0 })) as string);
        expect((file.papers ?? file).length).toBe(entries.length);
      }
    }
  });
});
