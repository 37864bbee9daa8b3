import browser from '../ext';
import type { PaperId } from '../paper/ids';
import type { Mark } from '../paper/mark';
import { watchStorage } from '../storage/watch';

/** What a commit changed, as every open tab, popup and page is told. */
export interface Change {
  readonly mark: Mark;
  /** Every id under which a page may know the paper. */
  readonly ids: readonly PaperId[];
}

const KEY = 'changed';
/** Holds the highest `seq` that was published. */
const LAST_KEY = 'published';

/**
 * Tells every context about a commit. One write to `storage.local` also reaches content scripts, wakes
 * nobody, and needs no permission for tabs.
 */
export async function publish(changes: readonly Change[]): Promise<void> {
  // A change that was published before is published again, with its old number, where a request is repeated.
  const before = (await lastPublished()) ?? 0;
  const last = changes.reduce((most, { mark }) => Math.max(most, mark.seq), before);
  await browser.storage.local.set({ [KEY]: changes, [LAST_KEY]: last });
}

/** Takes all changes up to a `seq` for published. */
export async function startPublishingAfter(seq: number): Promise<void> {
  await browser.storage.local.set({ [LAST_KEY]: seq });
}

/** Resolves to the `seq` of the last change that was published; undefined where none was. */
export async function lastPublished(): Promise<number | undefined> {
  const { [LAST_KEY]: last } = await browser.storage.local.get(LAST_KEY);
  return typeof last === 'number' ? last : undefined;
}

/**
 * Calls `follow` with what each commit changed, until the signal. The order is not guaranteed: the caller
 * compares `seq`.
 */
export function subscribe(follow: (changes: readonly Change[]) => void, signal: AbortSignal): void {
  watchStorage((changes) => {
    const published = changes[KEY]?.newValue;
    if (Array.isArray(published)) follow(published);
  }, signal);
}
