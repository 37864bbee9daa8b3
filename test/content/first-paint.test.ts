import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createFirstPaint } from '../../src/content/first-paint';

const root = document.documentElement;
let stay: AbortController;
const at = (state: DocumentReadyState) =>
  vi.spyOn(document, 'readyState', 'get').mockReturnValue(state);

beforeEach(() => {
  vi.useFakeTimers();
  stay = new AbortController();
});
afterEach(() => {
  stay.abort();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it('keeps the page from being seen until it is released', () => {
  const paint = createFirstPaint(root, stay.signal);
  paint.hold();
  expect(paint.isHeld).toBe(true);
  expect(paint.release(3, true)).toBe(true);
  expect(paint.isHeld).toBe(false);
  expect(paint.isReady.value).toBe(true);
  expect(root.hasAttribute('data-dogear-ready')).toBe(true);
});

it('goes on holding a page that is only just coming in', () => {
  at('loading');
  const paint = createFirstPaint(root, stay.signal);
  paint.hold();
  expect(paint.release(0, true)).toBe(false);
  expect(paint.isHeld).toBe(true);
  expect(paint.release(2, true)).toBe(false);
  expect(paint.isHeld).toBe(false);
  expect(paint.isReady.value).toBe(false);
});

it('calls a page ready only with papers and what the library says about them', () => {
  const paint = createFirstPaint(root, stay.signal);
  paint.release(0, true);
  paint.release(2, false);
  expect(root.hasAttribute('data-dogear-ready')).toBe(false);
  expect(paint.isReady.value).toBe(true);
});

it('lets the page be seen after three seconds whatever happens, and is late then', () => {
  const paint = createFirstPaint(root, stay.signal);
  paint.hold();
  vi.advanceTimersByTime(3_000);
  expect(paint.isHeld).toBe(false);
  expect(paint.isLate).toBe(true);
});

it('is not late where the page was released before, and leaves no attribute behind', () => {
  const paint = createFirstPaint(root, stay.signal);
  paint.hold();
  paint.release(1, true);
  vi.advanceTimersByTime(3_000);
  expect(paint.isLate).toBe(false);
  stay.abort();
  expect(root.getAttributeNames()).toEqual([]);
});
