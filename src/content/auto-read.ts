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
/** Two checks that are further apart than this, in ms: the page was frozen in between, or the machine asleep. */
const GAP_MS = 3 * CHECK_MS;
/** How long the scrolling of a jump goes on, in ms, where the browser shows it as a movement. */
const JUMP_MS = 1_000;
/** How long the end of the page has to be in view, in ms, for its cards to count as passed. */
const END_MS = 2_000;

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
  let checkedAt = performance.now();
  let jumpedAt = Number.NEGATIVE_INFINITY;

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
        if (
          isPast &&
          boundingClientRect.height > 0 &&
          seen.has(target) &&
          !isJump(boundingClientRect)
        )
          passed.push(target);
      }
      if (passed.length > 0 && whenPassed()) onRead(passed);
    },
    { threshold: [0, RATIO] },
  );

  /** Returns whether an element is out of view because the page was moved to another place, and not scrolled. */
  const isJump = ({ bottom }: DOMRectReadOnly): boolean =>
    bottom < -innerHeight || performance.now() - jumpedAt < JUMP_MS;

  document.addEventListener(
    'keydown',
    ({ key }) => {
      if (key === 'End' || key === 'Home') jumpedAt = performance.now();
    },
    { capture: true, signal: until },
  );

  /** Returns how long an element has to be in view now to count as read, in ms. */
  function wantedTime(): number {
    const looked = seconds() * 1_000 || Number.POSITIVE_INFINITY;
    // What is at the end of the page cannot be scrolled past.
    return whenPassed() && isAtEnd() ? Math.min(looked, END_MS) : looked;
  }

  function check(): void {
    const now = performance.now();
    const isFrozen = now - checkedAt > GAP_MS;
    checkedAt = now;
    // Time counts only while somebody looks at the page.
    if (isFrozen || document.visibilityState !== 'visible' || !document.hasFocus()) {
      for (const element of inView.keys()) inView.set(element, now);
      return;
    }
    const wanted = wantedTime();
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
      checkedAt = performance.now();
      if (watched.size > 0) timer = setInterval(check, CHECK_MS);
    },
  };
}

/** Returns whether the page was scrolled to its end. */
function isAtEnd(): boolean {
  const { scrollHeight } = document.documentElement;
  return scrollY > 0 && scrollY + innerHeight >= scrollHeight - 2;
}
