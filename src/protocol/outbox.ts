import browser from '../ext';
import type { Delivery } from '../paper/delivery';
import type { Mark, MarkChange } from '../paper/mark';
import type { Answer, Arguments } from './requests';
import { call } from './rpc';
import { UNANSWERED, type Unanswered } from './unanswered';

type Ordered = 'mark' | 'markAll' | 'markIds' | 'markEach';

const SENDER = crypto.randomUUID();
const unanswered = new Map<number, readonly MarkChange[]>();
let sent = 0;
let last: Promise<unknown> | undefined;

/**
 * Sends a request to change marks, once those that were sent before are answered: one that has to be sent
 * again must not come after a later one. Rejects with a `RequestError`.
 */
export async function callInOrder<N extends Ordered>(
  request: N,
  ...args: Arguments<N>
): Promise<Answer<N>> {
  const delivery: Delivery = { sender: SENDER, n: ++sent };
  const send = () => call(request, ...([...args, delivery] as unknown as Arguments<N>));
  // The first at once: the page may be gone before the next task.
  const answer = last ? last.then(send) : send();
  const settled = answer.then(
    () => undefined,
    () => undefined,
  );
  last = settled;
  try {
    return await answer;
  } finally {
    if (last === settled) last = undefined;
  }
}

/** Changes marks in one transaction, after all that was sent before. Rejects with a `RequestError`. */
export async function sendChanges(changes: readonly MarkChange[]): Promise<Mark[]> {
  const n = sent + 1;
  unanswered.set(n, changes);
  try {
    return await callInOrder('markAll', changes);
  } finally {
    unanswered.delete(n);
  }
}

/**
 * Brings the changes that are not answered yet to the background by two ways, since the page may be going: all at
 * once by messages, which Chromium drops where the background has to be started first; and by the storage, where
 * the background finds them, and to which Firefox may not come in a tab that is closed.
 */
export function keepUnanswered(): void {
  if (unanswered.size === 0) return;
  const kept: Unanswered<readonly MarkChange[]>[] = [...unanswered].map(([n, changes]) => ({
    n,
    changes,
  }));
  for (const [n, changes] of unanswered) {
    call('markAll', changes, { sender: SENDER, n }).catch(() => undefined);
  }
  // Throws where the extension is gone from under the page, as the request says by itself.
  try {
    browser.storage.local.set({ [UNANSWERED + SENDER]: kept }).catch(() => undefined);
  } catch {}
}
