import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { KeyTarget } from '../../../src/list/keyboard/commands';
import { followKeys } from '../../../src/list/keyboard/keyboard';
import { growable, listingOf } from '../../../src/list/state/listing';
import { makeSelection } from '../../../src/list/state/selection';
import type { PaperId } from '../../../src/paper/ids';
import { DEFAULT_KEYS } from '../../../src/storage/keys';
import { makeEntry } from '../../formats/entries';

vi.mock('../../../src/ext', () => ({ default: {} }));

const IDS = ['arxiv:1', 'arxiv:2', 'arxiv:3'] as PaperId[];
const entry = makeEntry({ links: { page: 'https://x.org/p', pdf: 'https://x.org/p.pdf' } });

/** The parts of a page that keys act on, with a list of three papers. */
function makeTarget(view: 'starred' | 'bin' = 'starred') {
  const selection = makeSelection();
  const current = signal<PaperId | undefined>(IDS[0]);
  const actions = { toggle: vi.fn(), remove: vi.fn(), undo: vi.fn() };
  const type = vi.fn();
  const target = {
    store: {
      address: { listQuery: signal({ view, query: 'x', order: 'best', reverse: false }), type },
      listing: signal(growable(listingOf(IDS))),
      wholeListing: async () => listingOf(IDS),
      shownOf: () => entry,
      current,
    },
    dialog: signal(undefined),
    sheet: signal('none'),
    keys: signal({ keys: DEFAULT_KEYS, keysOn: true }),
    targets: () => (current.peek() ? [current.peek()] : []),
    ...{ selection, actions },
  };
  return { target: target as unknown as KeyTarget, selection, current, actions, type };
}

let closing: AbortController;
beforeEach(() => {
  closing = new AbortController();
  document.body.innerHTML =
    '<input type="search"><textarea></textarea><button></button><div role="grid" tabindex="0"></div>';
});
afterEach(() => closing.abort());

function press(key: string, init: KeyboardEventInit = {}, selector = '[role=grid]'): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
  document.querySelector(selector)?.dispatchEvent(event);
  return event;
}

describe('the keys of a list', () => {
  it('move the current row, and focus the list', () => {
    const { target, current } = makeTarget();
    followKeys(target, closing.signal);
    expect(press('ArrowDown', {}, 'button').defaultPrevented).toBe(true);
    expect(current.value).toBe(IDS[1]);
    expect(document.activeElement?.getAttribute('role')).toBe('grid');
    press('End');
    expect(current.value).toBe(IDS[2]);
  });

  it('select the rows on the way with Shift', () => {
    const { target, selection } = makeTarget();
    followKeys(target, closing.signal);
    press('ArrowDown', { shiftKey: true });
    press('ArrowDown', { shiftKey: true });
    expect([...selection.ids.value]).toEqual(IDS);
  });

  it('select, remove and undo', async () => {
    const { target, selection, actions } = makeTarget();
    followKeys(target, closing.signal);
    press(' ');
    expect([...selection.ids.value]).toEqual([IDS[0]]);
    press('Delete');
    expect(actions.remove).toHaveBeenCalledWith([IDS[0]]);
    press('z', { ctrlKey: true });
    expect(actions.undo).toHaveBeenCalledOnce();
    press('a', { metaKey: true });
    await vi.waitFor(() => expect(selection.size.value).toBe(3));
  });

  it('press a button that has the focus', () => {
    const { target, selection } = makeTarget();
    followKeys(target, closing.signal);
    expect(press(' ', {}, 'button').defaultPrevented).toBe(false);
    expect(selection.size.value).toBe(0);
  });

  it('are text in a text field', () => {
    const { target, actions, current } = makeTarget();
    followKeys(target, closing.signal);
    for (const key of ['s', 'ArrowDown', 'Delete', 'z']) press(key, {}, 'textarea');
    expect(actions.toggle).not.toHaveBeenCalled();
    expect(current.value).toBe(IDS[0]);
  });

  it('do nothing while a dialog is open, and once the page is closed', () => {
    const { target, actions } = makeTarget();
    followKeys(target, closing.signal);
    target.dialog.value = { kind: 'help' };
    press('s');
    target.dialog.value = undefined;
    closing.abort();
    press('s');
    expect(actions.toggle).not.toHaveBeenCalled();
  });
});

