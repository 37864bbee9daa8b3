/**
 * When it is safe to put nodes into a page that hydrates its served markup. Nothing that a content
 * script can see tells that a framework has taken over, and one foreign node before it has makes it
 * throw the whole list away. So: after `load`, after a while in which late hydration falls, and once
 * the page has been quiet for a moment.
 */
const LATE_HYDRATION_MS = 1_000;
const QUIET_MS = 250;
/** A page that never stops changing (a ticking counter) is calm enough by then. */
const AT_MOST_MS = 4_000;
/** A page whose `load` waits for a resource that hangs is loaded enough by then. */
const LOAD_AT_MOST_MS = 10_000;

export interface Calm {
  /** The page has just changed. */
  stir(): void;
}

/** Calls `onCalm` once, unless the signal comes first. */
export function awaitCalm(onCalm: () => void, signal: AbortSignal): Calm {
  let lastChange = 0;
  let loaded: number | undefined;
  let timer: ReturnType<typeof setTimeout>;

  const look = (): void => {
    const now = performance.now();
    const since = now - (loaded ?? now);
    const wait = Math.max(LATE_HYDRATION_MS - since, lastChange + QUIET_MS - now);
    if (wait <= 0 || since >= AT_MOST_MS) {
      onCalm();
      return;
    }
    timer = setTimeout(look, Math.min(wait, AT_MOST_MS - since));
  };
  const start = (): void => {
    if (loaded !== undefined) return;
    loaded = performance.now();
    clearTimeout(timer);
    look();
  };

  timer = setTimeout(start, LOAD_AT_MOST_MS);
  signal.addEventListener('abort', () => clearTimeout(timer));
  if (document.readyState === 'complete') start();
  window.addEventListener('load', start, { signal });

  return {
    stir() {
      lastChange = performance.now();
    },
  };
}
