/** One plot at a time: drawn in one go, they would hold the page up. */

const waiting: (() => void)[] = [];
let isGoing = false;
const channel = new MessageChannel();

channel.port1.onmessage = () => {
  waiting.shift()?.();
  isGoing = waiting.length > 0;
  // As a task of its own, between which the browser answers the reader.
  if (isGoing) channel.port2.postMessage(null);
};

/** Runs it in a task of its own, after all that asked before. */
export function inTurn(run: () => void): void {
  waiting.push(run);
  if (isGoing) return;
  isGoing = true;
  channel.port2.postMessage(null);
}