describe('the keys of commands', () => {
  it('mark the papers that they are for', () => {
    const { target, actions } = makeTarget();
    followKeys(target, closing.signal);
    for (const key of ['s', 'r', 'x']) press(key);
    expect(actions.toggle.mock.calls).toEqual(
      ['starred', 'read', 'dismissed'].map((flag) => [[IDS[0]], flag]),
    );
  });

  it('act once while they are held down, but go on moving', () => {
    const { target, actions, current } = makeTarget();
    followKeys(target, closing.signal);
    press('s', { repeat: true });
    expect(actions.toggle).not.toHaveBeenCalled();
    press('j', { repeat: true });
    expect(current.value).toBe(IDS[1]);
  });

  it('do nothing to what is in the bin', () => {
    const { target, actions } = makeTarget('bin');
    followKeys(target, closing.signal);
    for (const key of ['s', 'n', 't', 'Delete']) press(key);
    expect(actions.toggle).not.toHaveBeenCalled();
    expect(actions.remove).not.toHaveBeenCalled();
    expect(target.sheet.value).toBe('none');
  });

  it('can be switched off', () => {
    const { target, actions } = makeTarget();
    target.keys.value = { keys: DEFAULT_KEYS, keysOn: false };
    followKeys(target, closing.signal);
    expect(press('s').defaultPrevented).toBe(false);
    expect(actions.toggle).not.toHaveBeenCalled();
  });

  it('are found by their place on a keyboard of another script, and with Caps Lock', async () => {
    const { target, actions, current, selection } = makeTarget();
    followKeys(target, closing.signal);
    press('о', { code: 'KeyJ' });
    expect(current.value).toBe(IDS[1]);
    press('S', { code: 'KeyS', modifierCapsLock: true });
    expect(actions.toggle).toHaveBeenCalledWith([IDS[1]], 'starred');
    press('я', { code: 'KeyZ', ctrlKey: true });
    press('Z', { code: 'KeyZ', ctrlKey: true });
    expect(actions.undo).toHaveBeenCalledTimes(2);
    press('z', { code: 'KeyZ', metaKey: true, shiftKey: true });
    expect(actions.undo).toHaveBeenCalledTimes(2);
    press('ф', { code: 'KeyA', ctrlKey: true });
    await vi.waitFor(() => expect(selection.size.value).toBe(3));
    press('е', { code: 'KeyT' });
    expect(target.sheet.value).toBe('detail');
  });

  it('open the paper and its PDF', () => {
    const open = vi.spyOn(window, 'open').mockReturnValue(null);
    const { target } = makeTarget();
    followKeys(target, closing.signal);
    press('o');
    press('O', { shiftKey: true });
    expect(open.mock.calls.map(([address]) => address)).toEqual([
      ...['https://x.org/p', 'https://x.org/p.pdf'],
    ]);
  });
});

describe('the focus of a note', () => {
  const nextFrame = (): Promise<unknown> => new Promise((done) => requestAnimationFrame(done));

  /** Renders the detail of a paper, as the page does once the paper is loaded. */
  async function renderDetail(): Promise<void> {
    document.body.insertAdjacentHTML('beforeend', '<aside class="detail"><textarea>');
    // Observers are told in a microtask.
    await Promise.resolve();
  }

  const hasFocus = (): boolean => document.activeElement?.matches('.detail textarea') ?? false;

  it('comes with the paper, however long that takes to load', async () => {
    const { target } = makeTarget();
    followKeys(target, closing.signal);
    press('n');
    await nextFrame();
    await nextFrame();
    expect(hasFocus()).toBe(false);
    await renderDetail();
    expect(hasFocus()).toBe(true);
    (document.activeElement as HTMLElement).blur();
    document.body.append(document.createElement('p'));
    await Promise.resolve();
    expect(hasFocus()).toBe(false);
  });

  it('does not come once the user has gone on', async () => {
    const { target } = makeTarget();
    followKeys(target, closing.signal);
    press('n');
    await nextFrame();
    press('j');
    await renderDetail();
    expect(hasFocus()).toBe(false);
  });
});

describe('Escape', () => {
  it('closes one thing at a time', () => {
    const { target, selection, type } = makeTarget();
    followKeys(target, closing.signal);
    selection.toggle(IDS[0] as PaperId);
    target.sheet.value = 'detail';
    press('Escape');
    expect(target.sheet.value).toBe('none');
    expect(selection.size.value).toBe(1);
    press('Escape', {}, '[type=search]');
    expect(type).toHaveBeenCalledWith('');
    press('Escape', {}, 'textarea');
    expect(selection.size.value).toBe(1);
    press('Escape');
    expect(selection.size.value).toBe(0);
  });
});
