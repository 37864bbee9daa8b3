import { expect, it } from 'vitest';
import { digestOf } from '../../src/background/digest-address';

it('takes all pages of a digest, in any order, for the same', () => {
  const digest = 'https://example.org/list?q=tea';
  expect(digestOf(`${digest}&page=2&size=50&order=new`)).toBe(digest);
  expect(digestOf(digest)).toBe(digest);
});
