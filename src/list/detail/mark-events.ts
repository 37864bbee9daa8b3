import { timeOf } from '../../paper/clock';
import { MARK_FLAGS, type Mark, type MarkFlag, timeFieldOf } from '../../paper/mark';

/** One thing that happened to a mark, as far as its times tell. */
export interface Event {
  /** What is so since then. */
  readonly what: MarkFlag | `un${MarkFlag}` | 'noted' | 'unnoted' | 'tagged' | 'untagged';
  readonly tag?: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Of each field, and each tag, the last change, the newest first. */
export function markEvents(mark: Mark): Event[] {
  const { times, tags = [] } = mark;
  const events: Event[] = [];
  for (const flag of MARK_FLAGS) {
    const stamp = times[flag];
    // Since when it is so is what the reader means, also where Undo has put it back later.
    const since = mark[timeFieldOf(flag)];
    if (since !== undefined) events.push({ what: flag, at: since });
    else if (stamp) events.push({ what: `un${flag}`, at: timeOf(stamp) });
  }
  if (times.note) events.push({ what: mark.note ? 'noted' : 'unnoted', at: timeOf(times.note) });
  for (const [tag, stamp] of Object.entries(times.tags ?? {})) {
    events.push({ what: tags.includes(tag) ? 'tagged' : 'untagged', tag, at: timeOf(stamp) });
  }
  return events.sort((a, b) => b.at - a.at);
}
