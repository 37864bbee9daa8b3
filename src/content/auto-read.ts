/** Watches elements for being read: some seconds in view, or scrolled past. */
export interface AutoRead {
  /** Watches these elements, and no others. */
  watch(elements: readonly Element[]): void;
}

export interface AutoReadOptions {
  /** Returns how many seconds a card has to be in view; 0 where that does not count. */
  seconds(): number;
  /** Returns whether it counts to scroll past a card. */
  whenPassed(): boolean;
  onRead(elements: readonly Element[]): void;
}

/** The part of an element that has to be in view. */
const RATIO = 0.6;
const CHECK_MS = 500;

/** Calls `onRead` with elements that were looked at, until the signal. */
export function createAutoRead(
  { seconds, whenPassed, onRead }: AutoReadOptions,
  until: AbortSignal,
): AutoRead {
  const watched = new Set<Element>();
  /** Elements that are in view, each with the time since when. */
  const inView = new Map<Element, number>();
  const seen = new WeakSet<Element>();
  let timer: ReturnType<typeof setInterval> | undefined;

  const observer = new IntersectionObserver(
    (entries) => {
      const passed: Element[] = [];
      for (const { target, intersectionRatio, boundingClientRect, rootBounds } of entries) {
        if (intersectionRatio >= RATIO) {
          inView.set(target, performance.now());
          seen.add(target);
          continue;
        }
        inView.delete(target);
        const isPast = boundingClientRect.bottom <= (rootBounds?.top ?? 0);
        if (isPast && boundingClientRect.height > 0 && seen.has(target) && whenPassed())
          passed.push(target);
      }
      if (passed.length > 0) onRead(passed);
    },
    { threshold: [0, RATIO] },
  );

  function check(): void {
    const wanted = seconds() * 1_000;
    const now = performance.now();
    // Time counts only while somebody looks at the page.
    if (wanted === 0 || document.visibilityState !== 'visible' || !document.hasFocus()) {
      for (const element of inView.keys()) inView.set(element, now);
      return;
    }
    const read = [...inView]
      .filter(([, since]) => now - since >= wanted)
      .map(([element]) => element);
    for (const element of read) inView.delete(element);
    if (read.length > 0) onRead(read);
  }

  until.addEventListener('abort', () => {
    observer.disconnect();
    clearInterval(timer);
  });

  return {
    watch(elements) {
      const wanted = new Set(elements);
      for (const element of watched) {
        if (wanted.has(element)) continue;
        observer.unobserve(element);
        watched.delete(element);
        inView.delete(element);
      }
      for (const element of wanted) {
        if (watched.has(element)) continue;
        observer.observe(element);
        watched.add(element);
      }
      // Most users have this off, and then no timer shall run.
      clearInterval(timer);
      if (watched.size > 0) timer = setInterval(check, CHECK_MS);
    },
  };
}
