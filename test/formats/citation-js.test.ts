/** What citation-js writes is read; it is a reader and writer that has nothing of ours. */
import { Cite, plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-csl';
import '@citation-js/plugin-ris';
import { expect, it } from 'vitest';
import { readFile } from '../../src/formats/read';

const ITEMS = [
  {
    id: 'attention',
    type: 'article-journal',
    title: 'Attention & <i>All</i> You Need: 100% of O(n) {braces}',
    author: [
      { family: 'Vaswani', given: 'Ashish' },
      { family: 'Maaten', given: 'Laurens', 'non-dropping-particle': 'van der' },
      { family: 'Álvarez-León', given: 'José' },
      { literal: 'Research and Development' },
      { family: '山田', given: '太郎' },
    ],
    issued: { 'date-parts': [[2017, 6, 12]] },
    'container-title': 'Journal of Things',
    DOI: '10.1000/Attention_(1)',
    URL: 'https://example.org/a_b?c=d&e=f',
    abstract: 'Größe & Übermaß, $5 of 10%.',
    keyword: 'nlp, to read',
    note: 'A note',
  },
  {
    id: 'book',
    type: 'book',
    title: 'Deep learning',
    author: [{ family: 'Goodfellow', given: 'Ian' }],
    issued: { 'date-parts': [[2016]] },
    ISBN: '978-0-262-03561-3',
    publisher: 'MIT Press',
  },
];

const MAATEN = 'Laurens van der Maaten';
const ABSTRACT = 'Größe & Übermaß, $5 of 10%.';

// Its BibTeX has no abstract, and its RIS no particles.
it.each([
  ['bibtex', 'bibtex', '2017-06', MAATEN, undefined],
  ['biblatex', 'bibtex', '2017-06-12', MAATEN, ABSTRACT],
  ['ris', 'ris', '2017-06-12', 'Laurens Maaten', ABSTRACT],
  ['data', 'csl-json', '2017-06-12', MAATEN, ABSTRACT],
])('reads what citation-js writes as %s', async (format, expected, published, maaten, abstract) => {
  expect(plugins.output.has(format)).toBe(true);
  const text = new Cite(ITEMS).format(format) as string;
  const { format: known, entries, problems } = await readFile(text);
  expect(known).toBe(expected);
  expect(problems, text).toEqual([]);
  const [attention, book] = entries.map(({ entry }) => entry);
  expect(attention?.paper, text).toMatchObject({
    id: 'doi:10.1000/attention_(1)',
    published,
    venue: 'Journal of Things',
    links: { page: 'https://example.org/a_b?c=d&e=f' },
  });
  expect(attention?.paper.title.replace(/<\/?i>/g, ''), text).toMatch(
    /^Attention & All You Need: 100% of O\(n\) /,
  );
  expect(attention?.paper.authors.slice(0, 4)).toEqual([
    ...['Ashish Vaswani', maaten, 'José Álvarez-León', 'Research and Development'],
  ]);
  expect(attention?.paper.abstract).toBe(abstract);
  expect(book?.paper.title).toBe('Deep learning');
  expect(book?.paper.authors).toEqual(['Ian Goodfellow']);
});
