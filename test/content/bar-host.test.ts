import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BarActions, BarState } from '../../src/content/bar';
import { createBarHost } from '../../src/content/bar-host';
import { handOver, type LaterParts } from '../../src/content/handover';
import { fake } from './fake-browser';

vi.mock('../../src/ext', () => import('./fake-browser'));

const STATE: BarState = {
  ...{ papers: 50, done: 0, read: 0, dismissed: 0, hidden: 0, hiddenUnread: 0, untidy: 0 },
  ...{ fresh: 0, steps: 0, hideRead: true, isReadHidden: true, hideAs: 'hidden' },
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

const ACTIONS = {} as BarActions;

function begin() {
  const host = document.createElement('dogear-bar');
  const show = vi.fn();
  const create = vi.fn((_: BarActions, __: AbortSignal) => ({ host, show }));
  const come = () => handOver({ createBar: create } as unknown as LaterParts);
  return { host, show, create, come, place: createBarHost(ACTIONS, stay.signal) };
}

describe('a bar that is wanted before the later script has come', () => {
  beforeEach(() => {
    Reflect.deleteProperty(globalThis, Symbol.for('dogear'));
  });

  it('is created when that comes, with what is to be shown by then', () => {
    const { host, show, create, come, place } = begin();
    place.show(STATE);
    place.show({ ...STATE, papers: 51 });
    place.place();
    expect(document.querySelector('dogear-bar')).toBeNull();
    come();
    expect(create.mock.calls).toEqual([[ACTIONS, stay.signal]]);
    expect(show).toHaveBeenLastCalledWith({ ...STATE, papers: 51 });
    expect(document.documentElement.lastElementChild).toBe(host);
  });

  it('is not created where it is no longer wanted', () => {
    const { create, come, place } = begin();
    place.show(STATE);
    place.show(undefined);
    come();
    place.show(undefined);
    expect(create).not.toHaveBeenCalled();
  });

  it('is not created once the overlay has left', () => {
    const { create, come, place } = begin();
    place.show(STATE);
    stay.abort();
    come();
    expect(create).not.toHaveBeenCalled();
  });
});

it('creates the bar when there is something to show, and then shows that in the same one', () => {
  const { host, show, create, place, come } = begin();
  come();
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
  const { host, place, come } = begin();
  come();
  place.show(STATE);
  place.show(undefined);
  place.place();
  expect(host.isConnected).toBe(false);
  place.show(STATE);
  expect(host.isConnected).toBe(true);
});

it('stays where another body takes the place of the page’s, and goes on where the page drops it', () => {
  const { host, place, come } = begin();
  come();
  place.show(STATE);
  document.body = document.createElement('body');
  place.place();
  expect(host.parentElement).toBe(document.documentElement);
  document.documentElement.replaceChildren(document.createElement('body'));
  place.place();
  expect(host.parentElement).toBe(document.documentElement);
});

it('waits where the page takes it away each time, and gives up when it is not wanted any more', () => {
  const { host, place, come } = begin();
  come();
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
  const { host, come, place } = begin();
  come();
  place.show(STATE);
  stay.abort();
  expect(host.isConnected).toBe(false);
});
