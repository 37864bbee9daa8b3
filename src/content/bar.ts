import { message, plural } from '../i18n';
import type { RequestError } from '../protocol/requests';
import type { HideAs } from '../storage/settings';
import { type BarMenuActions, createBarMenu } from './bar-menu';
import { createButton, createElement, setText } from './elements';
import { createLoadMore } from './load-more';
import { copyReport } from './report';
import type { appendHost, createHost } from './shadow';
import type { Notice } from './status';

/** What the bar shows. */
export interface BarState {
  /** Number of papers on the page. */
  readonly papers: number;
  /** Number of papers that can be hidden on this site, whether they are or not; 0 where hiding is off. */
  readonly done: number;
  /** Number of papers that are read. */
  readonly read: number;
  /** Number of papers that are dismissed and not read. */
  readonly dismissed: number;
  /** Number of papers that are hidden or folded. */
  readonly hidden: number;
  /** Number of hidden papers that are not read. */
  readonly hiddenUnread: number;
  /** Number of papers that were marked on this visit and are still there. */
  readonly untidy: number;
  /** Number of papers that are new since the last visit. */
  readonly fresh: number;
  /** Number of steps that can be undone. */
  readonly steps: number;
  /** Whether papers are hidden on this site, and how. */
  readonly hideRead: boolean;
  /** Whether those are read papers, and no starred ones. */
  readonly isReadHidden: boolean;
  readonly hideAs: HideAs;
  /** Something to say for a while: what was undone, what failed. */
  readonly notice?: Notice | undefined;
  /** Why the library does not answer. */
  readonly failure?: RequestError | undefined;
  /** How many papers the page seems to have, where few of them could be read. */
  readonly unreadable?: number | undefined;
}

/** The small bar that says what is hidden, and toggles it. */
export interface Bar {
  readonly host: HTMLElement;
  show(state: BarState): void;
}

/** What the bar's buttons do, and what else it needs of the script that keeps the state. */
export interface BarActions extends BarMenuActions {
  readonly appendHost: typeof appendHost;
  readonly createHost: typeof createHost;
  toggleHidden(): void;
  /** Asks the library again. */
  retry(): void;
  /** Says something for a while. */
  say(text: string): void;
  tidyUp(): void;
  undo(): void;
  setHideRead(isWanted: boolean): void;
}

export function createBar(actions: BarActions, signal: AbortSignal): Bar {
  const text = createElement('p', { role: 'status' });
  const hideRead = createElement('input', { type: 'checkbox' });
  const what = createElement('span', {});
  const label = createElement('label', {}, hideRead, what);
  const menu = createBarMenu(actions, signal);
  const loadMore = createLoadMore(signal);
  let shown: BarState | undefined;
  let hasFailed = false;

  const button = (key: string, act: () => unknown) =>
    createButton(key && message(key), act, signal);
  const toggle = button('', () => (hasFailed ? actions.retry : actions.toggleHidden)());
  const report = button('bar_report', () => shown && copyReport(shown, actions.say));
  const tidy = button('bar_tidy', actions.tidyUp);
  const takeBack = button('bar_undo', actions.undo);
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
    ...[text, toggle, report, tidy, takeBack, label, menu.button, menu.element],
  );
  frame.addEventListener('keydown', menu.onKey, { signal });
  const host = actions.createHost('bar', frame);

  return {
    host,
    show(state) {
      shown = state;
      const { failure, papers, hidden } = state;
      hasFailed = failure !== undefined;
      host.toggleAttribute('data-empty', !hasFailed && hidden > 0 && hidden === papers);
      hideRead.checked = state.hideRead;
      setText(what, message(state.isReadHidden ? 'bar_hide_read' : 'bar_hide_marked'));
      menu.showHideAs(state.hideAs);
      label.hidden = menu.button.hidden = hasFailed || papers === 0;
      if (hasFailed) menu.element.hidden = true;
      report.hidden = hasFailed || state.unreadable === undefined;
      tidy.hidden = hasFailed || state.untidy === 0 || !state.hideRead;
      takeBack.hidden = hasFailed || state.steps === 0;
      toggle.hidden =
        !hasFailed && (state.done === 0 || !state.hideRead || state.hideAs === 'dimmed');
      text.title = failure?.message ?? '';
      const [said, offered] = failure
        ? textsOfFailure(failure)
        : [
            state.notice ? textOf(state.notice) : describe(state),
            hidden > 0 ? 'bar_show' : 'bar_hide',
          ];
      setText(text, said);
      setText(toggle, message(offered));
      loadMore(state);
    },
  };
}

/** Returns what the bar says where the library does not answer, and the key of what its button says. */
const textsOfFailure = ({ code }: RequestError): [said: string, offered: string] =>
  code === 'orphaned'
    ? [message('save_failed_orphaned'), 'bar_reload']
    : [message('bar_failed'), 'bar_retry'];

/** Returns what the bar says: "50 papers · 12 read hidden · 3 new". */
function describe(state: BarState): string {
  const { papers, read, dismissed, hidden, hiddenUnread, fresh, unreadable } = state;
  if (unreadable !== undefined) return message('bar_unreadable', papers, unreadable);
  const isMixed = hiddenUnread > 0;
  if (hidden > 0 && hidden === papers)
    return plural(isMixed ? 'bar_all_done' : 'bar_all_hidden', papers);
  const parts = [plural('bar_papers', papers)];
  if (hidden > 0) parts.push(plural(isMixed ? 'bar_done_hidden' : 'bar_hidden', hidden));
  if (hidden === 0 && read > 0) parts.push(plural('bar_read', read));
  if (hidden === 0 && dismissed > 0) parts.push(plural('bar_dismissed', dismissed));
  if (fresh > 0) parts.push(plural('bar_new', fresh));
  return parts.join(' · ');
}

const textOf = ({ text, count }: Notice): string =>
  count === undefined ? text : plural(text, count);
