import { describe, expect, it } from 'vitest';
import { runAtOnce, runInSlices, type SlicedWork } from '../src/slices';

/** Work of so many steps, each of which takes a few milliseconds. */
function* work(steps: number, done: () => void = () => undefined): SlicedWork<number> {
  for (let n = 0; n < steps; n++) {
    const end = performance.now() + 4;
    while (performance.now() < end);
    done();
    yield;
  }
  return steps;
}

describe('long work', () => {
  it('has the same result at once and in slices', async () => {
    expect(runAtOnce(work(3))).toBe(3);
    expect(await runInSlices(work(3))).toBe(3);
  });

  it('lets other work be done between its slices', async () => {
    let steps = 0;
    let seen = 0;
    const running = runInSlices(work(20, () => steps++));
    setTimeout(() => (seen = steps));
    await running;
    expect(seen).toBeGreaterThan(0);
    expect(seen).toBeLessThan(20);
  });

  it('ends with the reason of its signal', async () => {
    const stopping = new AbortController();
    let steps = 0;
    const running = runInSlices(
      work(20, () => {
        steps++;
        if (steps === 2) stopping.abort(new Error('closed'));
      }),
      stopping.signal,
    );
    await expect(running).rejects.toThrow('closed');
    expect(steps).toBeLessThan(20);
  });
});
