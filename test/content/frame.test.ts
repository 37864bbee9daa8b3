import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { beforeFrame } from '../../src/content/frame';

const frames: FrameRequestCallback[] = [];
beforeEach(() => {
  frames.length = 0;
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', (run: FrameRequestCallback) => frames.push(run));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

it('runs with the next frame while the page can be seen', () => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('visible');
  const run = vi.fn();
  beforeFrame(run);
  vi.advanceTimersByTime(1_000);
  expect(run).not.toHaveBeenCalled();
  for (const frame of frames) frame(0);
  expect(run).toHaveBeenCalledTimes(1);
});

it('runs soon in a background tab, which draws no frames', () => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  const run = vi.fn();
  beforeFrame(run);
  expect(run).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(run).toHaveBeenCalledTimes(1);
  expect(frames).toEqual([]);
});
