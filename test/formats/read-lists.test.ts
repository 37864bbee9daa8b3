/** What other programs write, and people paste. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFile } from '../../src/formats/read';
import type { Entry } from '../../src/paper/entry';

const fixture = (name: string) =>
  readFile(readFileSync(join(import.meta.dirname, 'fixtures', name)));

const idsOf = (entries: readonly { readonly entry: Entry }[]) =>
  entries.map(({ entry }) => entry.paper.id);

/** The first entry of a text, of which all must be readable. */
async function only(text: string): Promise<Entry> {
  const { entries, problems } = await readFile(text);
  expect(problems).toEqual([]);
  expect(entries).toHaveLength(1);
  return (entries[0] as { entry: Entry }).entry;
}

describe('RIS', () => {
  it('is read as Zotero writes it: a byte order mark, CRLF, notes in HTML', async () => {
    const { format, entries, problems } = await fixture('zotero.ris');
    expect({ format, problems }).toEqual({ format: 'ris', problems: [] });
    expect(entries.map(({ line }) => line)).toEqual([1, 28, 37, 45]);
    const [numpy, book, preprint, thesis] = entries.map(({ entry }) => entry);
    expect(numpy).toEqual({
      paper: {
        id: 'doi:10.1038/s41586-020-2649-2',
        title: 'Array programming with NumPy',
        authors: ['Charles R. Harris', 'K. Jarrod Millman', 'Stéfan J. van der Walt'],
        // A line that has no tag goes on with the one before.
        abstract:
          'Array programming provides a powerful, compact and expressive syntax\nfor accessing, manipulating and operating on data in vectors.',
        published: '2020-09',
        venue: 'Nature',
        links: {
          page: 'https://www.nature.com/articles/s41586-020-2649-2',
          pdf: 'https://www.nature.com/articles/s41586-020-2649-2.pdf',
        },
      },
      mark: {
        id: 'doi:10.1038/s41586-020-2649-2',
        times: {},
        seq: 0,
        note: '<p>A <b>note</b> of one paragraph.</p>\n\nSecond note',
        tags: ['Computational science', 'Software'],
      },
    });
    expect(book?.paper).toMatchObject({
      id: 'isbn:9780262035613',
      authors: ['Ian Goodfellow', 'Martin Luther King Jr.'],
    });
    // It has no ER.
    expect(preprint?.paper).toMatchObject({
      id: 'arxiv:1706.03762',
      authors: ['Ashish Vaswani'],
      authorCount: 2,
      published: '2023-08-02',
    });
    expect(thesis?.paper.title).toBe('A thesis without anything');
  });

  it.each([
    ['one blank before the hyphen', 'TY - JOUR\nTI - A title\nDO - 10.1000/x\nER -\n'],
    ['no end at all', 'TY  - JOUR\nTI  - A title\nDO  - 10.1000/x'],
    [
      'lines indented, and text before',
      'Provider: X\n\n  TY  - JOUR\n  T1  - A title\n  DO  - 10.1000/x\n',
    ],
    ['CR alone', 'TY  - JOUR\rTI  - A title\rDO  - 10.1000/x\rER  - \r'],
  ])('is read with %s', async (_, text) => {
    expect((await only(text)).paper).toMatchObject({ id: 'doi:10.1000/x', title: 'A title' });
  });

  it.each([
    // Zotero's "Extra".
    ['DO  - 10.1000/a\nM2  - PMID: 5\nPMCID: PMC1', ['doi:10.1000/a', 'pmid:5'], undefined],
    [
      'DO  - 10.1000/a\nM2  - arXiv:2401.00002 [cs]',
      ['arxiv:2401.00002', 'doi:10.1000/a'],
      undefined,
    ],
    // What the reader says of another paper.
    ['DO  - 10.1000/a\nN1  - arXiv:2401.00002', ['doi:10.1000/a'], 'arXiv:2401.00002'],
    ['DO  - 10.1000/a\nN1  - PMID: 5', ['doi:10.1000/a'], 'PMID: 5'],
    ['SP  - 5\nN1  - arXiv:2401.00002', ['arxiv:2401.00002'], undefined],
    // EndNote, of what it found in PubMed; and of what it did not.
    [
      'DO  - 10.1000/a\nAN  - 32939066\nDB  - PubMed',
      ['doi:10.1000/a', 'pmid:32939066'],
      undefined,
    ],
    ['DO  - 10.1000/a\nAN  - 32939066\nDP  - NLM', ['doi:10.1000/a', 'pmid:32939066'], undefined],
    ['DO  - 10.1000/a\nAN  - 32939066\nDB  - Scopus', ['doi:10.1000/a'], undefined],
    // Scopus writes this into the notes.
    [
      'DO  - 10.1000/a\nDB  - Scopus\nN1  - Cited By :5\nN1  - Export Date: 11 May 2024',
      ['doi:10.1000/a'],
      undefined,
    ],
    ['DO  - 10.1000/a\nDB  - Scopus\nN1  - Mine\nN1  - Cited By :5', ['doi:10.1000/a'], 'Mine'],
  ])('has with %j the ids %j and the note %j', async (lines, ids, note) => {
    const { paper, mark } = await only(`TY  - JOUR\nTI  - A\n${lines}\nER  - \n`);
    expect([paper.id, ...(paper.aliases ?? [])]).toEqual(ids);
    expect(mark.note).toBe(note);
  });

  it('has titles in HTML, of Zotero and of publishers, whose words are read', async () => {
    const text =
      'TY  - JOUR\nTI  - The <i>E. coli</i> genome &amp; a < b\nDO  - 10.1000/x\nER  - \n';
    expect((await only(text)).paper.title).toBe('The E. coli genome & a < b');
  });

  it('may say of one paper the same thing 250,000 times', async () => {
    const keywords = Array.from({ length: 250_000 }, (_, i) => `KW  - ${i % 7}\n`).join('');
    const { mark } = await only(`TY  - JOUR\nTI  - A title\nDO  - 10.1000/x\n${keywords}ER  - \n`);
    expect(mark.tags).toEqual(['0', '1', '2', '3', '4', '5', '6']);
  });

  it('may have as many titles as places that are none', async () => {
    const lines = (line: string) => `${line}\n`.repeat(100_000);
    const text = `TY  - JOUR\nDO  - 10.1000/x\n${lines('TI  - A title')}${lines('T2  - arXiv')}`;
    expect((await only(`${text}JO  - Nature\n`)).paper.venue).toBe('Nature');
  });
});

