import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createControls, lookOf } from '../../src/content/controls';
import type { MarkState } from '../../src/content/marks';
import type { TrackedCard } from '../../src/content/tracked-card';
import { RequestError } from '../../src/protocol/requests';
import { fake } from './fake-browser';
import { digestOf, trackedCard } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

/** As many cards all have their control. */
const FEW = 250;
const UNMARKED: MarkState = { mark: null, pending: [] };

let stay: AbortController;
const observed = new Set<Element>();
let report: (entries: { isIntersecting: boolean; target: Element }[]) => void;
let now: number;
/** How long each control takes, in ms. */
let pace: number;

beforeEach(() => {
  fake.reset();
  stay = new AbortController();
  observed.clear();
  pace = 0;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  now = 1_000;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(listen: typeof report) {
        report = listen;
      }
      observe(element: Element) {
        observed.add(element);
      }
      unobserve(element: Element) {
        observed.delete(element);
      }
      disconnect() {
        observed.clear();
      }
    },
  );
});
afterEach(() => {
  stay.abort();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
  document.body.replaceChildren();
});

/** So many new cards, which may have controls. */
function begin(count: number) {
  const all = Array.from({ length: count }, (_, i) => trackedCard(i + 1));
  const byElement = new Map<Element, TrackedCard>(all.map((one) => [one.card.element, one]));
  const page = digestOf(0, stay.signal);
  const onControl = vi.fn(() => {
    now += pace;
  });
  const controls = createControls({ ...page, onControl }, byElement, stay.signal);
  controls.add(all);
  return {
    ...{ all, page, controls, onControl },
    card: (n: number) => all[n - 1] as TrackedCard,
    withControl: () => all.filter(({ control }) => control?.host.isConnected).length,
  };
}

describe('controls', () => {
  it('are put in at once, each in its card, where there are few', () => {
    const { controls, all, onControl, withControl } = begin(5);
    expect(withControl()).toBe(0);
    controls.insertWanted();
    for (const { control, card } of all) expect(control?.host.parentElement).toBe(card.anchor);
    expect(onControl.mock.calls).toEqual(all.map((one) => [one]));
  });

  it('block the page for a slice at a time, and the others come soon', () => {
    const { controls, withControl } = begin(10);
    pace = 3;
    controls.insertWanted();
    // After 3, 6 and 9 ms, of which the last is more than the 8 of a slice.
    expect(withControl()).toBe(3);
    vi.runOnlyPendingTimers();
    expect(withControl()).toBe(6);
    vi.runAllTimers();
    expect(withControl()).toBe(10);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('wait until nodes may be put in', () => {
    const { controls, page, withControl } = begin(2);
    page.isStyled.value = false;
    controls.insertWanted();
    vi.runAllTimers();
    expect(withControl()).toBe(0);
    page.isStyled.value = true;
    controls.insertWanted();
    expect(withControl()).toBe(2);
  });

  it('come no more after the signal', () => {
    const { controls, withControl } = begin(10);
    pace = 3;
    controls.insertWanted();
    stay.abort();
    vi.runAllTimers();
    expect(withControl()).toBe(3);
    expect(observed.size).toBe(0);
  });
});

describe('on a page of many cards', () => {
  it('all have their control up to the limit', () => {
    const { controls, withControl } = begin(FEW);
    controls.insertWanted();
    expect(withControl()).toBe(FEW);
    expect(observed.size).toBe(0);
  });

  it('the first ones have it, and the others only near the window', () => {
    const { controls, card, withControl } = begin(FEW + 1);
    controls.insertWanted();
    expect(withControl()).toBe(16);
    expect(observed.size).toBe(FEW + 1 - 16);
    const target = card(100).card.element;
    report([{ isIntersecting: true, target }]);
    expect(card(100).control?.host.isConnected).toBe(true);
    expect(withControl()).toBe(17);
    expect(observed.has(target)).toBe(false);
  });

  it('one that was scrolled past before its turn gets none', () => {
    const { controls, page, card, withControl } = begin(FEW + 1);
    controls.insertWanted();
    page.isHydrated.value = false;
    report([{ isIntersecting: true, target: card(100).card.element }]);
    report([{ isIntersecting: false, target: card(100).card.element }]);
    page.isHydrated.value = true;
    controls.insertWanted();
    expect(withControl()).toBe(16);
  });

  it('one far away gets it where it is folded, or was not saved', () => {
    const { controls, card, withControl } = begin(FEW + 1);
    controls.insertWanted();
    controls.update(card(100), UNMARKED, 'folded', false);
    const failure = new RequestError('quota', 'Full.');
    controls.update(card(101), { ...UNMARKED, failure }, 'whole', false);
    controls.update(card(102), UNMARKED, 'dimmed', false);
    controls.insertWanted();
    expect([100, 101, 102].map((n) => card(n).control !== undefined)).toEqual([true, true, false]);
    expect(withControl()).toBe(18);
  });
});

describe('a card’s control', () => {
  it('shows the state of its paper, and the title while the card is folded', () => {
    const { controls, card } = begin(1);
    controls.insertWanted();
    const { host } = card(1).control as NonNullable<TrackedCard['control']>;
    const buttons = () => [...(host.shadowRoot?.querySelectorAll('button') ?? [])];
    controls.update(card(1), { mark: null, pending: [{ starred: true }] }, 'folded', true);
    expect(host.hasAttribute('data-new')).toBe(true);
    expect(buttons()[0]?.ariaPressed).toBe('true');
    expect(buttons().at(-1)?.textContent).toBe('Paper 1');
    controls.update(card(1), UNMARKED, 'whole', false);
    expect(buttons()).toHaveLength(4);
  });

  it('says from the beginning that the editor is open', () => {
    const { controls, card } = begin(1);
    card(1).note = { host: document.createElement('dogear-note'), isOpen: true } as never;
    controls.insertWanted();
    const note = card(1).control?.host.shadowRoot?.querySelector('[name=note]');
    expect(note?.getAttribute('aria-expanded')).toBe('true');
  });

  it('is taken away together with the note, and does not come later', () => {
    const { controls, card, withControl } = begin(2);
    const host = document.createElement('dogear-note');
    card(1).card.foot.append(host);
    card(1).note = { host, isOpen: false } as never;
    controls.insertWanted();
    controls.remove(card(1));
    expect(card(1).card.element.querySelector('dogear-control, dogear-note')).toBeNull();
    controls.insertWanted();
    expect(withControl()).toBe(1);
  });
});

describe('the look of a control', () => {
  it('is in the corner only of an anchor that positions what is in it', () => {
    const { card } = trackedCard(1);
    expect(lookOf({ ...card, look: 'corner' })).toBe('line');
    card.anchor.style.position = 'relative';
    expect(lookOf({ ...card, look: 'corner' })).toBe('corner');
    expect(lookOf({ ...card, look: 'line' })).toBe('line');
  });
});
