import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBarMenu } from '../../src/content/bar-menu';
import { fake } from './fake-browser';
import { dispatchTrusted } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

const actions = { markAll: vi.fn(), setHideAs: vi.fn(), showHelp: vi.fn(), openOptions: vi.fn() };

let stay: AbortController;
beforeEach(() => {
  fake.reset();
  vi.clearAllMocks();
  stay = new AbortController();
});
afterEach(() => {
  stay.abort();
  document.body.replaceChildren();
});

function begin() {
  const menu = createBarMenu(actions, stay.signal);
  document.body.append(menu.button, menu.element);
  const item = (text: string) =>
    [...menu.element.querySelectorAll('button')].find(
      ({ textContent }) => textContent === text,
    ) as HTMLButtonElement;
  const press = (button: HTMLElement) =>
    dispatchTrusted(button, new MouseEvent('click', { bubbles: true }));
  const select = menu.element.querySelector('select') as HTMLSelectElement;
  return { menu, item, press, select };
}
const keydown = (key: string) => new KeyboardEvent('keydown', { key });

describe('the menu', () => {
  it('opens and closes with its button, which says whether it is open', () => {
    const { menu, item, press } = begin();
    expect([menu.element.hidden, menu.button.ariaExpanded]).toEqual([true, 'false']);
    press(menu.button);
    expect([menu.element.hidden, menu.button.ariaExpanded]).toEqual([false, 'true']);
    expect(document.activeElement).toBe(item('bar_mark_above'));
    press(menu.button);
    expect([menu.element.hidden, menu.button.ariaExpanded]).toEqual([true, 'false']);
    expect(document.activeElement).toBe(menu.button);
  });

  it('closes with Escape, but not with another key, nor with one that the page dispatches', () => {
    const { menu, press } = begin();
    menu.button.addEventListener('keydown', menu.onKey, { signal: stay.signal });
    press(menu.button);
    dispatchTrusted(menu.button, keydown('x'));
    menu.button.dispatchEvent(keydown('Escape'));
    expect(menu.element.hidden).toBe(false);
    dispatchTrusted(menu.button, keydown('Escape'));
    expect(menu.element.hidden).toBe(true);
  });

  it('stays closed with Escape, and takes the focus from nothing', () => {
    const { menu, item } = begin();
    menu.element.addEventListener('keydown', menu.onKey, { signal: stay.signal });
    dispatchTrusted(item('bar_help'), keydown('Escape'));
    expect(menu.element.hidden).toBe(true);
    expect(document.activeElement).toBe(document.body);
  });
});

it.each([
  ['bar_mark_above', 'markAll', ['above']],
  ['bar_mark_all', 'markAll', ['all']],
  ['bar_help', 'showHelp', []],
  ['bar_options', 'openOptions', []],
] as const)('does what "%s" says, and closes', (text, action, args) => {
  const { menu, item, press } = begin();
  press(menu.button);
  press(item(text));
  expect(actions[action].mock.calls).toEqual([[...args]]);
  expect(menu.element.hidden).toBe(true);
});

it('does nothing when the page clicks', () => {
  const { menu, item } = begin();
  menu.button.click();
  expect(menu.element.hidden).toBe(true);
  item('bar_mark_all').click();
  expect(actions.markAll).not.toHaveBeenCalled();
});

describe('how papers are hidden', () => {
  it('is shown, and can be chosen while the menu stays open', () => {
    const { menu, press, select } = begin();
    press(menu.button);
    menu.showHideAs('folded');
    expect(select.value).toBe('folded');
    expect(Array.from(select.options, ({ text }) => text)).toContain('hide_as_dimmed');
    select.value = 'dimmed';
    dispatchTrusted(select, new Event('change', { bubbles: true }));
    expect(actions.setHideAs.mock.calls).toEqual([['dimmed']]);
    expect(menu.element.hidden).toBe(false);
  });

  it('is not chosen by the page, nor after the signal', () => {
    const { select } = begin();
    select.value = 'dimmed';
    select.dispatchEvent(new Event('change'));
    stay.abort();
    dispatchTrusted(select, new Event('change'));
    expect(actions.setHideAs).not.toHaveBeenCalled();
  });
});
