import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeNoticeStore } from '../../../src/ui/page/notice';

describe('the feedback line', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('fades after a success', () => {
    const { notice, show } = makeNoticeStore(1_000);
    show({ text: 'Saved' });
    vi.advanceTimersByTime(999);
    expect(notice.value?.text).toBe('Saved');
    vi.advanceTimersByTime(1);
    expect(notice.value).toBeUndefined();
  });

  it.each([{ isFailure: true }, { undo: () => undefined }])('keeps a notice with %o', (more) => {
    const { notice, show } = makeNoticeStore(1_000);
    show({ text: 'Not saved', ...more });
    vi.advanceTimersByTime(10_000);
    expect(notice.value?.text).toBe('Not saved');
  });

  it('gives a notice its full time when it replaces another', () => {
    const { notice, show } = makeNoticeStore(1_000);
    show({ text: 'first' });
    vi.advanceTimersByTime(600);
    show({ text: 'second' });
    vi.advanceTimersByTime(600);
    expect(notice.value?.text).toBe('second');
  });

  it('numbers notices, so that the same text is announced twice', () => {
    const { notice, show } = makeNoticeStore(1_000);
    show({ text: 'Saved' });
    const first = notice.value?.number;
    show({ text: 'Saved' });
    expect(notice.value?.number).not.toBe(first);
  });
});
