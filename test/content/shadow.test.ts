import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  appendHost,
  attachRoot,
  createButton,
  createElement,
  createHost,
  isOurs,
  isOwnChange,
  setAttribute,
  setText,
} from '../../src/content/shadow';
import { sharedSheet } from '../../src/content/sheet';
import { fake } from './fake-browser';
import { dispatchTrusted } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

beforeEach(fake.reset);
afterEach(() => document.body.replaceChildren());

/** Returns the changes of the page that a piece of work makes. */
function changesOf(work: () => void): MutationRecord[] {
  const observer = new MutationObserver(() => undefined);
  const all = { attributes: true, childList: true, characterData: true, subtree: true };
  observer.observe(document.body, all);
  work();
  const records = observer.takeRecords();
  observer.disconnect();
  return records;
}

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

describe('a host', () => {
  it('has its content and the shared sheet in an open shadow root', () => {
    const host = createHost('bar', createElement('p', {}, 'Hello.'));
    expect(host.localName).toBe('dogear-bar');
    expect(host.shadowRoot?.innerHTML).toBe('<p>Hello.</p>');
    expect(host.shadowRoot?.adoptedStyleSheets).toEqual([sharedSheet()]);
  });

  it('is told from an element of the same name that the page made', () => {
    expect(isOurs(createHost('bar'))).toBe(true);
    expect(isOurs(document.createElement('dogear-bar'))).toBe(false);
  });

  it('works where the page has defined an element of its name', () => {
    class Taken extends HTMLElement {
      constructor() {
        super();
        this.attachShadow({ mode: 'closed' });
      }
    }
    customElements.define('dogear-taken', Taken);
    const taken = document.createElement('dogear-taken');
    taken.dataset.look = 'corner';
    const parent = createElement('div', {}, taken);

    const host = attachRoot(taken, createElement('p', {}, 'Hello.'));
    expect(host).not.toBe(taken);
    expect(parent.firstElementChild).toBe(host);
    expect(host.outerHTML).toBe('<dogear-taken data-look="corner"></dogear-taken>');
    expect(host.ownerDocument).toBe(document);
    expect(host.shadowRoot?.innerHTML).toBe('<p>Hello.</p>');
    expect([isOurs(host), isOurs(taken)]).toEqual([true, false]);
  });
});

describe('a change of the page', () => {
  it('is our own where it adds nothing but a host of ours, which counts once', () => {
    const host = createHost('control');
    const [added] = changesOf(() => appendHost(document.body, host));
    expect(isOwnChange(added as MutationRecord)).toBe(true);
    host.remove();
    const [again] = changesOf(() => document.body.append(host));
    expect(isOwnChange(again as MutationRecord)).toBe(false);
  });

  it('is the page’s where it adds a node of its own, also beside ours', () => {
    const host = createHost('control');
    appendHost(document.createElement('div'), host);
    const [mixed] = changesOf(() => document.body.append(host, document.createElement('p')));
    expect(mixed?.addedNodes).toHaveLength(2);
    expect(isOwnChange(mixed as MutationRecord)).toBe(false);
  });

  it('is the page’s where it takes a host away, or changes an attribute', () => {
    const host = createHost('control');
    appendHost(document.body, host);
    const [removed] = changesOf(() => host.remove());
    expect(isOwnChange(removed as MutationRecord)).toBe(false);
    const [changed] = changesOf(() => document.body.setAttribute('lang', 'de'));
    expect(isOwnChange(changed as MutationRecord)).toBe(false);
    document.body.removeAttribute('lang');
  });
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
