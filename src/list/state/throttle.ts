/**
 * Returns a function that does the work after a while, and once for all calls until then.
 *
 * @param ms how long after the first call
 * @param fail takes the error of work that failed
 */
export function throttle(
  work: () => Promise<void>,
  ms: number,
  fail: (error: unknown) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    if (timer) return;
    timer = setTimeout(() => {
      timer = undefined;
      work().catch(fail);
    }, ms);
  };
}
