/** Draws one plot after the other: all at once, they would block the page. */

const waiting: (() => void)[] = [];
let isRunning = false;
const channel = new MessageChannel();

channel.port1.onmessage = () => {
  waiting.shift()?.();
  isRunning = waiting.length > 0;
  // Each run is a task of its own, so that the browser answers the user in between.
  if (isRunning) channel.port2.postMessage(null);
};

/** Runs a function in a task of its own, after all that were queued before. */
export function queueTask(run: () => void): void {
  waiting.push(run);
  if (isRunning) return;
  isRunning = true;
  channel.port2.postMessage(null);
}
