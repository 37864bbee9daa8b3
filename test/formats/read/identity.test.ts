/** Which entries of a file are one paper, in every format. */
import { describe, expect, it } from 'vitest';
import { readFile } from '../../../src/formats/read';
import { idsOf, type Paper } from '../../../src/paper/paper';

/** What a file says of a paper. */
interface Said {
  readonly title: string;
  readonly arxiv?: string;
  readonly doi?: string;
  readonly pmid?: string;
  readonly author?: string;
}

const json = (value: unknown): string => JSON.stringify(value);
const lines = (...all: (string | false | undefined)[]): string => all.filter(Boolean).join('\n');

/** The papers as a file in each format that holds titles and ids. */
const FORMATS: Record<string, (papers: readonly Said[]) => string> = {
  BibTeX: (papers) =>
    papers
      .map(
        ({ title, arxiv, doi, pmid, author }, i) =>
          `@article{k${i}, title = {${title}}, ${arxiv ? `eprint = {arXiv:${arxiv}v3}, archivePrefix = {arXiv},` : ''} ${doi ? `doi = {${doi}},` : ''} ${pmid ? `pmid = {${pmid}},` : ''} ${author ? `author = {${author}},` : ''} year = 2011}`,
      )
      .join('\n'),
  BibLaTeX: (papers) =>
    papers
      .map(
        ({ title, arxiv, doi, pmid, author }, i) =>
          `@online{k${i}, title = {${title}}, ${arxiv ? `eprint = {${arxiv}}, eprinttype = {arxiv},` : pmid ? `eprint = {${pmid}}, eprinttype = {pubmed},` : ''} ${doi ? `doi = {${doi}},` : ''} ${author ? `author = {${author}},` : ''} date = 2011}`,
      )
      .join('\n'),
  RIS: (papers) =>
    papers
      .map(({ title, arxiv, doi, pmid, author }) =>
        lines(
          'TY  - JOUR',
          `TI  - ${title}`,
          author && `AU  - ${author}`,
          'PY  - 2011',
          doi && `DO  - ${doi}`,
          arxiv && `M1  - arXiv:${arxiv}`,
          pmid && `AN  - PMID: ${pmid}`,
          'ER  - ',
        ),
      )
      .join('\n'),
  nbib: (papers) =>
    papers
      .map(({ title, doi, pmid, author }) =>
        lines(
          `PMID- ${pmid}`,
          `TI  - ${title}`,
          author && `FAU - ${author}`,
          'DP  - 2011',
          doi && `LID - ${doi} [doi]`,
          '',
        ),
      )
      .join('\n'),
  enw: (papers) =>
    papers
      .map(({ title, arxiv, doi, pmid, author }) =>
        lines(
          '%0 Journal Article',
          `%T ${title}`,
          author && `%A ${author}`,
          '%D 2011',
          doi && `%R ${doi}`,
          arxiv && `%M arXiv:${arxiv}`,
          pmid && `%M pmid:${pmid}`,
          '',
        ),
      )
      .join('\n'),
  'Web of Science': (papers) =>
    `FN Clarivate Analytics Web of Science\nVR 1.0\n${papers
      .map(({ title, doi, pmid, author }) =>
        lines(
          'PT J',
          author && `AU ${author}`,
          `TI ${title}`,
          'PY 2011',
          doi && `DI ${doi}`,
          pmid && `PM ${pmid}`,
          'ER',
          '',
        ),
      )
      .join('\n')}EF`,
  'CSL-JSON': (papers) =>
    json(
      papers.map(({ title, arxiv, doi, pmid, author }, i) => ({
        id: `k${i}`,
        type: 'article-journal',
        title,
        ...(author && { author: [{ literal: author }] }),
        issued: { 'date-parts': [[2011]] },
        ...(doi && { DOI: doi }),
        ...(pmid && { PMID: pmid }),
        ...(arxiv && { number: `arXiv:${arxiv}` }),
      })),
    ),
  CSV: (papers) =>
    lines(
      'Title,Authors,Year,DOI,arXiv,PMID',
      ...papers.map(
        ({ title, arxiv = '', doi = '', pmid = '', author = '' }) =>
          `"${title}","${author}",2011,${doi},${arxiv && `arXiv:${arxiv}`},${pmid}`,
      ),
    ),
  PaperMemory: (papers) =>
    json(
      Object.fromEntries([
        ['__dataVersion', 1],
        ...papers.map(({ title, arxiv, doi, pmid, author = '' }, i) => [
          `k${i}`,
          {
            id: `k${i}`,
            title,
            author,
            year: '2011',
            doi,
            addDate: '2024-01-02T00:00:00Z',
            bibtex: `@misc{k${i}, ${arxiv ? `eprint = {${arxiv}}, archivePrefix = {arXiv},` : ''} ${pmid ? `pmid = {${pmid}},` : ''} year = 2011}`,
          },
        ]),
      ]),
    ),
  Markdown: (papers) =>
    papers
      .map(({ title, arxiv, doi, pmid }) => {
        const page = arxiv
          ? `https://arxiv.org/abs/${arxiv}`
          : doi
            ? `https://doi.org/${doi}`
            : `https://pubmed.ncbi.nlm.nih.gov/${pmid}/`;
        return `- [${title}](${page})`;
      })
      .join('\n'),
  bookmarks: (papers) =>
    `<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n${papers
      .map(
        ({ title, arxiv, doi, pmid }) =>
          `<DT><A HREF="${arxiv ? `https://arxiv.org/abs/${arxiv}` : doi ? `https://doi.org/${doi}` : `https://pubmed.ncbi.nlm.nih.gov/${pmid}/`}" ADD_DATE="1600000000">${title}</A>`,
      )
      .join('\n')}\n</DL>`,
  'Dogear’s JSON': (papers) =>
    json({
      format: 'dogear',
      version: 1,
      papers: papers.map(({ title, arxiv, doi, pmid, author }) => {
        const [id, ...aliases] = [
          arxiv && `arxiv:${arxiv}`,
          doi && `doi:${doi}`,
          pmid && `pmid:${pmid}`,
        ].filter(Boolean);
        return {
          paper: {
            id,
            aliases,
            title,
            authors: author ? [author] : [],
            published: '2011',
            links: {},
          },
          mark: {},
        };
      }),
    }),
};
/** Formats in which a paper has one id: an address. */
const LINKS = ['Markdown', 'bookmarks'];
const formats = (...without: string[]): string[] =>
  Object.keys(FORMATS).filter((name) => !without.includes(name));