describe('CSL-JSON', () => {
  it('is read as Zotero writes it', async () => {
    const { format, entries, problems } = await fixture('zotero.csl.json');
    expect({ format, problems }).toEqual({ format: 'csl-json', problems: [] });
    const [attention, numpy] = entries;
    expect(attention).toMatchObject({ line: 2, key: 'vaswani2023' });
    expect(attention?.entry).toEqual({
      paper: {
        id: 'arxiv:1706.03762',
        title: 'Attention Is All You Need',
        authors: ['Ashish Vaswani', 'Laurens van der Maaten', 'OpenAI'],
        abstract: 'The dominant models.',
        published: '2023-08-02',
        links: { page: 'http://arxiv.org/abs/1706.03762' },
      },
      // What Zotero keeps in "Extra" comes as a note: of it, this line is the reader's.
      mark: { id: 'arxiv:1706.03762', times: {}, seq: 0, note: 'Read again' },
    });
    expect(numpy?.entry.paper).toMatchObject({ published: '2020-09', venue: 'Nature' });
    expect(idsOf(entries).slice(2)).toEqual(['isbn:9780262035613', 'pmid:31452104']);
  });

  it.each([
    // What Zotero has no field for.
    ['"DOI":"10.1000/a"', 'PMID: 5\\nMine', ['doi:10.1000/a', 'pmid:5'], 'Mine'],
    [
      '"DOI":"10.1000/a"',
      'arXiv:2401.00002 [cs]',
      ['arxiv:2401.00002', 'doi:10.1000/a'],
      undefined,
    ],
    ['"PMID":"5"', 'DOI: 10.1000/b\\nMine', ['doi:10.1000/b', 'pmid:5'], 'Mine'],
    [
      '"DOI":"10.1000/a"',
      'PMCID: PMC1\\nPMID: 5\\nMine',
      ['doi:10.1000/a', 'pmid:5'],
      'PMCID: PMC1\nMine',
    ],
    ['"x":1', 'Mine\\nDOI: 10.1000/b', ['doi:10.1000/b'], 'Mine'],
    ['"x":1', 'arXiv:2401.00002\\narXiv:2401.00003', ['arxiv:2401.00002'], 'arXiv:2401.00003'],
    // What the reader says of another paper.
    ['"number":"arXiv:2401.00003"', 'arXiv:2401.00002', ['arxiv:2401.00003'], 'arXiv:2401.00002'],
    ['"DOI":"10.1000/b"', 'See\\ndoi:10.1000/a', ['doi:10.1000/b'], 'See\ndoi:10.1000/a'],
    ['"DOI":"10.1000/b"', 'arXiv:2401.00002', ['doi:10.1000/b'], 'arXiv:2401.00002'],
    [
      '"DOI":"10.1000/b"',
      'See\\narXiv:2401.00002 [cs]',
      ['doi:10.1000/b'],
      'See\narXiv:2401.00002 [cs]',
    ],
    ['"DOI":"10.1000/b"', 'See\\nPMID: 5', ['doi:10.1000/b'], 'See\nPMID: 5'],
  ])('has with %s and the note %j the ids %j', async (field, note, ids, left) => {
    const { entries } = await readFile(
      `[{"title":"A","type":"article",${field},"note":"${note}"}]`,
    );
    const { paper, mark } = entries[0]?.entry ?? {};
    expect([paper?.id, ...(paper?.aliases ?? [])]).toEqual(ids);
    expect(mark?.note).toBe(left);
  });

  it('is read as doi.org gives it: the markup of titles and abstracts is none of the text', async () => {
    const { paper } = await only(
      JSON.stringify({
        ...{
          type: 'article-journal',
          DOI: '10.1000/x',
          title: 'The <i>in vivo</i> H<sub>2</sub>O &amp; a < b',
        },
        abstract:
          '<jats:title>Abstract</jats:title><jats:p>One <jats:italic>word</jats:italic>.</jats:p>\n<jats:p>Two.</jats:p>',
        'container-title': 'Science &amp; more',
      }),
    );
    expect(paper).toMatchObject({
      ...{ title: 'The in vivo H2O & a < b', venue: 'Science & more' },
      abstract: 'One word.\nTwo.',
    });
  });

  it('is read in an object, and with what is no item in it', async () => {
    const item = '{"type":"book","title":"A","DOI":"10.1000/a"}';
    const { entries, problems } = await readFile(`{"x": 1, "items": [${item}, 5, null]}`);
    expect(idsOf(entries)).toEqual(['doi:10.1000/a']);
    expect(problems).toEqual([]);
    const list = await readFile(`[${item}, 5, "x", []]`);
    expect(list.entries).toHaveLength(1);
    expect(list.problems.map(({ code }) => code)).toEqual(['broken', 'broken', 'broken']);
  });
});

