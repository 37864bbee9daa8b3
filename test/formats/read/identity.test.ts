/** Which entries of a file are one paper, in every format. */
import { describe, expect, it } from 'vitest';
import { idsOf, type Paper } from '../../../src/paper/paper';
import { fileIn, formats, LINKS, readPapers, type Said } from '../said';

const THREE = ['On the growth of mosses', 'Digital archives in practice', 'A history of footnotes'];

function orders<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, i) =>
    orders(items.filter((_, j) => j !== i)).map((rest) => [item, ...rest]),
  );
}

const byTitle = (papers: readonly Paper[]) =>
  papers.map((paper) => [paper.title, [...idsOf(paper)].sort()]).sort();
describe('an id that papers with different titles claim', () => {
  it.each(formats('nbib', 'Web of Science', ...LINKS))(
    'identifies none of them, in whatever order %s has them, and that is said',
    async (format) => {
      const said: Said[] = THREE.map((title, i) => ({
        ...{ title, arxiv: '1011.1669' },
        ...(i > 0 && { doi: `10.1000/${i}` }),
      }));
      for (const some of orders(said)) {
        const { papers, problems } = await readPapers(fileIn(format, some));
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
    const { papers } = await readPapers(fileIn(format, said));
    expect(papers.map((paper) => idsOf(paper))).toEqual(said.map(({ doi }) => [`doi:${doi}`]));
  });

  it.each(LINKS)('is behind links with different titles, in %s', async (format) => {
    const said = THREE.map((title) => ({ title, arxiv: '1011.1669' }));
    const { papers } = await readPapers(fileIn(format, said));
    expect(papers.map(({ title }) => title)).toEqual(THREE);
    expect(papers.flatMap((paper) => idsOf(paper)).join()).not.toContain('1011.1669');
  });

  it('is no less disputed for the author that all have, or where nothing else is known', async () => {
    for (const author of ['Ada Lovelace', undefined]) {
      const said = THREE.map((title) => ({ title, arxiv: '1011.1669', ...(author && { author }) }));
      const { papers } = await readPapers(fileIn('BibTeX', said).replaceAll('year = 2011', ''));
      expect(papers.map(({ title }) => title)).toEqual(THREE);
      expect(new Set(papers.map(({ id }) => id)).size).toBe(3);
    }
  });

  it('stays that of an entry of which only the id is known', async () => {
    const said = [...THREE.map((title) => ({ title, arxiv: '1011.1669' }))];
    const { papers } = await readPapers(
      `${fileIn('BibTeX', said)}\n@misc{bare, eprint = {1011.1669}, archivePrefix = {arXiv}}`,
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
      const { papers } = await readPapers(fileIn('RIS', some));
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
      const { papers } = await readPapers(fileIn('RIS', some));
      expect(papers.map(({ title }) => title).sort()).toEqual([THREE[1], THREE[0]]);
    }
  });

  it('is a book’s ISBN that several books have', async () => {
    const book = (title: string) =>
      `@book{x, title = {${title}}, author = {Ada Lovelace}, isbn = {9788578110796}}\n`;
    const { papers } = await readPapers(THREE.map(book).join(''));
    expect(papers.map(({ title }) => title)).toEqual(THREE);
    const ris = (title: string) =>
      `TY  - BOOK\nTI  - ${title}\nSN  - 9788578110796\nPY  - 2011\nER  - \n`;
    expect((await readPapers(THREE.map(ris).join(''))).papers).toHaveLength(3);
  });

  it('costs little more than others where ten thousand entries claim it', async () => {
    const timeOf = async (pmidOf: (n: number) => number): Promise<number> => {
      const many = Array.from({ length: 10_000 }, (_, n) => `${n},Title of ${n} ${n},${pmidOf(n)}`);
      const start = performance.now();
      const { papers } = await readPapers(`key,title,pmid\n${many.join('\n')}`);
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
    const { papers } = await readPapers(chapters.map(write).join(''));
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
    const { papers } = await readPapers(JSON.stringify(chapters.map(item)));
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
        const { papers, problems } = await readPapers(fileIn(format, some));
        expect(papers.map((paper) => [...idsOf(paper)].sort())).toEqual([
          ['arxiv:1011.1669', 'doi:10.1000/1'],
        ]);
        expect(problems.map(({ code }) => code)).toEqual(['duplicate']);
      }
    },
  );
});