const THREE = ['On the growth of mosses', 'Digital archives in practice', 'A history of footnotes'];

function orders<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, i) =>
    orders(items.filter((_, j) => j !== i)).map((rest) => [item, ...rest]),
  );
}

async function read(text: string) {
  const { entries, problems } = await readFile(text);
  return { papers: entries.map(({ entry }) => entry.paper), problems };
}
const byTitle = (papers: readonly Paper[]) =>
  papers.map((paper) => [paper.title, [...idsOf(paper)].sort()]).sort();
const file = (format: string, papers: readonly Said[]): string =>
  (FORMATS[format] as (papers: readonly Said[]) => string)(papers);

describe('an id that papers with different titles claim', () => {
  it.each(formats('nbib', 'Web of Science', ...LINKS))(
    'identifies none of them, in whatever order %s has them, and that is said',
    async (format) => {
      const said: Said[] = THREE.map((title, i) => ({
        ...{ title, arxiv: '1011.1669' },
        ...(i > 0 && { doi: `10.1000/${i}` }),
      }));
      for (const some of orders(said)) {
        const { papers, problems } = await read(file(format, some));
        expect(byTitle(papers)).toEqual([
          [THREE[2], ['doi:10.1000/2']],
          [THREE[1], ['doi:10.1000/1']],
          [THREE[0], [expect.stringMatching(/^title:/)]],
        ]);
        expect(papers.map(({ title }) => title)).toEqual(some.map(({ title }) => title));
        expect(papers.map(({ links }) => links.page).join()).not.toContain('1011.1669');
        expect(problems.map(({ code }) => code)).toEqual(['disputed', 'disputed', 'disputed']);
        expect(problems[0]?.detail).toBe(`arxiv:1011.1669 · ${some[0]?.title}`);
      }
    },
  );

  it.each(formats(...LINKS))('is one of PubMed, in %s', async (format) => {
    const said = THREE.map((title, i) => ({ title, pmid: '25246403', doi: `10.1000/${i}` }));
    const { papers } = await read(file(format, said));
    expect(papers.map((paper) => idsOf(paper))).toEqual(said.map(({ doi }) => [`doi:${doi}`]));
  });

  it.each(LINKS)('is behind links with different titles, in %s', async (format) => {
    const said = THREE.map((title) => ({ title, arxiv: '1011.1669' }));
    const { papers } = await read(file(format, said));
    expect(papers.map(({ title }) => title)).toEqual(THREE);
    expect(papers.flatMap((paper) => idsOf(paper)).join()).not.toContain('1011.1669');
  });

  it('is no less disputed for the author that all have, or where nothing else is known', async () => {
    for (const author of ['Ada Lovelace', undefined]) {
      const said = THREE.map((title) => ({ title, arxiv: '1011.1669', ...(author && { author }) }));
      const { papers } = await read(file('BibTeX', said).replaceAll('year = 2011', ''));
      expect(papers.map(({ title }) => title)).toEqual(THREE);
      expect(new Set(papers.map(({ id }) => id)).size).toBe(3);
    }
  });

  it('stays that of an entry of which only the id is known', async () => {
    const said = [...THREE.map((title) => ({ title, arxiv: '1011.1669' }))];
    const { papers } = await read(
      `${file('BibTeX', said)}\n@misc{bare, eprint = {1011.1669}, archivePrefix = {arXiv}}`,
    );
    expect(papers).toHaveLength(4);
    expect(papers[3]).toMatchObject({ id: 'arxiv:1011.1669', title: 'arxiv:1011.1669' });
  });

  it('does not keep entries of one title apart, whatever else they have', async () => {
    const [one, two] = THREE as [string, string];
    const said: Said[] = [
      { title: one, arxiv: '1011.1669', author: 'Ada Lovelace' },
      { title: two, arxiv: '1011.1669' },
      { title: `${one}.`, arxiv: '1011.1669', doi: '10.1000/1' },
      { title: one, author: 'Ada Lovelace', doi: '10.1000/1' },
    ];
    for (const some of orders(said)) {
      const { papers } = await read(file('RIS', some));
      expect(papers).toHaveLength(2);
      expect(papers.flatMap((paper) => idsOf(paper)).sort()).toEqual([
        'doi:10.1000/1',
        expect.stringMatching(/^title:/),
      ]);
    }
  });

  it('is not brought in by a line without a title that names it beside another', async () => {
    const said: Said[] = [
      { title: THREE[0] as string, doi: '10.1000/1' },
      { title: '', doi: '10.1000/1', pmid: '12345678' },
      { title: THREE[1] as string, pmid: '12345678' },
    ];
    for (const some of orders(said)) {
      const { papers } = await read(file('RIS', some));
      expect(papers.map(({ title }) => title).sort()).toEqual([THREE[1], THREE[0]]);
    }
  });

  it('is a book’s ISBN that several books have', async () => {
    const book = (title: string) =>
      `@book{x, title = {${title}}, author = {Ada Lovelace}, isbn = {9788578110796}}\n`;
    const { papers } = await read(THREE.map(book).join(''));
    expect(papers.map(({ title }) => title)).toEqual(THREE);
    const ris = (title: string) =>
      `TY  - BOOK\nTI  - ${title}\nSN  - 9788578110796\nPY  - 2011\nER  - \n`;
    expect((await read(THREE.map(ris).join(''))).papers).toHaveLength(3);
  });

  it('costs little more than others where ten thousand entries claim it', async () => {
    const timeOf = async (pmidOf: (n: number) => number): Promise<number> => {
      const many = Array.from({ length: 10_000 }, (_, n) => `${n},Title of ${n} ${n},${pmidOf(n)}`);
      const start = performance.now();
      const { papers } = await read(`key,title,pmid\n${many.join('\n')}`);
      expect(papers).toHaveLength(10_000);
      return performance.now() - start;
    };
    const usual = await timeOf((n) => 1_000_000 + n);
    // Comparing all with all would take hours.
    expect(await timeOf(() => 25246403)).toBeLessThan(10 * usual);
  });
});

