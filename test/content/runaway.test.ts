import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { checkRunaway } from '../../src/content/runaway';
import type { Signal } from '../../src/content/signal';
import type { TrackedCard } from '../../src/content/tracked-card';
import { fake } from './fake-browser';
import { digestOf, idAt, trackedCard } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

let stay: AbortController;
beforeEach(() => {
  fake.reset();
  stay = new AbortController();
});
afterEach(() => stay.abort());

/** A digest of so many papers. */
const begin = (count: number) => digestOf(count, stay.signal);
/** Looks at the page, where every paper is read already. */
const check = (page: ReturnType<typeof begin>): void => checkRunaway(page, () => true);
const grow = (page: ReturnType<typeof begin>, from: number, to: number): void => {
  const all = page.cards.all as Signal<readonly TrackedCard[]>;
  const more = Array.from({ length: to - from + 1 }, (_, i) => trackedCard(from + i));
  all.value = [...all.value, ...more];
};

it('lets 60 papers that came later be hidden, and folds the others', () => {
  const page = begin(10);
  check(page);
  grow(page, 11, 80);
  check(page);
  expect(page.visit.value.foldedLate).toEqual(
    new Set(Array.from({ length: 10 }, (_, i) => idAt(71 + i))),
  );
});

it('begins to count anew when the user scrolls', () => {
  const page = begin(10);
  check(page);
  grow(page, 11, 70);
  check(page);
  page.hiddenLater = 0;
  grow(page, 71, 120);
  check(page);
  expect(page.visit.value.foldedLate.size).toBe(0);
});

it('takes papers in the place of all that were there for another list', () => {
  const page = begin(10);
  check(page);
  (page.cards.all as Signal<readonly TrackedCard[]>).value = [];
  grow(page, 100, 200);
  check(page);
  expect(page.visit.value.foldedLate.size).toBe(0);
});
