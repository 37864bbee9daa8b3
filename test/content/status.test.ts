import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { signal } from '../../src/content/signal';
import { checkOrphaned, fail, type Notice, say } from '../../src/content/status';
import { RequestError } from '../../src/protocol/requests';
import { fake } from './fake-browser';

vi.mock('../../src/ext', () => import('./fake-browser'));

const begin = () => ({
  failure: signal<RequestError | undefined>(undefined),
  notice: signal<Notice | undefined>(undefined),
});

beforeEach(() => {
  fake.reset();
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

it('says something for six seconds, counted from the last time', () => {
  const status = begin();
  say(status, 'Undone.');
  vi.advanceTimersByTime(4_000);
  say(status, 'Undone.');
  vi.advanceTimersByTime(4_000);
  expect(status.notice.value?.text).toBe('Undone.');
  vi.advanceTimersByTime(2_000);
  expect(status.notice.value).toBeUndefined();
});

it('keeps what was thrown as the reason, whatever it was', () => {
  const status = begin();
  const full = new RequestError('quota', 'Full.');
  fail(status, full);
  expect(status.failure.value).toBe(full);
  fail(status, 'odd');
  expect(status.failure.value).toMatchObject({ code: 'internal', message: 'odd' });
});

it('takes every failure for the end of the extension once that is gone', () => {
  const status = begin();
  expect(checkOrphaned(status)).toBe(false);
  expect(status.failure.value).toBeUndefined();
  fake.isOrphaned = true;
  fail(status, new Error('gone'));
  expect(status.failure.value?.code).toBe('orphaned');
  const other = begin();
  expect(checkOrphaned(other)).toBe(true);
  expect(other.failure.value?.code).toBe('orphaned');
});
