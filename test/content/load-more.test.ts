import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLoadMore } from '../../src/content/load-more';

let stay: AbortController;
let scrolled: EventTarget[];
/** What tells the observers what is in view; jsdom has none. */
let tell: (() => void) | undefined;
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(listener: () => void) {
        tell = listener;
      }
      observe() {}
      disconnect() {
        tell = undefined;
      }
    },
  );
  stay = new AbortController();
  scrolled = [];
  addEventListener('scroll', ({ target }) => scrolled.push(target as EventTarget), {
    capture: true,
    signal: stay.signal,
  });
});
afterEach(() => {
  stay.abort();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

/** Puts so many cards into a part of the page, each with this attribute of ours. */
function begin(attribute: string, count = 2) {
  const part = document.createElement('main');
  document.body.append(part);
  const cards = Array.from({ length: count }, () => {
    const card = document.createElement('article');
    card.setAttribute(attribute, '');
    part.append(card);
    return card;
  });
  const last = cards.at(-1) as HTMLElement;
  return { part, last, follow: createLoadMore(stay.signal) };
}

/** Lets so many ms pass, while the observers are told now and then. */
function pass(ms: number): void {
  for (let at = 0; at < ms; at += 100) {
    vi.advanceTimersByTime(100);
    tell?.();
  }
}

describe('a page whose papers are all hidden', () => {
  it('is told three times that it was scrolled, and then left alone', () => {
    const { follow } = begin('data-dogear-hidden');
    follow({ papers: 2, hidden: 2 });
    follow({ papers: 2, hidden: 2 });
    pass(60_000);
    expect(scrolled).toEqual([document, document, document]);
  });

  it('is told so where it scrolls, too', () => {
    const { follow, part } = begin('data-dogear-hidden');
    part.style.overflowY = 'auto';
    follow({ papers: 2, hidden: 2 });
    pass(100);
    expect(scrolled).toEqual([document, part]);
  });

  it('has its end out of view for a moment, and is as it was after that', () => {
    const { follow, last } = begin('data-dogear-hidden');
    last.style.color = 'red';
    follow({ papers: 2, hidden: 2 });
    vi.advanceTimersByTime(100);
    expect(last.style.cssText).toBe('color: red;');
    vi.advanceTimersByTime(300);
    expect([last.style.display, last.style.visibility]).toEqual(['block', 'hidden']);
    expect(last.style.getPropertyPriority('display')).toBe('important');
    expect(scrolled).toHaveLength(1);
    // Nobody was told by the time of the next try.
    vi.advanceTimersByTime(10_000);
    tell?.();
    expect(last.style.cssText).toBe('color: red;');
    expect(scrolled).toHaveLength(2);
    last.removeAttribute('style');
    follow({ papers: 3, hidden: 3 });
    pass(10_000);
    expect(scrolled).toHaveLength(5);
    expect(last.hasAttribute('style')).toBe(false);
  });

  it('is asked anew when more has come, which is hidden as well', () => {
    const { follow } = begin('data-dogear-hidden');
    follow({ papers: 2, hidden: 2 });
    pass(10_000);
    follow({ papers: 4, hidden: 4 });
    pass(10_000);
    expect(scrolled).toHaveLength(6);
  });

  it('is not asked any more once there is something to see, or the overlay has left', () => {
    const { follow } = begin('data-dogear-hidden');
    vi.stubGlobal('requestAnimationFrame', (run: () => void) => setTimeout(run, 5_000));
    follow({ papers: 2, hidden: 2 });
    // A tab in the background has its next frame when that is shown.
    vi.advanceTimersByTime(2_000);
    follow({ papers: 4, hidden: 2 });
    vi.advanceTimersByTime(10_000);
    expect(scrolled).toEqual([]);
    follow({ papers: 4, hidden: 4 });
    stay.abort();
    vi.advanceTimersByTime(10_000);
    expect(vi.getTimerCount()).toBe(0);
  });
});

it('asks for nothing where papers are folded, which the user can scroll past', () => {
  const { follow } = begin('data-dogear-folded');
  follow({ papers: 2, hidden: 2 });
  vi.advanceTimersByTime(10_000);
  expect(scrolled).toEqual([]);
});

it('asks for nothing where there are no papers', () => {
  const { follow } = begin('data-dogear-hidden', 1);
  follow({ papers: 0, hidden: 0 });
  vi.advanceTimersByTime(10_000);
  expect(scrolled).toEqual([]);
});
