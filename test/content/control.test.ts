import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { buttonIn, createControl } from '../../src/content/control';
import type { MarkState } from '../../src/content/marks';
import { emptyMark, type Mark } from '../../src/paper/mark';
import { RequestError } from '../../src/protocol/requests';
import { fake } from './fake-browser';
import { idAt } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

beforeEach(fake.reset);
afterEach(() => document.body.replaceChildren());

const stateOf = (more: Partial<Mark> = {}): MarkState => ({
  mark: { ...emptyMark(idAt(1)), ...more },
  pending: [],
});

function begin(look: 'line' | 'corner' = 'line') {
  const control = createControl(look);
  document.body.append(control.host);
  const root = control.host.shadowRoot as ShadowRoot;
  const buttons = () => [...root.querySelectorAll('button')];
  return {
    ...{ control, root, buttons },
    button: (name: string) => buttons().find((one) => one.name === name),
    pressed: () => buttons().flatMap((one) => (one.ariaPressed === 'true' ? [one.name] : [])),
    find: (selector: string) => root.querySelector<HTMLElement>(selector),
  };
}

it('has a button for each action, each with its label', () => {
  const { control, buttons } = begin('corner');
  expect(control.host.dataset.look).toBe('corner');
  expect(buttons().map(({ name }) => name)).toEqual(['star', 'read', 'dismiss', 'note']);
  for (const { name, title, ariaLabel } of buttons())
    expect([title, ariaLabel]).toEqual([`mark_${name}`, `mark_${name}`]);
});

it('shares nothing with another card’s control', () => {
  const first = begin();
  const second = begin();
  first.control.show(stateOf({ starredAt: 1 }), true);
  expect(first.pressed()).toEqual(['star']);
  expect(second.pressed()).toEqual([]);
});

describe('what is shown', () => {
  it('is on its button, also where another extension has put elements before that', () => {
    const { control, root, button, pressed } = begin();
    root.prepend(document.createElement('style'), document.createElement('style'));
    control.show(stateOf({ readAt: 1 }), false);
    control.setExpanded(true);
    expect([pressed(), button('note')?.ariaExpanded]).toEqual([['read'], 'true']);
  });

  it('are the flags, also those that are on their way', () => {
    const { control, pressed } = begin();
    control.show(stateOf({ readAt: 1 }), false);
    expect(pressed()).toEqual(['read']);
    control.show({ ...stateOf({ readAt: 1 }), pending: [{ read: false, dismissed: true }] }, false);
    expect(pressed()).toEqual(['dismiss']);
    control.show({ mark: undefined, pending: [] }, false);
    expect(pressed()).toEqual([]);
  });

  it('is that an earlier version was read, beside other words, as long as it is so', () => {
    const { control, root, pressed } = begin();
    const info = () => [...root.querySelectorAll('.info')].map((part) => part.textContent);
    const state = { ...stateOf({ readAt: 1, readVersion: 1 }), version: 3 };
    control.showInfo('Saved');
    for (const _ of [1, 2]) {
      control.show(state, false);
      expect(info().sort()).toEqual(['Saved', 'overlay_version 3 1']);
      expect(pressed()).toEqual([]);
    }
    control.showInfo();
    expect(info()).toEqual(['overlay_version 3 1']);
    control.show({ ...state, pending: [{ read: true, readVersion: 3 }] }, false);
    expect([info(), pressed()]).toEqual([[], ['read']]);
  });

  it('is that the paper is new, as long as it is', () => {
    const { control } = begin();
    control.show(stateOf(), true);
    expect(control.host.dataset.new).toBe('overlay_new');
    control.show(stateOf(), false);
    expect(control.host.dataset.new).toBeUndefined();
  });

  it('is why the mark was not saved, until it is', () => {
    const { control, find } = begin();
    control.show({ ...stateOf(), failure: new RequestError('quota', 'Full.') }, false);
    const alert = find('[role=alert]');
    expect(alert?.textContent).toBe('save_failed_quota');
    expect(alert?.title).toBe('Full.');
    control.show(stateOf(), false);
    expect(alert?.textContent).toBe('');
    control.show({ ...stateOf(), failure: new RequestError('orphaned', 'Gone.') }, false);
    expect(find('[role=alert]')).toBe(alert);
    expect(alert?.textContent).toBe('save_failed_orphaned');
  });
});

describe('a folded card', () => {
  it('is the line with its title, which unfolds it', () => {
    const { control, button } = begin();
    control.fold('A title');
    expect(control.host.hasAttribute('data-folded')).toBe(true);
    expect(button('unfold')?.textContent).toBe('A title');
    control.fold('Another title');
    expect(button('unfold')?.textContent).toBe('Another title');
  });

  it('is small again when it is unfolded', () => {
    const { control, button } = begin();
    control.fold('A title');
    control.fold(undefined);
    expect(control.host.hasAttribute('data-folded')).toBe(false);
    expect(button('unfold')).toBeUndefined();
  });

  it('has a line also where it has no title', () => {
    const { control, buttons } = begin();
    control.fold('');
    expect(control.host.hasAttribute('data-folded')).toBe(true);
    expect(buttons()).toHaveLength(4);
  });
});

it('shows a text behind the buttons, and takes it away', () => {
  const { control, find, root } = begin();
  control.showInfo('From ', document.createElement('a'));
  expect(root.lastElementChild).toBe(find('.info'));
  expect(find('.info')?.innerHTML).toBe('From <a></a>');
  control.showInfo('Elsewhere');
  expect(find('.info')?.innerHTML).toBe('Elsewhere');
  control.showInfo();
  expect(find('.info')).toBeNull();
});

it('says whether the editor is open, and nothing of it on the other buttons', () => {
  const { control, buttons } = begin();
  control.setExpanded(true);
  expect(buttons().map((one) => one.ariaExpanded)).toEqual([null, null, null, 'true']);
  control.setExpanded(false);
  expect(buttons().at(-1)?.ariaExpanded).toBe('false');
});

it('finds the name of the button that an event went through', () => {
  const { control, button, root } = begin();
  const star = button('star') as HTMLElement;
  const outside = [control.host, document.body, document, window];
  expect(buttonIn([star, root, ...outside])).toBe('star');
  expect(buttonIn([root, ...outside])).toBeUndefined();
});
