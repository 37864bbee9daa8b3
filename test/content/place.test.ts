import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepPlace } from '../../src/content/place';
import { call } from '../../src/protocol/rpc';
import { fake } from './fake-browser';
import { arriveBy } from './navigation';
import { appendCard, dispatchTrusted, idAt } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

let stay: AbortController;
const scrollBy = vi.fn();
const keepShown = vi.fn();
beforeEach(() => {
  fake.reset();
  stay = new AbortController();
  vi.clearAllMocks();
  vi.stubGlobal('scrollBy', scrollBy);
});
afterEach(() => {
  stay.abort();
  vi.unstubAllGlobals();
  arriveBy(undefined);
  document.body.replaceChildren();
});

/** Appends a card at so many pixels from the top of the window, 100 pixels high; hidden without a place. */
function put(n: number, top?: number): HTMLElement {
  const { element } = appendCard(n);
  element.setAttribute('data-dogear', idAt(n));
  const box = { top, bottom: (top ?? 0) + 100 } as DOMRect;
  element.getBoundingClientRect = () => box;
  element.getClientRects = () => (top === undefined ? [] : [box]) as unknown as DOMRectList;
  return element;
}
/** Comes to the page, where this place was kept. */
function come(type: string, place: object | null = { id: idAt(2), top: 40 }): void {
  fake.answer('placeOf', () => place);
  arriveBy(type);
  keepPlace({ call, keepShown }, stay.signal);
}
const leave = () => dispatchTrusted(window, new Event('pagehide'));
/** Lets what was asked be answered. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 20));
const scrolled = () => scrollBy.mock.calls.map(([{ top }]) => top);

describe('the place on a page that is left', () => {
  it('is the paper that is first in view, and the one with the focus', () => {
    put(1, -300);
    put(2);
    put(3, -20);
    const link = put(4, 80).querySelector('a');
    come('navigate');
    leave();
    link?.focus();
    leave();
    expect(fake.sent('keepPlace')).toEqual([
      [location.href, { id: idAt(3), top: -20 }],
      [location.href, { id: idAt(3), top: -20, opened: idAt(4) }],
    ]);
  });

  it('is kept when a link is followed, of a list’s entry too', () => {
    document.body.innerHTML = `<dl><dt data-dogear="${idAt(1)}"></dt><p></p><dd><a href="#x">x</a></dd></dl>`;
    const entry = document.querySelector('dt') as HTMLElement;
    entry.getBoundingClientRect = () => ({ top: 5, bottom: 10 }) as DOMRect;
    entry.getClientRects = () => [{}] as unknown as DOMRectList;
    come('navigate');
    const link = document.querySelector('a') as HTMLElement;
    link.focus();
    dispatchTrusted(link, new MouseEvent('click', { bubbles: true, cancelable: true }));
    expect(fake.sent('keepPlace')[0]?.[1]).toEqual({ id: idAt(1), top: 5, opened: idAt(1) });
  });

  it('is not kept where no paper is in view, in a private window, or where the page says that it goes', () => {
    put(1);
    come('navigate');
    leave();
    put(2, 0);
    dispatchEvent(new Event('pagehide'));
    fake.isPrivate = true;
    stay.abort();
    stay = new AbortController();
    come('reload');
    leave();
    expect(fake.requests).toEqual([]);
  });
});

describe('a page that is loaded again', () => {
  it.each(['reload', 'back_forward'])('goes to its place (%s)', async (type) => {
    put(1, -500);
    put(2, 300);
    come(type);
    await vi.waitFor(() => expect(scrolled()).toEqual([260]));
  });

  it('goes to the next paper where that one is hidden', async () => {
    put(1, -500);
    put(2);
    put(3);
    put(4, 50);
    come('reload');
    await vi.waitFor(() => expect(scrolled()).toEqual([10]));
  });

  it('goes there again when it has loaded, since the browser goes to its own place then', async () => {
    vi.spyOn(document, 'readyState', 'get').mockReturnValue('interactive');
    put(2, 300);
    come('reload');
    await vi.waitFor(() => expect(scrolled()).toEqual([260]));
    window.dispatchEvent(new Event('load'));
    await vi.waitFor(() => expect(scrolled()).toEqual([260, 260]));
    vi.restoreAllMocks();
  });

  it('stays where the user has gone', async () => {
    put(2, 300);
    come('reload');
    dispatchTrusted(window, new Event('wheel'));
    await settle();
    expect(scrolled()).toEqual([]);
  });

  it('stays where it is if it is there, or nobody knows where that was, or it sees to it itself', async () => {
    put(2, 40);
    come('reload');
    come('reload', null);
    come('reload', { id: idAt(9), top: 0 });
    history.scrollRestoration = 'manual';
    come('reload', { id: idAt(2), top: 0 });
    await settle();
    expect(scrolled()).toEqual([]);
    history.scrollRestoration = 'auto';
  });

  it('shows what was opened, after Back only', async () => {
    put(2, 40);
    const place = { id: idAt(2), top: 40, opened: idAt(3) };
    come('reload', place);
    await settle();
    expect(keepShown).not.toHaveBeenCalled();
    come('back_forward', place);
    await vi.waitFor(() => expect(keepShown.mock.calls).toEqual([[idAt(3)]]));
  });
});

it('asks for no place where the user came by a link', () => {
  put(2, 300);
  come('navigate');
  expect(fake.requests).toEqual([]);
});
