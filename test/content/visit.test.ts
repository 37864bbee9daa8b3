import { expect, it, vi } from 'vitest';
import { signal } from '../../src/content/signal';
import { addressOf, createVisit, tidyUp, unfold, wasDone } from '../../src/content/visit';
import { emptyMark } from '../../src/paper/mark';
import { DIGEST, idAt } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

const UNKNOWN = { mark: undefined, pending: [] };
const UNREAD = { mark: null, pending: [] };
const READ = { mark: { ...emptyMark(idAt(1)), readAt: 1 }, pending: [] };
const begin = () => signal(createVisit(DIGEST, 'digest'));

it('is the same visit wherever the fragment leads', () => {
  expect(addressOf(`${DIGEST}?page=2#top`)).toBe(`${DIGEST}?page=2`);
});

it('keeps the first answer to whether a paper was done with', () => {
  const visit = createVisit(DIGEST, 'digest');
  expect(wasDone(visit, idAt(1), UNKNOWN, false)).toBe(false);
  expect(wasDone(visit, idAt(1), READ, false)).toBe(true);
  expect(wasDone(visit, idAt(1), UNREAD, false)).toBe(true);
  expect(wasDone(visit, idAt(2), UNREAD, false)).toBe(false);
  expect(wasDone(visit, idAt(2), READ, false)).toBe(false);
});

it('takes no paper for done with that the page had to show before', () => {
  expect(wasDone(createVisit(DIGEST, 'digest'), idAt(1), READ, true)).toBe(false);
});

it('unfolds one paper after another', () => {
  const visit = begin();
  unfold(visit, idAt(1));
  unfold(visit, idAt(2));
  expect([...visit.value.unfolded]).toEqual([idAt(1), idAt(2)]);
});

it('tidies up what was done on the visit, and what was unfolded or revealed', () => {
  const visit = begin();
  wasDone(visit.value, idAt(1), UNREAD, false);
  unfold(visit, idAt(2));
  tidyUp(visit, [idAt(1), idAt(2)]);
  expect(wasDone(visit.value, idAt(1), READ, false)).toBe(true);
  expect(visit.value.unfolded.size).toBe(0);
  expect(visit.value.isRevealed).toBe(false);
});
