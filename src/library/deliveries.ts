import type { Delivery } from '../paper/delivery';
import { requestPut } from './requests';
import type { DeliveryRecord, Library, WriteTransaction } from './schema';

/** A request can come again for as long as its page is in the back/forward cache, or kept it in the storage. */
const KEPT_MS = 24 * 3_600_000;

const keyOf = (sender: string): string => `sender:${sender}`;

/**
 * Notes in the transaction that a request is being done. Resolves to whether it was done before, and is to
 * change nothing more.
 * @param now milliseconds since 1970
 */
export async function noteDelivery(
  tx: WriteTransaction,
  delivery: Delivery | undefined,
  now: number,
): Promise<boolean> {
  if (!delivery) return false;
  const store = tx.objectStore('meta');
  const last = (await store.get(keyOf(delivery.sender))) as DeliveryRecord | undefined;
  if (last && last.n >= delivery.n) return true;
  requestPut(store, { n: delivery.n, at: now }, keyOf(delivery.sender));
  return false;
}

/**
 * Forgets the senders that have sent nothing for a day.
 * @param now milliseconds since 1970
 */
export async function purgeDeliveries(db: Library, now: number = Date.now()): Promise<void> {
  const tx = db.transaction('meta', 'readwrite');
  for (
    let at = await tx.store.openCursor(IDBKeyRange.bound(keyOf(''), 'sender;'));
    at;
    at = await at.continue()
  ) {
    if ((at.value as DeliveryRecord).at < now - KEPT_MS) await at.delete();
  }
  await tx.done;
}
