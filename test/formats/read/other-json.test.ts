/** JSON of programs that are no citation processors. */
import { describe, expect, it } from 'vitest';
import { readFile } from '../../../src/formats/read';
import { idsOf, only } from '../reading';

const THINGS = {
  title: 'A Study of Things',
  authors: ['Ada Lovelace', 'Charles Babbage'],
  abstract: 'On things.',
  venue: 'Journal of Things',
};
const AT = Date.parse('2024-02-11T13:10:55Z');
const ITEM = {
  key: 'ABCD2345',
  itemType: 'journalArticle',
  title: THINGS.title,
  creators: [
    { firstName: 'Ada', lastName: 'Lovelace', creatorType: 'author' },
    { name: 'Charles Babbage', creatorType: 'author' },
    { firstName: 'No', lastName: 'Author', creatorType: 'editor' },
  ],
  abstractNote: THINGS.abstract,
  publicationTitle: THINGS.venue,
  date: '1843-10-01',
  DOI: '10.1000/things',
  url: 'https://example.org/things',
  extra: 'PMID: 32939066\nMine in Extra.',
  dateAdded: '2024-02-11T13:10:55Z',
};
const EXPECTED = {
  ...{ ...THINGS, id: 'doi:10.1000/things', aliases: ['pmid:32939066'], published: '1843-10-01' },
  links: { page: 'https://example.org/things' },
};

describe('Zotero’s JSON', () => {
  it('of Better BibTeX is read whole', async () => {
    const { paper, mark } = await only(
      JSON.stringify({
        config: { id: 'a', label: 'BetterBibTeX JSON', options: { exportNotes: true } },
        version: { zotero: '7', bbt: '7' },
        collections: { X: { key: 'X', name: 'Things', items: [1], collections: [] } },
        items: [
          {
            ...{ ...ITEM, itemID: 1, citationKey: 'lovelace1843study' },
            tags: [{ tag: 'own' }, { tag: 'theirs', type: 1 }, 'bare'],
            notes: [{ key: 'N', note: 'First.' }, 'Second.'],
            attachments: [{ url: 'https://example.org/things.pdf', path: 'things.pdf' }],
          },
        ],
      }),
    );
    expect(paper).toMatchObject({
      ...EXPECTED,
      links: { page: 'https://example.org/things', pdf: 'https://example.org/things.pdf' },
      seen: { site: 'zotero', at: AT },
    });
    expect(mark.tags).toEqual(['own', 'bare']);
    expect(mark.note).toBe('Mine in Extra.\n\nFirst.\n\nSecond.');
  });

  it('of its interface has notes and annotations beside their papers, in any order', async () => {
    const item = (data: object) => ({
      key: 'K',
      version: 1,
      library: {},
      links: {},
      meta: {},
      data,
    });
    const file = [
      item({ key: 'N1', itemType: 'note', parentItem: 'ABCD2345', note: 'Early.', tags: [] }),
      item({ ...ITEM, tags: [{ tag: 'own' }, { tag: 'theirs', type: 1 }] }),
      item({ key: 'F1', itemType: 'attachment', parentItem: 'ABCD2345', title: 'PDF' }),
      item({
        ...{ key: 'A1', itemType: 'annotation', parentItem: 'F1', annotationText: 'Marked\nwords' },
        annotationComment: 'Indeed.',
      }),
      item({ key: 'N2', itemType: 'note', parentItem: 'GONE', note: 'Of nothing.' }),
    ];
    const { format, entries, problems } = await readFile(JSON.stringify(file, null, 2));
    expect(format).toBe('zotero-json');
    expect(entries).toMatchObject([
      { line: 16, entry: { paper: EXPECTED, mark: { tags: ['own'] } } },
    ]);
    expect(entries[0]?.entry.mark.note).toBe(
      'Mine in Extra.\n\nEarly.\n\n> Marked\n> words\n\nIndeed.',
    );
    expect(problems).toMatchObject([{ code: 'no-id', detail: 'Of nothing.' }]);
  });
});

