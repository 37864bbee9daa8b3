import { message, plural } from '../i18n';
import type { RequestError } from '../protocol/requests';
import { HIDE_AS, type HideAs } from '../storage/settings';
import { make, makeHost, setText } from './shadow';

/** What the bar tells. */
export interface BarState {
  readonly papers: number;
  /** Read or dismissed ones, hidden or not. */
  readonly done: number;
  /** The read ones of these; the others are "not for me". */
  readonly read: number;
  /** Hidden or folded. */
  readonly hidden: number;
  /** Done with on this visit, and still there. */
  readonly untidy: number;
  /** New since the last visit. */
  readonly fresh: number;
  /** Steps that can be undone. */
  readonly steps: number;
  /** Whether the reader wants read papers hidden on this site, and how. */
  readonly hideRead: boolean;
  readonly hideAs: HideAs;
  /** Something to say for a while: what was undone, what failed. */
  readonly notice?: string | undefined;
  /** Why the library does not answer. */
  readonly failure?: RequestError | undefined;
  /** How many papers the page seems to have, when few of them could be read. */
  readonly unread?: number | undefined;
}

export interface BarActions {
  /** Shows what is hidden, or hides it again; for this visit. */
  toggleHidden(): void;
  tidyUp(): void;
  undo(): void;
  markAll(which: 'all' | 'above'): void;
  setHideRead(hideRead: boolean): void;
  setHideAs(hideAs: HideAs): void;
  retry(): void;
  copyReport(): void;
  showHelp(): void;
  openOptions(): void;
}

export interface Bar {
  readonly host: HTMLElement;
  show(state: BarState): void;
}

/** The small bar that says what was hidden, and toggles it. */
export function makeBar(actions: BarActions, signal: AbortSignal): Bar {
  const text = make('p', { role: 'status' });
  const box = make('input', { type: 'checkbox' });
  const label = make('label', {}, box, message('bar_hide_read'));
  const select = make(
    'select',
    { 'aria-label': message('bar_hide_as') },
    ...HIDE_AS.map((as) => make('option', { value: as }, message(`bar_hide_as_${as}`))),
  );
  const menu = make('div', { class: 'menu', hidden: '' });
  const frame = make('div', {
    ...{ class: 'bar', role: 'region', 'aria-label': message('bar_name') },
    // Its words are in the reader's language, whatever the page is in.
    dir: message('@@bidi_dir'),
  });
  let failed = false;

  function addButton(place: HTMLElement, key: string, act: () => void): HTMLButtonElement {
    const button = make('button', { type: 'button' }, key && message(key));
    // A page can dispatch clicks; only the reader's act.
    button.addEventListener('click', ({ isTrusted }) => isTrusted && act(), { signal });
    place.append(button);
    return button;
  }

  frame.append(text);
  const toggle = addButton(frame, '', () => (failed ? actions.retry : actions.toggleHidden)());
  const report = addButton(frame, 'bar_report', actions.copyReport);
  const tidy = addButton(frame, 'bar_tidy', actions.tidyUp);
  const undo = addButton(frame, 'bar_undo', actions.undo);
  frame.append(label);
  const more = addButton(frame, '', () => openMenu(menu.hasAttribute('hidden')));
  more.textContent = '⋯';
  more.title = message('bar_more');
  more.ariaLabel = message('bar_more');
  more.ariaExpanded = 'false';
  frame.append(menu);
  const above = addButton(menu, 'bar_mark_above', () => actions.markAll('above'));
  addButton(menu, 'bar_mark_all', () => actions.markAll('all'));
  menu.append(make('label', {}, `${message('bar_hide_as')} `, select));
  addButton(menu, 'bar_help', actions.showHelp);
  addButton(menu, 'bar_options', actions.openOptions);

  function openMenu(open: boolean): void {
    menu.hidden = !open;
    more.ariaExpanded = String(open);
    (open ? above : more).focus();
  }

  // Not by its change: where a page calls `click()`, that is trusted.
  box.addEventListener('click', ({ isTrusted }) => isTrusted && actions.setHideRead(box.checked), {
    signal,
  });
  select.addEventListener(
    'change',
    ({ isTrusted }) => isTrusted && actions.setHideAs(select.value as HideAs),
    { signal },
  );
  menu.addEventListener(
    'click',
    ({ target }) =>
      target !== select &&
      menu.contains(target as Node) &&
      (target as Element).localName === 'button' &&
      openMenu(false),
    { signal },
  );
  frame.addEventListener(
    'keydown',
    ({ key, isTrusted }) => isTrusted && key === 'Escape' && !menu.hidden && openMenu(false),
    { signal },
  );

  const host = makeHost('bar', frame);
  return {
    host,
    show(state) {
      const { failure, hideRead, hidden, done, unread } = state;
      failed = failure !== undefined;
      host.toggleAttribute('data-empty', !failed && hidden > 0 && hidden === state.papers);
      box.checked = hideRead;
      select.value = state.hideAs;
      for (const part of [label, more]) part.hidden = failed || state.papers === 0;
      if (failed) menu.hidden = true;
      report.hidden = failed || unread === undefined;
      tidy.hidden = failed || state.untidy === 0 || !hideRead;
      undo.hidden = failed || state.steps === 0;
      if (failure) {
        const gone = failure.code === 'orphaned';
        setText(text, message(gone ? 'overlay_failed_orphaned' : 'bar_failed'));
        text.title = failure.message;
        setText(toggle, message(gone ? 'bar_reload' : 'bar_retry'));
        toggle.hidden = false;
        return;
      }
      text.title = '';
      setText(text, state.notice ?? describe(state));
      setText(toggle, message(hidden > 0 ? 'bar_show' : 'bar_hide'));
      toggle.hidden = done === 0 || !hideRead || state.hideAs === 'dimmed';
    },
  };
}

/** "50 papers · 12 read hidden · 3 new" */
function describe({ papers, done, read, hidden, fresh, unread }: BarState): string {
  if (unread !== undefined) return message('bar_unreadable', papers, unread);
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
