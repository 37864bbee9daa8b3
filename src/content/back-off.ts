const TRIES = 10;
const SPAN_MS = 1_000;

/**
 * How often something is put back that the page takes out. A framework does so now and then when it
 * draws its list anew; a hostile page does so each time, and would keep both sides busy for ever. After
 * ten times within a second the next time waits until the second is over, then until two are, four …
 * @returns runs `put`, now or later; of what waits for one thing the last alone
 */
export function makePatience(): (thing: unknown, put: () => void) => void {
  const tries = new Map<unknown, number>();
  const waiting = new Map<unknown, () => void>();
  let end = 0;
  let span = 0;

  return function attempt(thing, put) {
    const now = performance.now();
    if (now >= end) {
      const isFight = [...tries.values()].some((times) => times > TRIES);
      span = isFight ? 2 * span : SPAN_MS;
      end = now + span;
      tries.clear();
    }
    const times = (tries.get(thing) ?? 0) + 1;
    tries.set(thing, times);
    if (times <= TRIES) {
      put();
      return;
    }
    if (waiting.size === 0) {
      setTimeout(() => {
        const late = [...waiting];
        waiting.clear();
        for (const one of late) attempt(...one);
      }, end - now);
    }
    waiting.set(thing, put);
  };
}
