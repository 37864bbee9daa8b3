import { message, plural } from '../i18n';
import { type BarMenu, type BarMenuActions, createBarMenu } from './bar-menu';
import type { BarState } from './bar-state';
import { createButton, createElement, createHost, setText } from './shadow';

export interface BarActions extends BarMenuActions {
  /** Shows on this visit what is hidden, or hides it again. */
  toggleHidden(): void;
  tidyUp(): void;
  undo(): void;
  setHideRead(hideRead: boolean): void;
  retry(): void;
  copyReport(): void;
}

/** The small bar that says what is hidden, and toggles it. */
export interface Bar {
  readonly host: HTMLElement;
  show(state: BarState): void;
}

/** The parts of the bar that change. */
interface BarParts {
  readonly host: HTMLElement;
  readonly text: HTMLElement;
  readonly toggle: HTMLButtonElement;
  readonly report: HTMLButtonElement;
  readonly tidy: HTMLButtonElement;
  readonly undo: HTMLButtonElement;
  readonly hideRead: HTMLInputElement;
  readonly label: HTMLElement;
  readonly menu: BarMenu;
}

export function createBar(actions: BarActions, signal: AbortSignal): Bar {
  const text = createElement('p', { role: 'status' });
  const hideRead = createElement('input', { type: 'checkbox' });
  const label = createElement('label', {}, hideRead, message('bar_hide_read'));
  const menu = createBarMenu(actions, signal);
  let hasFailed = false;

  const button = (key: string, act: () => void) => createButton(key && message(key), act, signal);
  const toggle = button('', () => (hasFailed ? actions.retry : actions.toggleHidden)());
  const report = button('bar_report', actions.copyReport);
  const tidy = button('bar_tidy', actions.tidyUp);
  const undo = button('bar_undo', actions.undo);
  // Not on `change`: where a page calls `click()`, that event is trusted.
  hideRead.addEventListener(
    'click',
    ({ isTrusted }) => isTrusted && actions.setHideRead(hideRead.checked),
    { signal },
  );

  const frame = createElement(
    'div',
    {
      ...{ class: 'bar', role: 'region', 'aria-label': message('bar_name') },
      // Its texts are in the user's language, whatever the page is in.
      dir: message('@@bidi_dir'),
    },
    ...[text, toggle, report, tidy, undo, label, menu.button, menu.element],
  );
  frame.addEventListener('keydown', menu.onKey, { signal });

  const host = createHost('bar', frame);
  const parts: BarParts = { host, text, toggle, report, tidy, undo, hideRead, label, menu };
  return {
    host,
    show(state) {
      hasFailed = state.failure !== undefined;
      showState(parts, state);
    },
  };
}

function showState(parts: BarParts, state: BarState): void {
  const { host, text, toggle, menu } = parts;
  const { failure, hideRead, hidden } = state;
  const hasFailed = failure !== undefined;
  host.toggleAttribute('data-empty', !hasFailed && hidden > 0 && hidden === state.papers);
  parts.hideRead.checked = hideRead;
  menu.showHideAs(state.hideAs);
  for (const part of [parts.label, menu.button]) part.hidden = hasFailed || state.papers === 0;
  if (hasFailed) menu.element.hidden = true;
  parts.report.hidden = hasFailed || state.unreadable === undefined;
  parts.tidy.hidden = hasFailed || state.untidy === 0 || !hideRead;
  parts.undo.hidden = hasFailed || state.steps === 0;
  if (failure) {
    const isOrphaned = failure.code === 'orphaned';
    setText(text, message(isOrphaned ? 'save_failed_orphaned' : 'bar_failed'));
    text.title = failure.message;
    setText(toggle, message(isOrphaned ? 'bar_reload' : 'bar_retry'));
    toggle.hidden = false;
    return;
  }
  text.title = '';
  setText(text, state.notice ?? describe(state));
  setText(toggle, message(hidden > 0 ? 'bar_show' : 'bar_hide'));
  toggle.hidden = state.done === 0 || !hideRead || state.hideAs === 'dimmed';
}

/** Returns what the bar says: "50 papers · 12 read hidden · 3 new". */
function describe({ papers, done, read, hidden, fresh, unreadable }: BarState): string {
  if (unreadable !== undefined) return message('bar_unreadable', papers, unreadable);
  const isMixed = done > read;
  if (hidden > 0 && hidden === papers)
    return plural(isMixed ? 'bar_all_done' : 'bar_all_hidden', papers);
  const parts = [plural('bar_papers', papers)];
  if (hidden > 0) parts.push(plural(isMixed ? 'bar_done_hidden' : 'bar_hidden', hidden));
  if (hidden === 0 && read > 0) parts.push(plural('bar_read', read));
  if (hidden === 0 && isMixed) parts.push(plural('bar_dismissed', done - read));
  if (fresh > 0) parts.push(plural('bar_new', fresh));
  return parts.join(' · ');
}
