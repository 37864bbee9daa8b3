import type { PaperId } from '../../paper/ids';
import type { Change } from '../../protocol/changes';

/** A change that was not received by then is not coming, in ms. */
const LONGEST_WAIT_MS = 2_000;

/** Those who wait until a change that they made is published back to this page. */
export interface ChangeWaiters {
  /** Resolves when a change of the paper is received, or after two seconds. */
  untilReceived(id: PaperId): Promise<void>;
  follow(changes: readonly Change[]): void;
}

export function makeChangeWaiters(): ChangeWaiters {
  const waiting = new Map<PaperId, (() => void)[]>();
  return {
    untilReceived: (id) =>
      new Promise((resolve) => {
        waiting.set(id, [...(waiting.get(id) ?? []), resolve]);
        setTimeout(resolve, LONGEST_WAIT_MS);
      }),
    follow(changes) {
      for (const id of changes.flatMap(({ mark, ids }) => [mark.id, ...ids])) {
        for (const resolve of waiting.get(id) ?? []) resolve();
        waiting.delete(id);
      }
    },
  };
}
