import { message } from '../i18n';
import { HIDE_AS, type HideAs } from '../storage/settings';
import { markAll } from './actions';
import { type BarContext, openOptions, showHelpOf } from './bar-actions';
import { createButton, createElement } from './elements';
import { saveSiteSetting } from './site-settings';

/** The menu of the bar, and the button that opens it. */
export interface BarMenu {
  readonly button: HTMLButtonElement;
  readonly element: HTMLElement;
  showHideAs(hideAs: HideAs): void;
  /** Closes the menu with Escape, wherever the focus is in the bar. */
  onKey(event: KeyboardEvent): void;
}

export function createBarMenu(context: BarContext, signal: AbortSignal): BarMenu {
  const select = createElement(
    'select',
    { 'aria-label': message('bar_hide_as') },
    ...HIDE_AS.map((as) => createElement('option', { value: as }, message(`hide_as_${as}`))),
  );
  const item = (key: string, act: () => void) => createButton(message(key), act, signal);
  const above = item('bar_mark_above', () => markAll(context, 'above'));
  const element = createElement(
    'div',
    { class: 'menu', hidden: '' },
    above,
    item('bar_mark_all', () => markAll(context, 'all')),
    createElement('label', {}, `${message('bar_hide_as')} `, select),
    item('bar_help', () => showHelpOf(context)),
    item('bar_options', () => openOptions(context)),
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
    ({ isTrusted }) => isTrusted && saveSiteSetting(context, 'hideAs', select.value as HideAs),
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
