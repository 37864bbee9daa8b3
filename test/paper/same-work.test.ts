import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { PaperId } from '../../src/paper/ids';
import type { Paper } from '../../src/paper/paper';
import { compareTraits, compareWorks, traitsOf } from '../../src/paper/same-work';

const paper = (title: string, author = ''): Paper => ({
  id: 'arxiv:1011.1669' as PaperId,
  ...{ title, authors: author ? [author] : [], links: { page: '' } },
});
const compare = (a: string, b: string, authors: [string, string] = ['', '']) => {
  const [one, other] = [paper(a, authors[0]), paper(b, authors[1])];
  expect(compareWorks(other, one)).toBe(compareWorks(one, other));
  return compareWorks(one, other);
};

describe('two titles of one id', () => {
  it.each([
    ['Attention is all you need', 'Attention Is All You Need.'],
    ['Zur Größe Schrödingers', 'Zur Gr{\\"o}ße Schr\\"odingers'],
    ['Loss of <i>E. coli</i> &amp; more', 'Loss of E. coli & more'],
    ['{BERT}: Pre-training of {D}eep models', 'BERT: pretraining of deep models'],
    ['[1706.03762] Attention is all you need', 'Attention is all you need'],
    ['Dropout', 'Dropout: A Simple Way to Prevent Overfitting'],
    ['Attention is all you need', 'Transformers: Attention is all you need'],
    ['Network motifs – simple building blocks', 'Network motifs'],
    ['Stochastic gradient descent with restarts', 'Stochastic gradient descent with warm restarts'],
    ['A very long title that a page has cu…', 'A very long title that a page has cut short'],
    ['Generative adversarial nets', 'Generative Adversarial Networks'],
    [
      'Structure by Calpha geometry and Cbeta deviation',
      'Structure by C-alpha geometry, and Cβ deviation',
    ],
  ])('may be one: %s / %s', (a, b) => {
    expect(compare(a, b)).toBe('same');
  });

  it.each([
    ['On the growth of mosses', 'A history of footnotes'],
    ['Title 1', 'Title 2'],
    ['Networks: Part I', 'Networks: Part II'],
    ['First paper', 'Second paper'],
    ['On A', 'On B'],
    ['Footnotes in law', 'Footnotes in poetry'],
    ['A Study of Red Things', 'A Study of Blue Things'],
    ['Introduction', 'Introduction to networks'],
    ['Deep learning', 'Deep learning of graphs'],
    ['Networks', 'Networks, part 2'],
  ])('are two: %s / %s', (a, b) => {
    expect(compare(a, b)).toBe('other');
    expect(compare(a, b, ['Ada Lovelace', 'Ada Lovelace'])).toBe('other');
  });

  it.each([
    ['', 'A title'],
    ['arxiv:1011.1669', 'A title'],
    ['1011.1669v3.pdf', 'A title'],
    ['https://arxiv.org/abs/1011.1669', 'A title'],
    ['注意力机制综述', 'A survey of attention'],
    ['[On the size of mosses].', 'Über die Größe der Moose'],
  ])('cannot be compared: %s / %s', (a, b) => {
    expect(compare(a, b)).toBe('unknown');
  });

  it('are told apart, or not, by their first authors where the words leave it open', () => {
    const [before, after] = [
      'Training sparse neural networks fast',
      'Finding sparse neural networks fast in time',
    ];
    expect(compare(before, after, ['Jonathan Frankle', 'Frankle, J.'])).toBe('same');
    expect(compare(before, after, ['Jonathan Frankle', 'Ada Lovelace'])).toBe('other');
    const [german, english] = ['Über die Größe der Moose', 'On the size of mosses'];
    expect(compare(german, english)).toBe('other');
    expect(compare(german, english, ['Ada Lovelace', 'A. Lovelace'])).toBe('unknown');
    expect(compare('Introduction', 'Introduction', ['Ada Lovelace', 'Alan Turing'])).toBe('other');
  });
});

const DATA = '../shared/data/citeulike-a';
const readLines = (name: string): string[] =>
  gunzipSync(readFileSync(`${DATA}/${name}`))
    .toString()
    .trim()
    .split('\n');

describe.skipIf(!existsSync(DATA))('the papers of a real library (../shared/data)', () => {
  it('pass for one in less than one of a thousand pairs with words in common', () => {
    const all = readLines('titles.txt.gz').map((title) => traitsOf(paper(title)));
    const libraries = readLines('users-odd-lines.dat.gz').slice(0, 60);
    const counts = { same: 0, other: 0, unknown: 0 };
    for (const library of libraries) {
      const papers = library
        .trim()
        .split(/\s+/)
        .slice(1)
        .map((n) => all[Number(n)]);
      for (const [i, one] of papers.entries()) {
        for (const other of papers.slice(0, i))
          if (one && other) counts[compareTraits(one, other)]++;
      }
    }
    const total = counts.same + counts.other + counts.unknown;
    expect(total).toBeGreaterThan(10_000);
    expect(counts.unknown / total).toBeLessThan(1e-4);
    expect(counts.same / total).toBeLessThan(1e-3);
  });
});
