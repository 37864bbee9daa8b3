import browser from '../ext';
import type { PaperId } from '../paper/ids';
import type { Mark } from '../paper/mark';

/** What a commit changed, as every open tab, popup and list page hears of it. */
export interface Change {
  readonly mark: Mark;
  /** Every id under which a page may know the paper. */
  readonly ids: readonly PaperId[];
}

const KEY = 'changed';

/**
 * Tells every context, after the commit. One write to `storage.local` reaches content scripts too,
 * wakes nobody, and needs no permission for tabs.
 */
export async function publish(changes: readonly Change[]): Promise<void> {
  await browser.storage.local.set({ [KEY]: changes });
}

/** Calls `follow` with what one commit changed, until the signal. The caller compares `seq`: order is not promised. */
export function subscribe(follow: (changes: readonly Change[]) => void, signal: AbortSignal): void {
  const listen = (changes: Record<string, { newValue?: unknown }>, area: string): void => {
    const published = changes[KEY]?.newValue;
    if (area === 'local' && Array.isArray(published)) follow(published);
  };
  browser.storage.onChanged.addListener(listen);
  signal.addEventListener('abort', () => {
    // Throws when the extension is gone from under the page; then nobody calls the listener either.
    try {
      browser.storage.onChanged.removeListener(listen);
    } catch {}
  });
}
