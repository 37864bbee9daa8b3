import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createBarHost } from '../../src/content/bar-host';
import type { BarState } from '../../src/content/bar-state';
import { fake } from './fake-browser';

vi.mock('../../src/ext', () => import('./fake-browser'));

const STATE: BarState = {
  ...{ papers: 50, done: 0, read: 0, hidden: 0, untidy: 0, fresh: 0, steps: 0 },
  ...{ hideRead: true, hideAs: 'hidden' },
};
let stay: AbortController;
beforeEach(() => {
  fake.reset();
  vi.useFakeTimers();
  stay = new AbortController();
});
afterEach(() => {
  stay.abort();
  vi.useRealTimers();
  document.body.replaceChildren();
});

function begin() {
  const host = document.createElement('dogear-bar');
  const show = vi.fn();
  const create = vi.fn(() => ({ host, show }));
  return { host, show, create, place: createBarHost(create, stay.signal) };
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
  expect(document.body.lastElementChild).toBe(host);
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

it('puts the bar back into a body that took the place of the other', () => {
  const { host, place } = begin();
  place.show(STATE);
  const before = document.body;
  document.body = document.createElement('body');
  place.place();
  expect(host.parentElement).toBe(document.body);
  expect(host.parentElement).not.toBe(before);
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
