import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createBackOff } from '../../src/content/back-off';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('puts a thing back ten times within a second, and then waits until the second is over', () => {
  const attempt = createBackOff();
  const insert = vi.fn();
  for (let i = 0; i < 15; i++) attempt('a', insert);
  expect(insert).toHaveBeenCalledTimes(10);
  vi.advanceTimersByTime(1_000);
  expect(insert).toHaveBeenCalledTimes(11);
});

it('waits longer each time, for as long as the page goes on', () => {
  const attempt = createBackOff();
  const insert = vi.fn();
  for (let i = 0; i < 15; i++) attempt('a', insert);
  vi.advanceTimersByTime(1_000);
  for (let i = 0; i < 15; i++) attempt('a', insert);
  insert.mockClear();
  vi.advanceTimersByTime(1_500);
  expect(insert).not.toHaveBeenCalled();
  vi.advanceTimersByTime(500);
  expect(insert).toHaveBeenCalledTimes(1);
});

it('lets no thing wait for another', () => {
  const attempt = createBackOff();
  const insert = vi.fn();
  for (let i = 0; i < 15; i++) attempt('a', vi.fn());
  attempt('b', insert);
  expect(insert).toHaveBeenCalledTimes(1);
});
