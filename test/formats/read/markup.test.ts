/** Markup and entities that other programs leave in titles, venues and abstracts. */
import { describe, expect, it } from 'vitest';
import { stripMarkup } from '../../../src/formats/read/html-text';
import { only } from '../reading';

const FORMATS: Readonly<Record<string, (text: string) => string>> = {
  csv: (text) =>
    `Title,Journal,Abstract,DOI\n${[text, text, text].map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')},10.1000/x`,
  ris: (text) =>
    `TY  - JOUR\nTI  - ${text}\nT2  - About ${text}\nAB  - ${text}\nDO  - 10.1000/x\nER  - \n`,
  bibtex: (text) =>
    `@article{x, title={${text}}, journal={${text}}, abstract={${text}}, doi={10.1000/x}}`,
  enw: (text) => `%0 Journal Article\n%T ${text}\n%J ${text}\n%X ${text}\n%R 10.1000/x\n`,
  nbib: (text) => `PMID- 5\nTI  - ${text}\nJT  - ${text}\nAB  - ${text}\n`,
  wos: (text) =>
    `FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nTI ${text}\nSO ${text}\nAB ${text}\nDI 10.1000/x\nER\n\nEF\n`,
  csl: (text) =>
    // In the order of Dogear's own export.
    JSON.stringify([
      {
        ...{ id: 'a', type: 'article-journal', title: text, author: [{ family: 'Doe' }] },
        ...{ issued: { 'date-parts': [[2000]] }, 'container-title': text, DOI: '10.1000/x' },
        abstract: text,
      },
    ]),
};

const WORDS: [text: string, words: string][] = [
  ['A <span class="nocase">BERT</span> of <i>E. coli</i>', 'A BERT of E. coli'],
  ['H<sub>2</sub>O and H<inf>2</inf>O, <scp>Caps</scp>', 'H2O and H2O, Caps'],
  ['Very <SUB><FONT SIZE="-1">a</FONT></SUB> values', 'Very a values'],
  ['R&amp;D &eacute;t&eacute; &#8211; &#x2013; &phis;', 'R&D été – – &phis;'],
  ['&lt;i&gt;Scientometrics&lt;/i&gt; &amp;amp; more', 'Scientometrics & more'],
  ['ITNG &#146;06', 'ITNG ’06'],
  ['a < b and <x> of <i>', 'a < b and <x> of <i>'],
  ['$a<b>c$ <b>so</b> $d</b>$', '$a<b>c$ so $d</b>$'],
];

describe.each(Object.keys(FORMATS))('the words of a text with markup in %s', (format) => {
  it.each(WORDS)('%s are %s', async (text, words) => {
    const { paper } = await only(FORMATS[format]?.(text) ?? '');
    expect(paper.title).toBe(words);
    expect(paper.abstract).toBe(words);
    expect(paper.venue?.replace('About ', '')).toBe(words);
  });
});

it.each([
  ['{\\textless}i{\\textgreater}E. coli{\\textless}/i{\\textgreater} \\& x', 'E. coli & x'],
  ['$<$i$>$x$<$/i$>$ a $<$ b', 'x a < b'],
  ['R\\&amp;D, {\\&}amp; and \\&\\#38;', 'R&D, & and &'],
  ['Is x \\textless{} y {\\textgreater} z <i>?', 'Is x < y > z <i>?'],
])('BibTeX has it as %s, too', async (tex, words) => {
  const { paper } = await only(`@article{x, title={${tex}}, doi={10.1000/x}}`);
  expect(paper.title).toBe(words);
});

it('has paragraphs in an abstract', () => {
  expect(
    stripMarkup(
      '<jats:title>Abstract</jats:title> <jats:sec><jats:title>Aim</jats:title><jats:p>One.</jats:p></jats:sec>\n<jats:p>Two<br/>Three</jats:p>',
    ),
  ).toBe('Aim\nOne.\nTwo\nThree');
});

it.each(['<i', '<i>', '&lt;', '&amp;', '</p>', '<p> ', '<i a', '$<i>'])(
  'takes time in proportion to the length: %j',
  (bit) => {
    expect(stripMarkup(bit.repeat(200_000)).length).toBeLessThan(2_000_000);
  },
  20_000,
);
