/**
 * Runs in the page's own world before anything else there, as plain JavaScript, since it is sent as
 * text. All times are the page's `performance.now()`.
 */
(() => {
  /** When the control of each host was first seen in the tree. @type {Map<Element, number>} */
  const controls = new Map();
  /** @type {number | null} */
  let ready = null;
  /** @type {number | null} */
  let bare = null;
  let changed = 0;
  let shift = 0;
  /** @type {string[]} */
  const painted = [];

  /** @param {Node} node */
  const isOurs = (node) => node instanceof Element && node.localName.startsWith('dogear-');

  new MutationObserver((records) => {
    const now = performance.now();
    for (const { type, target, attributeName, addedNodes, removedNodes } of records) {
      if (attributeName === 'data-dogear-ready') ready ??= now;
      if (attributeName === 'data-bare') bare ??= now;
      if (type === 'characterData' && !isOurs(target)) changed = now;
      for (const node of addedNodes) {
        if (!(node instanceof HTMLElement) || node.localName !== 'dogear-control') continue;
        if (!controls.has(node)) controls.set(node, now);
      }
      if ([...addedNodes, ...removedNodes].some((node) => !isOurs(node))) changed = now;
    }
  }).observe(document, {
    childList: true,
    subtree: true,
    characterData: true,
    attributeFilter: ['data-dogear-ready', 'data-bare'],
  });

  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) shift += /** @type {any} */ (entry).value;
  }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) painted.push(/** @type {any} */ (entry).identifier);
  }).observe({ type: 'element', buffered: true });

  /** @param {Element} card */
  const isInView = (card) => {
    const { top, bottom, height } = card.getBoundingClientRect();
    return height > 0 && bottom > 0 && top < innerHeight;
  };

  const probe = {
    /** When the last of the controls in view came; null while one of them is missing. */
    timeOfControlsInView() {
      const cards = [...document.querySelectorAll('[data-dogear]')].filter(isInView);
      const times = cards.map((card) => {
        const host = card.querySelector('dogear-control');
        return host?.shadowRoot?.querySelector('button') ? controls.get(host) : undefined;
      });
      const last = Math.max(...times.map((time) => time ?? Number.POSITIVE_INFINITY));
      return Number.isFinite(last) ? last : null;
    },
    /** When `data-dogear-ready` came. */
    timeOfReady: () => ready,
    /** When the bare script had put in its buttons. */
    timeOfBare: () => bare,
    timeOfContent() {
      const [entry] = performance.getEntriesByType('navigation');
      return /** @type {PerformanceNavigationTiming} */ (entry).domContentLoadedEventStart;
    },
    /** When the page had loaded, and the last of its own changes to its tree was over. */
    timeOfQuiet() {
      const [entry] = performance.getEntriesByType('navigation');
      return Math.max(/** @type {PerformanceNavigationTiming} */ (entry).loadEventEnd, changed);
    },
    shift: () => shift,
    /** The `elementtiming` names of what was painted. */
    painted: () => painted,

    /**
     * Waits for the reader's next click and then for the button to change, counting frames.
     * @param {Element} button
     * @returns {Promise<{ at: number, frames: number, changed: number }>}
     */
    watchClick: (button) =>
      new Promise((resolve) => {
        const before = button.getAttribute('aria-pressed');
        addEventListener(
          // The last event before the click, which nobody stops.
          'pointerup',
          ({ timeStamp }) => {
            let frames = 0;
            const look = () => {
              frames++;
              const isDone = button.getAttribute('aria-pressed') !== before;
              if (!isDone && frames < 600) {
                requestAnimationFrame(look);
                return;
              }
              resolve({ at: timeStamp, frames, changed: performance.now() });
            };
            requestAnimationFrame(look);
          },
          { capture: true, once: true },
        );
      }),
  };
  Object.assign(window, { probe });
})();
