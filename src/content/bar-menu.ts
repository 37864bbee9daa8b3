import { message } from '../i18n';
import { HIDE_AS, type HideAs } from '../storage/settings';
import { createButton, createElement } from './elements';

/** The menu of the bar, and the button that opens it. */
export interface BarMenu {
  readonly button: HTMLButtonElement;
  readonly element: HTMLElement;
  showHideAs(hideAs: HideAs): void;
  /** Closes the menu with Escape, wherever the focus is in the bar. */
  onKey(event: KeyboardEvent): void;
}

/** What can be chosen in the menu. */
export interface BarMenuActions {
  markAll(which: 'all' | 'above'): void;
  showHelp(): void;
  openOptions(): void;
  setHideAs(hideAs: HideAs): void;
}

export function createBarMenu(actions: BarMenuActions, signal: AbortSignal): BarMenu {
  const select = createElement(
    'select',
    { 'aria-label': message('bar_hide_as') },
    ...HIDE_AS.map((as) => createElement('option', { value: as }, message(`hide_as_${as}`))),
  );
  const item = (key: string, act: () => void) => createButton(message(key), act, signal);
  const above = item('bar_mark_above', () => actions.markAll('above'));
  const element = createElement(
    'div',
    { class: 'menu', hidden: '' },
    above,
    item('bar_mark_all', () => actions.markAll('all')),
    createElement('label', {}, `${message('bar_hide_as')} `, select),
    item('bar_help', actions.showHelp),
    item('bar_options', actions.openOptions),
  );
  const button = createButton('⋯', () => setOpen(element.hasAttribute('hidden')), signal);
  button.title = message('bar_more');
  button.ariaLabel = message('bar_more');
  button.ariaExpanded = 'false';

  function setOpen(isOpen: boolean): void {
    element.hidden = !isOpen;
    button.ariaExpanded = String(isOpen);
    (isOpen ? above : button).focus();
  }

  select.addEventListener(
    'change',
    ({ isTrusted }) => isTrusted && actions.setHideAs(select.value as HideAs),
    { signal },
  );
  // What was chosen closes it.
  element.addEventListener(
    'click',
    ({ target }) => (target as Element).localName === 'button' && setOpen(false),
    { signal },
  );

  return {
    button,
    element,
    showHideAs(hideAs) {
      select.value = hideAs;
    },
    onKey({ key, isTrusted }) {
      if (isTrusted && key === 'Escape' && !element.hidden) setOpen(false);
    },
  };
}
