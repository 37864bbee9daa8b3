import { expect, it, vi } from 'vitest';
import { signal } from '../../src/content/signal';
import {
  addressOf,
  createVisit,
  keepShown,
  tidyUp,
  unfold,
  wasMarked,
} from '../../src/content/visit';
import { emptyMark } from '../../src/paper/mark';
import { DIGEST, idAt } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

const UNKNOWN = { mark: undefined, pending: [] };
const UNREAD = { mark: null, pending: [] };
const READ = { mark: { ...emptyMark(idAt(1)), readAt: 1 }, pending: [] };
const BOTH = { mark: { ...emptyMark(idAt(1)), readAt: 1, starredAt: 2 }, pending: [] };
const begin = () => signal(createVisit(DIGEST, 'digest'));

it('is the same visit wherever the fragment leads', () => {
  expect(addressOf(`${DIGEST}?page=2#top`)).toBe(`${DIGEST}?page=2`);
});

/** The bits of the flags. */
const [STARRED, READ_BIT] = [1, 2];

it('keeps for each paper the flags that it has had since the visit met it', () => {
  const visit = createVisit(DIGEST, 'digest');
  expect(wasMarked(visit, idAt(1), UNKNOWN, false)).toBe(0);
  expect(wasMarked(visit, idAt(1), BOTH, false)).toBe(STARRED | READ_BIT);
  expect(wasMarked(visit, idAt(1), READ, false)).toBe(READ_BIT);
  expect(wasMarked(visit, idAt(1), BOTH, false)).toBe(READ_BIT);
  expect(wasMarked(visit, idAt(1), UNREAD, false)).toBe(0);
  expect(wasMarked(visit, idAt(1), READ, false)).toBe(0);
});

it('keeps none of a paper that the page had to show before', () => {
  expect(wasMarked(createVisit(DIGEST, 'digest'), idAt(1), READ, true)).toBe(0);
});

it('unfolds one paper after another', () => {
  const visit = begin();
  unfold(visit, idAt(1));
  unfold(visit, idAt(2));
  expect([...visit.value.unfolded]).toEqual([idAt(1), idAt(2)]);
});

it('keeps a paper in its place that was read before, until the next Tidy up, and tells of it', () => {
  const visit = begin();
  const before = visit.value;
  wasMarked(before, idAt(1), READ, false);
  keepShown(visit, idAt(1));
  expect(visit.value).not.toBe(before);
  expect(wasMarked(visit.value, idAt(1), READ, false)).toBe(0);
  tidyUp(visit, [idAt(1)]);
  expect(wasMarked(visit.value, idAt(1), READ, false)).toBe(READ_BIT);
});

it('tidies up what was marked on the visit, and what was unfolded or revealed', () => {
  const visit = begin();
  wasMarked(visit.value, idAt(1), UNREAD, false);
  unfold(visit, idAt(2));
  tidyUp(visit, [idAt(1), idAt(2)]);
  expect(wasMarked(visit.value, idAt(1), READ, true)).toBe(READ_BIT);
  expect(visit.value.unfolded.size).toBe(0);
  expect(visit.value.isRevealed).toBe(false);
});

it('leaves in its place what is marked after that', () => {
  const visit = begin();
  tidyUp(visit, [idAt(1)]);
  expect(wasMarked(visit.value, idAt(1), UNREAD, false)).toBe(0);
  expect(wasMarked(visit.value, idAt(1), READ, false)).toBe(0);
});
