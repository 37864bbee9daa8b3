/**
 * Runs in the list page, the popup, or the bare one, before all else: when the first rows were painted, and
 * how it scrolls. Plain JavaScript, since it is sent as text.
 */
(() => {
  /** @type {{ shown: number | undefined, scroll(frames: number): Promise<number[]> }} */
  const probe = {
    /** Milliseconds from the navigation until the rows are painted. */
    shown: undefined,

    /** Scrolls a screen and a half with every frame, and gives how long each frame took, in ms. */
    scroll(frames) {
      const grid = /** @type {HTMLElement} */ (document.querySelector('[role=grid]'));
      /** @type {number[]} */
      const times = [];
      let step = grid.clientHeight * 1.5;
      let before = 0;
      return new Promise((resolve) => {
        const scroll = (/** @type {number} */ now) => {
          if (before > 0) times.push(now - before);
          before = now;
          if (times.length === frames) {
            resolve(times);
            return;
          }
          if (grid.scrollTop + grid.clientHeight >= grid.scrollHeight - 1) step = -Math.abs(step);
          grid.scrollTop += step;
          requestAnimationFrame(scroll);
        };
        requestAnimationFrame(scroll);
      });
    },
  };
  Object.assign(globalThis, { listProbe: probe });

  const observer = new MutationObserver(() => {
    // A screen of the list, all fifty of the popup and of the bare page.
    const isThere =
      document.querySelector('[role=row] .title, [data-done]') ||
      document.querySelectorAll('main > ul > li').length >= 50;
    if (!isThere) return;
    observer.disconnect();
    // The frame that paints them, and the first moment after it.
    requestAnimationFrame(() =>
      setTimeout(() => {
        probe.shown = performance.now();
      }),
    );
  });
  observer.observe(document, { childList: true, subtree: true, attributes: true });
})();
