import { COMMANDS, type Command, type Keys } from '../storage/keys';

/** Where keys are words and not commands. */
const TYPING =
  'input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=reset]), textarea, select, [contenteditable]:not([contenteditable=false]), [role=textbox], [role=combobox], [role=searchbox], dialog, [role=dialog], [role=alertdialog], [role=menu], [role=listbox]';

/** What the reader has to answer first, also where the focus is not in it. */
const MODAL = 'dialog:modal, [aria-modal=true]';

/** The command that a key press gives, if it is one of the reader's and meant for us. */
export function commandOf(event: KeyboardEvent, keys: Keys): Command | undefined {
  // A page can make key events; only the reader's act. In an input method a key is part of a word.
  if (!event.isTrusted || event.isComposing || event.defaultPrevented) return undefined;
  if (event.ctrlKey || event.altKey || event.metaKey) return undefined;
  const path = event.composedPath();
  if (path.some((node) => node instanceof Element && node.matches(TYPING))) return undefined;
  const command = commandAt(event, path[0], keys);
  // A key that is held down goes on and on through the papers, and does nothing else twice.
  if (!command || (event.repeat && command !== 'next' && command !== 'previous')) return undefined;
  const modals = [...document.querySelectorAll(MODAL)];
  return modals.some((modal) => modal.checkVisibility()) ? undefined : command;
}

function commandAt(
  { key, shiftKey }: KeyboardEvent,
  focused: EventTarget | undefined,
  keys: Keys,
): Command | undefined {
  // Beside its own key, Enter opens; but on a link or a button it does what it always does.
  if (key === 'Enter') {
    const isFree = focused === document.body || focused === document.documentElement;
    return isFree && !shiftKey ? 'open' : undefined;
  }
  // A command can have no key, and so can a key that the browser does not know.
  return key ? COMMANDS.find((command) => keys[command] === key) : undefined;
}
