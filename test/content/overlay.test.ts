import { setMaxListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import '../../src/content/later.iife';
import { showOverlay } from '../../src/content/overlay';
import { emptyMark } from '../../src/paper/mark';
import type { Card, PageKind, Site } from '../../src/sites/site';
import { fake } from './fake-browser';
import { arriveBy } from './navigation';
import { appendCard, dispatchTrusted, idAt } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

let stay: AbortController;
let cards: Card[];
beforeEach(() => {
  fake.reset();
  stay = new AbortController();
  // Each part listens to it; Node takes more than ten listeners for a leak.
  setMaxListeners(0, stay.signal);
  cards = [appendCard(1), appendCard(2)];
  arriveBy('navigate');
  vi.stubGlobal('matchMedia', () => new EventTarget());
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
});
afterEach(() => {
  stay.abort();
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

const element = (n: number) => (cards[n - 1] as Card).element;
const control = (n: number) => element(n).querySelector('dogear-control');
const bar = () => document.querySelector('dogear-bar')?.shadowRoot?.querySelector('p')?.textContent;
const has = (n: number, what: string) => element(n).hasAttribute(`data-dogear-${what}`);
const read = (n: number) => fake.marks.set(idAt(n), { ...emptyMark(idAt(n)), readAt: 1, seq: 1 });
const isReady = () => document.documentElement.hasAttribute('data-dogear-ready');

/** Shows the overlay on a page with the two cards. */
function show(kindOf: () => PageKind | undefined = () => 'digest'): void {
  const site: Site = {
    ...{ id: 'test', name: 'Test', matches: [], hydrates: false, shortcuts: [] },
    kindOf,
    cards: () => cards.filter((card) => card.element.isConnected),
    idOf: () => undefined,
    linkedIn: () => 0,
  };
  showOverlay(site, stay.signal, () => undefined, false);
}
/** Shows it on a digest, and waits until what is known is shown. */
async function begin(): Promise<void> {
  show();
  await vi.waitFor(() => expect(isReady()).toBe(true));
}

it('asks once about the papers of the page, and gives each card its id and a control', async () => {
  await begin();
  await vi.waitFor(() => expect([1, 2].map(control)).not.toContain(null));
  expect(fake.sent('marksOf')).toEqual([[[idAt(1), idAt(2)]]]);
  expect([1, 2].map((n) => element(n).getAttribute('data-dogear'))).toEqual([idAt(1), idAt(2)]);
  expect(bar()).toBe('bar_papers_other 2');
});

it('hides what was read before, and says how many papers that are', async () => {
  read(1);
  await begin();
  expect([1, 2].map((n) => has(n, 'hidden'))).toEqual([true, false]);
  expect([1, 2].map((n) => has(n, 'read'))).toEqual([true, false]);
  expect(bar()).toBe('bar_papers_other 2 · bar_hidden_one 1');
});

it('marks a paper at the press of a button, and leaves it in its place for this visit', async () => {
  await begin();
  await vi.waitFor(() => expect(control(2)).not.toBeNull());
  const button = control(2)?.shadowRoot?.querySelector('[name=read]') as HTMLElement;
  dispatchTrusted(button, new MouseEvent('click', { bubbles: true, composed: true }));
  expect([has(2, 'read'), has(2, 'dimmed'), has(2, 'hidden')]).toEqual([true, true, false]);
  await vi.waitFor(() => expect(fake.marks.get(idAt(2))?.readAt).toBeTypeOf('number'));
});

it('marks the papers that are new since the last visit', async () => {
  fake.answer('lastVisit', () => [idAt(1)]);
  await begin();
  await vi.waitFor(() => expect([1, 2].map((n) => has(n, 'new'))).toEqual([false, true]));
});

it('finds a card that the page adds later, and asks about that alone', async () => {
  await begin();
  cards.push(appendCard(3));
  await vi.waitFor(() => expect(control(3)).not.toBeNull());
  expect(fake.sent('marksOf')).toEqual([[[idAt(1), idAt(2)]], [[idAt(3)]]]);
  await vi.waitFor(() => expect(bar()).toBe('bar_papers_other 3'));
});

it('shows every paper, and says so, where the library does not answer', async () => {
  fake.answer('marksOf', () => {
    throw Object.assign(new Error('No.'), { code: 'internal' });
  });
  show();
  await vi.waitFor(() => expect(bar()).toBe('bar_failed'));
  expect([1, 2].map((n) => has(n, 'hidden') || has(n, 'wait'))).toEqual([false, false]);
});

describe('the switch of the site in the options', () => {
  it('takes Dogear out of the page, and brings it back', async () => {
    read(1);
    await begin();
    fake.store({ 'setting:on:test': false });
    await vi.waitFor(() => expect(has(1, 'hidden')).toBe(false));
    expect(document.querySelector('dogear-control, [data-dogear]')).toBeNull();
    await vi.waitFor(() => expect(document.querySelector('dogear-bar')).toBeNull());
    fake.store({ 'setting:on:test': true });
    await vi.waitFor(() => expect(has(1, 'hidden')).toBe(true));
  });
});

it('remembers the papers, and sends what is typed, when the page goes', async () => {
  await begin();
  await vi.waitFor(() => expect(control(1)).not.toBeNull());
  const button = control(1)?.shadowRoot?.querySelector('[name=note]') as HTMLElement;
  dispatchTrusted(button, new MouseEvent('click', { bubbles: true, composed: true }));
  const note = element(1).querySelector('dogear-note')?.shadowRoot;
  const tags = note?.querySelector('input') as HTMLInputElement;
  tags.value = 'maths';
  dispatchTrusted(tags, new InputEvent('input'));
  dispatchTrusted(document, new Event('pagehide', { bubbles: true }));
  expect(fake.sent('visit').at(-1)).toEqual([location.href, [idAt(1), idAt(2)]]);
  await vi.waitFor(() => expect(fake.marks.get(idAt(1))?.tags).toEqual(['maths']));
});

it('does nothing on a page that is neither a digest nor a paper’s', async () => {
  show(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(fake.requests).toEqual([]);
  expect(document.querySelector('dogear-control, dogear-bar, [data-dogear]')).toBeNull();
});

it('leaves without a trace', async () => {
  read(1);
  const before = document.documentElement.outerHTML;
  await begin();
  await vi.waitFor(() => expect([1, 2].map(control)).not.toContain(null));
  expect(document.documentElement.outerHTML).not.toBe(before);
  stay.abort();
  expect(document.documentElement.outerHTML).toBe(before);
  cards.push(appendCard(3));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(control(3)).toBeNull();
});
