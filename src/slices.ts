/**
 * How long a slice of long work lasts, in milliseconds. A page has to answer within a frame of 16 ms,
 * and does something else in it too; a task of over 50 ms is felt
 * (https://web.dev/articles/optimize-long-tasks), and a step that happens to be long, or a slow
 * machine, must stay below that.
 */
const SLICE_MS = 6;

/** Long work that yields wherever it may be interrupted, every millisecond or so. */
export type SlicedWork<T> = Generator<unknown, T, undefined>;

/**
 * Resolves once the page had time for other work. It does not use `scheduler.yield()`, after which
 * messages and timers would wait until all is done; nor a timer, which waits 4 ms each time, and a
 * second in a background tab.
 */
function yieldToPage(): Promise<void> {
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
 * Makes a function to be called after each step of long work. It returns undefined while the slice
 * lasts, and then a promise to wait for before the next step.
 * @example const pause = pace(); if (pause) await pause;
 */
export function makePace(): () => Promise<void> | undefined {
  let end = performance.now() + SLICE_MS;
  return () => {
    if (performance.now() < end) return undefined;
    return yieldToPage().then(() => {
      end = performance.now() + SLICE_MS;
    });
  };
}

/**
 * Runs work in slices, between which the page can do other work.
 * @param until rejects with its reason, between two slices
 */
export async function runInSlices<T>(work: SlicedWork<T>, until?: AbortSignal): Promise<T> {
  const pace = makePace();
  until?.throwIfAborted();
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    const pause = pace();
    if (!pause) continue;
    await pause;
    until?.throwIfAborted();
  }
}

/** Runs work to its end at once. */
export function runAtOnce<T>(work: SlicedWork<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
