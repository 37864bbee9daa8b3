import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAutoRead } from '../../src/content/auto-read';

type Entry = Pick<
  IntersectionObserverEntry,
  'target' | 'intersectionRatio' | 'boundingClientRect' | 'rootBounds'
>;
let report: (entries: Entry[]) => void;
const observed = new Set<Element>();
let stay: AbortController;

beforeEach(() => {
  observed.clear();
  stay = new AbortController();
  vi.useFakeTimers();
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
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
});

function begin(seconds: number, whenPassed = false) {
  const onRead = vi.fn();
  const element = document.createElement('article');
  const autoRead = createAutoRead(
    { seconds: () => seconds, whenPassed: () => whenPassed, onRead },
    stay.signal,
  );
  autoRead.watch([element]);
  const entry = (intersectionRatio: number, bottom: number): Entry => ({
    target: element,
    intersectionRatio,
    boundingClientRect: { bottom, height: 100 } as DOMRectReadOnly,
    rootBounds: { top: 0 } as DOMRectReadOnly,
  });
  return {
    ...{ autoRead, onRead, element },
    enter: () => report([entry(1, 300)]),
    leave: (bottom: number) => report([entry(0, bottom)]),
  };
}

describe('being in view', () => {
  it('counts once it lasted', () => {
    const { onRead, element, enter } = begin(3);
    enter();
    vi.advanceTimersByTime(2_500);
    expect(onRead).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1_000);
    expect(onRead.mock.calls).toEqual([[[element]]]);
    vi.advanceTimersByTime(10_000);
    expect(onRead).toHaveBeenCalledTimes(1);
  });

  it('begins anew when the card leaves, or nobody looks at the page', () => {
    const { onRead, enter, leave } = begin(3);
    enter();
    vi.advanceTimersByTime(2_000);
    leave(900);
    enter();
    vi.advanceTimersByTime(2_000);
    vi.mocked(document.hasFocus).mockReturnValue(false);
    vi.advanceTimersByTime(5_000);
    vi.mocked(document.hasFocus).mockReturnValue(true);
    vi.advanceTimersByTime(2_500);
    expect(onRead).not.toHaveBeenCalled();
  });
});

it('counts a card as passed that was in view and left by the upper edge', () => {
  const { onRead, element, enter, leave } = begin(0, true);
  leave(-10);
  expect(onRead).not.toHaveBeenCalled();
  enter();
  leave(900);
  expect(onRead).not.toHaveBeenCalled();
  leave(-10);
  expect(onRead.mock.calls).toEqual([[[element]]]);
});

it('does not count the time in which the page was frozen, or the machine asleep', () => {
  const { onRead, enter } = begin(3);
  enter();
  vi.advanceTimersByTime(1_000);
  // No timer runs, and the clock goes on.
  const asleep = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 3_600_000);
  vi.advanceTimersByTime(500);
  expect(onRead).not.toHaveBeenCalled();
  asleep.mockRestore();
});

describe('a jump', () => {
  it('passes nothing, by a key or to a far place', () => {
    const { onRead, enter, leave } = begin(0, true);
    enter();
    leave(-innerHeight - 10);
    enter();
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'End' }));
    leave(-10);
    expect(onRead).not.toHaveBeenCalled();
    vi.advanceTimersByTime(2_000);
    enter();
    leave(-10);
    expect(onRead).toHaveBeenCalledOnce();
  });
});

describe('the end of the page', () => {
  const scrollTo = (y: number) => vi.stubGlobal('scrollY', y);

  it('counts as passed when the user has scrolled there and stays', () => {
    vi.spyOn(document.documentElement, 'scrollHeight', 'get').mockReturnValue(innerHeight + 500);
    const { onRead, element, enter } = begin(0, true);
    scrollTo(400);
    enter();
    vi.advanceTimersByTime(5_000);
    expect(onRead).not.toHaveBeenCalled();
    scrollTo(500);
    vi.advanceTimersByTime(500);
    expect(onRead.mock.calls).toEqual([[[element]]]);
  });

  it('does not where the whole page is in view from the beginning, or passing counts for nothing', () => {
    vi.spyOn(document.documentElement, 'scrollHeight', 'get').mockReturnValue(innerHeight);
    const { onRead, enter } = begin(0, true);
    enter();
    const other = begin(0);
    other.enter();
    vi.advanceTimersByTime(10_000);
    expect(onRead).not.toHaveBeenCalled();
    expect(other.onRead).not.toHaveBeenCalled();
  });
});

it('watches what it is told, and nothing after the signal', () => {
  const { autoRead, element } = begin(3);
  const other = document.createElement('article');
  autoRead.watch([other]);
  expect([...observed]).toEqual([other]);
  expect(observed.has(element)).toBe(false);
  autoRead.watch([]);
  expect(vi.getTimerCount()).toBe(0);
  stay.abort();
  expect(observed.size).toBe(0);
});
