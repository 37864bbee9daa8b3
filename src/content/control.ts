import { word } from '../words';
import { has, type MarkState } from './marks';
import { makeButton, makeHost } from './shadow';

/** What the reader can do on a card. */
export type Action = 'star' | 'read';

export interface Control {
  readonly host: HTMLElement;
  show(state: MarkState): void;
}

let model: HTMLElement | undefined;

/** One card's worth of nodes, built once and cloned: a page can have 2,000 cards. */
function modelGroup(): HTMLElement {
  if (model) return model;
  model = document.createElement('span');
  model.className = 'group';
  model.append(makeButton('star', word('overlay_star')), makeButton('read', word('overlay_read')));
  return model;
}

/** The Star and Read buttons of one card. */
export function makeControl(look: 'line' | 'corner'): Control {
  const group = modelGroup().cloneNode(true) as HTMLElement;
  const [star, read] = group.children as unknown as [HTMLButtonElement, HTMLButtonElement];
  const host = makeHost('dogear-control', group);
  host.dataset.look = look;
  let alert: HTMLElement | undefined;

  return {
    host,
    show(state) {
      star.setAttribute('aria-pressed', String(has(state, 'starred')));
      read.setAttribute('aria-pressed', String(has(state, 'read')));
      if (!state.failure) {
        alert?.replaceChildren();
        return;
      }
      alert ??= addAlert(group);
      alert.textContent = word(`overlay_failed_${state.failure.code}`);
      alert.title = state.failure.message;
    },
  };
}

function addAlert(group: HTMLElement): HTMLElement {
  const alert = document.createElement('span');
  alert.setAttribute('role', 'alert');
  group.after(alert);
  return alert;
}

/** The action whose button an event went through. */
export function actionOf(path: readonly EventTarget[]): Action | undefined {
  const button = path.find((node) => node instanceof HTMLButtonElement);
  return button?.name === 'star' || button?.name === 'read' ? button.name : undefined;
}
