/**
 * Long work in short slices: a page that writes 100,000 papers goes on scrolling and taking keys.
 * A task of over 50 ms is felt (https://web.dev/articles/optimize-long-tasks); one of these lasts
 * this many ms, so that a step that happens to be long, or a slow machine, stays below it.
 */
const SLICE_MS = 10;

/**
 * Resolves once the page has had its turn. Not `scheduler.yield()`, behind which messages and timers
 * would wait until all is done; and not a timer, which waits 4 ms each time, and in a tab in the
 * background a second.
 */
function letPageGo(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

/**
 * Asked after each step of long work: undefined while the slice lasts, then what to wait for before
 * the next step. `const rest = pace(); if (rest) await rest;`
 */
export function makePace(): () => Promise<void> | undefined {
  let end = performance.now() + SLICE_MS;
  return () => {
    if (performance.now() < end) return undefined;
    return letPageGo().then(() => {
      end = performance.now() + SLICE_MS;
    });
  };
}

/** Runs a generator to its end, in slices; it yields wherever it may be interrupted. */
export async function runInSlices<T>(steps: Generator<unknown, T>): Promise<T> {
  const pace = makePace();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    const rest = pace();
    if (rest) await rest;
  }
}
