import { createBackOff } from './back-off';
import type { Bar } from './bar';
import type { BarState } from './bar-state';
import { appendHost } from './shadow';

/** Keeps the bar in the page while there is something to show. */
export interface BarHost {
  /** Shows the state in the bar, which is created when it is first needed; undefined takes it away. */
  show(state: BarState | undefined): void;
  /** Puts the bar back where the page has taken it away. */
  place(): void;
}

export function createBarHost(createBar: () => Bar, until: AbortSignal): BarHost {
  let bar: Bar | undefined;
  let isWanted = false;
  const attempt = createBackOff();
  until.addEventListener('abort', () => bar?.host.remove());

  function place(): void {
    if (!bar || !isWanted || bar.host.parentElement === document.body) return;
    const { host } = bar;
    // At the end of the body a foreign node disturbs no framework; pages that replace the body drop it.
    attempt(bar, () => {
      if (isWanted && document.body) appendHost(document.body, host);
    });
  }

  return {
    place,
    show(state) {
      isWanted = state !== undefined;
      if (!state) {
        bar?.host.remove();
        return;
      }
      bar ??= createBar();
      bar.show(state);
      place();
    },
  };
}
