import { DAY_MS, type DayNumber, dayNumberAt, firstDayOfWeek } from '../../paper/date';
import type { Backup } from '../schema';

const DAYS = 7;
const WEEKS = 8;

/**
 * Returns which of the backups have expired, by their `at`. Kept are, of the daily ones, the newest of
 * each of the last 7 days and of each of the last 8 weeks that have any; and for a week those made
 * before a restore, with the backup that was to be restored, from which a restore that was stopped can
 * be begun again. Days and weeks without backups do not count. Backups of days to come, which a clock
 * that was ahead has left, are kept only while there is room.
 * @param now milliseconds since 1970
 * @param trusted the time by which a week is over (trusted-time.ts)
 */
export function expired(
  all: readonly Pick<Backup, 'at' | 'reason' | 'source'>[],
  now: number,
  trusted: number = now,
): number[] {
  const kept = new Set<number>();
  const isInFuture = ({ at }: { readonly at: number }): number => Number(at > now);
  const newest = [...all].sort((a, b) => isInFuture(a) - isInFuture(b) || b.at - a.at);
  const daily = newest.filter(({ reason }) => reason === 'daily');
  const keepNewestOfEach = (spanOf: (at: number) => DayNumber, most: number): void => {
    const spans = new Set<DayNumber>();
    for (const { at } of daily) {
      if (spans.size < most && !spans.has(spanOf(at))) kept.add(at);
      spans.add(spanOf(at));
    }
  };
  keepNewestOfEach(dayNumberAt, DAYS);
  keepNewestOfEach(weekAt, WEEKS);
  for (const { at, reason, source } of newest) {
    if (reason !== 'before-restore' || trusted - at >= DAYS * DAY_MS) continue;
    kept.add(at);
    if (source !== undefined) kept.add(source);
  }
  return newest.filter(({ at }) => !kept.has(at)).map(({ at }) => at);
}

/** Weeks are keyed by the day of their Monday, in the user's own time zone. */
const weekAt = (at: number): DayNumber => firstDayOfWeek(dayNumberAt(at), 1);
