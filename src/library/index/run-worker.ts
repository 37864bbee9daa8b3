import type { IndexerMessage } from './write';

/**
 * Has a worker bring the stored index up to date and merge it.
 * @param wrote called each time that the worker has written a part
 * @param report called with what goes wrong in the worker or in `wrote`
 * @returns false if there can be no worker, or it failed
 */
export function runIndexWorker(
  wrote: () => Promise<void>,
  report: (error: unknown) => void,
  until: AbortSignal,
): Promise<boolean> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    let reading = Promise.resolve();
    const end = (isDone: boolean): void => {
      worker.terminate();
      void reading.then(() => resolve(isDone));
    };
    worker.onmessage = ({ data }: MessageEvent<IndexerMessage>) => {
      if (data.kind === 'failed') report(data.reason);
      if (data.kind !== 'wrote') return end(data.kind === 'done');
      reading = reading.then(wrote).catch(report);
    };
    worker.onerror = () => end(false);
    until.addEventListener('abort', () => end(false), { once: true });
  });
}
