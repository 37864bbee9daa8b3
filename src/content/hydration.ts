/**
 * Decides when it is safe to put nodes into a page that hydrates its served markup. One foreign node
 * before a framework has taken over makes it throw the whole list away. The tree looks the same before
 * and after, but Svelte, as it takes over, writes the texts anew that it has as numbers (`set_text` in
 * its `internal/client/render.js`: 12 is not "12"), and a card's votes and comments are such: a text
 * that was written in a card says that hydration is done. Where none is, so long is waited after `load`
 * that late hydration falls into it. Then the page has to be quiet for a moment.
 */
const LATE_HYDRATION_MS = 1_000;
const QUIET_MS = 250;
/** Where it is known that the framework is done with the cards. */
const QUIET_AFTER_HYDRATION_MS = 100;
/** A page that never stops changing (a ticking counter) counts as quiet by then. */
const AT_MOST_MS = 4_000;
/** A page whose `load` waits for a resource that hangs counts as loaded by then. */
const LOAD_AT_MOST_MS = 10_000;

export interface Hydration {
  /** Notes that the page has just changed. */
  noteChange(): void;
  /** Notes that the page has just written a text in a card, once all of the page was there. */
  noteTextInCard(): void;
}

/** Calls `onHydrated` once, when nodes can be put in, unless the signal comes first. */
export function awaitHydration(onHydrated: () => void, signal: AbortSignal): Hydration {
  let lastChange = 0;
  let hasTextInCard = false;
  let isDone = false;
  let loaded: number | undefined;
  let timer: ReturnType<typeof setTimeout>;

  function check(): void {
    const now = performance.now();
    const since = now - (loaded ?? now);
    const wait = hasTextInCard
      ? lastChange + QUIET_AFTER_HYDRATION_MS - now
      : Math.max(LATE_HYDRATION_MS - since, lastChange + QUIET_MS - now);
    if (wait <= 0 || since >= AT_MOST_MS) {
      isDone = true;
      onHydrated();
      return;
    }
    timer = setTimeout(check, Math.min(wait, AT_MOST_MS - since));
  }

  function start(): void {
    if (loaded !== undefined) return;
    loaded = performance.now();
    clearTimeout(timer);
    check();
  }

  timer = setTimeout(start, LOAD_AT_MOST_MS);
  signal.addEventListener('abort', () => clearTimeout(timer));
  if (document.readyState === 'complete') start();
  window.addEventListener('load', start, { signal });

  return {
    noteChange() {
      lastChange = performance.now();
    },
    noteTextInCard() {
      lastChange = performance.now();
      if (hasTextInCard || isDone) return;
      hasTextInCard = true;
      if (loaded === undefined) return;
      clearTimeout(timer);
      check();
    },
  };
}
