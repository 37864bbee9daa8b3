import { message } from '../i18n';
import { FLAG_TABLE, type FlagVerb, MARK_FLAGS } from '../paper/mark';
import { has, type MarkState } from './marks';
import { equip, HOSTS, make, setAttribute } from './shadow';

/** What the reader can do on a card. */
export type Action = FlagVerb | 'note';

const ACTIONS: readonly Action[] = [...MARK_FLAGS.map((flag) => FLAG_TABLE[flag].verb), 'note'];

export interface Control {
  readonly host: HTMLElement;
  show(state: MarkState, isNew: boolean): void;
  /** In a card that is folded to one line, the control is that line, and says the title. */
  fold(title: string | undefined): void;
  /** Says behind the buttons where the paper was saved from. */
  tell(...words: (Node | string)[]): void;
  /** Whether the note's editor is open. */
  expand(open: boolean): void;
}

let model: DocumentFragment | undefined;

/**
 * One card's worth of nodes, built once and cloned: each node in each card is paid for. Icons and
 * labels are drawn by the sheet.
 */
function modelButtons(): DocumentFragment {
  if (model) return model;
  model = document.createDocumentFragment();
  for (const action of ACTIONS) {
    const label = message(`overlay_${action}`);
    const state: Record<string, string> =
      action === 'note' ? { 'aria-expanded': 'false' } : { 'aria-pressed': 'false' };
    const attributes = { type: 'button', name: action, title: label, 'aria-label': label };
    model.append(make('button', { ...attributes, ...state }));
  }
  return model;
}

/** The buttons of one card. */
export function makeControl(look: 'line' | 'corner'): Control {
  const host = equip(
    make(HOSTS.control as 'span', { 'data-look': look }),
    modelButtons().cloneNode(true),
  );
  const root = host.shadowRoot as ShadowRoot;
  let alert: HTMLElement | undefined;
  let title: HTMLElement | undefined;
  let info: HTMLElement | undefined;

  function put(
    part: HTMLElement | undefined,
    name: 'span' | 'button',
    attributes: object,
    words: (Node | string)[],
  ): HTMLElement {
    const element = part ?? make(name, attributes as Record<string, string>);
    element.replaceChildren(...words);
    root.append(element);
    return element;
  }

  return {
    host,
    show(state, isNew) {
      if (isNew) setAttribute(host, 'data-new', message('overlay_new'));
      else host.removeAttribute('data-new');
      for (const [i, flag] of MARK_FLAGS.entries()) {
        setAttribute(root.children[i] as Element, 'aria-pressed', String(has(state, flag)));
      }
      const { failure } = state;
      if (!failure) {
        alert?.replaceChildren();
        return;
      }
      alert = put(alert, 'span', { role: 'alert' }, [message(`overlay_failed_${failure.code}`)]);
      alert.title = failure.message;
    },
    fold(words) {
      host.toggleAttribute('data-folded', words !== undefined);
      if (words)
        title = put(title, 'button', { type: 'button', name: 'unfold', class: 'title' }, [words]);
      else title?.remove();
    },
    tell(...words) {
      if (words.length > 0) info = put(info, 'span', { class: 'info' }, words);
      else info?.remove();
    },
    expand(open) {
      setAttribute(root.children[MARK_FLAGS.length] as Element, 'aria-expanded', String(open));
    },
  };
}

/** The name of Dogear's own button that an event went through. */
export function buttonIn(path: readonly EventTarget[]): string | undefined {
  return path.find((node): node is HTMLButtonElement => node instanceof HTMLButtonElement)?.name;
}
