import { countIn, type Grain, type Period, periodsOf, spanOf } from './periods';
import type { Sums } from './sums';

export interface FlowPeriod extends Period {
  readonly read: number;
  readonly starred: number;
  readonly dismissed: number;
}

/** Returns what was skimmed and kept in each period, without gaps; if there are too many, the last `most`. */
export function flowOf(
  { read, starred, dismissed }: Sums,
  grain: Grain,
  firstWeekday: number,
  most: number,
): FlowPeriod[] {
  const span = spanOf([...read.keys(), ...starred.keys(), ...dismissed.keys()]);
  if (!span) return [];
  const periods = periodsOf(span[0], span[1], grain, firstWeekday, most);
  const [a, b, c] = [read, starred, dismissed].map((counts) => countIn(counts, periods));
  return periods.map((period, i) => ({
    ...period,
    read: a?.[i] ?? 0,
    starred: b?.[i] ?? 0,
    dismissed: c?.[i] ?? 0,
  }));
}