describe('chapters with the DOI of their book', () => {
  const chapters = ['Footnotes in law', 'Footnotes in poetry'];
  const DOI = '10.1007/978-3-030-00001-1';
  it.each<[string, (title: string) => string]>([
    [
      'BibTeX',
      (title) =>
        `@incollection{x, title = {${title}}, author = {Ada Lovelace}, booktitle = {Footnotes}, year = 2020, doi = {${DOI}}}\n`,
    ],
    [
      'BibLaTeX',
      (title) =>
        `@inbook{x, title = {${title}}, author = {Ada Lovelace}, booktitle = {Footnotes}, date = {2020}, doi = {${DOI}}}\n`,
    ],
    [
      'RIS',
      (title) =>
        `TY  - CHAP\nTI  - ${title}\nAU  - Lovelace, Ada\nT2  - Footnotes\nPY  - 2020\nDO  - ${DOI}\nER  - \n`,
    ],
  ])('are several in %s', async (_, write) => {
    const { papers } = await read(chapters.map(write).join(''));
    expect(papers.map(({ title }) => title)).toEqual(chapters);
    expect(papers.flatMap((paper) => idsOf(paper)).join()).not.toContain('doi:');
  });

  it('are several in CSL-JSON', async () => {
    const item = (title: string) => ({
      type: 'chapter',
      title,
      DOI,
      'container-title': 'Footnotes',
      author: [{ family: 'Lovelace', given: 'Ada' }],
    });
    const { papers } = await read(json(chapters.map(item)));
    expect(papers.map(({ title }) => title)).toEqual(chapters);
  });
});

