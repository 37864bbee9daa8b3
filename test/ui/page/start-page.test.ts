import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { untilShowable } from '../../../src/ui/page/start-page';

vi.mock('../../../src/ext', () => ({ default: {} }));

describe('a page that is about to be shown', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  async function isShowable(waiting: Promise<void>): Promise<boolean> {
    let isOver = false;
    void waiting.then(() => {
      isOver = true;
    });
    await vi.advanceTimersByTimeAsync(0);
    return isOver;
  }

  it('waits for its first rows', async () => {
    const status = signal('opening');
    const waiting = untilShowable(status);
    expect(await isShowable(waiting)).toBe(false);
    status.value = 'open';
    expect(await isShowable(waiting)).toBe(true);
  });

  it('is shown at once when they are there already, or cannot be read', async () => {
    expect(await isShowable(untilShowable(signal('open')))).toBe(true);
    expect(await isShowable(untilShowable(signal('failed')))).toBe(true);
  });

  it('is shown without them when they take long', async () => {
    const waiting = untilShowable(signal('opening'));
    await vi.advanceTimersByTimeAsync(80);
    expect(await isShowable(waiting)).toBe(true);
  });
});
