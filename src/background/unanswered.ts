import browser from '../ext';
import { UNANSWERED } from '../protocol/unanswered';
import { watchStorage } from '../storage/watch';
import { writeAndPublish } from './publish';
import { checkChanges, checkDelivery, checkUnanswered } from './validate';

/**
 * Does what pages left undone when they were left: at once, and what a background before this one did not come
 * to. Call it synchronously when the background starts, or it misses what woke it.
 */
export function doUnanswered(): void {
  watchStorage((changes) => {
    for (const [key, { newValue }] of Object.entries(changes)) {
      if (newValue !== undefined) void take(key, newValue);
    }
  }, new AbortController().signal);
  void takeLeft().catch(console.error);
}

async function takeLeft(): Promise<void> {
  const stored: Record<string, unknown> = await browser.storage.local.get(null);
  for (const [key, value] of Object.entries(stored)) await take(key, value);
}

/** Does the requests under one key, and removes them; those that may succeed later stay. Never rejects. */
async function take(key: string, left: unknown): Promise<void> {
  if (!key.startsWith(UNANSWERED)) return;
  const sender = key.slice(UNANSWERED.length);
  try {
    for (const { n, changes } of readable(() => checkUnanswered(left)) ?? []) {
      const delivery = readable(() => checkDelivery({ sender, n }));
      const checked = readable(() => checkChanges(changes));
      if (delivery && checked) await writeAndPublish(checked, delivery);
    }
    await browser.storage.local.remove(key);
  } catch (error) {
    console.error('Dogear: what a page left undone is not done yet', error);
  }
}

/** Returns what is checked; undefined where it is refused, which it would be the next time, too. */
function readable<T>(check: () => T): T | undefined {
  try {
    return check();
  } catch (error) {
    console.error('Dogear: a page left what cannot be read', error);
    return undefined;
  }
}
