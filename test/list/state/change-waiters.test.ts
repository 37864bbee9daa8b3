import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeChangeWaiters } from '../../../src/list/state/change-waiters';
import { throttle } from '../../../src/list/state/throttle';
import { emptyMark } from '../../../src/paper/mark';
import { numbered } from '../../library/samples';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('waiting for a change', () => {
  it('ends when the paper’s change is received, under any of its ids', async () => {
    const waiters = makeChangeWaiters();
    const received = vi.fn();
    void waiters.untilReceived(numbered(2)).then(received);
    waiters.follow([{ mark: emptyMark(numbered(3)), ids: [] }]);
    await vi.advanceTimersByTimeAsync(0);
    expect(received).not.toHaveBeenCalled();
    waiters.follow([{ mark: emptyMark(numbered(1)), ids: [numbered(2)] }]);
    await vi.advanceTimersByTimeAsync(0);
    expect(received).toHaveBeenCalledOnce();
  });

  it('ends after two seconds', async () => {
    const received = vi.fn();
    void makeChangeWaiters().untilReceived(numbered(1)).then(received);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(received).toHaveBeenCalledOnce();
  });
});

describe('throttled work', () => {
  it('is done once for all calls until then', async () => {
    const work = vi.fn(async () => undefined);
    const soon = throttle(work, 100, () => undefined);
    soon();
    soon();
    await vi.advanceTimersByTimeAsync(100);
    expect(work).toHaveBeenCalledOnce();
    soon();
    await vi.advanceTimersByTimeAsync(100);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('tells its error', async () => {
    const fail = vi.fn();
    throttle(() => Promise.reject(new Error('lost')), 100, fail)();
    await vi.advanceTimersByTimeAsync(100);
    expect(fail).toHaveBeenCalledOnce();
  });
});
