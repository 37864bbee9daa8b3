import { describe, expect, it } from 'vitest';
import { isPaperId, mendArxivNumber, parseId } from '../../src/paper/ids';

describe('a DOI of an old library', () => {
  it('is an id still, though its angles would be read now', () => {
    const old = 'doi:10.1002/(sici)1097-0258(1998)17:15%3c1661::aid-sim968%3e3.0.co;2-2';
    expect(isPaperId(old)).toBe(true);
    expect(parseId(old)).toBe(old.replace('%3c', '<').replace('%3e', '>'));
  });
});

describe('the number of an arXiv paper in a spreadsheet', () => {
  it.each([
    ['2401.1234', '2401.12340'],
    ['2401.1', '2401.10000'],
    ['2401,1234', '2401.12340'],
    ['1412.123', '1412.1230'],
    ['704.0012', '0704.0012'],
    ['2401.12345', '2401.12345'],
    ['math/0309136', 'math/0309136'],
    ['2401.12345v2', '2401.12345v2'],
  ])('%s is %s', (cell, number) => {
    expect(mendArxivNumber(cell)).toBe(number);
  });
});
