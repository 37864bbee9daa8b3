import type { DayNumber } from '../paper/date';
import { type Sums, totalOf } from './sums';

/** The least age of each group, in days: weeks, months, years. */
export const AGES: readonly number[] = [0, 7, 28, 91, 182, 365, 730];

export interface Ages {
  readonly total: number;
  /** One count for each of `AGES`. */
  readonly counts: readonly number[];
  /** Median age, in days. */
  readonly median: number | undefined;
}

/** Returns how old the unread stars are. A star with a date after today counts as new. */
export function agesOf({ waiting }: Sums, today: DayNumber): Ages {
  const counts = AGES.map(() => 0);
  const total = totalOf(waiting);
  let median: number | undefined;
  let seen = 0;
  for (const [day, count] of [...waiting].sort(([a], [b]) => a - b)) {
    const age = Math.max(0, today - day);
    const i = AGES.findLastIndex((from) => age >= from);
    counts[i] = (counts[i] as number) + count;
    seen += count;
    if (median === undefined && seen * 2 >= total) median = age;
  }
  return { total, counts, median };
}
