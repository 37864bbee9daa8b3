import { timeOf } from '../../paper/clock';
import type { Mark } from '../../paper/mark';

/** One thing that happened to a mark, as far as its times tell. */
export interface Event {
  /** What is so since then. */
  readonly what:
    | 'starred'
    | 'unstarred'
    | 'read'
    | 'unread'
    | 'dismissed'
    | 'undismissed'
    | 'noted'
    | 'unnoted'
    | 'tagged'
    | 'untagged';
  readonly tag?: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const FLAGS = [
  ['starred', 'starredAt', 'starred', 'unstarred'],
  ['read', 'readAt', 'read', 'unread'],
  ['dismissed', 'dismissedAt', 'dismissed', 'undismissed'],
] as const;

/** Of each field, and each tag, the last change, the newest first. */
export function historyOf(mark: Mark): Event[] {
  const { times, tags = [] } = mark;
  const events: Event[] = [];
  for (const [field, at, done, undone] of FLAGS) {
    const stamp = times[field];
    // Since when it is so is what the reader means, also where Undo has put it back later.
    const since = mark[at];
    if (since !== undefined) events.push({ what: done, at: since });
    else if (stamp) events.push({ what: undone, at: timeOf(stamp) });
  }
  if (times.note) events.push({ what: mark.note ? 'noted' : 'unnoted', at: timeOf(times.note) });
  for (const [tag, stamp] of Object.entries(times.tags ?? {})) {
    events.push({ what: tags.includes(tag) ? 'tagged' : 'untagged', tag, at: timeOf(stamp) });
  }
  return events.sort((a, b) => b.at - a.at);
}