describe('CSV', () => {
  it('is read as Zotero exports it', async () => {
    const { format, entries, problems } = await fixture('zotero.csv');
    expect({ format, problems }).toEqual({ format: 'csv', problems: [] });
    expect(entries.map(({ line }) => line)).toEqual([2, 4, 5]);
    const [attention, book, numpy] = entries.map(({ entry }) => entry);
    expect(attention).toEqual({
      paper: {
        id: 'arxiv:1706.03762',
        title: 'Attention Is All You Need',
        authors: ['Ashish Vaswani', 'Noam Shazeer', 'Łukasz Kaiser'],
        abstract: 'The dominant "sequence" models,\non two lines.',
        published: '2023-08-02',
        links: { page: 'http://arxiv.org/abs/1706.03762' },
        seen: {
          site: 'zotero',
          url: 'http://arxiv.org/abs/1706.03762',
          at: Date.parse('2024-02-11 13:10:55'),
        },
      },
      mark: {
        id: 'arxiv:1706.03762',
        times: {},
        seq: 0,
        note: '<p>Note; one</p>',
        tags: ['to read', 'nlp', 'Computer Science - Computation and Language'],
      },
    });
    expect(book?.paper.id).toBe('isbn:9780262035613');
    // The apostrophe that kept a spreadsheet from running it is gone.
    expect(numpy?.paper.title).toBe('=Array programming with NumPy');
  });

  it.each([
    ['tabs', 'Title\tAuthors\tDOI\nA title\tLovelace, Ada; Turing, Alan\t10.1000/x\n'],
    [
      'semicolons',
      'title;author(s);doi link\nA title;Ada Lovelace and Alan Turing;https://doi.org/10.1000/x',
    ],
    [
      'a line for Excel',
      'sep=,\r\nPaper Title,By,Link\r\nA title,"Ada Lovelace, Alan Turing",https://doi.org/10.1000/x\r\n',
    ],
    ['CR alone', 'title,authors,doi\rA title,Ada Lovelace; Alan Turing,10.1000/x\r'],
    [
      'blank lines and short rows',
      'title,authors,doi,year\n\n,,,\nA title,Ada Lovelace; Alan Turing,10.1000/x\n',
    ],
  ])('is read with %s', async (_, text) => {
    expect((await only(text)).paper).toMatchObject({
      id: 'doi:10.1000/x',
      title: 'A title',
      authors: ['Ada Lovelace', 'Alan Turing'],
    });
  });

  it('knows a list of links with a header, and yes for starred', async () => {
    const text = 'url,starred,read\nhttps://arxiv.org/abs/2401.12345,yes,2024-02-01T00:00:00Z\n';
    expect((await only(text)).mark).toMatchObject({ starredAt: 0, readAt: 1_706_745_600_000 });
  });

  it.each([
    ['10.1000/a', 'arXiv:2401.00002', ['doi:10.1000/a'], 'arXiv:2401.00002'],
    ['', 'arXiv:2401.00002', ['arxiv:2401.00002'], undefined],
  ])('has with the DOI %j and the note %j the ids %j', async (doi, text, ids, note) => {
    const { paper, mark } = await only(`title,doi,note\nA,${doi},${text}\n`);
    expect([paper.id, ...(paper.aliases ?? [])]).toEqual(ids);
    expect(mark.note).toBe(note);
  });

  it('goes on behind a row whose quotation mark is missing', async () => {
    const rows = ['title,doi', 'A,10.1000/a', '"B,10.1000/b', 'C,10.1000/c', '"D",10.1000/d'];
    const { entries, problems } = await readFile(rows.join('\n'));
    expect(idsOf(entries)).toEqual(['doi:10.1000/a', 'doi:10.1000/c', 'doi:10.1000/d']);
    expect(problems).toMatchObject([{ code: 'unclosed', line: 3 }]);
  });

  it('may have a quotation mark too much in every line', async () => {
    const { entries, problems } = await readFile(
      `title,doi\nA,10.1000/a\n${'"a\n'.repeat(8_000_000)}`,
    );
    expect(idsOf(entries)).toEqual(['doi:10.1000/a']);
    expect(problems[0]).toMatchObject({ code: 'unclosed', line: 3 });
  });

  it('knows a cell for closed wherever the text is cut to look at it', async () => {
    for (let blanks = 0; blanks < 40; blanks += 3) {
      for (const length of [19_970, 20_000]) {
        const note = `"a\n${'b'.repeat(length)}"${' '.repeat(blanks)}`;
        const { entries, problems } = await readFile(
          `doi,note,title\n10.1000/a,${note},A\n10.1000/b,,${'b'.repeat(500)}\n`,
        );
        expect(problems).toEqual([]);
        expect(entries.map(({ entry }) => entry.mark.note?.length)).toEqual([
          length + 2,
          undefined,
        ]);
      }
    }
  });
});