describe('JSON of a database', () => {
  it('Semantic Scholar is read', async () => {
    const paper = {
      paperId: '649def34f8be52c8b66281af98ae884c09aef38b',
      externalIds: { ArXiv: '2401.12345', DOI: '10.1000/things', PubMed: 32939066, CorpusId: 1 },
      ...{ title: THINGS.title, abstract: THINGS.abstract, venue: THINGS.venue, year: 1843 },
      publicationDate: '1843-10-01',
      authors: [
        { authorId: '1', name: 'Ada Lovelace' },
        { authorId: null, name: 'Charles Babbage' },
      ],
      url: 'https://www.semanticscholar.org/paper/649def34f8be52c8b66281af98ae884c09aef38b',
      openAccessPdf: { url: 'https://example.org/things.pdf', status: 'GREEN' },
    };
    const expected = {
      ...{ ...THINGS, id: 'arxiv:2401.12345', published: '1843-10-01' },
      aliases: ['doi:10.1000/things', 'pmid:32939066'],
      links: { pdf: 'https://example.org/things.pdf' },
    };
    for (const file of [
      { total: 1, data: [paper] },
      [paper],
      paper,
      { data: [{ citedPaper: paper }] },
    ]) {
      expect((await only(JSON.stringify(file))).paper).toMatchObject(expected);
    }
    const { references, ...rest } = { ...paper, references: [{ paperId: 'x', title: 'Another' }] };
    const whole = await readFile(JSON.stringify({ ...rest, references }));
    expect(idsOf(whole.entries)).toEqual(['arxiv:2401.12345']);
  });

  it('OpenAlex is read, and its abstract put together', async () => {
    const work = {
      id: 'https://openalex.org/W2741809807',
      doi: 'https://doi.org/10.1000/things',
      title: THINGS.title,
      display_name: THINGS.title,
      publication_date: '1843-10-01',
      type: 'article',
      ids: { pmid: 'https://pubmed.ncbi.nlm.nih.gov/32939066' },
      primary_location: {
        landing_page_url: 'https://example.org/things',
        pdf_url: 'https://example.org/things.pdf',
        source: { display_name: THINGS.venue },
      },
      authorships: THINGS.authors.map((name) => ({ author: { display_name: name } })),
      abstract_inverted_index: { 'things.': [1], On: [0], x: [-1, 1e9, 'y'] },
      referenced_works: ['https://openalex.org/W1'],
    };
    const file = { meta: { count: 1 }, results: [work], group_by: [] };
    expect((await only(JSON.stringify(file))).paper).toMatchObject({
      ...{ ...EXPECTED, abstract: 'On things.' },
      links: { page: 'https://example.org/things', pdf: 'https://example.org/things.pdf' },
    });
  });

  it('Paperpile is read with labels, folders and notes', async () => {
    const { paper, mark } = await only(
      JSON.stringify([
        {
          ...{ _id: 'a-b', citekey: 'Lovelace1843-aa', title: THINGS.title, doi: '10.1000/things' },
          author: [
            { first: 'Ada', last: 'Lovelace' },
            { first: 'Charles', last: 'Babbage' },
          ],
          ...{ journal: THINGS.venue, published: { year: '1843', month: '10', day: '1' } },
          ...{ abstract: THINGS.abstract, url: ['https://example.org/things'], pmid: '32939066' },
          ...{ labelsNamed: ['label'], foldersNamed: ['folder'], note: 'Mine.', starred: 1 },
          created: AT / 1_000,
        },
      ]),
    );
    expect(paper).toMatchObject(EXPECTED);
    expect(mark).toMatchObject({ tags: ['label', 'folder'], note: 'Mine.', starredAt: AT });
  });
});

describe('JSON of saved pages', () => {
  const url = 'https://arxiv.org/abs/2401.12345';
  const other = 'https://example.org/a-recipe';

  it.each([
    [
      'karakeep',
      {
        bookmarks: [
          {
            ...{ createdAt: AT / 1_000, title: null, tags: ['a b'], note: 'Mine.', archived: true },
            content: { type: 'link', url, title: '[2401.12345] A Study of Things' },
          },
          { createdAt: 1, title: 'Cake', tags: [], content: { type: 'link', url: other } },
        ],
      },
      { tags: ['a b'], note: 'Mine.', readAt: AT },
    ],
    [
      'linkwarden',
      {
        name: 'me',
        collections: [
          {
            name: 'Papers',
            links: [
              {
                ...{ name: 'A Study of Things', type: 'url', url, description: 'Mine.' },
                ...{
                  tags: [{ name: 'a b' }],
                  createdAt: '2024-02-11T13:10:55Z',
                  pinnedBy: [{ id: 1 }],
                },
              },
              { name: 'Cake', url: other, tags: [] },
            ],
          },
        ],
      },
      { tags: ['a b', 'Papers'], note: 'Mine.', starredAt: AT },
    ],
    [
      'omnivore',
      [
        {
          ...{ id: '1', slug: 'a', title: 'A Study of Things', url, state: 'Archived' },
          ...{ labels: ['a b'], savedAt: '2024-02-11T13:10:55Z' },
        },
        { id: '2', slug: 'b', title: 'Cake', url: other, state: 'Active', labels: [] },
      ],
      { tags: ['a b'], readAt: AT },
    ],
    [
      'hypothesis',
      {
        total: 2,
        rows: [
          {
            ...{ uri: url, text: 'Indeed.', tags: ['a b'], created: '2024-02-11T13:10:55Z' },
            target: [{ source: url, selector: [{ type: 'TextQuoteSelector', exact: 'Marked' }] }],
            document: { title: ['A Study of Things'] },
          },
          { uri: other, text: '', tags: [], target: [], document: { title: ['Cake'] } },
        ],
      },
      { tags: ['a b'], note: '> Marked\n\nIndeed.' },
    ],
  ])('%s is read, and what is no paper is named', async (name, file, mark) => {
    const { format, entries, problems } = await readFile(JSON.stringify(file));
    expect(format).toBe(name);
    expect(entries.map(({ entry }) => entry.paper.title)).toEqual(['A Study of Things']);
    expect(entries[0]?.entry.mark).toEqual({ id: 'arxiv:2401.12345', times: {}, seq: 0, ...mark });
    expect(problems).toMatchObject([{ code: 'no-id', detail: other }]);
  });
});

describe('JSON of any other kind', () => {
  it.each([
    ['a list', [{ link: 'https://arxiv.org/abs/2401.12345', title: 'A', type: 'article' }]],
    ['an object', { results: [{ name: 'A', url: 'https://arxiv.org/abs/2401.12345' }] }],
    ['titles', [{ title: 'A', year: 2020, authors: 'Lovelace' }]],
  ])('is refused by name, and no link is picked out of %s', async (_, file) => {
    for (const text of [JSON.stringify(file), JSON.stringify(file, null, 2)]) {
      const { format, entries, problems } = await readFile(text);
      expect([format, entries]).toEqual([undefined, []]);
      expect(problems).toMatchObject([{ code: 'other-json', line: 0 }]);
    }
  });

  it('is no list in Markdown that begins with a link', async () => {
    const { format } = await readFile('[{A} study](https://arxiv.org/abs/2401.12345)');
    expect(format).toBe('links');
  });
});
