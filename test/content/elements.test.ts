import { afterEach, describe, expect, it, vi } from 'vitest';
import { createButton, createElement, setAttribute, setText } from '../../src/content/elements';
import { changesOf, dispatchTrusted } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

afterEach(() => document.body.replaceChildren());

it('creates an element with attributes and children', () => {
  const element = createElement(
    'p',
    { class: 'first', dir: 'auto' },
    'a',
    document.createElement('b'),
  );
  expect(element.outerHTML).toBe('<p class="first" dir="auto">a<b></b></p>');
});

it('creates a button that acts on the user’s own clicks, until the signal', () => {
  const act = vi.fn();
  const stay = new AbortController();
  const button = createButton('Undo', act, stay.signal);
  expect(button.outerHTML).toBe('<button type="button">Undo</button>');
  button.click();
  expect(act).not.toHaveBeenCalled();
  dispatchTrusted(button, new MouseEvent('click'));
  expect(act).toHaveBeenCalledTimes(1);
  stay.abort();
  dispatchTrusted(button, new MouseEvent('click'));
  expect(act).toHaveBeenCalledTimes(1);
});

describe('what is there already', () => {
  it('is not written again as a text', () => {
    const element = createElement('p', {}, 'one');
    document.body.append(element);
    expect(changesOf(() => setText(element, 'one'))).toEqual([]);
    expect(changesOf(() => setText(element, 'two'))).toHaveLength(1);
    expect(element.textContent).toBe('two');
  });

  it('is not written again as an attribute', () => {
    const element = createElement('p', { lang: 'en' });
    document.body.append(element);
    expect(changesOf(() => expect(setAttribute(element, 'lang', 'en')).toBe(false))).toEqual([]);
    expect(changesOf(() => expect(setAttribute(element, 'lang', '')).toBe(true))).toHaveLength(1);
    expect(element.getAttribute('lang')).toBe('');
  });
});