describe('PaperMemory’s export', () => {
  it('is read in all its ages', async () => {
    const { format, entries, problems } = await fixture('papermemory.json');
    expect({ format, problems }).toEqual({ format: 'papermemory', problems: [] });
    expect(idsOf(entries)).toEqual([
      ...['arxiv:1706.03762', 'arxiv:math/0309136', 'doi:10.1000/neurips.1'],
      'url:openaccess.thecvf.com/content_CVPR_2020/papers/Some_CVPR_2020_paper.pdf',
      ...['openreview:Bx4kT9qqqq', 'arxiv:1810.04805'],
    ]);
    const [attention, old, neurips, , review, bert] = entries.map(({ entry }) => entry);
    expect(attention).toEqual({
      paper: {
        id: 'arxiv:1706.03762',
        title: 'Attention Is All You Need',
        authors: ['Ashish Vaswani', 'Noam Shazeer', 'Łukasz Kaiser'],
        published: '2017',
        venue: 'NeurIPS',
        categories: ['cs.CL'],
        links: {
          page: 'https://arxiv.org/abs/1706.03762',
          pdf: 'https://arxiv.org/pdf/1706.03762.pdf',
          code: 'https://github.com/tensorflow/tensor2tensor',
        },
        seen: {
          site: 'papermemory',
          url: 'https://arxiv.org/abs/1706.03762',
          at: Date.parse('2022-05-01T10:00:00Z'),
        },
      },
      // The note was written by a machine, and says the venue.
      mark: {
        id: 'arxiv:1706.03762',
        times: {},
        seq: 0,
        starredAt: Date.parse('2022-05-02T10:00:00Z'),
        readAt: Date.parse('2023-01-01T00:00:00Z'),
        tags: ['nlp', 'transformers'],
      },
    });
    expect(old?.paper.published).toBeUndefined();
    expect(old?.mark.note).toBe('my own\nnote');
    expect(neurips).toMatchObject({
      paper: { published: '2021', venue: 'NeurIPS 2021' },
      mark: { note: 'And mine' },
    });
    expect(review?.paper.links.page).toBe('https://openreview.net/forum?id=Bx4kT9qqqq');
    expect(bert?.paper).toMatchObject({ published: '2018' });
  });

  it.each([
    ['Accepted @ NeurIPS (2017)', 'NeurIPS (2017)', undefined],
    ['Accepted @ NeurIPS (2017) read section 3', 'NeurIPS (2017)', 'read section 3'],
    ['Accepted @ NeurIPS (2017)\nand mine', 'NeurIPS (2017)', 'and mine'],
    ['Published @ Nature 2020 -- [dblp.org] mine', 'Nature 2020', 'mine'],
    ['Accepted @ ICCV (ICCV) -- [crossref.org]\n\nmine', 'ICCV (ICCV)', 'mine'],
    ['Under review @ ICLR', 'ICLR', undefined],
    ['Accepted @ work, see the mail of Ada', undefined, 'Accepted @ work, see the mail of Ada'],
  ])('has in the note %j the venue %j and the reader’s words %j', async (note, venue, own) => {
    const paper = { id: 'Arxiv-1706.03762', title: 'A', pdfLink: '', note };
    const { paper: read, mark } = await only(JSON.stringify([paper]));
    expect([read.venue, mark.note]).toEqual([venue, own]);
  });

  it('is read as a list too', async () => {
    const paper = { id: 'Arxiv-1706.03762', title: 'A', favorite: true, pdfLink: '', tags: 'a, b' };
    const { mark } = await only(JSON.stringify([paper]));
    expect(mark).toMatchObject({ id: 'arxiv:1706.03762', starredAt: 0, tags: ['a', 'b'] });
  });
});

