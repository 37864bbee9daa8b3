import type { RequestError } from '../protocol/requests';
import { count, word } from '../words';
import { makeHost } from './shadow';

/** What the bar tells. */
export interface BarState {
  readonly papers: number;
  /** Read or dismissed ones, hidden or not. */
  readonly done: number;
  readonly hidden: number;
  /** Whether the reader wants read papers hidden on this site. */
  readonly hideRead: boolean;
  /** Why the library does not answer. */
  readonly failure?: RequestError | undefined;
}

export interface BarActions {
  /** Shows what is hidden, or hides it again; for this visit. */
  toggleHidden(): void;
  setHideRead(hideRead: boolean): void;
  retry(): void;
}

export interface Bar {
  readonly host: HTMLElement;
  show(state: BarState): void;
}

/** The small bar that says what was hidden, and toggles it. */
export function makeBar(actions: BarActions, signal: AbortSignal): Bar {
  const text = document.createElement('p');
  const toggle = document.createElement('button');
  const box = document.createElement('input');
  const label = document.createElement('label');
  const frame = document.createElement('div');

  toggle.type = 'button';
  box.type = 'checkbox';
  label.append(box, word('bar_hide_read'));
  frame.className = 'bar';
  frame.role = 'region';
  frame.ariaLabel = word('bar_name');
  text.role = 'status';
  frame.append(text, toggle, label);

  let failed = false;
  toggle.addEventListener(
    'click',
    (event) => {
      if (!event.isTrusted) return;
      if (failed) actions.retry();
      if (!failed) actions.toggleHidden();
    },
    { signal },
  );
  box.addEventListener(
    'change',
    (event) => {
      if (event.isTrusted) actions.setHideRead(box.checked);
    },
    { signal },
  );

  return {
    host: makeHost('dogear-bar', frame),
    show({ papers, done, hidden, hideRead, failure }) {
      failed = failure !== undefined;
      label.hidden = failed;
      box.checked = hideRead;
      if (failure) {
        const gone = failure.code === 'orphaned';
        setText(text, word(gone ? 'overlay_failed_orphaned' : 'bar_failed'));
        text.title = failure.message;
        setText(toggle, word(gone ? 'bar_reload' : 'bar_retry'));
        toggle.hidden = false;
        return;
      }
      text.title = '';
      setText(text, describe(papers, done, hidden));
      setText(toggle, word(hidden > 0 ? 'bar_show' : 'bar_hide'));
      toggle.hidden = done === 0 || !hideRead;
    },
  };
}

/** "50 papers · 12 read hidden" */
function describe(papers: number, done: number, hidden: number): string {
  const parts = [count('bar_papers', papers)];
  if (hidden > 0) parts.push(count('bar_hidden', hidden));
  if (hidden === 0 && done > 0) parts.push(count('bar_read', done));
  return parts.join(' · ');
}

/** Writing the same words again would have a screen reader say them again. */
function setText(element: HTMLElement, words: string): void {
  if (element.textContent !== words) element.textContent = words;
}
