import { dayNumberAt } from '../paper/date';
import type { Library, LooksRecord } from './schema';

const KEY = 'looks';

/**
 * Resolves to the time, in milliseconds since 1970, by which what is kept for a while may be deleted: now, or
 * earlier, when the clock was last looked at on another day. So a clock that is once far ahead, as after a dead
 * battery, does not empty the bin: what is due waits until it is due on two days.
 * @param now milliseconds since 1970
 */
export async function trustedTime(db: Library, now: number = Date.now()): Promise<number> {
  const tx = db.transaction('meta', 'readwrite');
  const looks = (await tx.store.get(KEY)) as LooksRecord | undefined;
  const isSameDay = looks !== undefined && dayNumberAt(looks.last) === dayNumberAt(now);
  // The first look of all vouches for nothing.
  const before = isSameDay ? looks.before : (looks?.last ?? 0);
  await tx.store.put({ last: now, before }, KEY);
  await tx.done;
  return Math.min(now, before);
}