describe('bookmarks', () => {
  it('are those that lead to a paper, starred when they were added', async () => {
    const { format, entries, problems } = await fixture('bookmarks.html');
    expect({ format, problems }).toEqual({ format: 'bookmarks', problems: [] });
    expect(entries.map(({ line, entry: { paper, mark } }) => [line, paper.title, mark])).toEqual([
      [
        11,
        'Attention Is All You Need',
        {
          ...{ id: 'arxiv:1706.03762', times: {}, seq: 0, starredAt: 1_700_000_002_000 },
          note: 'Read <b>again</b>',
          tags: ['Papers & more', 'nlp', 'to read'],
        },
      ],
      [
        13,
        'A "quoted" title',
        {
          ...{ id: 'arxiv:2401.12345', times: {}, seq: 0, starredAt: 1_700_000_003_000 },
          tags: ['Papers & more'],
        },
      ],
      [
        14,
        'Some title',
        {
          ...{ id: 'openreview:Bx4kT9qqqq', times: {}, seq: 0, starredAt: 1_700_000_004_000 },
          tags: ['Papers & more'],
        },
      ],
      [
        19,
        'Array programming',
        {
          ...{ id: 'doi:10.1038/s41586-020-2649-2', times: {}, seq: 0 },
          starredAt: 1_700_000_007_000,
        },
      ],
    ]);
  });

  it('may have signs of tags in their attributes', async () => {
    const link =
      '<A HREF="https://arxiv.org/abs/1706.03762" TAGS="a>b,<a c" ADD_DATE="5">A title</A>';
    const { paper, mark } = await only(`<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><DT>${link}</DL>`);
    expect(paper.title).toBe('A title');
    expect(mark).toMatchObject({ tags: ['a>b', '<a c'], starredAt: 5_000 });
  });

  it.each([
    ['tags that do not close', '<A HREF="x" '.repeat(500_000)],
    ['notes that do not close', '<dd x'.repeat(500_000)],
    ['quotation marks that do not close', '<a href="'.repeat(500_000)],
    [
      'a title of blanks',
      `<A HREF="https://arxiv.org/abs/1706.03763">A${' '.repeat(1_000_000)}b</A>`,
    ],
    [
      'folders in folders',
      `${'<H3>x</H3><DL>'.repeat(40_000)}${'<A HREF="https://arxiv.org/abs/1706.03763">y</A>'.repeat(40_000)}`,
    ],
  ])('may hold %s', async (_, text) => {
    const link = '<DT><A HREF="https://arxiv.org/abs/1706.03762">A title</A>\n';
    const head = '<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL>';
    const { entries } = await readFile(`${head}${link}${text}\n</DL>`);
    expect(entries[0]?.entry.paper).toMatchObject({ id: 'arxiv:1706.03762', title: 'A title' });
  });

  it('with no paper among them say so', async () => {
    const { entries, problems } = await readFile('<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL></DL>');
    expect(entries).toEqual([]);
    expect(problems).toEqual([{ line: 0, code: 'nothing', detail: '' }]);
  });
});

