import { batch } from '@preact/signals';
import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';
import { type MarkPatch, previewPatch } from '../../paper/mark';
import { callInOrder } from '../../protocol/outbox';
import { RequestError } from '../../protocol/requests';
import type { EntryCache, PendingChange } from './entry-cache';

/**
 * Patches the marks of papers, and shows the patch at once. A patch that is not saved is taken back.
 *
 * @param store takes what the library answers
 * @returns why the patch was not saved, or undefined
 */
export async function patchEntries(
  cache: EntryCache,
  ids: readonly PaperId[],
  patch: MarkPatch,
  store: (entry: Entry) => void,
): Promise<RequestError | undefined> {
  const now = Date.now();
  const change: PendingChange = (mark) => previewPatch(mark, patch, now);
  const slots = ids.flatMap((id) => cache.get(id) ?? []);
  batch(() => {
    for (const { pending } of slots) pending.value = [...pending.peek(), change];
  });
  try {
    const marks = await callInOrder('markIds', ids, patch);
    batch(() => {
      for (const mark of marks) {
        const stored = cache.get(mark.id)?.stored.peek();
        if (stored && typeof stored !== 'string') store({ paper: stored.paper, mark });
      }
    });
    return undefined;
  } catch (error) {
    return error instanceof RequestError ? error : new RequestError('internal', String(error));
  } finally {
    batch(() => {
      for (const { pending } of slots) {
        pending.value = pending.peek().filter((one) => one !== change);
      }
    });
  }
}
