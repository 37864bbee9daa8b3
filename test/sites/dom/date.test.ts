import { describe, expect, it } from 'vitest';
import type { PaperId } from '../../../src/paper/ids';
import { dateIn, monthOfArxivId } from '../../../src/sites/dom/date';

const OCTOBER_2026 = Date.UTC(2026, 9, 1);

describe('dateIn', () => {
  it.each([
    ['2026-09-25T00:00:00.000Z', '2026-09-25'],
    ['2026/09/09', '2026-09-09'],
    ['Mon, 27 Jul 2026 (showing 47 of 47 entries )', '2026-07-27'],
    ['Showing new listings for Tuesday, 22 September 2026', '2026-09-22'],
    ['New submissions for Fri, 18 Jun 21', '2021-06-18'],
    ['Replacements for Mon, 3 May 99', '1999-05-03'],
    ['2 December, 2025; originally announced December 2025.', '2025-12-02'],
    ['[Submitted on 31 Dec 2023 (v1), last revised 8 May 2024 (this version, v3)]', '2023-12-31'],
    ['Published on Oct 5, 2025', '2025-10-05'],
    ['Sept. 7, 2024', '2024-09-07'],
    ['Authors and titles for September 2003', '2003-09'],
    ['Aug 10', '2026-08-10'],
    ['Jan 2', '2027-01-02'],
    ['Apr 30', '2026-04-30'],
  ])('reads %s', (text, date) => {
    expect(dateIn(text, OCTOBER_2026)).toBe(date);
  });

  it('reads a day without a year as the nearest of its name', () => {
    expect(dateIn('Dec 30', Date.UTC(2026, 0, 3))).toBe('2025-12-30');
    expect(dateIn('Jan 2', Date.UTC(2025, 11, 15))).toBe('2026-01-02');
    expect(dateIn('Dec 15', Date.UTC(2025, 11, 15))).toBe('2025-12-15');
  });

  it.each([
    '',
    'New submissions (showing 45 of 45 entries)',
    '110',
    'Marketing 12',
    null,
    undefined,
  ])('finds none in %s', (text) => {
    expect(dateIn(text, OCTOBER_2026)).toBeUndefined();
  });
});

describe('monthOfArxivId', () => {
  it.each([
    ['arxiv:2609.31620', '2026-09'],
    ['arxiv:0704.0001', '2007-04'],
    ['arxiv:math/0309136', '2003-09'],
    ['arxiv:hep-th/9901001', '1999-01'],
    ['arxiv:cond-mat/9204001', '1992-04'],
    ['doi:10.1000/2609.31620', undefined],
  ])('%s', (id, month) => {
    expect(monthOfArxivId(id as PaperId)).toBe(month);
  });
});
