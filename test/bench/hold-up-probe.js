/** In a page: how long something takes, and for how long the page could do nothing else. */
(() => {
  /** What the reader does to begin it. */
  const BEGINNINGS = ['change', 'click'];

  const probe = {
    /** @type {Promise<{ ms: number, longest: number }> | undefined} */
    watched: undefined,
    /**
     * From the next change of a field, or click, until there is something of that selector, and the
     * frame that shows it. The longest time between two messages to the page itself is how long it
     * was held up.
     * @param {string} selector
     */
    watch(selector) {
      probe.watched = new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        let [start, last, longest] = [0, 0, 0];
        let isThere = false;
        const begin = () => {
          for (const name of BEGINNINGS) removeEventListener(name, begin, true);
          start = last = performance.now();
          port2.postMessage(undefined);
        };
        const beat = () => {
          const now = performance.now();
          longest = Math.max(longest, now - last);
          last = now;
        };
        const end = (/** @type {number} */ ms) => {
          beat();
          port1.close();
          resolve({ ms, longest });
        };
        for (const name of BEGINNINGS) addEventListener(name, begin, true);
        port1.onmessage = () => {
          beat();
          if (!isThere && document.querySelector(selector)) {
            isThere = true;
            const ms = last - start;
            requestAnimationFrame(() => setTimeout(end, 0, ms));
          }
          port2.postMessage(undefined);
        };
      });
    },
  };
  Object.assign(globalThis, { holdUpProbe: probe });
})();
