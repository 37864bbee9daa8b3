import { createBackOff } from './back-off';
import { type Bar, type BarActions, type BarState, createBar } from './bar';

/** Keeps the bar in the page while there is something to show. */
export interface BarHost {
  /** Shows the state in the bar, which is created when it is first needed; undefined takes it away. */
  show(state: BarState | undefined): void;
  /** Puts the bar back where the page has taken it away. */
  place(): void;
}

export function createBarHost(actions: BarActions, until: AbortSignal): BarHost {
  let bar: Bar | undefined;
  let wanted: BarState | undefined;
  const attempt = createBackOff();
  until.addEventListener('abort', () => bar?.host.remove());

  function place(): void {
    const root = document.documentElement;
    if (!bar || !wanted || bar.host.parentElement === root) return;
    const { host } = bar;
    // Behind the body, where it is in no framework's way: in a body with a filter or a transform, it would
    // be fixed to the body's end, and not to the window's.
    attempt(bar, () => {
      if (wanted) actions.appendHost(root, host);
    });
  }

  return {
    place,
    show(state) {
      wanted = state;
      if (!state) {
        bar?.host.remove();
        return;
      }
      bar ??= createBar(actions, until);
      bar.show(state);
      place();
    },
  };
}
