import { DAY_MS, type DayNumber, dayNumberAt, firstDayOfWeek } from '../../paper/date';
import type { Backup } from '../schema';

const DAYS = 7;
const WEEKS = 8;

/**
 * Which of the backups are kept no longer: of the daily ones stay the newest of each of the last 7
 * days and of each of the last 8 weeks that have any; those before a restore stay for a week, and so
 * long does what was to be restored: stopped on the way, the restore is begun again from it. Days and
 * weeks without the browser do not count: they push nothing out. Nor do days to come, which a clock
 * that was ahead has left: they stay where there is room.
 */
export function expired(
  all: readonly Pick<Backup, 'at' | 'reason' | 'source'>[],
  now: number,
): number[] {
  const kept = new Set<number>();
  const isToCome = ({ at }: { readonly at: number }): number => Number(at > now);
  const newest = [...all].sort((a, b) => isToCome(a) - isToCome(b) || b.at - a.at);
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
    if (reason !== 'before-restore' || now - at >= DAYS * DAY_MS) continue;
    kept.add(at);
    if (source !== undefined) kept.add(source);
  }
  return newest.filter(({ at }) => !kept.has(at)).map(({ at }) => at);
}

/** Weeks are keyed by the day of their Monday, in the user's own time zone. */
const weekAt = (at: number): DayNumber => firstDayOfWeek(dayNumberAt(at), 1);
