import { describe, expect, it } from 'vitest';
import { fixture, only } from '../reading';

describe('RIS', () => {
  it('is read as Zotero writes it: a byte order mark, CRLF, notes in HTML', async () => {
    const { format, entries, problems } = await fixture('zotero.ris');
    expect({ format, problems }).toEqual({ format: 'ris', problems: [] });
    expect(entries.map(({ line }) => line)).toEqual([1, 28, 37, 45]);
    const [numpy, book, preprint, thesis] = entries.map(({ entry }) => entry);
    expect(numpy).toEqual({
      paper: {
        id: 'doi:10.1038/s41586-020-2649-2',
        type: 'article-journal',
        fields: {
          ...{ volume: '585', issue: '7825', page: '357-362', language: 'en' },
          ...{ ISSN: '1476-4687', accessed: '2024-02-11', source: 'www.nature.com' },
        },
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
        note: 'A **note** of one paragraph.\n\nSecond note',
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

  it('may have U+2028 in a line, which ends none', async () => {
    const { paper, mark } = await only(
      'TY  - JOUR\nTI  - A\u2028B\nDO  - 10.1000/a\nKW  - x\nN1  - Mine\u2028too\nER  - \n',
    );
    expect([paper.title, mark.tags, mark.note]).toEqual(['A B', ['x'], 'Mine\u2028too']);
  });

  it('has several keywords in one line, as Web of Science writes them', async () => {
    const { mark } = await only(
      'TY  - JOUR\nTI  - A\nDO  - 10.1000/a\nKW  - wire; R&amp;D\nKW  - thin film\nER  - \n',
    );
    expect(mark.tags).toEqual(['wire', 'R&D', 'thin film']);
  });

  it('is a book by its ISBN, whatever its note names', async () => {
    const { paper, mark } = await only(
      'TY  - BOOK\nTI  - A\nSN  - 978-0-262-03561-3\nN1  - arXiv:2401.00002\nER  - \n',
    );
    expect([paper.id, paper.aliases]).toEqual(['isbn:9780262035613', undefined]);
    expect(mark.note).toBe('arXiv:2401.00002');
  });

  it('has titles in HTML, of Zotero and of publishers, whose words are read', async () => {
    const text =
      'TY  - JOUR\nTI  - The <i>E. coli</i> genome &amp; a < b\nDO  - 10.1000/x\nER  - \n';
    expect((await only(text)).paper.title).toBe('The E. coli genome & a < b');
  });

  it('has of a talk the proceedings, where Zotero puts them', async () => {
    const lines = 'TI  - A\nDO  - 10.1000/x\nC3  - Proceedings of X\nPB  - ACM\nER  - \n';
    expect((await only(`TY  - CONF\n${lines}`)).paper.venue).toBe('Proceedings of X');
    expect((await only(`TY  - ART\n${lines}`)).paper.venue).toBe('ACM');
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
