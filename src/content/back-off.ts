const TRIES = 10;
const SPAN_MS = 1_000;

/** Runs `insert` for one thing, now or later; of several that wait for the same thing, only the last. */
export type BackOff = (thing: unknown, insert: () => void) => void;

/**
 * Returns a function that limits how often something is put back that the page takes out. A framework
 * does so now and then when it draws its list anew; a hostile page does so each time, and would keep
 * both sides busy for ever. After ten times within a second the next time waits until the second is
 * over, then until two are, four …
 */
export function createBackOff(): BackOff {
  const tries = new Map<unknown, number>();
  const waiting = new Map<unknown, () => void>();
  let end = 0;
  let span = 0;

  return function attempt(thing, insert) {
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
      insert();
      return;
    }
    if (waiting.size === 0) {
      setTimeout(() => {
        const late = [...waiting];
        waiting.clear();
        for (const [one, insertLate] of late) attempt(one, insertLate);
      }, end - now);
    }
    waiting.set(thing, insert);
  };
}
