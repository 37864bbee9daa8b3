import type { Steps } from '../../search/build';

/** A page answers within a frame of 16 ms, and does something else in it too. */
const SLICE_MS = 6;

/** Does work in slices, between which the page can do its own. Rejects once the signal says so. */
export async function runInSlices<T>(steps: Steps<T>, until: AbortSignal): Promise<T> {
  for (;;) {
    until.throwIfAborted();
    const end = performance.now() + SLICE_MS;
    do {
      const step = steps.next();
      if (step.done) return step.value;
    } while (performance.now() < end);
    await new Promise((resolve) => setTimeout(resolve));
  }
}
