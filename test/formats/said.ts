/** A few facts of papers as files in every format that holds titles and ids. */
import { readFile } from '../../src/formats/read';

/** What a file says of a paper. */
export interface Said {
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
export const LINKS = ['Markdown', 'bookmarks'];
export const formats = (...without: string[]): string[] =>
  Object.keys(FORMATS).filter((name) => !without.includes(name));

export const fileIn = (format: string, papers: readonly Said[]): string =>
  (FORMATS[format] as (papers: readonly Said[]) => string)(papers);

/** Reads a file, and returns its papers. */
export async function readPapers(text: string) {
  const { entries, problems } = await readFile(text);
  return { papers: entries.map(({ entry }) => entry.paper), problems };
}
