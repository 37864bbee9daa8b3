import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { showFound } from '../../src/content/finding';
import type { TrackedCard } from '../../src/content/tracked-card';
import { fixedCards, idAt } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

let stay: AbortController;
beforeEach(() => {
  stay = new AbortController();
});
afterEach(() => {
  stay.abort();
  document.body.replaceChildren();
});

it('shows the paper in which something was found', () => {
  const cards = fixedCards(2);
  const unfold = vi.fn();
  showFound({ cards }, unfold, stay.signal);
  const { card } = cards.find(idAt(2)) as TrackedCard;
  const find = (node: Element) => node.dispatchEvent(new Event('beforematch', { bubbles: true }));
  find(card.link as Element);
  expect(unfold.mock.calls).toEqual([[idAt(2)]]);
  find(document.body);
  stay.abort();
  find(card.link as Element);
  expect(unfold).toHaveBeenCalledTimes(1);
});
