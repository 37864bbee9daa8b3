import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { awaitHydration } from '../../src/content/hydration';

let stay: AbortController;
let onHydrated: ReturnType<typeof vi.fn<() => void>>;
/** The page has loaded at 0. */
const begin = () => awaitHydration(onHydrated, stay.signal);

beforeEach(() => {
  vi.useFakeTimers();
  stay = new AbortController();
  onHydrated = vi.fn();
});
afterEach(() => {
  stay.abort();
  vi.useRealTimers();
});

it('waits for late hydration where nothing tells of it', () => {
  begin();
  vi.advanceTimersByTime(990);
  expect(onHydrated).not.toHaveBeenCalled();
  vi.advanceTimersByTime(20);
  expect(onHydrated).toHaveBeenCalledTimes(1);
});

it('waits a moment only once the framework has written its texts', () => {
  const hydration = begin();
  vi.advanceTimersByTime(200);
  hydration.noteTextInCard();
  vi.advanceTimersByTime(90);
  expect(onHydrated).not.toHaveBeenCalled();
  vi.advanceTimersByTime(20);
  expect(onHydrated).toHaveBeenCalledTimes(1);
  hydration.noteTextInCard();
  vi.advanceTimersByTime(5_000);
  expect(onHydrated).toHaveBeenCalledTimes(1);
});

it('waits for quiet after that', () => {
  const hydration = begin();
  hydration.noteTextInCard();
  vi.advanceTimersByTime(60);
  hydration.noteChange();
  vi.advanceTimersByTime(90);
  expect(onHydrated).not.toHaveBeenCalled();
  vi.advanceTimersByTime(20);
  expect(onHydrated).toHaveBeenCalledTimes(1);
});

it('waits for `load` however early the framework was', () => {
  const state = vi.spyOn(document, 'readyState', 'get').mockReturnValue('interactive');
  const hydration = begin();
  hydration.noteTextInCard();
  vi.advanceTimersByTime(3_000);
  expect(onHydrated).not.toHaveBeenCalled();
  window.dispatchEvent(new Event('load'));
  vi.advanceTimersByTime(1);
  expect(onHydrated).toHaveBeenCalledTimes(1);
  state.mockRestore();
});