describe('an id that entries with one title have', () => {
  it.each(formats(...LINKS, 'nbib', 'Web of Science'))(
    'is that of one paper, in %s',
    async (format) => {
      const said = [
        { title: 'Growth of mosses', arxiv: '1011.1669' },
        { title: 'Growth of Mosses: a study', arxiv: '1011.1669', doi: '10.1000/1' },
      ];
      for (const some of orders(said)) {
        const { papers, problems } = await read(file(format, some));
        expect(papers.map((paper) => [...idsOf(paper)].sort())).toEqual([
          ['arxiv:1011.1669', 'doi:10.1000/1'],
        ]);
        expect(problems.map(({ code }) => code)).toEqual(['duplicate']);
      }
    },
  );
});

describe('a DOI whose angles are escaped', () => {
  const start = '10.1002/(SICI)1097-0258(19980815/30)17:15/16';
  const angles: [string, string][] = [
    ['{\\textless}', '{\\textgreater}'],
    ['$<$', '$>$'],
    ['&lt;', '&gt;'],
    ['%3C', '%3E'],
  ];
  it.each(
    formats('Markdown', 'bookmarks', 'Dogear’s JSON').flatMap((format) =>
      angles.map((pair) => [format, pair] as const),
    ),
  )(
    'is whole in %s with %j, so that the papers of an issue are several',
    async (format, [a, b]) => {
      const said = THREE.map((title, i) => ({
        ...{ title, pmid: `${100 + i}` },
        doi: `${start}${a}166${i}::AID-SIM968${b}3.0.CO;2-2`,
      }));
      const { papers, problems } = await read(file(format, said));
      expect(papers.map(({ id }) => id)).toEqual(
        THREE.map((_, i) => `doi:${start.toLowerCase()}<166${i}::aid-sim968>3.0.co;2-2`),
      );
      expect(problems).toEqual([]);
    },
  );

  it.each(angles)('is whole in an address and in a list, with %s', async (a, b) => {
    const doi = `${start}${a}1661::AID-SIM968${b}3.0.CO;2-2`;
    const id = `doi:${start.toLowerCase()}<1661::aid-sim968>3.0.co;2-2`;
    for (const text of [
      `@misc{x, title = {A title}, url = {https://doi.org/${doi}}}`,
      `TY  - JOUR\nTI  - A title\nUR  - http://dx.doi.org/${doi}\nER  - `,
      `title,url\nA title,"https://doi.org/${doi}"\n`,
      `See https://doi.org/${doi}, and doi:${doi}.`,
      `<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n<DT><A HREF="https://doi.org/${doi}">A title</A>\n</DL>`,
    ]) {
      expect((await read(text)).papers.map(({ id }) => id)).toEqual([id]);
    }
  });
});

describe('the arXiv number in a table that a spreadsheet saved', () => {
  const OWN = 'key,id,title,author_count,arxiv,aliases,dismissed';
  it.each<[string, string, string[]]>([
    ['arXiv', `title,arXiv\nA title,2401.1234\n`, ['arxiv:2401.12340']],
    ['eprint', `title,eprint\nA title,1412.123\n`, ['arxiv:1412.1230']],
    ['quoted', `title,arXiv\nA title,"2401.1234"\n`, ['arxiv:2401.12340']],
    ['its own', `${OWN}\nk,arxiv:2401.12340,T,,2401.1234,,\n`, ['arxiv:2401.12340']],
    [
      'its own, of a published paper',
      `${OWN}\nk,doi:10.1000/x,T,,2401.1234,arxiv:2401.12340,\n`,
      ['arxiv:2401.12340', 'doi:10.1000/x'],
    ],
    [
      'its own, as a text',
      `${OWN}\nk,doi:10.1000/x,T,,arXiv:2401.12340,,\n`,
      ['arxiv:2401.12340', 'doi:10.1000/x'],
    ],
  ])('is what it was, in %s', async (_, text, ids) => {
    expect((await read(text)).papers.map((paper) => idsOf(paper))).toEqual([ids]);
  });
});
