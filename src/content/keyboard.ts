import { type Command, commandOfKey, type Keys } from '../storage/keys';

/** Fields and widgets in which keys are text or have a meaning of their own. */
const TYPING =
  'input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=reset]), textarea, select, [contenteditable]:not([contenteditable=false]), [role=textbox], [role=combobox], [role=searchbox], dialog, [role=dialog], [role=alertdialog], [role=menu], [role=listbox]';

/** Dialogs that the user has to answer first, also where the focus is not in them. */
const MODAL = 'dialog:modal, [aria-modal=true]';

/** Returns the command that a key press gives, if it is the user's own and meant for Dogear. */
export function commandOf(event: KeyboardEvent, keys: Keys): Command | undefined {
  // A page can make key events; only the user's count. In an input method a key is part of a word.
  if (!event.isTrusted || event.isComposing || event.defaultPrevented) return undefined;
  if (event.ctrlKey || event.altKey || event.metaKey) return undefined;
  const path = event.composedPath();
  if (path.some((node) => node instanceof Element && node.matches(TYPING))) return undefined;
  const command = commandAt(event, path[0], keys);
  // A key that is held down moves on and on through the papers; nothing else repeats.
  if (!command || (event.repeat && command !== 'next' && command !== 'previous')) return undefined;
  const modals = [...document.querySelectorAll(MODAL)];
  return modals.some((modal) => modal.checkVisibility()) ? undefined : command;
}

function commandAt(
  event: KeyboardEvent,
  focused: EventTarget | undefined,
  keys: Keys,
): Command | undefined {
  if (event.key !== 'Enter') return commandOfKey(event, keys);
  // Enter opens too, but on a link or a button it does what it always does.
  const isFree = focused === document.body || focused === document.documentElement;
  return isFree && !event.shiftKey ? 'open' : undefined;
}
