import { expect, it } from 'vitest';
import { indexAfter } from '../../../src/list/keyboard/navigation';

it('stays within the list', () => {
  expect(indexAfter(0, 'previous', 10, 4)).toBe(0);
  expect(indexAfter(9, 'next', 10, 4)).toBe(9);
  expect(indexAfter(8, 'page-down', 10, 4)).toBe(9);
  expect(indexAfter(1, 'page-up', 10, 4)).toBe(0);
});

it('keeps one row of a page in view, and moves by one where a page has no more', () => {
  expect(indexAfter(4, 'page-down', 10, 4)).toBe(7);
  expect(indexAfter(2, 'page-up', 10, 1)).toBe(1);
});

it('goes to both ends', () => {
  expect(indexAfter(5, 'first', 10, 4)).toBe(0);
  expect(indexAfter(5, 'last', 10, 4)).toBe(9);
});
