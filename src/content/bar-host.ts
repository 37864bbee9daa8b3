import { createBackOff } from './back-off';
import type { Bar, BarActions, BarState } from './bar';
import { withLaterParts } from './handover';
import { appendHost } from './shadow';

/** Keeps the bar in the page while there is something to show. */
export interface BarHost {
  /** Shows the state in the bar, which is created when it is first needed and can be; undefined takes it away. */
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
    if (!bar || !wanted || bar.host.parentElement === document.body) return;
    const { host } = bar;
    // At the end of the body a foreign node disturbs no framework; pages that replace the body drop it.
    attempt(bar, () => {
      if (wanted && document.body) appendHost(document.body, host);
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
      withLaterParts(({ createBar }) => {
        // It may be another state by now, or none.
        if (!wanted || until.aborted) return;
        bar ??= createBar(actions, until);
        bar.show(wanted);
        place();
      });
    },
  };
}
