import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFile } from '../../../src/formats/read';
import type { Entry } from '../../../src/paper/entry';

const fixture = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../fixtures', name), 'utf8');

async function entriesOf(text: string): Promise<Entry[]> {
  return (await readFile(text)).entries.map(({ entry }) => entry);
}

/** An entry that has an id, and these fields. */
const entryOf = (fields: string, type = 'article'): Promise<Entry[]> =>
  entriesOf(`@${type}{key,\n  eprint = {2401.12345},\n  ${fields}\n}\n`);
const paperOf = async (fields: string) => (await entryOf(fields))[0]?.paper;

describe('a BibTeX file', () => {
  it('reads what Zotero exports', async () => {
    const [attention, erdos, book, thesis] = await entriesOf(fixture('zotero.bib'));
    expect(attention).toEqual({
      paper: {
        id: 'arxiv:1706.03762',
        key: 'vaswani_attention_2023',
        fields: { accessed: '2024-02-11', language: 'en' },
        bibtex: { fields: { file: expect.stringMatching(/^arXiv\.org Snapshot:/) } },
        title: 'Attention Is All You Need',
        authors: [
          ...['Ashish Vaswani', 'Noam Shazeer', 'Niki Parmar', 'Łukasz Kaiser', 'Illia Polosukhin'],
        ],
        abstract: expect.stringMatching(/^The dominant .* over 2% \\&\.$/),
        published: '2023-08',
        links: {
          page: 'http://arxiv.org/abs/1706.03762',
          pdf: 'https://arxiv.org/pdf/1706.03762',
        },
      },
      mark: {
        id: 'arxiv:1706.03762',
        times: {},
        seq: 0,
        note: 'Comment: 15 pages, 5 figures\n\n\nMulti-head, scaled dot products.',
        tags: [
          'Computer Science - Computation and Language',
          'Computer Science - Machine Learning',
          'to read',
        ],
      },
    });
    // Zotero writes braces that BibTeX would count, and cannot be read any other way.
    expect(erdos?.paper).toMatchObject({
      id: 'doi:10.5486/pmd.1959.6.3-4.12',
      title: 'On the theory of \\{random\\} graphs, I',
      authors: ['Paul Erdős', 'Alfréd Rényi'],
      venue: 'Publicationes Mathematicae Debrecen',
    });
    expect(book?.paper.id).toBe('isbn:9780262035613');
    expect(thesis?.paper).toMatchObject({
      id: expect.stringMatching(/^title:/),
      venue: 'California Institute of Technology',
    });
  });

  it('reads what Better BibTeX exports for BibLaTeX, with macros and crossref', async () => {
    const entries = await entriesOf(fixture('better-bibtex.bib'));
    expect(entries.map(({ paper }) => paper.id)).toEqual([
      ...[
        'arxiv:1802.03426',
        'arxiv:2303.08774',
        'isbn:9780262035613',
        'doi:10.1007/978-3-319-1_5',
      ],
    ]);
    const [maaten, openai, , chapter] = entries;
    expect(maaten?.paper).toMatchObject({
      title: 'Visualizing Data Using T-SNE',
      authors: ['Laurens van der Maaten', 'Geoffrey E. Hinton'],
      venue: 'Advances in Neural Information Processing Systems 21',
      published: '2008-11',
      categories: ['stat.ML'],
      abstract: 'We present t-SNE: “better” maps, with $\\mathcal{O}(n^2)$ costs — 100 % of them.',
    });
    expect(maaten?.mark.note).toBe(
      'Read section 3.\n\nComment: an extended version\nwith two lines',
    );
    expect(openai?.paper.authors).toEqual([
      ...['OpenAI', 'Jérôme Öünal', 'Íñigo Straßer', 'Žofia de Núñez', 'Martin King Jr.'],
    ]);
    expect(chapter?.paper).toMatchObject({
      venue: 'The Whole Book',
      published: '2018',
      authors: ['John Smith Jr.'],
      authorCount: 2,
    });
  });

  it('reads what Google Scholar and DBLP give, where arXiv stands for a journal', async () => {
    const entries = await entriesOf(fixture('scholar.bib'));
    expect(entries.map(({ paper }) => [paper.id, paper.published, paper.venue])).toEqual([
      [
        expect.stringMatching(/^title:/),
        '2017',
        'Advances in neural information processing systems',
      ],
      ['arxiv:1810.04805', '2018', undefined],
      ['arxiv:1412.6980', '2014-12', undefined],
    ]);
    expect(entries[2]?.paper.title).toBe('Adam: A Method for Stochastic Optimization');
  });

  it('reads what JabRef keeps: the own comment, that it was read, groups', async () => {
    const [entry] = await entryOf(
      `readstatus = {read}, groups = {To read, Arrays}, keywords = {arrays; computing},
      comment = {For all.}, comment-ada-l = {My own.}, timestamp = {2024-02-11}`,
    );
    expect(entry?.mark).toMatchObject({
      ...{ note: 'For all.\n\nMy own.', readAt: Date.UTC(2024, 1, 11) },
      tags: ['arrays', 'computing', 'To read', 'Arrays'],
    });
    expect((await entryOf('readstatus = {skimmed}'))[0]?.mark.readAt).toBeUndefined();
    expect((await entryOf('readstatus = {read}'))[0]?.mark.readAt).toBeCloseTo(Date.now(), -6);
  });

  it.each(['read = {Yes}', 'read = {1}', 'read = {0}'])(
    'reads what Papers and BibDesk keep: %s',
    async (read) => {
      const [entry] = await entryOf(
        `${read}, date-added = {2024-02-11 13:10:55 +0100}, bdsk-url-1 = {https://example.org/a}`,
      );
      expect(entry?.mark.readAt).toBe(
        read.includes('0') ? undefined : Date.UTC(2024, 1, 11, 12, 10, 55),
      );
      expect(entry?.paper.links.page).toBe('https://example.org/a');
    },
  );

  it('reads what Mendeley keeps: tags, groups, the number in arXiv', async () => {
    const [entry] = await entriesOf(`@article{Vaswani2017,
arxivId = {1706.03762},
keywords = {nlp},
mendeley-groups = {Thesis/Chapter 2,NLP},
mendeley-tags = {nlp,to read},
title = {{Attention is all you need}},
}`);
    expect(entry?.paper.id).toBe('arxiv:1706.03762');
    expect(entry?.mark.tags).toEqual(['nlp', 'to read', 'Thesis/Chapter 2', 'NLP']);
  });

  it('leaves out of the note how often Scopus knew a paper to be cited', async () => {
    const note = 'note = {Cited by: 7310; All Open Access, Green Open Access}';
    expect((await entryOf(`source = {Scopus}, ${note}`))[0]?.mark.note).toBeUndefined();
    expect((await entryOf(note))[0]?.mark.note).toMatch(/^Cited by/);
  });

  it.each([
    ['Maaten, Laurens van der', ['Laurens van der Maaten']],
    ['van der Maaten, Laurens and Hinton, Geoffrey', ['Laurens van der Maaten', 'Geoffrey Hinton']],
    ['Laurens van der Maaten', ['Laurens van der Maaten']],
    ['{OpenAI} and {Research and Development}', ['OpenAI', 'Research and Development']],
    ['{Barnes and Noble, Inc.}', ['Barnes and Noble, Inc.']],
    ['King, Jr., Martin Luther', ['Martin Luther King Jr.']],
    ['Smith, III, John AND Doe, Jane', ['John Smith III', 'Jane Doe']],
    ['{Álvarez-León}, Jos{\\\'e} and\n  G{\\"o}del, Kurt', ['José Álvarez-León', 'Kurt Gödel']],
    ['张三 and {山田 太郎}', ['张三', '山田 太郎']],
    ['Anderson, Alexandre and Rand, Ayn', ['Alexandre Anderson', 'Ayn Rand']],
    ['', []],
  ])('reads the authors %j', async (author, names) => {
    expect((await paperOf(`author = {${author}},`))?.authors).toEqual(names);
  });

  it('knows that there are more authors than it names', async () => {
    const paper = await paperOf('author = {A B and C D and others},');
    expect(paper).toMatchObject({ authors: ['A B', 'C D'], authorCount: 3 });
  });

  it.each([
    ['year = 2017, month = jun,', '2017-06'],
    ['year = {2017}, month = {June},', '2017-06'],
    ['year = "2017", month = 6,', '2017-06'],
    ['year = {2017}, month = "12~" # jun,', '2017-06'],
    ['date = {2017-06-12/2018-01-01},', '2017-06-12'],
    ['year = {c. 1998},', '1998'],
    // The month is that of the arXiv number.
    ['year = {in press},', '2024-01'],
    ['date = {2017-13-45},', '2017'],
  ])('reads the date of %s', async (fields, published) => {
    expect((await paperOf(fields))?.published).toBe(published);
  });

  it.each([
    ['eprint = {1706.03762}, archivePrefix = {arXiv}', ['arxiv:1706.03762']],
    ['eprint = {math.GT/0309136v1}, eprinttype = {arxiv}', ['arxiv:math/0309136']],
    ['eprint = {31452104}, eprinttype = {pubmed}', ['pmid:31452104']],
    ['doi = {https://doi.org/10.1000/X_Y}', ['doi:10.1000/x_y']],
    ['doi = {10.1000/x\\_y}', ['doi:10.1000/x_y']],
    ['doi = {10.18653/v1/2025.acl-long.2}', ['acl:2025.acl-long.2']],
    ['howpublished = {\\url{https://arxiv.org/abs/1706.03762}}', ['arxiv:1706.03762']],
    ['url = {https://openreview.net/forum?id=Bx4kT9qqqq}', ['openreview:Bx4kT9qqqq']],
    [
      'doi = {10.1000/x}, note = {arXiv: 1706.03762 [cs.CL]}',
      ['arxiv:1706.03762', 'doi:10.1000/x'],
    ],
    ['url = {https://proceedings.mlr.press/v5/a.html#b}', ['url:proceedings.mlr.press/v5/a.html']],
    ['number = {2401.12345}, volume = {12}, year = {2017}', ['title:']],
  ])('knows the paper by %s', async (fields, ids) => {
    const [entry] = await entriesOf(`@misc{k, title = {A title}, ${fields}}`);
    expect([entry?.paper.id, ...(entry?.paper.aliases ?? [])]).toEqual(
      ids.map((id) => (id === 'title:' ? expect.stringMatching(/^title:/) : id)),
    );
  });

  it('reads parentheses, quotation marks, missing commas and fields in any case', async () => {
    const entries = await entriesOf(
      `@ARTICLE(one, TITLE = "A {"}title{"}", Eprint = 2401.00001)
       @article{two, title = {B} eprint = {2401.00002} }
       @article{ , title={C}, eprint={2401.00003}}@article{title = {D}, eprint = {2401.00004}}
       @comment{ @article{no, eprint={2401.00005}} } @preamble{"x" # {y}} text a@b.c {`,
    );
    expect(entries.map(({ paper }) => [paper.title, paper.id])).toEqual([
      ['A "title"', 'arxiv:2401.00001'],
      ['B', 'arxiv:2401.00002'],
      ['C', 'arxiv:2401.00003'],
      ['D', 'arxiv:2401.00004'],
    ]);
  });

  it('loses one entry where a brace is missing, or one too many, and says which', async () => {
    const text = `@article{a, title = {A}, eprint = {2401.00001}}
@article{b,
  title = {B {\\"o},
  eprint = {2401.00002},
}
  @article{c, title = {C}}, eprint = {2401.00003}}
@article{d, title = {D}, eprint = {2401.00004}}
@article{e, title = "E, eprint = {2401.00005}}
@article{f, title = {F}, eprint = {2401.00006}}
@article{g, title = {G`;
    const { entries, problems } = await readFile(text);
    expect(entries.map(({ entry, line, key }) => [entry.paper.title, line, key])).toEqual([
      ['A', 1, 'a'],
      ['D', 7, 'd'],
      ['F', 9, 'f'],
    ]);
    expect(problems.map(({ code, line, column }) => [code, line, column])).toEqual([
      ['unclosed', 2, 1],
      ['no-id', 6, undefined],
      ['unclosed', 8, 1],
      ['unclosed', 10, 1],
    ]);
  });

  it.each([
    ['{smith(2017),', 'smith(2017)'],
    ['{smith"17",', 'smith"17"'],
    ["{o'neil#17,", "o'neil#17"],
    ['{van der Maaten 2008,', 'van der Maaten 2008'],
    // Google Scholar
    ["{garc{\\'\\i}a2015survey,", "garc{\\'\\i}a2015survey"],
    ['{bj{\\"{o}}rk2010,', 'bj{\\"{o}}rk2010'],
    ['(smith17,', 'smith17'],
    ['{doi:10.1000/x<1>,', 'doi:10.1000/x<1>'],
    ['{ smith17\n ,', 'smith17'],
    ['{,', ''],
    ['{ ,', ''],
    ['{', ''],
  ])(
    'finds the entry that begins with %j, also behind one that does not end',
    async (open, key) => {
      const end = open.startsWith('(') ? ')' : '}';
      const entry = `@article${open}\n  title = {A title},\n  eprint = {2401.00002},\n${end}\n`;
      for (const before of ['', '@article{a,\n  title = {A {\\"o},\n}\n\n']) {
        const { entries, problems } = await readFile(before + entry);
        expect(entries.map(({ entry, key }) => [entry.paper.id, key])).toEqual([
          ['arxiv:2401.00002', key],
        ]);
        expect(entries[0]?.entry.paper.title).toBe('A title');
        expect(problems.map(({ code }) => code)).toEqual(before ? ['unclosed'] : []);
      }
    },
  );

  it('reads entries in round brackets, whatever their type', async () => {
    const text = `@techreport(a, author={Ada Lovelace}, year=1977, title={On T})
write to me@example.org (at home), or @someone (not here)
@phdthesis ( b ,
  title = "Of (U)", year = 1978, author = {B C}
)
@foo(c, title={V}, eprint={2401.00003})`;
    const { entries, problems } = await readFile(text);
    expect(entries.map(({ entry, key }) => [entry.paper.title, key])).toEqual([
      ['On T', 'a'],
      ['Of (U)', 'b'],
      ['V', 'c'],
    ]);
    expect(problems).toEqual([]);
  });

  it.each([
    ['{\\mnras}', 'Monthly Notices of the Royal Astronomical Society'],
    ['{{\\apj}}', 'Astrophysical Journal'],
    ['"\\prd"', 'Physical Review D'],
    ['{\\nojournal}', '\\nojournal'],
  ])('reads the journal %s as %s', async (journal, venue) => {
    expect((await paperOf(`title = {T}, journal = ${journal}`))?.venue).toBe(venue);
  });

  it.each([
    ['Keywords = {{Thermal comfort; Overheating; Energy policy}}', 3],
    ['keywords = {Thermal comfort, Overheating; Energy policy}', 3],
    ['keywords = {{Thermal, comfort}, R\\&amp;D}', 2],
  ])('splits %s into %i tags', async (keywords, count) => {
    expect((await entryOf(keywords))[0]?.mark.tags).toHaveLength(count);
  });

  it.each([
    'https://a.org/x https://b.org/y',
    'https://a.org/x, https://b.org/y',
    'https://a.org/x;https://b.org/y',
    '\\url{https://a.org/x} and \\url{https://b.org/y}',
  ])('takes the first of two addresses: %s', async (url) => {
    const { entries, problems } = await readFile(`@misc{k, title = {T}, url = {${url}}}`);
    expect(problems).toEqual([]);
    expect(entries[0]?.entry.paper.id).toBe('url:a.org/x');
  });

  it('takes no line of a field for the next entry', async () => {
    const note = ['@{x,}', '@override{}', '@ article, {', '@author{A B, C D}', 'me@book{,}}'].join(
      '\n',
    );
    const [entry] = await entryOf(`annote = {${note}}}`);
    expect(entry?.mark.note).toContain('@ article, ');
    expect(entry?.mark.note).toContain('C D');
  });

  it('counts every brace, as BibTeX does, also after a backslash', async () => {
    expect((await paperOf('title = {A \\{ b \\} c},'))?.title).toBe('A \\{ b \\} c');
    expect((await paperOf('title = {A \\textbraceleft{} b},'))?.title).toBe('A { b');
  });

  it('does not let macros that double each other fill the memory', async () => {
    const doubled = Array.from({ length: 60 }, (_, i) => `@string{x${i + 1} = x${i} # x${i}}`);
    const [entry] = await entriesOf(
      `@string{x0 = {long text }}\n${doubled.join('\n')}\n@article{k, eprint = {2401.12345}, title = x60}`,
    );
    expect(entry?.paper.title).toHaveLength(5_000);
  });
});
