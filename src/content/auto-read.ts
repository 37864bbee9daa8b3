/** Marking papers read by themselves: seen for some seconds in view, or scrolled past. */
export interface Attention {
  /** Watches these elements, and no others. */
  watch(elements: readonly Element[]): void;
}

/**
 * @param seconds how long a card has to be in view; 0: that counts for nothing
 * @param passed whether being scrolled past counts
 */
export function followAttention(
  seconds: () => number,
  passed: () => boolean,
  onRead: (elements: readonly Element[]) => void,
  until: AbortSignal,
): Attention {
  const watched = new Set<Element>();
  /** Those that were wholly in view, and since when. */
  const inView = new Map<Element, number>();
  const seen = new WeakSet<Element>();
  let timer: ReturnType<typeof setInterval> | undefined;

  const observer = new IntersectionObserver(
    (entries) => {
      const gone: Element[] = [];
      for (const { target, intersectionRatio, boundingClientRect, rootBounds } of entries) {
        if (intersectionRatio >= 0.6) {
          inView.set(target, performance.now());
          seen.add(target);
          continue;
        }
        inView.delete(target);
        const isPast = boundingClientRect.bottom <= (rootBounds?.top ?? 0);
        if (isPast && boundingClientRect.height > 0 && seen.has(target) && passed())
          gone.push(target);
      }
      if (gone.length > 0) onRead(gone);
    },
    { threshold: [0, 0.6] },
  );

  function look(): void {
    const wanted = seconds() * 1_000;
    // What nobody looks at is not seen.
    if (wanted === 0 || document.visibilityState !== 'visible' || !document.hasFocus()) {
      for (const element of inView.keys()) inView.set(element, performance.now());
      return;
    }
    const now = performance.now();
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
      // Most readers have this off, and a page that has nothing to do is to do nothing.
      clearInterval(timer);
      if (watched.size > 0) timer = setInterval(look, 500);
    },
  };
}
