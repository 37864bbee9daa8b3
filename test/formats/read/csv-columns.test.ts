/** Tables of databases and of programs for reading later, by their own headings. */
import { describe, expect, it } from 'vitest';
import { readFile } from '../../../src/formats/read';
import { idsOf, only } from '../reading';
import { table } from './table';

describe('a table of a database', () => {
  const PAPER = {
    title: 'A Study of Things',
    authors: ['Ada Lovelace', 'Charles Babbage'],
    venue: 'Journal of Things',
  };

  it('of OpenAlex is read', async () => {
    const { paper, mark } = await only(
      table({
        id: 'https://openalex.org/W2741809807',
        doi: 'https://doi.org/10.1000/things',
        display_name: PAPER.title,
        publication_year: '1843',
        publication_date: '1843-10-01',
        'primary_location.source.display_name': PAPER.venue,
        'primary_location.landing_page_url': 'https://example.org/things',
        'primary_location.pdf_url': 'https://example.org/things.pdf',
        type: 'article',
        'authorships.author.display_name': 'Ada Lovelace|Charles Babbage',
        'keywords.display_name': 'Thing|Study',
        cited_by_count: '7',
      }),
    );
    expect(paper).toMatchObject({
      ...{ ...PAPER, id: 'doi:10.1000/things', published: '1843-10-01' },
      links: { page: 'https://example.org/things', pdf: 'https://example.org/things.pdf' },
    });
    expect(mark.tags).toBeUndefined();
  });

  it('of Embase is read, and its SOURCE is no venue', async () => {
    const { paper, mark } = await only(
      table({
        TITLE: PAPER.title,
        'AUTHOR NAMES': 'Lovelace A.; Babbage C.',
        SOURCE: 'Journal of Things (2020) 585:7 (1-9). Date of Publication: 1 Sep 2020',
        'SOURCE TITLE': PAPER.venue,
        'PUBLICATION YEAR': '2020',
        'DATE OF PUBLICATION': '1 Sep 2020',
        ABSTRACT: 'On things.',
        'AUTHOR KEYWORDS': 'thing; study',
        DOI: '10.1000/things',
        'FULL TEXT LINK': 'http://dx.doi.org/10.1000/things',
        'MEDLINE PMID': '32939066',
      }),
    );
    expect(paper).toMatchObject({
      ...{ ...PAPER, authors: ['A. Lovelace', 'C. Babbage'], published: '2020-09-01' },
      ...{ id: 'doi:10.1000/things', aliases: ['pmid:32939066'], abstract: 'On things.' },
    });
    expect(mark.tags).toEqual(['thing', 'study']);
  });

  it('of Springer is read, whose authors have nothing between them', async () => {
    const cells = {
      ...{ 'Item Title': PAPER.title, 'Publication Title': PAPER.venue, 'Book Series Title': '' },
      ...{ 'Journal Volume': '1', 'Journal Issue': '2', 'Item DOI': '10.1000/things' },
      ...{ Authors: 'Ada LovelaceCharles BabbageMary McDonald', 'Publication Year': '1843' },
      ...{ URL: 'https://link.springer.com/article/10.1000/things', 'Content Type': 'Article' },
    };
    expect((await only(table(cells))).paper).toMatchObject({
      ...{ ...PAPER, id: 'doi:10.1000/things', published: '1843' },
      authors: ['Ada Lovelace', 'Charles Babbage', 'Mary McDonald'],
    });
  });

  it('of IEEE is read', async () => {
    const { paper, mark } = await only(
      table({
        'Document Title': PAPER.title,
        Authors: 'A. Lovelace; C. Babbage',
        'Author Affiliations': 'Somewhere; Elsewhere',
        'Publication Title': PAPER.venue,
        'Date Added To Xplore': '2 October 1843',
        'Publication Year': '1843',
        Abstract: 'On things.',
        DOI: '10.1000/things',
        'PDF Link': 'https://ieeexplore.ieee.org/stamp/stamp.jsp?arnumber=1',
        'Author Keywords': 'Thing;Study',
        'IEEE Terms': 'Engines',
        'Online Date': '1 October 1843',
      }),
    );
    expect(paper).toMatchObject({
      ...{ ...PAPER, authors: ['A. Lovelace', 'C. Babbage'], published: '1843-10-01' },
      links: { pdf: 'https://ieeexplore.ieee.org/stamp/stamp.jsp?arnumber=1' },
    });
    expect(mark).toEqual({ id: paper.id, times: {}, seq: 0, tags: ['Thing', 'Study'] });
  });

  it('of ERIC is read', async () => {
    const { paper } = await only(
      table({
        ...{ id: 'EJ1234567', title: PAPER.title, author: 'Lovelace, Ada; Babbage, Charles' },
        ...{ source: PAPER.venue, publicationdateyear: '1843', description: 'On things.' },
        ...{ peerreviewed: 'T', url: 'http://dx.doi.org/10.1000/things', publicationtype: 'x' },
      }),
    );
    expect(paper).toMatchObject({
      ...{ ...PAPER, id: 'doi:10.1000/things', published: '1843', abstract: 'On things.' },
    });
  });
});

