import { timeOf } from '../../paper/clock';
import {
  hasFlag,
  MARK_FLAGS,
  type Mark,
  type MarkFlag,
  type ReadBy,
  RIVALS,
  timeFieldOf,
} from '../../paper/mark';

/** The last change of a flag, of the note or of a tag. */
export interface MarkEvent {
  /** The state since then. */
  readonly what:
    | MarkFlag
    | `read_${ReadBy}`
    | `un${MarkFlag}`
    | 'noted'
    | 'unnoted'
    | 'tagged'
    | 'untagged';
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
    const by = flag === 'read' && mark.readBy;
    if (since !== undefined) events.push({ what: by ? `read_${by}` : flag, at: since });
    else if (stamp && isEnd(mark, flag)) events.push({ what: `un${flag}`, at: timeOf(stamp) });
  }
  if (times.note) events.push({ what: mark.note ? 'noted' : 'unnoted', at: timeOf(times.note) });
  for (const [tag, stamp] of Object.entries(times.tags ?? {})) {
    events.push({ what: tags.includes(tag) ? 'tagged' : 'untagged', tag, at: timeOf(stamp) });
  }
  return events.sort((a, b) => b.at - a.at);
}

/**
 * Returns whether the last change of a flag that is not set is one to tell of. A star also changes "not for
 * me", and the other way round, of which the later is told; what a star keeps unread was never unread.
 */
function isEnd(mark: Mark, flag: MarkFlag): boolean {
  const rival = RIVALS[flag];
  if (!rival) return mark.heldAt === undefined;
  const [own, other] = [mark.times[flag] ?? '', mark.times[rival] ?? ''];
  return own > other || (own === other && flag === 'starred' && !hasFlag(mark, rival));
}
