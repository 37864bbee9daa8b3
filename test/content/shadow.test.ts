import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createElement } from '../../src/content/elements';
import { appendHost, attachRoot, createHost, isOurs, isOwnChange } from '../../src/content/shadow';
import { sharedSheet } from '../../src/content/sheet';
import { fake } from './fake-browser';
import { changesOf } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

beforeEach(fake.reset);
afterEach(() => document.body.replaceChildren());

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
