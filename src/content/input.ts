import type { PaperId } from '../paper/ids';
import { act } from './actions';
import type { Cards } from './cards';
import { type CommandsContext, runCommand } from './commands';
import { buttonIn } from './control';
import type { FocusKeeper } from './focus';
import { commandOf } from './keyboard';
import type { KeyboardNavigation } from './keyboard-navigation';
import { MOVING } from './moving';
import type { PageObserver } from './page-observer';
import { readOnClick } from './read-on-open';
import { HOSTS } from './shadow';
import type { Signal } from './signal';

export interface InputContext extends CommandsContext {
  readonly cards: Cards;
  readonly current: Signal<PaperId | undefined>;
  readonly navigation: KeyboardNavigation;
  readonly focus: FocusKeeper;
  /** What the user does is done to the page as it is now. */
  readonly observer: Pick<PageObserver, 'flush'>;
  /** Number of papers that were hidden since the user last scrolled or typed. */
  hiddenLater: number;
}

/** Events by which a text is written. */
const TYPING = ['keydown', 'keyup', 'keypress', 'beforeinput', 'paste'];

/** Listens to the user's keys and clicks, before the page does, until the signal. */
export function listenToUser(context: InputContext, until: AbortSignal): void {
  const { cards, focus } = context;
  const options = { capture: true, signal: until };
  const onClick = (event: MouseEvent): void => handleClick(context, event);
  const onKey = createKeyHandler(context);
  const onMove = (event: Event): void => handleMove(context, event);

  window.addEventListener('click', onClick, options);
  window.addEventListener('auxclick', onClick, options);
  for (const type of TYPING) window.addEventListener(type, onKey, options);
  for (const type of MOVING) window.addEventListener(type, onMove, { ...options, passive: true });
  window.addEventListener(
    'focusin',
    (event) => {
      const path = event.composedPath();
      const owner = cards.ownerOf(path);
      focus.noteFocus(path[0] as Element, owner, isInNote(path) ? owner?.note : undefined);
    },
    options,
  );
}

/** Returns what handles the events by which a text is written: they are a note's, or keys, or nothing to us. */
export function createKeyHandler(context: InputContext): (event: Event) => void {
  const { cards, focus } = context;
  /** Keys that went down for us: the page does not hear of their coming up, either. */
  const keysDown = new Set<string>();

  return function onKey(event) {
    context.observer.flush();
    const path = event.composedPath();
    const owner = cards.ownerOf(path);
    if (isInNote(path)) {
      // What is typed into a note is no shortcut, neither of ours nor of the site; and no page edits it.
      event.stopImmediatePropagation();
      if (event.isTrusted && event instanceof KeyboardEvent && event.type === 'keydown') {
        keysDown.add(event.code);
        owner?.note?.onKey(event);
      }
      return;
    }
    if (!(event instanceof KeyboardEvent)) return;
    if (event.type === 'keyup' && keysDown.delete(event.code)) event.stopImmediatePropagation();
    if (event.key === 'Escape') focus.release();
    if (focus.isEditorGone()) return;
    const known = context.settings.value;
    if (event.type !== 'keydown' || !known?.keysOn || cards.all.value.length === 0) return;
    const command = commandOf(event, known.keys);
    if (!command) return;
    // The user went there with Tab or the mouse.
    if (owner && context.visit.value.kind === 'digest') {
      cards.prefer(owner);
      context.current.value = owner.card.id;
    }
    if (!runCommand(context, command)) return;
    context.hiddenLater = 0;
    keysDown.add(event.code);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
}

/** Handles a click: on a button of ours, or on a link of the page to a paper. */
export function handleClick(context: InputContext, event: MouseEvent): void {
  // A page can dispatch clicks; only the user's count. The right button opens a menu, and no paper.
  if (!event.isTrusted || event.button > 1) return;
  context.observer.flush();
  const path = event.composedPath();
  const one = context.cards.ownerOf(path);
  if (!one) return;
  const isIn = (host: HTMLElement | undefined): boolean =>
    host !== undefined && path.includes(host);
  const isInOwnNote = isIn(one.note?.host);
  if (!isInOwnNote && !isIn(one.control?.host)) {
    readOnClick(context, one, path);
    return;
  }
  const button = buttonIn(path);
  if (isInOwnNote && !button) return;
  // The card itself may be a link, or listen for clicks.
  event.preventDefault();
  if (!button) return;
  event.stopImmediatePropagation();
  // The second click of a double click would take back the first.
  if (event.button === 0 && event.detail < 2) act(context, one, button);
}

function handleMove(context: InputContext, event: Event): void {
  if (!event.isTrusted) return;
  context.hiddenLater = 0;
  context.navigation.noteScroll();
  if (event.type === 'pointerdown' && !context.cards.ownerOf(event.composedPath()))
    context.focus.release();
}

const isInNote = (path: readonly EventTarget[]): boolean =>
  path.some((node) => node instanceof Element && node.localName === HOSTS.note);
