import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCards } from '../../src/content/cards';
import { createVisit } from '../../src/content/visit';
import type { Card } from '../../src/sites/site';
import { fake } from './fake-browser';
import { appendCard, DIGEST, digestOf, idAt, paperAt } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

const URL_OF_DIGEST = new URL(DIGEST);
let stay: AbortController;
beforeEach(() => {
  fake.reset();
  stay = new AbortController();
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
});
afterEach(() => {
  stay.abort();
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

/** A digest whose site finds the given cards. */
function begin(count: number) {
  const found: Card[] = Array.from({ length: count }, (_, i) => appendCard(i + 1));
  const page = digestOf(0, stay.signal);
  const context = {
    ...page,
    site: { id: 'test', cards: () => found },
    onControl: vi.fn(),
    showNote: vi.fn(),
  };
  const cards = createCards(context, stay.signal);
  return { page, context, found, cards, scan: () => cards.scan('digest', URL_OF_DIGEST) };
}
const elementAt = (found: Card[], i: number) => (found[i] as Card).element;
const controlsIn = (element: Element) => element.querySelectorAll('dogear-control').length;

it('puts one control on each card, and asks about papers that nothing is known about', async () => {
  const { page, context, found, scan } = begin(3);
  expect(scan()).toEqual([1, 2, 3].map(idAt));
  expect(found.map(({ element }) => element.getAttribute('data-dogear'))).toEqual(
    [1, 2, 3].map(idAt),
  );
  // As many as fit into eight milliseconds at a time.
  await vi.waitFor(() => expect(context.onControl).toHaveBeenCalledTimes(3));
  expect(found.map(({ element }) => controlsIn(element))).toEqual([1, 1, 1]);
  await page.marks.load([1, 2, 3].map(idAt));
  expect(scan()).toEqual([]);
  expect(found.map(({ element }) => controlsIn(element))).toEqual([1, 1, 1]);
});

it('puts no node in before it is safe, and then does so by itself', () => {
  const { page, found, scan } = begin(1);
  page.isHydrated.value = false;
  scan();
  expect(controlsIn(elementAt(found, 0))).toBe(0);
  page.isHydrated.value = true;
  expect(controlsIn(elementAt(found, 0))).toBe(1);
});

it('shows a mark on its card as soon as it changes', async () => {
  const { page, found, scan } = begin(2);
  scan();
  await page.marks.load([1, 2].map(idAt));
  void page.marks.change([{ paper: paperAt(1), patch: { starred: true } }]);
  expect(found.map(({ element }) => element.hasAttribute('data-dogear-starred'))).toEqual([
    true,
    false,
  ]);
});

it('shows all cards anew when another visit begins', async () => {
  const { page, found, scan } = begin(1);
  scan();
  await page.marks.load([idAt(1)]);
  await page.marks.change([{ paper: paperAt(1), patch: { read: true } }]);
  expect(elementAt(found, 0).hasAttribute('data-dogear-dimmed')).toBe(true);
  page.visit.value = createVisit(`${DIGEST}?page=2`, 'digest');
  expect(elementAt(found, 0).hasAttribute('data-dogear-hidden')).toBe(true);
});

describe('what the page does', () => {
  it('to our nodes is undone', () => {
    const { found, scan } = begin(1);
    scan();
    elementAt(found, 0).replaceChildren();
    elementAt(found, 0).removeAttribute('data-dogear');
    scan();
    expect(controlsIn(elementAt(found, 0))).toBe(1);
    expect(elementAt(found, 0).getAttribute('data-dogear')).toBe(idAt(1));
  });

  it('by showing another paper in a card gives that a control of its own', () => {
    const { found, cards, scan } = begin(1);
    scan();
    found[0] = { ...(found[0] as Card), id: idAt(9) };
    expect(scan()).toEqual([idAt(9)]);
    expect(cards.ids()).toEqual([idAt(9)]);
    expect(controlsIn(elementAt(found, 0))).toBe(1);
  });

  it('by copying a card leaves no second control', () => {
    const { found, cards, scan } = begin(1);
    scan();
    const copy = elementAt(found, 0).cloneNode(true) as HTMLElement;
    document.body.append(copy);
    scan();
    cards.removeStrays();
    expect(controlsIn(copy)).toBe(0);
    expect(copy.hasAttribute('data-dogear')).toBe(false);
  });
});

it('takes its attributes off cards until the next scan, but not off hidden ones', () => {
  const { found, cards, scan } = begin(3);
  scan();
  elementAt(found, 1).toggleAttribute('data-dogear-hidden', true);
  const ids = () => found.map(({ element }) => element.getAttribute('data-dogear'));
  cards.strip((element) => element !== elementAt(found, 2));
  expect(ids()).toEqual([null, idAt(2), idAt(3)]);
  scan();
  expect(ids()).toEqual([idAt(1), idAt(2), idAt(3)]);
});

it('moves the ring with the current paper', () => {
  const { page, found, scan } = begin(2);
  scan();
  page.current.value = idAt(2);
  expect(found.map(({ element }) => element.hasAttribute('data-dogear-current'))).toEqual([
    false,
    true,
  ]);
  page.current.value = idAt(1);
  expect(found.map(({ element }) => element.hasAttribute('data-dogear-current'))).toEqual([
    true,
    false,
  ]);
});

it('finds the card in which something happened, also in the `dd` of an entry', () => {
  const { found, cards } = begin(1);
  const term = document.createElement('dt');
  const body = document.createElement('dd');
  document.body.append(term, body);
  found[0] = { ...(found[0] as Card), element: term, anchor: term, foot: body };
  cards.scan('digest', URL_OF_DIGEST);
  expect(cards.ownerOf([body, document.body])?.card.id).toBe(idAt(1));
  expect(cards.ownerOf([document.body])).toBeUndefined();
});

it('leaves nothing behind', () => {
  const { found, scan } = begin(2);
  scan();
  stay.abort();
  for (const { element } of found) {
    expect(element.getAttributeNames()).toEqual([]);
    expect(controlsIn(element)).toBe(0);
  }
});
