import { timeOf } from '../../paper/clock';
import { MARK_FLAGS, type Mark, type MarkFlag, timeFieldOf } from '../../paper/mark';

/** The last change of a flag, of the note or of a tag. */
export interface MarkEvent {
  /** The state since then. */
  readonly what: MarkFlag | `un${MarkFlag}` | 'noted' | 'unnoted' | 'tagged' | 'untagged';
  readonly tag?: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Returns the last change of each flag, of the note and of each tag, the newest first. */
export function markEvents(mark: Mark): MarkEvent[] {
  const { times, tags = [] } = mark;
  const events: MarkEvent[] = [];
  for (const flag of MARK_FLAGS) {
    const stamp = times[flag];
    // The time at which the flag was set, also where Undo has put it back later.
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
