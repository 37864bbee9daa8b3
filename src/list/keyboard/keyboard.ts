import type { PaperId } from '../../paper/ids';
import { commandOfKey, isKey } from '../../storage/keys';
import { isBin, type KeyTarget, makeCommands, moveCurrent, showDetail } from './commands';
import { focusList, focusSearch, isSearchBox, isTyping } from './focus';
import { ROW_MOVES } from './navigation';

type Commands = ReturnType<typeof makeCommands>;

/** Does what keys say, until the signal aborts. */
export function followKeys(page: KeyTarget, until: AbortSignal): void {
  const commands = makeCommands(page);
  document.addEventListener('keydown', (event) => onKeyDown(event, page, commands), {
    signal: until,
  });
}

function onKeyDown(event: KeyboardEvent, page: KeyTarget, commands: Commands): void {
  const { key, ctrlKey, metaKey, altKey, isComposing, defaultPrevented, target } = event;
  if (isComposing || defaultPrevented || !(target instanceof Element)) return;
  if (page.dialog.peek() || document.querySelector('dialog[open]')) return;
  if (key === 'Escape') {
    onEscape(page, target);
    event.preventDefault();
    return;
  }
  if (isTyping(target)) return;
  if ((ctrlKey || metaKey) && !altKey) {
    if (runShortcut(event, page)) event.preventDefault();
    return;
  }
  if (ctrlKey || metaKey || altKey) return;
  if (runCommand(event, page, commands) || runListKey(event, page, target)) event.preventDefault();
}

/** Closes one thing at a time: what lies over the list, then the search, then the selection. */
function onEscape(page: KeyTarget, target: Element): void {
  const { store, selection, sheet } = page;
  if (sheet.peek() !== 'none' && !isSearchBox(target)) {
    sheet.value = 'none';
    focusList();
    return;
  }
  if (isSearchBox(target) && store.address.listQuery.peek().query) {
    store.address.type('');
    return;
  }
  if (!isTyping(target) && selection.size.peek() > 0) {
    selection.clear();
    return;
  }
  focusList();
}

/** Runs the shortcuts with Ctrl that every list has. Returns whether the key was one. */
function runShortcut(event: KeyboardEvent, page: KeyTarget): boolean {
  if (isKey(event, 'a')) {
    void page.store.wholeListing().then((all) => page.selection.all(all));
    return true;
  }
  // macOS writes a small z for Cmd+Shift+Z.
  if (isKey(event, 'z') && !event.shiftKey) {
    void page.actions.undo();
    return true;
  }
  return false;
}

/** Runs the commands whose keys the user chooses in the options. Returns whether the key had one. */
function runCommand(event: KeyboardEvent, page: KeyTarget, commands: Commands): boolean {
  const { keys, keysOn } = page.keys.peek() ?? {};
  if (!keys || !keysOn) return false;
  const command = commandOfKey(event, keys);
  if (command) {
    // A key that is held down moves on through the list, but does nothing else twice.
    if (event.repeat && command !== 'next' && command !== 'previous') return true;
    commands[command]?.(page.targets());
    return commands[command] !== undefined;
  }
  if (isKey(event, '/')) {
    focusSearch();
    return true;
  }
  if (isKey(event, 't') && !isBin(page)) {
    showDetail(page, '.detail [role=combobox]');
    return true;
  }
  return false;
}

/** Runs the keys that every list has; the user's own do not change them. Returns whether it was one. */
function runListKey(event: KeyboardEvent, page: KeyTarget, target: Element): boolean {
  const { key, shiftKey } = event;
  const move = ROW_MOVES[key];
  if (move) {
    moveCurrent(page, move, shiftKey);
    return true;
  }
  // There, these keys press the control.
  if (target.closest('button, a, summary, [type=checkbox]')) return false;
  return runOnCurrent(key, page, page.store.current.peek());
}

function runOnCurrent(key: string, page: KeyTarget, current: PaperId | undefined): boolean {
  if (key === ' ' && current !== undefined) {
    page.selection.toggle(current);
    return true;
  }
  if (key === 'Enter') {
    showDetail(page, '.detail h2');
    return true;
  }
  if (key === 'Delete') {
    if (!isBin(page)) void page.actions.remove(page.targets());
    return true;
  }
  return false;
}
