import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type BarActions, type BarState, createBar } from '../../src/content/bar';
import { createBarHost } from '../../src/content/bar-host';
import { appendHost } from '../../src/content/shadow';
import { fake } from './fake-browser';

vi.mock('../../src/ext', () => import('./fake-browser'));
vi.mock('../../src/content/bar', () => ({ createBar: vi.fn() }));

const STATE: BarState = {
  ...{ papers: 50, done: 0, read: 0, dismissed: 0, hidden: 0, hiddenUnread: 0, untidy: 0 },
  ...{ fresh: 0, steps: 0, hideRead: true, isReadHidden: true, hideAs: 'hidden' },
};
let stay: AbortController;
beforeEach(() => {
  fake.reset();
  vi.clearAllMocks();
  vi.useFakeTimers();
  stay = new AbortController();
});
afterEach(() => {
  stay.abort();
  vi.useRealTimers();
  document.body.replaceChildren();
});

const ACTIONS = { appendHost } as BarActions;

function begin() {
  const host = document.createElement('dogear-bar');
  const show = vi.fn();
  const create = vi.mocked(createBar).mockReturnValue({ host, show });
  return { host, show, create, place: createBarHost(ACTIONS, stay.signal) };
}

it('creates the bar when there is something to show, and then shows that in the same one', () => {
  const { host, show, create, place } = begin();
  place.show(undefined);
  place.place();
  expect(create).not.toHaveBeenCalled();
  place.show(STATE);
  place.show({ ...STATE, papers: 51 });
  expect(create).toHaveBeenCalledTimes(1);
  expect(show.mock.calls).toEqual([[STATE], [{ ...STATE, papers: 51 }]]);
  expect(document.documentElement.lastElementChild).toBe(host);
});

it('takes the bar away where there is nothing to show, and does not put it back', () => {
  const { host, place } = begin();
  place.show(STATE);
  place.show(undefined);
  place.place();
  expect(host.isConnected).toBe(false);
  place.show(STATE);
  expect(host.isConnected).toBe(true);
});

it('stays where another body takes the place of the page’s, and goes on where the page drops it', () => {
  const { host, place } = begin();
  place.show(STATE);
  document.body = document.createElement('body');
  place.place();
  expect(host.parentElement).toBe(document.documentElement);
  document.documentElement.replaceChildren(document.createElement('body'));
  place.place();
  expect(host.parentElement).toBe(document.documentElement);
});

it('waits where the page takes it away each time, and gives up when it is not wanted any more', () => {
  const { host, place } = begin();
  place.show(STATE);
  for (let i = 0; i < 9; i++) {
    host.remove();
    place.place();
  }
  expect(host.isConnected).toBe(true);
  host.remove();
  place.place();
  expect(host.isConnected).toBe(false);
  vi.advanceTimersByTime(1_000);
  expect(host.isConnected).toBe(true);
  host.remove();
  for (let i = 0; i < 11; i++) {
    host.remove();
    place.place();
  }
  place.show(undefined);
  vi.advanceTimersByTime(10_000);
  expect(host.isConnected).toBe(false);
});

it('is left when the overlay leaves', () => {
  const { host, place } = begin();
  place.show(STATE);
  stay.abort();
  expect(host.isConnected).toBe(false);
});
