/** Tables as other programs write them, by their own headings. */
import { describe, expect, it } from 'vitest';
import { readFile } from '../../../src/formats/read';
import { fixture, idsOf, only } from '../reading';
import { table } from './table';

const NUMPY = {
  id: 'doi:10.1038/s41586-020-2649-2',
  title: 'Array programming with NumPy',
  authors: ['Charles R. Harris', 'K. Jarrod Millman', 'Stefan J. van der Walt'],
  venue: 'Nature',
  abstract: 'Array programming provides a powerful syntax.',
};

describe('a table', () => {
  const WOS = {
    'Publication Type': 'J',
    Authors: 'Harris, CR; Millman, KJ; van der Walt, SJ',
    'Book Authors': '',
    'Author Full Names': 'Harris, Charles R.; Millman, K. Jarrod; van der Walt, Stefan J.',
    'Article Title': NUMPY.title,
    'Source Title': 'NATURE',
    Language: 'English',
    'Document Type': 'Article',
    'Conference Title': '',
    'Author Keywords': 'arrays; computing',
    'Keywords Plus': 'SOFTWARE',
    Abstract: NUMPY.abstract,
    'Cited Reference Count': '60',
    Publisher: 'NATURE PORTFOLIO',
    ISBN: '',
    'Publication Date': 'SEP 17',
    'Publication Year': '2020',
    DOI: '10.1038/s41586-020-2649-2',
    'DOI Link': 'http://dx.doi.org/10.1038/s41586-020-2649-2',
    'Book DOI': '',
    'Pubmed Id': '32939066',
    'UT (Unique WOS ID)': 'WOS:000571302600010',
  };

  it.each([
    ['commas', ','],
    ['tabs', '\t'],
  ])('of Web of Science is read, with %s', async (_, delimiter) => {
    const { paper, mark } = await only(table(WOS, delimiter));
    expect(paper).toMatchObject({
      ...NUMPY,
      ...{ venue: 'NATURE', published: '2020-09-17', aliases: ['pmid:32939066'] },
    });
    expect(mark.tags).toEqual(['arrays', 'computing']);
  });

  it('of Web of Science is read by its two-letter tags', async () => {
    const { paper, mark } = await only(
      table(
        {
          ...{ PT: 'J', AU: WOS.Authors, BA: '', AF: WOS['Author Full Names'], TI: NUMPY.title },
          ...{ SO: 'NATURE', LA: 'English', DT: 'Article', DE: WOS['Author Keywords'] },
          ...{ ID: 'SOFTWARE', AB: NUMPY.abstract, NR: '60', PD: 'SEP 17', PY: '2020' },
          ...{
            DI: '10.1038/s41586-020-2649-2',
            D2: '',
            PM: '32939066',
            UT: 'WOS:1',
            DA: '2024-02-11',
          },
        },
        '\t',
      ),
    );
    expect(paper).toMatchObject({
      ...NUMPY,
      ...{ venue: 'NATURE', published: '2020-09-17', aliases: ['pmid:32939066'] },
    });
    expect(mark.tags).toEqual(['arrays', 'computing']);
  });

  const SCOPUS = {
    Authors: 'Harris C.R.; Millman K.J.; van der Walt S.J.',
    'Author full names':
      'Harris, Charles R. (57212345678); Millman, K. Jarrod (6602345678); van der Walt, Stefan J. (2434567890)',
    'Author(s) ID': '57212345678; 6602345678; 2434567890',
    Title: NUMPY.title,
    Year: '2020',
    'Source title': 'Nature',
    Volume: '585',
    'Cited by': '12000',
    DOI: '10.1038/s41586-020-2649-2',
    Link: 'https://www.scopus.com/inward/record.uri?eid=2-s2.0-85090930000',
    Abstract: NUMPY.abstract,
    'Author Keywords': 'arrays; computing',
    'Index Keywords': 'algorithm; article',
    'Document Type': 'Article',
    Source: 'Scopus',
    EID: '2-s2.0-85090930000',
  };

  it('of Scopus is read', async () => {
    const { paper, mark } = await only(table(SCOPUS));
    expect(paper).toMatchObject({ ...NUMPY, published: '2020' });
    expect(mark.tags).toEqual(['arrays', 'computing']);
    const bare = await only(table({ ...SCOPUS, 'Source title': '' }));
    expect(bare.paper.venue).toBeUndefined();
  });

  it.each([
    [
      'Harris C.R.; Millman K.J.; van der Walt S.J.',
      ['C.R. Harris', 'K.J. Millman', 'S.J. van der Walt'],
    ],
    ['Harris C.R., Millman K.J.', ['C.R. Harris', 'K.J. Millman']],
    ['Harris C.-R.', ['C.-R. Harris']],
  ])('of Scopus may have the short names alone: %s', async (authors, names) => {
    const { paper } = await only(table({ ...SCOPUS, Authors: authors, 'Author full names': '' }));
    expect(paper.authors).toEqual(names);
  });

  it('of PubMed is read', async () => {
    const { paper } = await only(
      table({
        PMID: '32939066',
        Title: `${NUMPY.title}.`,
        Authors: 'Harris CR, Millman KJ, van der Walt SJ.',
        Citation: 'Nature. 2020 Sep;585(7825):357-362. doi: 10.1038/s41586-020-2649-2.',
        'First Author': 'Harris CR',
        'Journal/Book': 'Nature',
        'Publication Year': '2020',
        'Create Date': '2020/09/17',
        PMCID: 'PMC7759461',
        'NIHMS ID': '',
        DOI: '10.1038/s41586-020-2649-2',
      }),
    );
    expect(paper).toMatchObject({
      ...{ id: NUMPY.id, aliases: ['pmid:32939066'], venue: 'Nature', published: '2020' },
      authors: ['CR Harris', 'KJ Millman', 'SJ van der Walt'],
    });
  });

  it('of Google Scholar is read', async () => {
    const { paper } = await only(
      table({
        Authors: 'Harris, Charles R; Millman, K Jarrod; ',
        ...{ Title: NUMPY.title, Publication: 'Nature', Volume: '585', Number: '7825' },
        ...{ Pages: '357-362', Year: '2020', Publisher: 'Nature Publishing Group' },
      }),
    );
    expect(paper).toMatchObject({
      ...{ title: NUMPY.title, venue: 'Nature', published: '2020' },
      authors: ['Charles R Harris', 'K Jarrod Millman'],
    });
  });

  it('of Publish or Perish is read: it counts authors, too', async () => {
    const { paper } = await only(
      table({
        ...{ Cites: '12000', Authors: 'CR Harris, KJ Millman', Title: NUMPY.title, Year: '2020' },
        ...{ Source: 'Nature', ArticleURL: 'https://www.nature.com/articles/s41586-020-2649-2' },
        ...{ Type: 'HTML', DOI: '', AuthorCount: '26', FullTextURL: 'https://example.org/a.pdf' },
      }),
    );
    expect(paper).toMatchObject({
      ...{ authors: ['CR Harris', 'KJ Millman'], authorCount: 26, venue: 'Nature' },
      links: { pdf: 'https://example.org/a.pdf' },
    });
  });

  it.each([
    ['van der Walt, Stefan J.', ['Stefan J. van der Walt']],
    ['García Márquez, Gabriel', ['Gabriel García Márquez']],
    ['OpenAI', ['OpenAI']],
  ])('of Zotero has one author as it has many: %s', async (authors, names) => {
    const { paper } = await only(
      table({
        'Item Type': 'journalArticle',
        Author: authors,
        Title: 'A',
        DOI: '10.1000/x',
        'Automatic Tags': '',
      }),
    );
    expect(paper.authors).toEqual(names);
  });

  it.each([
    ['van der Walt, Stefan J.', ['Stefan J. van der Walt']],
    ['de la Cruz, María', ['María de la Cruz']],
    ['Ada Lovelace, Alan Turing', ['Ada Lovelace', 'Alan Turing']],
    ['Lovelace, Ada', ['Ada Lovelace']],
    ['Malcolm X', ['Malcolm X']],
    ['Malcolm X; Ada Lovelace', ['Malcolm X', 'Ada Lovelace']],
    ['danah boyd, Ada Lovelace', ['danah boyd', 'Ada Lovelace']],
    ['boyd, danah', ['danah boyd']],
    ['Ada Lovelace, Martin King Jr.', ['Ada Lovelace', 'Martin King Jr.']],
    ['Lovelace, A.', ['A. Lovelace']],
  ])('of one’s own may have the author %s', async (authors, names) => {
    const { paper } = await only(table({ Title: 'A', Authors: authors, DOI: '10.1000/x' }));
    expect(paper.authors).toEqual(names);
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
        links: { page: 'http://arxiv.org/abs/1706.03762', pdf: 'https://arxiv.org/pdf/1706.03762' },
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
        note: 'Note; one',
        // Its automatic tags are those of arXiv.
        tags: ['to read', 'nlp'],
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
    expect((await only(text)).mark).toMatchObject({
      starredAt: expect.closeTo(Date.now(), -5),
      readAt: 1_706_745_600_000,
    });
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

  it('may have any number of quotation marks in a cell', async () => {
    // To look back from each of them to the first would take minutes.
    const title = `A${'"'.repeat(400_000)}`;
    const { entries } = await readFile(`title,doi,note\n${title},10.1000/a,"x;'=1"\n`);
    expect(entries.map(({ entry }) => [entry.paper.id, entry.mark.note])).toEqual([
      ['doi:10.1000/a', 'x;=1'],
    ]);
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
