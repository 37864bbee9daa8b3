/** In a page: how long something takes, and for how long the page could do nothing else. */
(() => {
  /** What the reader does to begin it. */
  const BEGINNINGS = ['change', 'click'];
  /** The least time between timers that follow one another. Source: HTML, "timer initialization steps". */
  const BETWEEN_TIMERS_MS = 4;

  const probe = {
    /** @type {Promise<{ ms: number, longest: number }> | undefined} */
    watched: undefined,
    /**
     * From the next change of a field, or click, until there is something of that selector, and the
     * frame that shows it. The longest time between two timers, beyond what the browser puts between
     * them anyway, is how long the page was held up. Messages would come more often, and take a whole
     * processor from what is measured.
     * @param {string} selector
     */
    watch(selector) {
      probe.watched = new Promise((resolve) => {
        let [start, last, longest] = [0, 0, 0];
        const begin = () => {
          for (const name of BEGINNINGS) removeEventListener(name, begin, true);
          start = last = performance.now();
          beat();
        };
        const note = () => {
          const now = performance.now();
          longest = Math.max(longest, now - last - BETWEEN_TIMERS_MS);
          last = now;
        };
        const beat = () => {
          note();
          if (!document.querySelector(selector)) {
            setTimeout(beat);
            return;
          }
          const ms = last - start;
          requestAnimationFrame(() =>
            setTimeout(() => {
              note();
              resolve({ ms, longest });
            }),
          );
        };
        for (const name of BEGINNINGS) addEventListener(name, begin, true);
      });
    },
  };
  Object.assign(globalThis, { holdUpProbe: probe });
})();
