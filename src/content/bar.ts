import { message, plural } from '../i18n';
import type { RequestError } from '../protocol/requests';
import { toggleHidden, undo } from './actions';
import { type BarContext, copyReport, retry } from './bar-actions';
import { createBarMenu } from './bar-menu';
import type { BarState } from './bar-state';
import { createButton, createElement, setText } from './elements';
import { createHost } from './shadow';
import { saveSiteSetting } from './site-settings';
import { tidyUp } from './visit';

/** The small bar that says what is hidden, and toggles it. */
export interface Bar {
  readonly host: HTMLElement;
  show(state: BarState): void;
}

export function createBar(context: BarContext, signal: AbortSignal): Bar {
  const text = createElement('p', { role: 'status' });
  const hideRead = createElement('input', { type: 'checkbox' });
  const label = createElement('label', {}, hideRead, message('bar_hide_read'));
  const menu = createBarMenu(context, signal);
  let hasFailed = false;

  const button = (key: string, act: () => unknown) =>
    createButton(key && message(key), act, signal);
  const toggle = button('', () => (hasFailed ? retry : toggleHidden)(context));
  const report = button('bar_report', () => copyReport(context));
  const tidy = button('bar_tidy', () => tidyUp(context.visit, context.cards.ids()));
  const takeBack = button('bar_undo', () => undo(context));
  // Not on `change`: where a page calls `click()`, that event is trusted.
  hideRead.addEventListener(
    'click',
    ({ isTrusted }) => isTrusted && saveSiteSetting(context, 'hideRead', hideRead.checked),
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
  const host = createHost('bar', frame);

  return {
    host,
    show(state) {
      const { failure, papers, hidden } = state;
      hasFailed = failure !== undefined;
      host.toggleAttribute('data-empty', !hasFailed && hidden > 0 && hidden === papers);
      hideRead.checked = state.hideRead;
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
        : [state.notice ?? describe(state), hidden > 0 ? 'bar_show' : 'bar_hide'];
      setText(text, said);
      setText(toggle, message(offered));
    },
  };
}

/** Returns what the bar says where the library does not answer, and the key of what its button says. */
const textsOfFailure = ({ code }: RequestError): [said: string, offered: string] =>
  code === 'orphaned'
    ? [message('save_failed_orphaned'), 'bar_reload']
    : [message('bar_failed'), 'bar_retry'];

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
