// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { awaitCalm } from '../../src/content/hydration';

let stay: AbortController;
let onCalm: ReturnType<typeof vi.fn<() => void>>;
/** The page has loaded at 0. */
const begin = () => awaitCalm(onCalm, stay.signal);

beforeEach(() => {
  vi.useFakeTimers();
  stay = new AbortController();
  onCalm = vi.fn();
});
afterEach(() => {
  stay.abort();
  vi.useRealTimers();
});

it('waits for late hydration where nothing tells of it', () => {
  begin();
  vi.advanceTimersByTime(990);
  expect(onCalm).not.toHaveBeenCalled();
  vi.advanceTimersByTime(20);
  expect(onCalm).toHaveBeenCalledTimes(1);
});

it('waits a moment only once the framework has written its texts', () => {
  const calm = begin();
  vi.advanceTimersByTime(200);
  calm.noteHydration();
  vi.advanceTimersByTime(90);
  expect(onCalm).not.toHaveBeenCalled();
  vi.advanceTimersByTime(20);
  expect(onCalm).toHaveBeenCalledTimes(1);
  calm.noteHydration();
  vi.advanceTimersByTime(5_000);
  expect(onCalm).toHaveBeenCalledTimes(1);
});

it('waits for quiet after that', () => {
  const calm = begin();
  calm.noteHydration();
  vi.advanceTimersByTime(60);
  calm.stir();
  vi.advanceTimersByTime(90);
  expect(onCalm).not.toHaveBeenCalled();
  vi.advanceTimersByTime(20);
  expect(onCalm).toHaveBeenCalledTimes(1);
});

it('waits for `load` however early the framework was', () => {
  const state = vi.spyOn(document, 'readyState', 'get').mockReturnValue('interactive');
  const calm = begin();
  calm.noteHydration();
  vi.advanceTimersByTime(3_000);
  expect(onCalm).not.toHaveBeenCalled();
  window.dispatchEvent(new Event('load'));
  vi.advanceTimersByTime(1);
  expect(onCalm).toHaveBeenCalledTimes(1);
  state.mockRestore();
});
