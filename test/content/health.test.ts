import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { checkHealth } from '../../src/content/health';
import { createVisit } from '../../src/content/visit';
import { fake } from './fake-browser';
import { DIGEST, digestOf } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

let stay: AbortController;
beforeEach(() => {
  fake.reset();
  stay = new AbortController();
});
afterEach(() => stay.abort());

const begin = (read: number, linked: number) => {
  const page = digestOf(read, stay.signal);
  return { ...page, site: { ...page.site, linkedIn: vi.fn(() => linked) } };
};

it('notices a page of which fewer than half of the papers were read', () => {
  const page = begin(2, 50);
  checkHealth(page);
  expect(page.visit.value.unreadable).toBe(50);
});

it.each([
  ['half of them were read', 3, 6],
  ['the page has hardly any links to papers', 0, 4],
  ['many papers were read', 21, 500],
])('finds nothing wrong where %s', (_, read, linked) => {
  const page = begin(read, linked);
  checkHealth(page);
  expect(page.visit.value.unreadable).toBeUndefined();
});

it('does not look at the links of a page that is no digest', () => {
  const page = begin(0, 50);
  page.visit.value = createVisit(DIGEST, 'paper');
  checkHealth(page);
  expect(page.site.linkedIn).not.toHaveBeenCalled();
});

it('takes it back once the papers are there', () => {
  const page = begin(2, 50);
  checkHealth(page);
  page.site.linkedIn.mockReturnValue(3);
  checkHealth(page);
  expect(page.visit.value.unreadable).toBeUndefined();
});
