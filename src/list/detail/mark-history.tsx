import { message } from '../../i18n';
import type { Entry } from '../../paper/entry';
import { formatMoment } from '../../ui/dates';
import { markEvents } from './mark-events';

/** Lists the changes of a paper's mark, the newest first. */
export function MarkHistory({ entry }: { entry: Entry }) {
  const events = markEvents(entry.mark);
  const { seen, addedAt } = entry.paper;
  if (events.length === 0 && addedAt === undefined) return null;
  return (
    <section class="history">
      <h3>{message('list_history')}</h3>
      <ul>
        {events.map(({ what, tag = '', at }) => (
          <HistoryItem key={what + tag} text={message(`list_event_${what}`, tag)} at={at} />
        ))}
        {addedAt !== undefined && <HistoryItem text={message('list_event_added')} at={addedAt} />}
        {seen && <HistoryItem text={message('list_event_seen')} at={seen.at} />}
      </ul>
    </section>
  );
}

function HistoryItem({ text, at }: { text: string; at: number }) {
  return (
    <li>
      <span>{text}</span>
      <time dateTime={new Date(at).toISOString()}>{formatMoment(at)}</time>
    </li>
  );
}
