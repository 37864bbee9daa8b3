import { describe, expect, it } from 'vitest';
import { isEntry } from '../../src/paper/entry';

const paper = { id: 'arxiv:2401.12345', title: 'A', authors: ['Ada Lovelace'], links: {} };
const mark = { id: 'arxiv:2401.12345', times: {}, seq: 1 };

describe('isEntry', () => {
  it.each([
    ['an entry', { paper, mark }],
    ['a mark without times, as in a file made by hand', { paper, mark: {} }],
    ['a mark with all fields', { paper, mark: { ...mark, note: 'n', tags: ['a'] } }],
    ['aliases and categories', { paper: { ...paper, aliases: [paper.id], categories: [] }, mark }],
  ])('takes %s', (_, value) => {
    expect(isEntry(value)).toBe(true);
  });

  it.each([
    ['null', null],
    ['a text', 'entry'],
    ['a list', [paper, mark]],
    ['no mark', { paper }],
    ['a mark that is null', { paper, mark: null }],
    ['a mark that is a list', { paper, mark: [] }],
    ['a paper that is null', { paper: null, mark }],
    ['no id of a paper', { paper: { ...paper, id: 'arxiv' }, mark }],
    ['a title that is a number', { paper: { ...paper, title: 1 }, mark }],
    ['no authors', { paper: { ...paper, authors: undefined }, mark }],
    ['an author that is a number', { paper: { ...paper, authors: [1] }, mark }],
    ['aliases that are a text', { paper: { ...paper, aliases: paper.id }, mark }],
    ['an alias that is no id', { paper: { ...paper, aliases: ['x'] }, mark }],
    ['categories that are null', { paper: { ...paper, categories: null }, mark }],
    ['a note that is a number', { paper, mark: { ...mark, note: 1 } }],
    ['tags that are an object', { paper, mark: { ...mark, tags: { a: true } } }],
    ['times that are null', { paper, mark: { ...mark, times: null } }],
    ['times that are a list', { paper, mark: { ...mark, times: [] } }],
  ])('refuses %s', (_, value) => {
    expect(isEntry(value)).toBe(false);
  });
});
