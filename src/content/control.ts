import { word } from '../words';
import { FLAGS, has, type MarkState } from './marks';
import { equip, HOSTS, make, setAttribute } from './shadow';

/** What the reader can do on a card. */
export type Action = 'star' | 'read' | 'dismiss' | 'note';

const ACTIONS: readonly Action[] = ['star', 'read', 'dismiss', 'note'];

export interface Control {
  readonly host: HTMLElement;
  /** Whether its buttons are there; they cost far more than the host, and come with `fill`. */
  readonly isFilled: boolean;
  fill(): void;
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
 * One card's worth of nodes, built once and cloned: a page can have 2,000 cards, and each node in
 * each of them is paid for. Icons and labels are drawn by the sheet.
 */
function modelButtons(): DocumentFragment {
  if (model) return model;
  model = document.createDocumentFragment();
  for (const action of ACTIONS) {
    const label = word(`overlay_${action}`);
    const state: Record<string, string> =
      action === 'note' ? { 'aria-expanded': 'false' } : { 'aria-pressed': 'false' };
    const attributes = { type: 'button', name: action, title: label, 'aria-label': label };
    model.append(make('button', { ...attributes, ...state }));
  }
  return model;
}

/** The buttons of one card. */
export function makeControl(look: 'line' | 'corner'): Control {
  let host: HTMLElement = make(HOSTS.control as 'span', { 'data-look': look, hidden: '' });
  let shown: MarkState | undefined;
  let root: ShadowRoot | undefined;
  let alert: HTMLElement | undefined;
  let title: HTMLElement | undefined;
  let info: HTMLElement | undefined;

  /** Into the shadow root, which is there from then on. */
  function put(
    part: HTMLElement | undefined,
    name: 'span' | 'button',
    attributes: object,
    words: (Node | string)[],
  ): HTMLElement {
    control.fill();
    const element = part ?? make(name, attributes as Record<string, string>);
    element.replaceChildren(...words);
    root?.append(element);
    return element;
  }

  function press({ failure }: MarkState = { mark: undefined, pending: [] }): void {
    if (!root || !shown) return;
    for (const [i, flag] of FLAGS.entries()) {
      setAttribute(root.children[i] as Element, 'aria-pressed', String(has(shown, flag)));
    }
    if (!failure) alert?.replaceChildren();
  }

  const control: Control = {
    get host() {
      return host;
    },
    get isFilled() {
      return root !== undefined;
    },
    fill() {
      if (!root) host = equip(host, modelButtons().cloneNode(true));
      root = host.shadowRoot as ShadowRoot;
      host.removeAttribute('hidden');
      press(shown);
    },
    show(state, isNew) {
      shown = state;
      if (isNew) setAttribute(host, 'data-new', word('overlay_new'));
      else host.removeAttribute('data-new');
      press(state);
      if (!state.failure) return;
      alert = put(alert, 'span', { role: 'alert' }, [word(`overlay_failed_${state.failure.code}`)]);
      alert.title = state.failure.message;
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
      control.fill();
      setAttribute(root?.children[FLAGS.length] as Element, 'aria-expanded', String(open));
    },
  };
  return control;
}

/** The name of Dogear's own button that an event went through. */
export function buttonIn(path: readonly EventTarget[]): string | undefined {
  return path.find((node): node is HTMLButtonElement => node instanceof HTMLButtonElement)?.name;
}
