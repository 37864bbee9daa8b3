import { describe, expect, it } from 'vitest';
import { readFile } from '../../../src/formats/read';
import { fixture, only } from '../reading';

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

  it.each([
    ['PERSONAL_TOOLBAR_FOLDER="true"', 'Lesezeichen-Symbolleiste', undefined],
    ['ADD_DATE="1" UNFILED_BOOKMARKS_FOLDER="true"', 'Otros marcadores', undefined],
    ['FOLDED id="com.apple.ReadingList"', '阅读列表', undefined],
    // A folder of the user's own may be called as a browser's.
    ['ADD_DATE="1"', 'Favorites', ['Favorites']],
    ['', 'Imported', ['Imported']],
    ['ADD_DATE="1" PERSONAL_TOOLBAR_FOLDER="false"', 'Mine', ['Mine']],
  ])('have the folder <H3 %s>%s as the tags %j', async (attributes, name, tags) => {
    const link = '<A HREF="https://arxiv.org/abs/1706.03762" ADD_DATE="5">A title</A>';
    const { mark } = await only(
      `<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><DT><H3 ${attributes}>${name}</H3><DL><DT>${link}</DL></DL>`,
    );
    expect(mark.tags).toEqual(tags);
  });

  it('that are called PDF have no title, and those without a date are starred now', async () => {
    const link = '<A HREF="https://arxiv.org/abs/1706.03762">PDF</A>';
    const { entries, problems } = await readFile(
      `<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><DT>${link}</DL>`,
    );
    expect(problems).toMatchObject([{ code: 'no-title' }]);
    expect(entries[0]?.entry).toMatchObject({
      paper: { title: 'arxiv:1706.03762' },
      mark: { starredAt: expect.closeTo(Date.now(), -6) },
    });
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
      `${'<H3>x</H3><DL>'.repeat(20_000)}${'<A HREF="https://arxiv.org/abs/1706.03763">y</A>'.repeat(20_000)}`,
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
