import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createPageRest } from '../../src/content/page-rest';

let stay: AbortController;
beforeEach(() => {
  vi.useFakeTimers();
  stay = new AbortController();
});
afterEach(() => {
  stay.abort();
  vi.useRealTimers();
});

it('tells of the complete document, and not of its first address before that', () => {
  const onRest = vi.fn();
  const rest = createPageRest(onRest, stay.signal);
  rest.noteNavigation();
  vi.advanceTimersByTime(5_000);
  expect(onRest).not.toHaveBeenCalled();
  rest.noteComplete();
  expect(onRest).toHaveBeenCalledTimes(1);
});

it('tells of each later page once it had time for its papers, and of none after the signal', () => {
  const onRest = vi.fn();
  const rest = createPageRest(onRest, stay.signal);
  rest.noteComplete();
  onRest.mockClear();
  rest.noteNavigation();
  vi.advanceTimersByTime(1_500);
  rest.noteNavigation();
  vi.advanceTimersByTime(1_500);
  expect(onRest).not.toHaveBeenCalled();
  vi.advanceTimersByTime(500);
  expect(onRest).toHaveBeenCalledTimes(1);
  rest.noteNavigation();
  stay.abort();
  vi.advanceTimersByTime(5_000);
  expect(onRest).toHaveBeenCalledTimes(1);
});
