import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createKeyboardNavigation, isBefore } from '../../src/content/keyboard-navigation';
import { signal } from '../../src/content/signal';
import type { TrackedCard } from '../../src/content/tracked-card';
import type { PaperId } from '../../src/paper/ids';
import { fake } from './fake-browser';
import { fixedCards, idAt } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

/** Where the cards are: jsdom lays nothing out. The window is 768 high. */
const PITCH = 200;
let height: number;
let scrolled: number;
let isMotionReduced: boolean;
const hidden = new Set<Element>();
const scrollIntoView = vi.fn(function (this: Element, options: ScrollIntoViewOptions) {
  return [this, options] as const;
});

beforeEach(() => {
  fake.reset();
  height = 180;
  scrolled = 0;
  isMotionReduced = false;
  hidden.clear();
  scrollIntoView.mockClear();
  vi.stubGlobal('matchMedia', () => ({ matches: isMotionReduced }));
  vi.spyOn(Element.prototype, 'getClientRects').mockImplementation(function (this: Element) {
    return (hidden.has(this) ? [] : [this.getBoundingClientRect()]) as unknown as DOMRectList;
  });
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
    if (hidden.has(this)) return { top: 0, bottom: 0 } as DOMRect;
    const top = [...document.querySelectorAll('article')].indexOf(this as HTMLElement) * PITCH;
    return { top: top - scrolled, bottom: top + height - scrolled } as DOMRect;
  });
  Element.prototype.scrollIntoView = scrollIntoView as Element['scrollIntoView'];
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  Reflect.deleteProperty(Element.prototype, 'scrollIntoView');
  document.body.replaceChildren();
});

function begin(count: number) {
  const cards = fixedCards(count);
  const current = signal<PaperId | undefined>(undefined);
  const navigation = createKeyboardNavigation(cards, current);
  const card = (n: number) => cards.find(idAt(n)) as TrackedCard;
  return {
    ...{ cards, current, navigation, card },
    hide: (...numbers: number[]) => {
      for (const n of numbers) hidden.add(card(n).card.element);
    },
  };
}
const lastScroll = () => scrollIntoView.mock.results.at(-1)?.value;

describe('moving on', () => {
  it('begins with the first card on the screen, which gets the ring and the focus', () => {
    const { current, navigation, card } = begin(8);
    scrolled = 450;
    expect(navigation.position()).toBe(card(3));
    navigation.move(1);
    expect(current.value).toBe(idAt(3));
    expect(document.activeElement).toBe(card(3).card.link);
  });

  it('goes to the next card that is not hidden, and stays at the last one', () => {
    const { current, navigation, hide } = begin(4);
    hide(2, 4);
    navigation.move(1);
    navigation.move(1);
    expect(current.value).toBe(idAt(3));
    navigation.move(1);
    expect(current.value).toBe(idAt(3));
  });

  it('comes to what is behind a paper that the list has twice, and back', () => {
    const { cards, current, navigation } = begin(6);
    // 1 2 3 1 5 6
    const twin = cards.all.value[3] as TrackedCard;
    twin.card = { ...twin.card, id: idAt(1) };
    const way: (number | undefined)[] = [];
    for (const by of [1, 1, 1, 1, 1, 1, -1, -1, -1] as const) {
      navigation.move(by);
      const at = cards.find(current.value);
      way.push(at && cards.all.value.indexOf(at) + 1);
    }
    expect(way).toEqual([1, 2, 3, 4, 5, 6, 5, 4, 3]);
  });

  it('goes back to the card before, and stays at the first one', () => {
    const { current, navigation, hide } = begin(4);
    hide(2);
    current.value = idAt(3);
    navigation.move(-1);
    navigation.move(-1);
    expect(current.value).toBe(idAt(1));
  });

  it('goes on from where a card was that is hidden by now', () => {
    const { current, navigation, hide } = begin(4);
    current.value = idAt(2);
    hide(2);
    navigation.move(1);
    expect(current.value).toBe(idAt(3));
  });

  it('begins anew on the screen after the user has scrolled away', () => {
    const { current, navigation, card } = begin(20);
    current.value = idAt(1);
    scrolled = 2_050;
    expect(navigation.position()).toBe(card(1));
    navigation.noteScroll();
    expect(navigation.position()).toBe(card(11));
    navigation.move(1);
    expect(current.value).toBe(idAt(11));
  });

  it('does nothing on a page without cards', () => {
    const { current, navigation } = begin(0);
    navigation.move(1);
    expect(current.value).toBeUndefined();
    expect(scrollIntoView).not.toHaveBeenCalled();
  });
});

describe('the card that a key acts on', () => {
  it('is the one with the ring, while it can be seen', () => {
    const { current, navigation, card, hide } = begin(4);
    expect(navigation.visibleCurrent()).toBeUndefined();
    current.value = idAt(2);
    expect(navigation.visibleCurrent()).toBe(card(2));
    hide(2);
    expect(navigation.visibleCurrent()).toBeUndefined();
  });

  it('is none that the user has scrolled away from', () => {
    const { current, navigation, card } = begin(20);
    current.value = idAt(1);
    navigation.noteScroll();
    expect(navigation.visibleCurrent()).toBe(card(1));
    scrolled = 1_000;
    expect(navigation.visibleCurrent()).toBeUndefined();
  });
});

describe('scrolling to a card', () => {
  it('shows its end where it is below, smoothly', () => {
    const { current, navigation, card } = begin(8);
    const foot = document.createElement('p');
    card(2).card = { ...card(2).card, foot };
    current.value = idAt(1);
    navigation.move(1);
    expect(lastScroll()).toEqual([foot, { block: 'nearest', behavior: 'smooth' }]);
  });

  it('shows its beginning where that is under the edge of the window', () => {
    const { current, navigation, card } = begin(8);
    current.value = idAt(3);
    scrolled = 350;
    navigation.move(-1);
    expect(lastScroll()).toEqual([card(2).card.element, { block: 'nearest', behavior: 'smooth' }]);
  });

  it('shows the beginning of one that is too tall for the window', () => {
    height = 700;
    const { current, navigation, card } = begin(8);
    current.value = idAt(1);
    navigation.move(1);
    expect(lastScroll()).toEqual([card(2).card.element, { block: 'start', behavior: 'smooth' }]);
  });

  it('is a jump for who wants less motion', () => {
    isMotionReduced = true;
    const { navigation } = begin(2);
    navigation.move(1);
    expect(lastScroll()?.[1]).toEqual({ block: 'nearest', behavior: 'auto' });
  });
});

it('tells which of two cards stands before the other', () => {
  const { card } = begin(2);
  expect(isBefore(card(1), card(2))).toBe(true);
  expect(isBefore(card(2), card(1))).toBe(false);
  expect(isBefore(card(1), card(1))).toBe(false);
});
