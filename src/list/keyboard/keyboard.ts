import type { PaperId } from '../../paper/ids';
import { COMMANDS, type Command, type Keys } from '../../storage/keys';
import type { Page } from '../page';
import { ownLinks, pageFor } from '../paper-links';
import { MOVES, type Move, moveFrom } from './navigation';

/** Where keys are words. */
const TYPING =
  'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable], [role=combobox]';

/** The command of a key; of two on one key the first has it, and a command can have none. */
export const commandFor = (key: string, keys: Keys): Command | undefined =>
  key ? COMMANDS.find((command) => keys[command] === key) : undefined;

export const focusSearch = (): void => {
  const box = document.querySelector<HTMLInputElement>('[type=search]');
  box?.focus();
  box?.select();
};

export const focusList = (): void =>
  document.querySelector<HTMLElement>('[role=grid]')?.focus({ preventScroll: true });

/** Once what it is in has been rendered. */
const focusSoon = (selector: string): void => {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(selector)?.focus());
};

/** Does what the keys say, until the signal. */
export function followKeys(page: Page, until: AbortSignal): void {
  const { store, selection, actions } = page;

  function move(where: Move, isRange: boolean): void {
    const listing = store.listing.peek();
    if (listing.total === 0) return;
    const current = store.current.peek();
    const from = current === undefined ? -1 : listing.indexOf(current);
    const to = from < 0 ? 0 : moveFrom(from, where, listing.total, rowsInView());
    const [id] = listing.ids(to, to + 1);
    if (!id) return;
    if (isRange && current !== undefined) {
      if (selection.size.peek() === 0) selection.toggle(current);
      selection.extendTo(id, listing);
    }
    store.current.value = id;
    focusList();
  }

  function open(command: 'open' | 'openPdf'): void {
    const current = store.current.peek();
    const entry = current && store.shownOf(current);
    if (!entry || typeof entry === 'string') return;
    const pdf = ownLinks(entry.paper).find(({ kind }) => kind === 'pdf')?.href;
    const address = command === 'open' ? pageFor(entry.paper) : pdf;
    if (address) window.open(address, '_blank', 'noopener,noreferrer');
  }

  /** Opens what is about the paper, where it lies under the list. */
  function showDetail(selector: string): void {
    if (store.current.peek() === undefined) return;
    page.sheet.value = 'detail';
    focusSoon(selector);
  }

  const isBin = (): boolean => store.address.listQuery.peek().view === 'bin';

  const commands: Partial<Record<Command, (targets: readonly PaperId[]) => void>> = {
    next: () => move('next', false),
    previous: () => move('previous', false),
    star: (ids) => !isBin() && void actions.toggle(ids, 'starred'),
    read: (ids) => !isBin() && void actions.toggle(ids, 'read'),
    dismiss: (ids) => !isBin() && void actions.toggle(ids, 'dismissed'),
    note: () => !isBin() && showDetail('.detail textarea'),
    open: () => open('open'),
    openPdf: () => open('openPdf'),
    undo: () => void actions.undo(),
    help: () => {
      page.dialog.value = { kind: 'help' };
    },
  };

  /** Keys that a list has everywhere; the reader's own do not change them. */
  function plainKey(event: KeyboardEvent): boolean {
    const { key, shiftKey } = event;
    const isOnControl = (event.target as Element).closest('button, a, summary, [type=checkbox]');
    const current = store.current.peek();
    const where = MOVES[key];
    if (where) {
      move(where, shiftKey);
      return true;
    }
    if (isOnControl) return false;
    if (key === ' ' && current !== undefined) {
      selection.toggle(current);
      return true;
    }
    if (key === 'Enter') {
      showDetail('.detail h2');
      return true;
    }
    if (key === 'Delete') {
      if (!isBin()) void actions.remove(page.targets());
      return true;
    }
    return false;
  }

  /** One thing at a time: what lies over the list, then the selection, then back into the list. */
  function leave(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    if (page.sheet.peek() !== 'none' && !target.matches('[type=search]')) {
      page.sheet.value = 'none';
      focusList();
    } else if (target.matches(TYPING)) {
      if (target.matches('[type=search]') && store.address.listQuery.peek().query) {
        store.address.type('');
      } else {
        focusList();
      }
    } else if (selection.size.peek() > 0) {
      selection.clear();
    } else {
      focusList();
    }
    event.preventDefault();
  }

  function onKeyDown(event: KeyboardEvent): void {
    const { key, ctrlKey, metaKey, altKey, isComposing, defaultPrevented } = event;
    if (isComposing || defaultPrevented || !(event.target instanceof Element)) return;
    if (page.dialog.peek() || document.querySelector('dialog[open]')) return;
    if (key === 'Escape') {
      leave(event);
      return;
    }
    const isTyping = event.target.matches(TYPING);
    if ((ctrlKey || metaKey) && !altKey && !isTyping) {
      if (key === 'a') selection.all(store.listing.peek());
      else if (key === 'z' && !event.shiftKey) void actions.undo();
      else return;
      event.preventDefault();
      return;
    }
    if (ctrlKey || metaKey || altKey || isTyping) return;
    if (runCommand(event) || plainKey(event)) event.preventDefault();
  }

  function runCommand(event: KeyboardEvent): boolean {
    const { keys, keysOn } = page.keys.peek() ?? {};
    if (!keys || !keysOn) return false;
    const command = commandFor(event.key, keys);
    if (command) {
      // A key that is held down goes on through the list, and does nothing else twice.
      if (event.repeat && command !== 'next' && command !== 'previous') return true;
      commands[command]?.(page.targets());
      return commands[command] !== undefined;
    }
    if (event.key === '/') {
      focusSearch();
      return true;
    }
    if (event.key === 't' && !isBin()) {
      showDetail('.detail [role=combobox]');
      return true;
    }
    return false;
  }

  document.addEventListener('keydown', onKeyDown, { signal: until });
}

/** How many whole rows are seen at once. */
function rowsInView(): number {
  const list = document.querySelector<HTMLElement>('[role=grid]');
  const row = list?.querySelector('[role=row]');
  if (!list || !row) return 1;
  return Math.max(1, Math.floor(list.clientHeight / row.getBoundingClientRect().height));
}
