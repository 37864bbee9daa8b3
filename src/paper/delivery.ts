/**
 * Names one request to change marks. The library does each once: what comes a second time, because an answer
 * was lost, would undo what was changed in between.
 */
export interface Delivery {
  /** The name of the page or tab that sends it, a UUID. */
  readonly sender: string;
  /** The number among the sender's requests, which are sent one after the other. */
  readonly n: number;
}
