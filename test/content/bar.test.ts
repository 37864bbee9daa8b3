import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BarState } from '../../src/content/bar';
import { createBar } from '../../src/content/bar';
import { barActionsOf } from '../../src/content/bar-actions';
import { changeOf } from '../../src/content/changes';
import { updateVisit } from '../../src/content/visit';
import { RequestError } from '../../src/protocol/requests';
import { fake } from './fake-browser';
import { digestOf, dispatchTrusted } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

const STATE: BarState = {
  ...{ papers: 50, done: 0, read: 0, dismissed: 0, hidden: 0, hiddenUnread: 0, untidy: 0 },
  ...{ fresh: 0, steps: 0, hideRead: true, isReadHidden: true, hideAs: 'hidden' },
};
let stay: AbortController;
beforeEach(() => {
  fake.reset();
  stay = new AbortController();
});
afterEach(() => {
  stay.abort();
  document.body.replaceChildren();
});

function begin(state: Partial<BarState>) {
  const page = digestOf(2, stay.signal);
  const bar = createBar(barActionsOf(page), stay.signal);
  document.body.append(bar.host);
  bar.show({ ...STATE, ...state });
  const root = bar.host.shadowRoot as ShadowRoot;
  const buttons = () => [...root.querySelectorAll<HTMLButtonElement>('.bar > button')];
  const button = (text: string) =>
    [...root.querySelectorAll('button')].find(
      (one) => one.textContent === text,
    ) as HTMLButtonElement;
  const press = (text: string) =>
    dispatchTrusted(button(text), new MouseEvent('click', { bubbles: true }));
  return {
    ...{ page, bar, root, button, press },
    text: () => root.querySelector('p')?.textContent,
    visible: () =>
      buttons()
        .filter((one) => !one.hidden)
        .map((one) => one.textContent),
  };
}

describe('the bar', () => {
  it.each<[string, Partial<BarState>]>([
    ['bar_papers_other 50', {}],
    ['bar_papers_other 50 · bar_hidden_other 12', { done: 12, read: 12, hidden: 12 }],
    [
      'bar_papers_other 50 · bar_done_hidden_other 12',
      { done: 12, read: 9, hidden: 12, hiddenUnread: 3 },
    ],
    [
      'bar_papers_other 50 · bar_read_one 1 · bar_dismissed_other 2',
      { done: 3, read: 1, dismissed: 2 },
    ],
    ['bar_papers_other 50 · bar_new_other 3', { fresh: 3 }],
    ['bar_all_hidden_other 50', { done: 50, read: 50, hidden: 50 }],
    ['bar_all_done_other 50', { done: 50, read: 49, hidden: 50, hiddenUnread: 1 }],
    ['bar_unreadable 2 30', { papers: 2, unreadable: 30 }],
    ['Undone.', { notice: { text: 'Undone.' } }],
    ['bar_undone_other 3', { notice: { text: 'bar_undone', count: 3 } }],
  ])('says "%s"', (text, state) => {
    expect(begin(state).text()).toBe(text);
  });

  it('offers what there is to do', () => {
    expect(begin({}).visible()).toEqual(['⋯']);
    expect(begin({ done: 2, hidden: 2, untidy: 1, steps: 1 }).visible()).toEqual([
      ...['bar_show', 'bar_tidy', 'bar_undo', '⋯'],
    ]);
    expect(begin({ done: 2, hideRead: false, untidy: 1 }).visible()).toEqual(['⋯']);
  });

  it('says what it hides: read papers, or others, too', () => {
    const { bar, root } = begin({});
    const label = () => root.querySelector('.bar > label')?.textContent;
    expect(label()).toBe('bar_hide_read');
    bar.show({ ...STATE, isReadHidden: false });
    expect(label()).toBe('bar_hide_marked');
  });

  it('says why the library does not answer, and tries again', () => {
    const { text, visible, press, page, bar } = begin({
      steps: 1,
      failure: new RequestError('internal', 'No.'),
    });
    expect(text()).toBe('bar_failed');
    expect(visible()).toEqual(['bar_retry']);
    const reload = vi.spyOn(page.loading, 'reload');
    press('bar_retry');
    expect(reload).toHaveBeenCalledWith(page.cards.ids());
    bar.show({ ...STATE, failure: new RequestError('orphaned', 'Gone.') });
    expect(visible()).toEqual(['bar_reload']);
  });

  it('offers a report about a page that could not be read, and copies it', async () => {
    const writeText = vi.fn(async () => undefined);
    vi.stubGlobal('navigator', { clipboard: { writeText } });
    const { page, press, visible } = begin({ papers: 2, unreadable: 30 });
    expect(visible()).toEqual(['bar_report', '⋯']);
    press('bar_report');
    await vi.waitFor(() => expect(page.notice.value?.text).toBe('bar_report_copied'));
    vi.unstubAllGlobals();
  });

  it('acts on the user’s own clicks only', async () => {
    const { page, press, button } = begin({ done: 2, hidden: 2, steps: 1 });
    page.history.record(page.cards.all.value.map((one) => changeOf(one, { read: false })));
    button('bar_undo').click();
    expect(page.history.count.value).toBe(1);
    press('bar_undo');
    expect(page.history.count.value).toBe(0);
  });

  it('hides again what was shown, and what was done with since', () => {
    const { page, press } = begin({ done: 2, untidy: 2 });
    updateVisit(page.visit, { isRevealed: true });
    press('bar_tidy');
    expect(page.visit.value.isRevealed).toBe(false);
    expect([...page.visit.value.wasMarked.keys()]).toEqual(page.cards.ids());
    updateVisit(page.visit, { isRevealed: true });
    press('bar_hide');
    expect(page.visit.value.isRevealed).toBe(false);
  });
});

it('opens a menu, which closes with Escape and with what is chosen', () => {
  const { page, root, press, button } = begin({});
  const position = vi.spyOn(page.navigation, 'position');
  const menu = root.querySelector('.menu') as HTMLElement;
  press('⋯');
  expect(menu.hidden).toBe(false);
  dispatchTrusted(
    button('bar_help'),
    new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }),
  );
  expect(menu.hidden).toBe(true);
  press('⋯');
  press('bar_mark_above');
  expect(position).toHaveBeenCalled();
  expect(menu.hidden).toBe(true);
});