describe('a table of pages to read later', () => {
  const URL = 'https://arxiv.org/abs/2401.12345';
  const AT = 1_700_000_000;
  const SAVED = AT * 1_000;
  const SOON = expect.closeTo(Date.now(), -6);

  it.each([
    [
      'Pocket',
      { title: 'A', url: URL, time_added: String(AT), tags: 'a b|c', status: 'archive' },
      { tags: ['a b', 'c'], readAt: SAVED },
    ],
    [
      'Pocket, unread',
      { title: 'A', url: URL, time_added: String(AT), tags: '', status: 'unread' },
      {},
    ],
    [
      'Instapaper',
      {
        ...{ URL, Title: 'A', Selection: '', Folder: 'Archive', Timestamp: String(AT) },
        Tags: '["a, b","c"]',
      },
      { tags: ['a, b', 'c'], readAt: SAVED },
    ],
    [
      'Instapaper, starred',
      {
        URL,
        Title: 'A',
        Selection: 'Words.',
        Folder: 'Starred',
        Timestamp: String(AT),
        Tags: '[]',
      },
      { starredAt: SAVED, note: 'Words.' },
    ],
    [
      'Instapaper, in a folder',
      { URL, Title: 'A', Selection: '', Folder: 'Things', Timestamp: String(AT), Tags: '' },
      { tags: ['Things'] },
    ],
    [
      'Readwise Reader',
      {
        ...{ Title: 'A', URL, ID: '01gxyz', 'Document tags': "['a', 'b c']" },
        ...{ 'Saved date': '2023-11-14 22:13:20+00:00', 'Reading progress': '1' },
        ...{ Location: 'archive', Seen: 'True' },
      },
      { tags: ['a', 'b c'], readAt: SAVED },
    ],
    [
      'Raindrop',
      {
        ...{ id: '700000001', title: 'A', note: 'Mine.', excerpt: 'Of the page.', url: URL },
        ...{ folder: 'Papers', tags: 'a, b', created: '2023-11-14T22:13:20.000Z', cover: '' },
        ...{ highlights: '', favorite: 'true' },
      },
      { tags: ['a', 'b', 'Papers'], starredAt: SAVED, note: 'Mine.' },
    ],
    [
      'Raindrop, unsorted',
      {
        ...{ id: '700000001', title: 'A', note: '', excerpt: '', url: URL, folder: 'Unsorted' },
        ...{ tags: '', created: '2023-11-14T22:13:20.000Z', favorite: 'false' },
      },
      {},
    ],
    [
      'Omnivore',
      {
        ...{ url: URL, title: 'A', state: 'ARCHIVED', labels: '[a,b c]' },
        ...{ saved_at: '2023-11-14T22:13:20.000Z', published_at: '2023-11-01' },
      },
      { tags: ['a', 'b c'], readAt: SAVED },
    ],
    ['one’s own, with a star', { title: 'A', url: URL, starred: 'x' }, { starredAt: SOON }],
    [
      'one’s own, with a favourite',
      { title: 'A', url: URL, favourite: 'true' },
      { starredAt: SOON },
    ],
    ['one’s own, read', { title: 'A', url: URL, read: 'yes' }, { readAt: SOON }],
    ['one’s own, archived', { title: 'A', url: URL, status: 'read' }, { readAt: SOON }],
  ])('of %s is read', async (_, cells, mark) => {
    const entry = await only(table(cells as unknown as Record<string, string>));
    expect(entry.paper).toMatchObject({ id: 'arxiv:2401.12345', title: 'A' });
    expect(entry.mark).toEqual({ id: 'arxiv:2401.12345', times: {}, seq: 0, ...mark });
  });

  it('of highlights has a paper with all of its highlights', async () => {
    const head = 'Highlight,Book Title,Book Author,Note,Tags,Location,Highlighted at';
    const rows = ['First.,A Study,Ada Lovelace,Mine.,,1,', 'Second.,A Study,Ada Lovelace,,,2,'];
    const { entries } = await readFile([head, ...rows].join('\n'));
    expect(entries.map(({ entry }) => [entry.paper.title, entry.paper.authors])).toEqual([
      ['A Study', ['Ada Lovelace']],
    ]);
    expect(entries[0]?.entry.mark.note).toMatch(/First\.\n\nMine\.[\s\S]*Second\./);
  });
});

describe('a table that has titles and nothing else', () => {
  it.each([
    ['a column alone', 'title\nA Study of Things\nOn Making Books\n'],
    ['columns that say nothing', 'Title,Decision\nA Study of Things,in\nOn Making Books,out\n'],
    ['empty cells', 'Title,Authors,Year\nA Study of Things,,\nOn Making Books,,\n'],
    ['notes', 'No;Title;Note\n1;A Study of Things;x\n2;On Making Books;y\n'],
  ])('is read by title, with %s', async (_, text) => {
    const { format, entries, problems } = await readFile(text);
    expect({ format, problems }).toEqual({ format: 'csv', problems: [] });
    expect(entries.map(({ entry }) => entry.paper.title)).toEqual([
      'A Study of Things',
      'On Making Books',
    ]);
    expect(idsOf(entries).every((id) => id.startsWith('title:'))).toBe(true);
  });

  it('is no list of people or of words', async () => {
    const { entries, problems } = await readFile('name,note\nAda Lovelace,x\n');
    expect([entries, problems.map(({ code }) => code)]).toEqual([[], ['no-id']]);
    expect((await readFile('title\nIntroduction\n')).problems[0]).toMatchObject({ code: 'no-id' });
    expect((await readFile('Title, and more\nof prose.\n')).format).toBeUndefined();
  });
});