describe('a pasted list', () => {
  it('is read by its links and ids, wherever they stand', async () => {
    const { format, entries, problems } = await fixture('links.txt');
    expect(format).toBe('links');
    expect(entries.map(({ entry, line }) => [entry.paper.id, line])).toEqual([
      ['arxiv:1706.03762', 1],
      ['arxiv:2401.12345', 2],
      ['arxiv:math/0309136', 3],
      ['doi:10.1038/s41586-020-2649-2', 5],
      ['openreview:Bx4kT9qqqq', 5],
      ['doi:10.1016/s0004-3702(99)00001-1', 6],
      ['pmid:31452104', 6],
      ['acl:2025.acl-long.2', 7],
    ]);
    expect(entries[3]?.entry.paper.title).toBe('Array programming with NumPy');
    expect(problems).toEqual([
      { line: 8, column: 1, code: 'no-id', detail: 'https://example.org/nothing' },
    ]);
  });

  it.each([
    // As browsers show addresses.
    ['arxiv.org/abs/1706.03762', ['arxiv:1706.03762']],
    [
      '- www.arxiv.org/pdf/1706.03762v2.\n- openreview.net/forum?id=YicbFdNTTy, doi.org/10.1000/x',
      ['arxiv:1706.03762', 'openreview:YicbFdNTTy', 'doi:10.1000/x'],
    ],
    ['me@arxiv.org/abs/1706.03762 https://example.org/arxiv.org/abs/1810.04805', []],
    ['https://arxiv.org/abs/1706.03762|Attention', ['arxiv:1706.03762']],
    // None of these is the heading of a table.
    ['PMID 31452105', ['pmid:31452105']],
    ['PMID: 31452105\nPMID: 31452104', ['pmid:31452105', 'pmid:31452104']],
    ['arXiv: 2401.12345', ['arxiv:2401.12345']],
    ['DOI: 10.1000/5\nDOI: 10.1000/6', ['doi:10.1000/5', 'doi:10.1000/6']],
    [
      'Harris CR et al. Nature 2020 (PMID 32939066), and PMID  31452105.',
      ['pmid:32939066', 'pmid:31452105'],
    ],
    // As PubMed itself cites; the other number is that of the same paper in PubMed Central.
    ['PMID: 32939066; PMCID: PMC7759461.', ['pmid:32939066']],
    ['doi:10.1016/S0004-3702(99)00001-1', ['doi:10.1016/s0004-3702(99)00001-1']],
    [
      '10.1000/a;10.1000/b,https://doi.org/10.1000/c',
      ['doi:10.1000/a', 'doi:10.1000/b', 'doi:10.1000/c'],
    ],
    ['doi:10.1000/a,doi:10.1000/b', ['doi:10.1000/a', 'doi:10.1000/b']],
    [
      'PMID: 32939066 DOI: 10.1038/s41586-020-2649-2',
      ['pmid:32939066', 'doi:10.1038/s41586-020-2649-2'],
    ],
    [
      '10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O, and more',
      ['doi:10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o'],
    ],
    [
      'https://doi.org/10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O\n10.1000/x<br>',
      ['doi:10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o', 'doi:10.1000/x'],
    ],
    [
      'doi: 10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O',
      ['doi:10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o'],
    ],
    [
      '<p>10.1000/x</p>, <a href="https://doi.org/10.1000/y">z</a>',
      ['doi:10.1000/x', 'doi:10.1000/y'],
    ],
  ])('finds in %j the papers %j', async (text, ids) => {
    expect(idsOf((await readFile(text)).entries)).toEqual(ids);
  });
});
