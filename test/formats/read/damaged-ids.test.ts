/** Ids that other programs escaped or cut. */
import { describe, expect, it } from 'vitest';
import { idsOf } from '../../../src/paper/paper';
import { fileIn, formats, readPapers } from '../said';

const TITLES = [
  'On the growth of mosses',
  'Digital archives in practice',
  'A history of footnotes',
];

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
      const said = TITLES.map((title, i) => ({
        ...{ title, pmid: `${100 + i}` },
        doi: `${start}${a}166${i}::AID-SIM968${b}3.0.CO;2-2`,
      }));
      const { papers, problems } = await readPapers(fileIn(format, said));
      expect(papers.map(({ id }) => id)).toEqual(
        TITLES.map((_, i) => `doi:${start.toLowerCase()}<166${i}::aid-sim968>3.0.co;2-2`),
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
      expect((await readPapers(text)).papers.map(({ id }) => id)).toEqual([id]);
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
    expect((await readPapers(text)).papers.map((paper) => idsOf(paper))).toEqual([ids]);
  });
});
