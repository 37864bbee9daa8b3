import { forgetOrder } from '../../search/order';
import { HAS, placeOf } from '../../search/segment';
import type { Written } from '../upsert';
import type { LoadedSegment } from './loaded-segment';

/**
 * Shows changes of marks in the segments before the papers are indexed again. Stars, views and
 * filters are right at once; the words of notes and tags follow.
 */
export function applyMarks(segments: readonly LoadedSegment[], changes: readonly Written[]): void {
  for (const { mark, ids } of changes) {
    for (const { open } of segments) {
      for (const id of ids) {
        const place = placeOf(open.ids, id);
        if (place < 0 || open.alive[place] === 0) continue;
        const { columns } = open.segment;
        // An empty mark is published for a paper that was removed.
        const isGone = id !== mark.id || Object.keys(mark.times).length === 0;
        if (isGone) open.alive[place] = 0;
        columns.starred[place] = mark.starredAt ?? 0;
        columns.read[place] = mark.readAt ?? 0;
        columns.dismissed[place] = mark.dismissedAt ?? 0;
        const others = (columns.flags[place] as number) & ~(HAS.note | HAS.tag);
        columns.flags[place] =
          others | (mark.note ? HAS.note : 0) | (mark.tags?.length ? HAS.tag : 0);
      }
    }
  }
  for (const { open } of segments) forgetOrder(open);
}
