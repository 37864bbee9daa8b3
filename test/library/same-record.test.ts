import { describe, expect, it } from 'vitest';
import { isSameRecord } from '../../src/library/same-record';

describe('two records', () => {
  it.each<[string, object | undefined, object | undefined]>([
    ['fields in another order', { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }],
    ['a field that is undefined', { a: 1, b: undefined }, { a: 1 }],
    ['lists of records', { a: [{ b: 1, c: 2 }] }, { a: [{ c: 2, b: 1 }] }],
    ['null', { a: null }, { a: null }],
    ['none', undefined, undefined],
  ])('are the same: %s', (_, a, b) => {
    expect(isSameRecord(a, b)).toBe(true);
    expect(isSameRecord(b, a)).toBe(true);
  });

  it.each<[string, object | undefined, object | undefined]>([
    ['a value', { a: 1 }, { a: '1' }],
    ['a field', { a: 1 }, { b: 1 }],
    ['one more field', { a: 1 }, { a: 1, b: 2 }],
    ['the order of a list', { a: [1, 2] }, { a: [2, 1] }],
    ['the length of a list', { a: [1] }, { a: [1, 1] }],
    ['a list and a record', { a: ['x'] }, { a: { 0: 'x' } }],
    ['null and nothing in it', { a: null }, { a: {} }],
    ['none', {}, undefined],
  ])('differ: %s', (_, a, b) => {
    expect(isSameRecord(a, b)).toBe(false);
    expect(isSameRecord(b, a)).toBe(false);
  });
});
