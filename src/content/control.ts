import { message } from '../i18n';
import { FLAG_TABLE, type FlagVerb, MARK_FLAGS } from '../paper/mark';
import { createElement, setAttribute } from './elements';
import { earlierRead, has, type MarkState } from './marks';
import { attachRoot, HOSTS } from './shadow';

/** What the user can do on a card. */
export type Action = FlagVerb | 'note';

const ACTIONS: readonly Action[] = [...MARK_FLAGS.map((flag) => FLAG_TABLE[flag].verb), 'note'];

/** The buttons of one card, and what is said beside them. */
export interface Control {
  readonly host: HTMLElement;
  show(state: MarkState, isNew: boolean): void;
  /** Makes the control the one line of a folded card, with its title; undefined makes it small again. */
  fold(title: string | undefined): void;
  /** Shows a text behind the buttons; without arguments there is none. */
  showInfo(...content: (Node | string)[]): void;
  /** Says whether the note's editor is open. */
  setExpanded(isOpen: boolean): void;
}

let template: DocumentFragment | undefined;

/**
 * Returns one card's worth of buttons, built once and then cloned: each node in each card has a cost.
 * Icons and labels are drawn by the sheet.
 */
function templateButtons(): DocumentFragment {
  if (template) return template;
  template = document.createDocumentFragment();
  for (const action of ACTIONS) {
    const label = message(`mark_${action}`);
    const state: Record<string, string> =
      action === 'note' ? { 'aria-expanded': 'false' } : { 'aria-pressed': 'false' };
    const attributes = { type: 'button', name: action, title: label, 'aria-label': label };
    template.append(createElement('button', { ...attributes, ...state }));
  }
  return template;
}

export function createControl(look: 'line' | 'corner'): Control {
  const host = attachRoot(
    createElement(HOSTS.control as 'span', { 'data-look': look }),
    templateButtons().cloneNode(true),
  );
  const root = host.shadowRoot as ShadowRoot;
  // Dark Reader puts elements of its own before them.
  const buttons = root.querySelectorAll('button');
  let alert: HTMLElement | undefined;
  let title: HTMLElement | undefined;
  let info: HTMLElement | undefined;
  let version: HTMLElement | undefined;

  function append(
    part: HTMLElement | undefined,
    name: 'span' | 'button',
    attributes: Readonly<Record<string, string>>,
    content: (Node | string)[],
  ): HTMLElement {
    const element = part ?? createElement(name, attributes);
    element.replaceChildren(...content);
    root.append(element);
    return element;
  }

  /** Shows a text behind the buttons, or takes it away where there is none. */
  function tell(
    part: HTMLElement | undefined,
    content: (Node | string)[],
  ): HTMLElement | undefined {
    if (content.length > 0) return append(part, 'span', { class: 'info' }, content);
    part?.remove();
    return part;
  }

  return {
    host,
    show(state, isNew) {
      if (isNew) setAttribute(host, 'data-new', message('overlay_new'));
      else host.removeAttribute('data-new');
      for (const [i, flag] of MARK_FLAGS.entries()) {
        setAttribute(buttons[i] as Element, 'aria-pressed', String(has(state, flag)));
      }
      const read = earlierRead(state);
      version = tell(
        version,
        read ? [message('overlay_version', state.version as number, read)] : [],
      );
      const { failure } = state;
      if (!failure) {
        alert?.replaceChildren();
        return;
      }
      alert = append(alert, 'span', { role: 'alert' }, [message(`save_failed_${failure.code}`)]);
      alert.title = failure.message;
    },
    fold(text) {
      host.toggleAttribute('data-folded', text !== undefined);
      if (text)
        title = append(title, 'button', { type: 'button', name: 'unfold', class: 'title' }, [text]);
      else title?.remove();
    },
    showInfo(...content) {
      info = tell(info, content);
    },
    setExpanded(isOpen) {
      setAttribute(buttons[MARK_FLAGS.length] as Element, 'aria-expanded', String(isOpen));
    },
  };
}

/** Returns the name of Dogear's own button that an event went through. */
export function buttonIn(path: readonly EventTarget[]): string | undefined {
  return path.find((node): node is HTMLButtonElement => node instanceof HTMLButtonElement)?.name;
}
