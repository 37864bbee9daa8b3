import { describe, expect, it } from 'vitest';
import { growable, insertionIndex, insertNew, listingOf } from '../../../src/list/state/listing';
import type { PaperId } from '../../../src/paper/ids';

const ids = (...names: string[]): PaperId[] => names.map((name) => `arxiv:${name}` as PaperId);
const list = (...names: string[]) => growable(listingOf(ids(...names)));
const all = (listing: { total: number; ids(from: number, to: number): PaperId[] }) =>
  listing.ids(0, listing.total).map((id) => id.slice('arxiv:'.length));
const id = (name: string): PaperId => `arxiv:${name}` as PaperId;

describe('a list that rows are inserted into', () => {
  it('has them where they were inserted, in any order', () => {
    const grown = list('a', 'b', 'c').insert(id('x'), 1).insert(id('y'), 0).insert(id('z'), 5);
    expect(all(grown)).toEqual(['y', 'a', 'x', 'b', 'c', 'z']);
    expect(grown.total).toBe(6);
    for (const [at, name] of all(grown).entries()) expect(grown.indexOf(id(name))).toBe(at);
    expect(grown.indexOf(id('none'))).toBe(-1);
  });

  it('returns any part of itself, also across its ends', () => {
    const grown = list('a', 'b', 'c', 'd').insert(id('x'), 2).insert(id('y'), 2);
    const whole = all(grown);
    for (let from = 0; from <= 6; from++) {
      for (let to = from; to <= 8; to++) {
        expect(grown.ids(from, to).map((one) => one.slice(6))).toEqual(whole.slice(from, to));
      }
    }
    expect(grown.ids(9, 12)).toEqual([]);
  });
});

describe('the index at which a newly found paper is inserted', () => {
  it('is before the next that is shown', () => {
    const shown = list('a', 'b', 'c');
    expect(insertionIndex(id('n'), list('n', 'a', 'b', 'c'), shown)).toBe(0);
    expect(insertionIndex(id('n'), list('a', 'n', 'b', 'c'), shown)).toBe(1);
  });

  it('is after the last that is shown, where none comes after', () => {
    const shown = list('a', 'b', 'c');
    expect(insertionIndex(id('n'), list('a', 'b', 'c', 'n'), shown)).toBe(3);
    // `b` has left the answer, and is still shown.
    expect(insertionIndex(id('n'), list('a', 'n'), shown)).toBe(1);
  });

  it('is the top of an empty list, and nowhere for what was not found', () => {
    expect(insertionIndex(id('n'), list('n'), list())).toBe(0);
    expect(insertionIndex(id('n'), list('a'), list('a'))).toBe(-1);
  });
});

describe('what has changed', () => {
  it('is inserted where it is found, next to what is new as well', () => {
    const grown = insertNew(ids('y', 'x', 'b'), list('a', 'x', 'y', 'b', 'c'), list('a', 'b', 'c'));
    expect(grown && all(grown)).toEqual(['a', 'x', 'y', 'b', 'c']);
  });

  it('leaves what is not found any more in the list, and out of it what is not found', () => {
    const grown = insertNew(ids('a', 'n'), list('b'), list('a', 'b'));
    expect(grown && all(grown)).toEqual(['a', 'b']);
  });

  it('is not inserted where it is too much', () => {
    const many = Array.from({ length: 51 }, (_, n) => `n${n}`);
    expect(insertNew(ids(...many), list(...many), list('a'))).toBeUndefined();
    expect(insertNew(ids(...many.slice(1)), list(...many), list('a'))?.total).toBe(51);
  });
});
